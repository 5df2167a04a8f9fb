"""The way to the workers of other processes."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from celery import Celery
from kombu.exceptions import OperationalError

from transcription_service.clock import Clock
from transcription_service.jobs.celery_app import KEY_PREFIX, QUEUE, TASK
from transcription_service.redis_link import RedisLink, StoreUnavailable, reachable

logger = logging.getLogger(__name__)

_AGAIN_S = 60.0
"""A message that has not led to a start for so long is sent again, then after twice the time, and
so on: it may be far back in a long queue, which must not grow by that."""


@dataclass(slots=True)
class _Wait:
    due: float
    pause: float = _AGAIN_S
    seen: bool = False


class CeleryQueue:
    """A `JobQueue` that hands jobs to Celery."""

    def __init__(self, app: Celery, link: RedisLink, clock: Clock) -> None:
        self._app = app
        self._link = link
        self._clock = clock
        self._waits: dict[str, _Wait] = {}

    def start(self) -> None:
        """Workers start themselves."""

    def submit(self, session_id: str) -> None:
        try:
            with reachable():
                self._app.send_task(TASK, args=(session_id,), queue=QUEUE, retry=False)
        except (OperationalError, StoreUnavailable) as away:
            # The job is in the database, and found missing here.
            logger.warning("session %s: not submitted yet, %s", session_id, away)

    def missing(self, waiting: Sequence[str]) -> list[str]:
        """Raises StoreUnavailable."""
        now = self._clock.monotonic()
        known, self._waits = self._waits, {}
        for session_id in waiting:
            self._waits[session_id] = known.get(session_id) or _Wait(now + _AGAIN_S)
        # A session that waited at the last look, while no message waits any more: either its own
        # was lost, or a worker has it in this very moment.
        drained = any(wait.seen for wait in self._waits.values()) and self._is_drained()
        return [
            session_id
            for session_id, wait in self._waits.items()
            if self._is_due(wait, now, drained=drained)
        ]

    def halt(self) -> None:
        """Other processes take what is submitted."""

    def join(self) -> None:
        self._app.close()

    def _is_drained(self) -> bool:
        with reachable():
            return not self._link.threads.llen(f"{KEY_PREFIX}{QUEUE}")

    def _is_due(self, wait: _Wait, now: float, *, drained: bool) -> bool:
        due = now >= wait.due
        if due:
            wait.pause *= 2
            wait.due = now + wait.pause
        due = due or (drained and wait.seen)
        wait.seen = True
        return due
