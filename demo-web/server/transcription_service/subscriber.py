"""Brings each session's updates from the bus to the connections that watch it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from transcription_service.bus import Bus
from transcription_service.mailbox import Mailbox
from transcription_service.models.status import TranscriptionStatus


class _Channel:
    """The mailboxes of one session, behind one subscription at the bus."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.mailboxes: set[Mailbox] = set()
        self.membership = asyncio.Lock()
        self.listening = False

    def deliver(self, status: TranscriptionStatus) -> None:
        try:
            self._loop.call_soon_threadsafe(self._distribute, status)
        except RuntimeError:
            # The loop was closed between the bus's decision and this call: nobody reads any more.
            return

    def _distribute(self, status: TranscriptionStatus) -> None:
        for mailbox in tuple(self.mailboxes):
            mailbox.put(status)


class StatusSubscriber:
    """One subscription at the bus for each session that is watched, however many watch it.

    Lives on one event loop.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._channels: dict[str, _Channel] = {}

    @property
    def watched_sessions(self) -> int:
        """How many sessions have at least one watcher."""
        return len(self._channels)

    async def snapshot(self, session_id: str) -> TranscriptionStatus | None:
        """The last status the bus has for a session."""
        return await self._bus.snapshot(session_id)

    @asynccontextmanager
    async def subscribe(
        self, session_id: str, on_arrival: Callable[[], None]
    ) -> AsyncIterator[Mailbox]:
        """A mailbox that holds the present status, if the bus has one, and gets all later ones."""
        mailbox = Mailbox(on_arrival)
        channel = self._channels.get(session_id)
        if channel is None:
            channel = self._channels[session_id] = _Channel(asyncio.get_running_loop())
        channel.mailboxes.add(mailbox)
        try:
            async with channel.membership:
                if not channel.listening:
                    await self._bus.listen(session_id, channel.deliver)
                    channel.listening = True
            # Only now: an update between a snapshot and a later subscription would be lost.
            status = await self._bus.snapshot(session_id)
            if status is not None:
                mailbox.put(status)
            yield mailbox
        finally:
            channel.mailboxes.discard(mailbox)
            if not channel.mailboxes and self._channels.get(session_id) is channel:
                del self._channels[session_id]
                await self._bus.unlisten(session_id, channel.deliver)
