"""The status stream of one connection, from its first byte to its last."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from transcription_service.event_stream import (
    RETRY,
    CloseReason,
    close_event,
    heartbeat_event,
    status_event,
)
from transcription_service.exchange import EXCHANGE, Answer, Exchange
from transcription_service.mailbox import Mailbox
from transcription_service.models.status import TranscriptionStatus
from transcription_service.observation import Departure, Refusal, Transport
from transcription_service.problems import Problem, refusal
from transcription_service.redis_link import StoreUnavailable
from transcription_service.stream_leases import Lease, StreamsFull, TooManyOfUser
from transcription_service.streams.deadlines import Deadlines
from transcription_service.streams.open_streams import (
    IDLE_RETRY_MS,
    LIFE_RETRY_MS,
    SHUTDOWN_RETRY_MS,
    OpenStreams,
)
from transcription_service.streams.outlet import ClientStuck, Outlet
from transcription_service.streams.sighting import Sighting
from transcription_service.streams.wake import Wake, departure

logger = logging.getLogger(__name__)

DROP = "drop_connection"
"""In the `state` of a request's scope, where the server offers it: ends the connection at once."""


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


class StatusStream(Response):
    """Sends the present status at once, then each newer one, heartbeats between, `close` at last.

    Whatever stands against it is answered before the first byte, with a status code of its own.
    """

    def __init__(self, visit: Visit, streams: OpenStreams) -> None:
        self.background = None
        self._visit = visit
        self._streams = streams
        self._wake = Wake()
        self._replaced = False
        self._has_begun = False
        self._sighting = Sighting(streams.observer, streams.tally, streams.clock)
        self._reason = Departure.ERROR
        """Until it is known better."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if self._visit.settled is not None:
                # Told in one piece: it needs no slot, and no news.
                await self._answer(self._visit.settled, None, scope, receive, send)
            else:
                await self._admitted(scope, receive, send)
        except ClientStuck:
            self._reason = Departure.STUCK
            await _drop(scope, receive)
        except (Problem, StoreUnavailable) as error:
            if not self._has_begun:
                await self._refuse(await refusal(Request(scope), error), scope, receive, send)
                return
            # Letting go of the subscription; whatever has it at the store ends with the connection.
            logger.warning("a stream has ended, and the store was not told: %s", error)
        except asyncio.CancelledError:
            # The server's patience with those that do not end is over.
            self._reason = Departure.SHUTDOWN
            raise
        finally:
            self._sighting.ended(self._reason)

    async def _admitted(self, scope: Scope, receive: Receive, send: Send) -> None:
        streams, visit, wake = self._streams, self._visit, self._wake
        if streams.shutting_down:
            raise _stopping()
        client = visit.client_id and f"{visit.session_id}:{visit.client_id}"
        lease = Lease(user_id=visit.user_id, client=client)
        streams.add(wake)
        try:
            await streams.leases.acquire(lease, self._replace)
            async with streams.subscriber.subscribe(visit.session_id, wake) as mailbox:
                first = mailbox.take()
                if first is None:
                    raise _unknown_for_now()
                await self._answer(first, mailbox, scope, receive, send)
        except StreamsFull as full:
            raise _full(full) from full
        finally:
            streams.discard(wake)
            await streams.leases.release(lease)

    async def _answer(
        self,
        first: TranscriptionStatus,
        mailbox: Mailbox | None,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        visit, streams, sighting = self._visit, self._streams, self._sighting
        if first.is_terminal and first.event_id == visit.last_event_id:
            await self._refuse(Response(status_code=204), scope, receive, send)
            return
        outlet = Outlet(send, streams.clock, streams.times.send_s, sighting)
        self._has_begun = True
        sighting.began(
            scope,
            await outlet.begin(),
            session_id=visit.session_id,
            user_id=visit.user_id,
            is_resumed=visit.last_event_id is not None,
        )
        await _tell(outlet, first, RETRY)
        sighting.told(first)
        if first.is_terminal:
            self._reason = Departure(first.status)
        elif mailbox is not None:
            self._reason = await self._follow(mailbox, outlet, receive)

    async def _refuse(self, response: Response, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in place of a stream."""
        exchange = Exchange()
        answer = Answer(send)
        await response({**scope, EXCHANGE: exchange}, receive, answer.send)
        self._streams.observer.refused(
            Refusal(
                session_id=self._visit.session_id,
                user_id=self._visit.user_id,
                at=self._streams.clock.now(),
                transport=Transport.SSE,
                http_status=response.status_code,
                code=exchange.code,
                bytes=answer.size(scope),
            )
        )

    async def _follow(self, mailbox: Mailbox, outlet: Outlet, receive: Receive) -> Departure:
        streams, sighting = self._streams, self._sighting
        deadlines = Deadlines(
            streams.clock,
            streams.times,
            life_s=streams.life_s(self._visit.expires_at),
            on_due=self._wake,
        )
        try:
            while True:
                closing = self._closing(deadlines)
                if closing is not None:
                    event, reason = closing
                    await outlet.send(event, is_last=True)
                    return reason
                if deadlines.heartbeat_is_due:
                    await outlet.send(heartbeat_event(streams.clock.now()))
                    deadlines.heartbeat_was_sent()
                deadlines.arm()
                if await self._wake.wait(receive):
                    return Departure.LEFT
                status = mailbox.take()
                if status is not None:
                    await _tell(outlet, status)
                    sighting.delivered(status)
                    sighting.conflated(mailbox.conflated)
                    if status.is_terminal:
                        return Departure(status.status)
                    deadlines.status_was_sent()
        finally:
            deadlines.cancel()

    def _closing(self, deadlines: Deadlines) -> tuple[bytes, Departure] | None:
        """The stream's last event and why it ends, if it is time for it."""
        if self._replaced:
            return close_event(CloseReason.REPLACED), Departure.REPLACED
        if self._streams.shutting_down:
            told, spread, reason = CloseReason.SHUTDOWN, SHUTDOWN_RETRY_MS, Departure.SHUTDOWN
        elif deadlines.life_is_over:
            told, spread, reason = CloseReason.REPLACED, LIFE_RETRY_MS, Departure.EXPIRED
        elif deadlines.is_idle:
            told, spread, reason = CloseReason.IDLE, IDLE_RETRY_MS, Departure.IDLE
        else:
            return None
        return close_event(told, retry_after_ms=self._streams.retry_after_ms(spread)), reason

    def _replace(self) -> None:
        self._replaced = True
        self._wake()


async def _tell(outlet: Outlet, status: TranscriptionStatus, prefix: bytes = b"") -> None:
    """Send a status and, if it is the last, the end of the stream."""
    event = prefix + status_event(status)
    if status.is_terminal:
        event += close_event(CloseReason(status.status))
    await outlet.send(event, is_last=status.is_terminal)


async def _drop(scope: Scope, receive: Receive) -> None:
    state: dict[str, Any] = scope.get("state", {})
    drop: Callable[[], None] | None = state.get(DROP)
    if drop is not None:
        drop()
        await departure(receive)


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
