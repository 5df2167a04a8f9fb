"""Sees what becomes of requests for statuses and streams, as far as they end with the route: polls,
and whatever is refused. Streams tell of themselves (`streams/sighting.py`)."""

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from transcription_service.clock import Clock
from transcription_service.exchange import EXCHANGE, Answer, Exchange
from transcription_service.observation import Observer, Poll, Refusal, Transport
from transcription_service.web.handover import goes_on

_UNCHANGED = 304
_ANSWERED = (200, _UNCHANGED)


class Exchanges:
    """Around all routes, and within all else, so that no frame of it lives as long as a stream."""

    def __init__(self, app: ASGIApp, observer: Observer, clock: Clock, api: str) -> None:
        self._app = app
        self._observer = observer
        self._clock = clock
        self._address = re.compile(rf"{api}/sessions/([^/]+)/status(/stream)?")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        address = self._address.fullmatch(path) if scope["type"] == "http" else None
        if address is None:
            await self._app(scope, receive, send)
            return
        session_id = address[1]
        transport = Transport.POLLING if address[2] is None else Transport.SSE
        answer, exchange = Answer(send), Exchange()
        try:
            await self._app({**scope, EXCHANGE: exchange}, receive, answer.send)
        except Exception:
            exchange.code = "internal_error"
            self._refused(session_id, transport, exchange, 500, 0)
            raise
        if goes_on(scope):
            # A stream, which has begun and tells of itself.
            return
        assert answer.start is not None, "the route answered nothing"
        status, size = answer.start["status"], answer.size(scope)
        if transport is Transport.POLLING and status in _ANSWERED:
            self._polled(session_id, exchange, size, is_unchanged=status == _UNCHANGED)
        else:
            self._refused(session_id, transport, exchange, status, size)

    def _polled(
        self, session_id: str, exchange: Exchange, size: int, *, is_unchanged: bool
    ) -> None:
        assert exchange.user_id is not None, "answered without asking who it is"
        self._observer.polled(
            Poll(
                session_id=session_id,
                user_id=exchange.user_id,
                at=self._clock.now(),
                is_unchanged=is_unchanged,
                bytes=size,
            )
        )

    def _refused(
        self, session_id: str, transport: Transport, exchange: Exchange, status: int, size: int
    ) -> None:
        self._observer.refused(
            Refusal(
                session_id=session_id,
                user_id=exchange.user_id,
                at=self._clock.now(),
                transport=transport,
                http_status=status,
                code=exchange.code,
                bytes=size,
            )
        )
