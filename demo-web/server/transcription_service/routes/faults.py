"""Makes status streams misbehave, so that anyone can see what their client does then.

Part of the application only when DEMO_FAULTS is set.
"""

import asyncio
import re
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transcription_service.event_stream import HEADERS
from transcription_service.problems import Problem
from transcription_service.routes.access import UserNeeded
from transcription_service.routes.bodies import API

_STREAM = re.compile(rf"{API}/sessions/([^/]+)/status/stream")
_ALL = "all"
_LONGEST_BODY = 4096


class Fault(BaseModel):
    """How streams misbehave.

    `refuse`: answers `status`, with `Retry-After` if given · `cut`: ends after the first event ·
    `swallow`: headers, then nothing, as behind a proxy that collects the whole response.
    """

    kind: Literal["refuse", "cut", "swallow"]
    status: int = Field(503, ge=400, le=599)
    retry_after_s: int | None = Field(None, ge=0, le=3600)


class Faults:
    """The faults that are switched on, and the streams they would hit."""

    def __init__(self) -> None:
        self._switched_on: dict[str, Fault] = {}
        self._open: dict[asyncio.Event, str] = {}

    def switch_on(self, target: str, fault: Fault) -> None:
        """For a session, or `all`; streams that are open are cut, so that they meet the fault."""
        self._switched_on[target] = fault
        for cut, session_id in self._open.items():
            if target in (_ALL, session_id):
                cut.set()

    def switch_off(self, target: str) -> None:
        self._switched_on.pop(target, None)

    def of(self, session_id: str) -> Fault | None:
        return self._switched_on.get(session_id) or self._switched_on.get(_ALL)

    def opened(self, session_id: str) -> asyncio.Event:
        """What will be set when the stream is to be cut."""
        cut = asyncio.Event()
        self._open[cut] = session_id
        return cut

    def closed(self, cut: asyncio.Event) -> None:
        del self._open[cut]


async def _faults(request: Request) -> Faults:
    faults: Faults = request.app.state.faults
    return faults


FaultsNeeded = Annotated[Faults, Depends(_faults)]

router = APIRouter(prefix=f"{API}/demo/faults", tags=["demo"])


@router.put("/{target}", status_code=204, max_body_size=_LONGEST_BODY)
async def switch_on(target: str, fault: Fault, faults: FaultsNeeded, _: UserNeeded) -> None:
    """Make the streams of a session, or of `all`, misbehave from now on."""
    faults.switch_on(target, fault)


@router.delete("/{target}", status_code=204)
async def switch_off(target: str, faults: FaultsNeeded, _: UserNeeded) -> None:
    """Let them be well again."""
    faults.switch_off(target)


class FaultyStreams:
    """Stands before the stream route, which knows nothing of it."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self._app = app
        self._faults = faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        stream = _STREAM.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if stream is None:
            await self._app(scope, receive, send)
            return
        fault = self._faults.of(stream[1])
        if fault is None or fault.kind == "cut":
            await self._cuttable(scope, receive, send, stream[1], cut_first=fault is not None)
        elif fault.kind == "refuse":
            headers = (
                {} if fault.retry_after_s is None else {"Retry-After": str(fault.retry_after_s)}
            )
            problem = Problem(fault.status, "demo_fault", "This fault was asked for.", headers)
            await problem.response()(scope, receive, send)
        else:
            await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
            # Servers hold headers back until there is a body; an empty piece of it sends them.
            await send({"type": "http.response.body", "body": b"", "more_body": True})
            while (await receive())["type"] != "http.disconnect":
                pass

    async def _cuttable(
        self, scope: Scope, receive: Receive, send: Send, session_id: str, *, cut_first: bool
    ) -> None:
        cut = self._faults.opened(session_id)
        last: Message = {}

        async def send_until_cut(message: Message) -> None:
            nonlocal last
            if cut.is_set() and last:
                return
            last = message
            await send(message)
            if cut_first and message["type"] == "http.response.body":
                cut.set()

        try:
            await self._app(scope, lambda: _unless(cut, receive), send_until_cut)
        finally:
            self._faults.closed(cut)
        if last.get("more_body"):
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _unless(cut: asyncio.Event, receive: Receive) -> Message:
    """What the client sends, or its departure once the stream is cut."""
    arrival = asyncio.ensure_future(receive())
    cutting = asyncio.ensure_future(cut.wait())
    try:
        await asyncio.wait({arrival, cutting}, return_when=asyncio.FIRST_COMPLETED)
        return {"type": "http.disconnect"} if cut.is_set() else arrival.result()
    finally:
        arrival.cancel()
        cutting.cancel()
