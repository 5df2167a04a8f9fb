"""Work that is due again and again, on a thread of its own."""

import logging
import threading
from collections.abc import Callable

from transcription_service.clock import Clock

logger = logging.getLogger(__name__)

_TICK_S = 0.5
"""The clock is looked at so often, in real seconds: a clock that stands still makes nothing due."""


class Rounds:
    """Calls `work` about every `every_s` seconds of the clock, from `start` to `stop`.

    What `work` raises is logged, and the next round comes all the same.
    """

    def __init__(self, name: str, clock: Clock, every_s: float, work: Callable[[], None]) -> None:
        self._clock = clock
        self._every_s = every_s
        self._work = work
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """No round begins after this; harmless when done twice. Any thread or signal handler."""
        self._stopped.set()

    def join(self) -> None:
        """Return once the last round has ended."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        due = self._clock.monotonic() + self._every_s
        while not self._stopped.wait(min(_TICK_S, self._every_s / 2)):
            if self._clock.monotonic() < due:
                continue
            try:
                self._work()
            except Exception:
                logger.exception("%s: a round failed", self._thread.name)
            due = self._clock.monotonic() + self._every_s
