"""Which faults are switched on, and whom they would hit."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from transcription_service.clock import Clock
from transcription_service.faults.kinds import Fault, LatePoll, Restart

ALL = "all"


@dataclass(frozen=True, eq=False)
class SwitchedOn:
    """A fault, until it is switched off or replaced."""

    fault: Fault
    off: asyncio.Event = field(default_factory=asyncio.Event)


class Faults:
    """One fault at most for each session, and one for all; a session's own goes first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._switched_on: dict[str, SwitchedOn] = {}
        self._streams: dict[asyncio.Event, str] = {}

    def switch_on(self, whose: str, fault: Fault) -> None:
        """For a session, or `all`; streams that are open are dropped, so that they meet it."""
        self.switch_off(whose)
        switched_on = self._switched_on[whose] = SwitchedOn(fault)
        if _concerns_streams(fault):
            for drop, session_id in self._streams.items():
                if whose in (ALL, session_id):
                    drop.set()
        if isinstance(fault, Restart):
            self._clock.call_later(fault.down_s, lambda: self._heal(whose, switched_on))

    def switch_off(self, whose: str) -> None:
        switched_on = self._switched_on.pop(whose, None)
        if switched_on is not None:
            switched_on.off.set()

    def switched_on(self, whose: str) -> Fault | None:
        """What was asked for a session, or for `all`."""
        switched_on = self._switched_on.get(whose)
        return switched_on.fault if switched_on else None

    def of(self, session_id: str) -> SwitchedOn | None:
        return self._switched_on.get(session_id) or self._switched_on.get(ALL)

    @contextmanager
    def stream(self, session_id: str) -> Iterator[asyncio.Event]:
        """Counts a stream as open; gives what will be set when it is to be dropped."""
        drop = asyncio.Event()
        self._streams[drop] = session_id
        try:
            yield drop
        finally:
            del self._streams[drop]

    def _heal(self, whose: str, switched_on: SwitchedOn) -> None:
        if self._switched_on.get(whose) is switched_on:
            self.switch_off(whose)


def _concerns_streams(fault: Fault) -> bool:
    if isinstance(fault, LatePoll):
        return False
    return getattr(fault, "target", "stream") != "status"
