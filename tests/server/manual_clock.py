"""A clock that stands still until a test moves it."""

import heapq
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

START = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)


class _Timer:
    def __init__(self, callback: Callable[[], None]) -> None:
        self.callback = callback
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True
        # As asyncio's, it keeps nothing of whoever would have been called.
        self.callback = _nobody


def _nobody() -> None:
    pass


class ManualClock:
    """Starts at noon on the first day of 2026, and at 0 monotonic seconds."""

    def __init__(self) -> None:
        self._seconds = 0.0
        self._order = itertools.count()
        self._timers: list[tuple[float, int, _Timer]] = []

    @property
    def armed(self) -> int:
        """How many calls are still to come."""
        return sum(not timer.cancelled for _, _, timer in self._timers)

    def now(self) -> datetime:
        return START + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return self._seconds

    def call_later(self, delay_s: float, callback: Callable[[], None]) -> _Timer:
        timer = _Timer(callback)
        heapq.heappush(self._timers, (self._seconds + delay_s, next(self._order), timer))
        return timer

    def advance(self, seconds: float) -> None:
        """Move on, calling back whatever falls due on the way."""
        end = self._seconds + seconds
        while self._timers and self._timers[0][0] <= end:
            due, _, timer = heapq.heappop(self._timers)
            self._seconds = due
            if not timer.cancelled:
                timer.callback()
        self._seconds = end
