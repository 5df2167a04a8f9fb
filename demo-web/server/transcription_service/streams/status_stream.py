"""The status stream of one connection, from its first byte to its last."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from transcription_service.event_stream import RETRY
from transcription_service.models.status import TranscriptionStatus
from transcription_service.observation import Departure
from transcription_service.problems import Problem
from transcription_service.redis_link import StoreUnavailable
from transcription_service.stream_leases import Lease, StreamsFull, TooManyOfUser
from transcription_service.streams.connection import WriteNow, drop_of, write_now_of
from transcription_service.streams.following import Following, telling
from transcription_service.streams.open_streams import OpenStreams
from transcription_service.streams.outlet import ClientStuck, Outlet
from transcription_service.streams.sighting import Sighting
from transcription_service.streams.wake import Wake, departure
from transcription_service.subscriber import Subscription

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Who asks for a stream of which session; that they may is decided already."""

    session_id: str
    user_id: str
    expires_at: datetime
    """When the user's token does."""
    settled: TranscriptionStatus | None
    """The session's final status, once it has one."""
    client_id: str | None = None
    """The place in the user's browser; what it asks for replaces what it had."""
    last_event_id: str | None = None
    """Of the last event that the client has seen."""


class StatusStream:
    """Sends the present status at once, then each newer one, heartbeats between, `close` at last.

    A long response (`web/handover.py`): whatever stands against it is raised before its first byte.
    """

    __slots__ = (
        "_drop",
        "_following",
        "_lease",
        "_reason",
        "_replaced",
        "_sighting",
        "_streams",
        "_subscription",
        "_visit",
        "_wake",
        "_write_now",
    )

    def __init__(self, visit: Visit, streams: OpenStreams) -> None:
        self._visit = visit
        self._streams = streams
        self._wake = Wake()
        self._lease: Lease | None = None
        self._subscription: Subscription | None = None
        self._following: Following | None = None
        self._replaced = False
        self._sighting = Sighting(streams.observer, streams.tally, streams.clock)
        self._reason: Departure | None = None
        """Why it has ended."""
        self._write_now: WriteNow | None = None
        self._drop: Callable[[], None] | None = None

    async def begin(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Send the head and the first status; or 204, and return False, when that was seen already.

        Raises Problem, or StoreUnavailable, before the first byte.
        """
        visit = self._visit
        # A settled session is told in one piece: it needs no slot, and no news.
        first = visit.settled or await self._taken_up()
        if first.is_terminal and first.event_id == visit.last_event_id:
            await self.close()
            await Response(status_code=204)(scope, receive, send)
            return False

        def head_was_sent(head: Message) -> None:
            self._sighting.began(
                scope,
                head,
                session_id=visit.session_id,
                user_id=visit.user_id,
                is_resumed=visit.last_event_id is not None,
            )

        self._write_now, self._drop = write_now_of(scope), drop_of(scope)
        event, is_last = RETRY + telling(first), first.is_terminal
        try:
            await self._outlet(send).begin(event, is_last=is_last, on_head=head_was_sent)
        except ClientStuck:
            self._reason = Departure.STUCK
            return True
        self._sighting.told(first)
        if is_last:
            self._reason = Departure(first.status)
        return True

    async def run(self, receive: Receive, send: Send) -> None:
        """Send what follows, until the end."""
        if self._reason is None and self._subscription is not None:
            self._following = Following(
                self._streams,
                self._subscription.mailbox,
                self._outlet(send),
                self._sighting,
                self._wake,
                expires_at=self._visit.expires_at,
                is_replaced=lambda: self._replaced,
            )
            try:
                self._reason = await self._following.to_the_end(receive)
            except ClientStuck:
                self._reason = Departure.STUCK
            except asyncio.CancelledError:
                # The server's patience with those that do not end is over.
                self._reason = Departure.SHUTDOWN
                raise
            finally:
                self._following = None
        if self._reason is Departure.STUCK and self._drop is not None:
            self._drop()
            await departure(receive)

    async def close(self) -> None:
        """Give back what was taken; harmless when that is done."""
        subscription, self._subscription = self._subscription, None
        lease, self._lease = self._lease, None
        self._streams.discard(self._wake)
        try:
            if subscription is not None:
                await subscription.end()
        except StoreUnavailable as error:
            # Whatever has it at the store ends with the connection.
            logger.warning("a stream has ended, and the store was not told: %s", error)
        finally:
            try:
                if lease is not None:
                    await self._streams.leases.release(lease)
            finally:
                self._sighting.ended(self._reason or Departure.ERROR)

    async def _taken_up(self) -> TranscriptionStatus:
        """A slot and a subscription; the present status."""
        streams, visit = self._streams, self._visit
        if streams.shutting_down:
            raise _stopping()
        client = visit.client_id and f"{visit.session_id}:{visit.client_id}"
        self._lease = Lease(user_id=visit.user_id, client=client)
        streams.add(self._wake)
        try:
            await streams.leases.acquire(self._lease, self._replace)
        except StreamsFull as full:
            raise _full(full) from full
        self._subscription = streams.subscriber.subscribe(visit.session_id, self._arrived)
        await self._subscription.begin()
        first = self._subscription.mailbox.take()
        if first is None:
            raise _unknown_for_now()
        return first

    def _outlet(self, send: Send) -> Outlet:
        streams = self._streams
        limit_s = streams.times.send_s
        return Outlet(send, streams.clock, limit_s, self._sighting, self._write_now)

    def _arrived(self) -> None:
        try:
            is_told = self._following is not None and self._following.pass_on()
        except Exception:
            # Others wait behind this one for the same status.
            logger.exception("a stream could not pass on a status at once")
            is_told = False
        if not is_told:
            self._wake()

    def _replace(self) -> None:
        self._replaced = True
        self._wake()


def _stopping() -> Problem:
    return Problem(503, "stopping", "The server is being stopped; come back.", {"Retry-After": "1"})


def _full(full: StreamsFull) -> Problem:
    if isinstance(full, TooManyOfUser):
        code, whose = "too_many_streams", "You have as many streams open as one user may: close one"
    else:
        code, whose = "streams_full", "There are as many streams open as the service can serve"
    detail = f"{whose}, or ask for the status by itself until there is room."
    return Problem(429, code, detail, {"Retry-After": "3"})


def _unknown_for_now() -> Problem:
    # The store was emptied. Whoever works on the session, or notices that nobody does, says
    # within moments how it is; 404 would tell the client that it is gone for good.
    detail = "The status of this session is being gathered anew; come back."
    return Problem(503, "status_unknown", detail, {"Retry-After": "1"})
