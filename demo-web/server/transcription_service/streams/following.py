"""The life of a stream between its first status and its end."""

from collections.abc import Callable
from datetime import datetime

from starlette.types import Receive

from transcription_service.event_stream import (
    CloseReason,
    close_event,
    heartbeat_event,
    status_event,
)
from transcription_service.mailbox import Mailbox
from transcription_service.models.status import TranscriptionStatus
from transcription_service.observation import Departure
from transcription_service.streams.deadlines import Deadlines
from transcription_service.streams.open_streams import (
    IDLE_RETRY_MS,
    LIFE_RETRY_MS,
    SHUTDOWN_RETRY_MS,
    OpenStreams,
)
from transcription_service.streams.outlet import Outlet
from transcription_service.streams.sighting import Sighting
from transcription_service.streams.wake import Wake


class Following:
    """Passes each status on as it comes, and beats between.

    While the client takes what it is sent, that happens in the call that brings the status: waking
    the stream's task for it costs several times as much as sending. The task is woken for what may
    have to wait, and for the end.
    """

    __slots__ = (
        "_deadlines",
        "_is_replaced",
        "_mailbox",
        "_outlet",
        "_sighting",
        "_streams",
        "_wake",
    )

    def __init__(
        self,
        streams: OpenStreams,
        mailbox: Mailbox,
        outlet: Outlet,
        sighting: Sighting,
        wake: Wake,
        *,
        expires_at: datetime,
        is_replaced: Callable[[], bool],
    ) -> None:
        self._streams = streams
        self._mailbox = mailbox
        self._outlet = outlet
        self._sighting = sighting
        self._wake = wake
        self._is_replaced = is_replaced
        self._deadlines = Deadlines(
            streams.clock,
            streams.times,
            life_s=streams.life_s(expires_at),
            on_due=self._due,
        )

    async def to_the_end(self, receive: Receive) -> Departure:
        """Returns why the stream has ended, when all has been sent; may raise ClientStuck."""
        try:
            while (reason := self._reason_to_end()) is None:
                if self._deadlines.heartbeat_is_due:
                    await self._outlet.send(heartbeat_event(self._streams.clock.now()))
                    self._deadlines.heartbeat_was_sent()
                self._deadlines.arm()
                if await self._wake.wait(receive):
                    return Departure.LEFT
                status = self._mailbox.take()
                if status is not None:
                    await self._outlet.send(telling(status), is_last=status.is_terminal)
                    self._was_told(status)
                    if status.is_terminal:
                        return Departure(status.status)
            await self._outlet.send(self._farewell(reason), is_last=True)
            return reason
        finally:
            self._sighting.conflated(self._mailbox.conflated)
            # They know this object, which knows them: apart, all are gone at once.
            self._deadlines.end()

    def pass_on(self) -> bool:
        """Send the status that has come, at once; tells whether that could be done."""
        status = self._mailbox.newest_untaken
        # A task that was woken is about to send something older.
        if status is None or status.is_terminal or not self._wake.is_waiting:
            return False
        if not self._outlet.send_now(status_event(status)):
            return False
        self._mailbox.take()
        self._was_told(status)
        return True

    def _due(self) -> None:
        if not self._wake.is_waiting or self._reason_to_end() is not None:
            self._wake()
        elif not self._deadlines.heartbeat_is_due:
            self._deadlines.arm()
        elif self._outlet.send_now(heartbeat_event(self._streams.clock.now())):
            self._deadlines.heartbeat_was_sent()
            self._deadlines.arm()
        else:
            self._wake()

    def _was_told(self, status: TranscriptionStatus) -> None:
        self._sighting.delivered(status)
        self._sighting.conflated(self._mailbox.conflated)
        self._deadlines.status_was_sent()

    def _reason_to_end(self) -> Departure | None:
        if self._is_replaced():
            return Departure.REPLACED
        if self._streams.shutting_down:
            return Departure.SHUTDOWN
        if self._deadlines.life_is_over:
            return Departure.EXPIRED
        return Departure.IDLE if self._deadlines.is_idle else None

    def _farewell(self, reason: Departure) -> bytes:
        """The last event of a stream that the server ends."""
        match reason:
            case Departure.SHUTDOWN:
                told, spread = CloseReason.SHUTDOWN, SHUTDOWN_RETRY_MS
            case Departure.EXPIRED:
                told, spread = CloseReason.REPLACED, LIFE_RETRY_MS
            case Departure.IDLE:
                told, spread = CloseReason.IDLE, IDLE_RETRY_MS
            case _:
                return close_event(CloseReason.REPLACED)
        return close_event(told, retry_after_ms=self._streams.retry_after_ms(spread))


def telling(status: TranscriptionStatus) -> bytes:
    """A status and, if it is the last, the end of the stream."""
    event = status_event(status)
    return event + close_event(CloseReason(status.status)) if status.is_terminal else event
