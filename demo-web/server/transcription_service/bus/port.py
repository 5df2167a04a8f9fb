"""What publishers and subscribers need of a bus, whatever carries it."""

from collections.abc import Callable
from typing import Protocol

from transcription_service.models.status import StatusUpdate, TranscriptionStatus

Deliver = Callable[[TranscriptionStatus], None]

LIVE_SECONDS = 24 * 3600.0
"""How long the last status of a session that has not ended is kept after its last update."""

ENDED_SECONDS = 3600.0
"""How long a terminal status is kept: late readers find it, memory stays bounded."""


class Bus(Protocol):
    """One place where sequence, state and fan-out of all sessions are decided.

    Every method but `unlisten` and `close` raises StoreUnavailable while the state is out of reach.
    """

    @property
    def reconnects(self) -> int:
        """How often the subscription of this process was interrupted and made anew."""

    def publish(self, update: StatusUpdate) -> TranscriptionStatus:
        """Number, store and send an update, atomically. May be called on any thread.

        A status's epoch is the life of the state it is in: it changes whenever state may have been
        lost, and later ones sort after earlier ones. Raises UpdateRefused when the update may not
        follow the present status.
        """

    def last(self, session_id: str) -> TranscriptionStatus | None:
        """The last status published for a session, if it is still kept. For any thread; blocks."""

    async def snapshot(self, session_id: str) -> TranscriptionStatus | None:
        """What `last` gives, for the event loop."""

    async def listen(self, session_id: str, deliver: Deliver) -> None:
        """Deliver each later status of a session; returns once no update can be missed.

        After an interruption the last status is delivered again, with whatever was missed in it.
        `deliver` may be called on any thread, in any order, and must neither block nor raise.
        """

    async def unlisten(self, session_id: str, deliver: Deliver) -> None:
        """Deliver no more; harmless when not listening."""

    async def close(self) -> None:
        """Let go of everything held."""
