"""The status stream of one connection, from its first byte to its last."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from transcription_service.event_stream import RETRY
from transcription_service.exchange import EXCHANGE, Answer, Exchange
from transcription_service.mailbox import Mailbox
from transcription_service.models.status import TranscriptionStatus
from transcription_service.observation import Departure, Refusal, Transport
from transcription_service.problems import Problem, refusal
from transcription_service.redis_link import StoreUnavailable
from transcription_service.stream_leases import Lease, StreamsFull, TooManyOfUser
from transcription_service.streams.connection import drop_of, write_now_of
from transcription_service.streams.following import Following, tell
from transcription_service.streams.open_streams import OpenStreams
from transcription_service.streams.outlet import ClientStuck, Outlet
from transcription_service.streams.sighting import Sighting
from transcription_service.streams.wake import Wake, departure

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


class StatusStream(Response):
    """Sends the present status at once, then each newer one, heartbeats between, `close` at last.

    Whatever stands against it is answered before the first byte, with a status code of its own.
    """

    def __init__(self, visit: Visit, streams: OpenStreams) -> None:
        self.background = None
        self._visit = visit
        self._streams = streams
        self._wake = Wake()
        self._following: Following | None = None
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
            async with streams.subscriber.subscribe(visit.session_id, self._arrived) as mailbox:
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
        outlet = Outlet(send, streams.clock, streams.times.send_s, sighting, write_now_of(scope))
        self._has_begun = True
        sighting.began(
            scope,
            await outlet.begin(),
            session_id=visit.session_id,
            user_id=visit.user_id,
            is_resumed=visit.last_event_id is not None,
        )
        await tell(outlet, first, RETRY)
        sighting.told(first)
        if first.is_terminal:
            self._reason = Departure(first.status)
        elif mailbox is not None:
            self._following = Following(
                streams,
                mailbox,
                outlet,
                sighting,
                self._wake,
                expires_at=visit.expires_at,
                is_replaced=lambda: self._replaced,
            )
            try:
                self._reason = await self._following.to_the_end(receive)
            finally:
                # It knows this stream, which knows it: apart, both are gone at once.
                self._following = None

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

    def _arrived(self) -> None:
        if self._following is None or not self._following.pass_on():
            self._wake()

    def _replace(self) -> None:
        self._replaced = True
        self._wake()


async def _drop(scope: Scope, receive: Receive) -> None:
    drop = drop_of(scope)
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
