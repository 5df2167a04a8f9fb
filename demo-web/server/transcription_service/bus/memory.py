"""The embedded bus: one process, no broker."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from transcription_service.bus.port import ENDED_SECONDS, LIVE_SECONDS, Deliver
from transcription_service.clock import Clock
from transcription_service.models.status import StatusUpdate, TranscriptionStatus
from transcription_service.models.succession import succeed


@dataclass(slots=True)
class _Kept:
    status: TranscriptionStatus
    until: float


class MemoryBus:
    """Keeps all state under one lock, so that publishing is atomic on every thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._epoch = f"{int(clock.now().timestamp() * 1000):x}"
        self._lock = threading.Lock()
        # Two maps, each with one lifetime: the oldest entry is always the next to expire.
        self._live: OrderedDict[str, _Kept] = OrderedDict()
        self._ended: OrderedDict[str, _Kept] = OrderedDict()
        self._listeners: dict[str, list[Deliver]] = {}

    @property
    def reconnects(self) -> int:
        return 0

    def publish(self, update: StatusUpdate) -> TranscriptionStatus:
        with self._lock:
            self._expire()
            status = succeed(self._last(update.session_id), update, self._epoch)
            self._keep(status)
            listeners = tuple(self._listeners.get(update.session_id, ()))
        if listeners:
            # Written here, on the publisher's thread, not on the loop that serves them all.
            _ = status.body
        for deliver in listeners:
            deliver(status)
        return status

    def last(self, session_id: str) -> TranscriptionStatus | None:
        with self._lock:
            self._expire()
            return self._last(session_id)

    async def snapshot(self, session_id: str) -> TranscriptionStatus | None:
        return self.last(session_id)

    async def listen(self, session_id: str, deliver: Deliver) -> None:
        with self._lock:
            self._listeners.setdefault(session_id, []).append(deliver)

    async def unlisten(self, session_id: str, deliver: Deliver) -> None:
        with self._lock:
            listeners = self._listeners.get(session_id, [])
            if deliver in listeners:
                listeners.remove(deliver)
            if not listeners:
                self._listeners.pop(session_id, None)

    async def close(self) -> None:
        with self._lock:
            self._live.clear()
            self._ended.clear()
            self._listeners.clear()

    def _last(self, session_id: str) -> TranscriptionStatus | None:
        kept = self._live.get(session_id) or self._ended.get(session_id)
        return kept.status if kept else None

    def _keep(self, status: TranscriptionStatus) -> None:
        self._live.pop(status.session_id, None)
        states, lifetime = (
            (self._ended, ENDED_SECONDS) if status.is_terminal else (self._live, LIVE_SECONDS)
        )
        states[status.session_id] = _Kept(status, self._clock.monotonic() + lifetime)

    def _expire(self) -> None:
        now = self._clock.monotonic()
        for states in (self._live, self._ended):
            while states and next(iter(states.values())).until <= now:
                states.popitem(last=False)
