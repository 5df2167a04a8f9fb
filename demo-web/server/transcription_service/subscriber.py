"""Brings each session's updates from the bus to the connections that watch it."""

import asyncio
from collections.abc import Callable

from transcription_service.bus import Bus
from transcription_service.mailbox import Mailbox
from transcription_service.models.status import TranscriptionStatus


class _Channel:
    """The mailboxes of one session, behind one subscription at the bus."""

    __slots__ = ("_loop", "listening", "mailboxes", "membership")

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


class Subscription:
    """One watcher's; holds the present status, if the bus has one, and gets all later ones."""

    __slots__ = ("_channels", "_session_id", "mailbox")

    def __init__(
        self, channels: "_Channels", session_id: str, on_arrival: Callable[[], None]
    ) -> None:
        self._channels = channels
        self._session_id = session_id
        self.mailbox = Mailbox(on_arrival)

    async def begin(self) -> None:
        """Returns once nothing can be missed; raises StoreUnavailable. Ended in any case."""
        await self._channels.join(self._session_id, self.mailbox)
        # Only now: an update between a snapshot and a later subscription would be lost.
        status = await self._channels.bus.snapshot(self._session_id)
        if status is not None:
            self.mailbox.put(status)

    async def end(self) -> None:
        """Harmless when it was never begun."""
        await self._channels.leave(self._session_id, self.mailbox)

    async def __aenter__(self) -> Mailbox:
        try:
            await self.begin()
        except BaseException:
            await self.end()
            raise
        return self.mailbox

    async def __aexit__(self, *_: object) -> None:
        await self.end()


class _Channels:
    """Those of all sessions that are watched."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.open: dict[str, _Channel] = {}

    async def join(self, session_id: str, mailbox: Mailbox) -> None:
        channel = self.open.get(session_id)
        if channel is None:
            channel = self.open[session_id] = _Channel(asyncio.get_running_loop())
        channel.mailboxes.add(mailbox)
        async with channel.membership:
            if not channel.listening:
                await self.bus.listen(session_id, channel.deliver)
                channel.listening = True

    async def leave(self, session_id: str, mailbox: Mailbox) -> None:
        channel = self.open.get(session_id)
        if channel is None or mailbox not in channel.mailboxes:
            return
        channel.mailboxes.discard(mailbox)
        if not channel.mailboxes:
            del self.open[session_id]
            await self.bus.unlisten(session_id, channel.deliver)


class StatusSubscriber:
    """One subscription at the bus for each session that is watched, however many watch it.

    Lives on one event loop.
    """

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._channels = _Channels(bus)

    @property
    def watched_sessions(self) -> int:
        """How many sessions have at least one watcher."""
        return len(self._channels.open)

    async def snapshot(self, session_id: str) -> TranscriptionStatus | None:
        """The last status the bus has for a session."""
        return await self._bus.snapshot(session_id)

    def subscribe(self, session_id: str, on_arrival: Callable[[], None]) -> Subscription:
        """To be begun and ended, or to be entered as a context."""
        return Subscription(self._channels, session_id, on_arrival)
