"""Puts faults in the way of streams and statuses, whose routes know nothing of it."""

import asyncio
import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transcription_service.clock import Clock
from transcription_service.faults.answers import LOGIN, MOVED, answer, login_page
from transcription_service.faults.kinds import AnswerFault, LatePoll, Restart, StreamFault
from transcription_service.faults.line import Line, first_of, line
from transcription_service.faults.streams import spoil
from transcription_service.faults.switchboard import Faults
from transcription_service.streams.connection import without_short_cuts


class FaultyStatuses:
    """Stands before all routes; `api` is their prefix."""

    def __init__(self, app: ASGIApp, faults: Faults, clock: Clock, api: str) -> None:
        self._app = app
        self._faults = faults
        self._clock = clock
        self._api = api
        self._address = re.compile(rf"{api}/sessions/([^/]+)/status(/stream)?")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        address = self._address.fullmatch(path) if scope["type"] == "http" else None
        if address is not None:
            session_id, is_stream = address[1], address[2] is not None
            await self._spoilt(scope, receive, send, session_id, is_stream=is_stream)
        elif path == self._api + LOGIN:
            await login_page()(scope, receive, send)
        else:
            moved = path.removeprefix(self._api + MOVED)
            await self._app({**scope, "path": moved}, receive, send)

    async def _spoilt(
        self, scope: Scope, receive: Receive, send: Send, session_id: str, *, is_stream: bool
    ) -> None:
        switched_on = self._faults.of(session_id)
        fault = switched_on.fault if switched_on else None
        if isinstance(fault, AnswerFault | Restart) and _hits(fault, is_stream=is_stream):
            await answer(fault, scope, self._clock, self._api)(scope, receive, send)
        elif is_stream:
            with self._faults.stream(session_id) as drop:
                async with line(receive, send, self._clock, drop) as up:
                    await self._stream(scope, up, fault if isinstance(fault, StreamFault) else None)
        elif switched_on and isinstance(fault, LatePoll):
            async with line(receive, send, self._clock) as up:
                await self._late(scope, up, fault, switched_on.off)
        else:
            await self._app(scope, receive, send)

    async def _stream(self, scope: Scope, up: Line, fault: StreamFault | None) -> None:
        async def route(send: Send) -> None:
            await self._app(without_short_cuts(scope), up.receive, send)

        if fault is None:
            await route(up.send)
        else:
            takes_gzip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
            await spoil(fault, route, up, self._clock, takes_gzip=takes_gzip)
        await up.hang_up()

    async def _late(self, scope: Scope, up: Line, fault: LatePoll, off: asyncio.Event) -> None:
        held: list[Message] = []

        async def hold(message: Message) -> None:
            held.append(message)

        await self._app(scope, up.receive, hold)
        if fault.delay_s is None:
            await first_of(off, up.down)
        else:
            await up.pause(fault.delay_s)
        for message in held:
            await up.send(message)


def _hits(fault: AnswerFault | Restart, *, is_stream: bool) -> bool:
    if isinstance(fault, Restart):
        return True
    return fault.target in ("both", "stream" if is_stream else "status")
