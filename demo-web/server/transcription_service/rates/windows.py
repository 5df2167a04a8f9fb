"""Counts of one process, in its memory.

The library that counts in Redis can count in memory too, but looks through all it has counted at
each request: with a thousand users that took longer than the request.
"""

import math

from transcription_service.clock import Clock

WINDOW_S = 60


class Windows:
    """A window that slides, made of the two fixed ones that it lies across: what was done in the
    one before is taken as spread evenly over it. Forgets a whole window at a time."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._number = 0
        self._present: dict[str, int] = {}
        self._before: dict[str, int] = {}

    def hit(self, key: str, limit: int) -> float | None:
        """Count one; None, or, when that is one too many, the seconds until there is room."""
        passed_s = self._turn()
        present, before = self._present.get(key, 0), self._before.get(key, 0)
        left_s = WINDOW_S - passed_s
        if math.floor(before * left_s / WINDOW_S + present) < limit:
            self._present[key] = present + 1
            return None
        return wait_s(limit, present=present, before=before, left_s=left_s)

    def _turn(self) -> float:
        """Seconds of the present window that have passed."""
        number, passed_s = divmod(self._clock.monotonic(), WINDOW_S)
        if number != self._number:
            self._before = self._present if number == self._number + 1 else {}
            self._present = {}
            self._number = int(number)
        return passed_s


def wait_s(limit: int, *, present: int, before: int, left_s: float) -> float:
    """Until one more is let through, `left_s` seconds before the end of the present window."""
    if present < limit:
        # What is left of the window before has to shrink below the room for one.
        return max(left_s - (limit - present) * WINDOW_S / before, 0.0) if before else 0.0
    # The present window must become the one before, and then it shrinks.
    return left_s
