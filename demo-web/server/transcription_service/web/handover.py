"""Lets a response that takes long do without the framework's frames.

A stream lives for minutes inside everything that was called to find and permit it: routers, exit
stacks, the request, their frames: 9 KB each. So it is taken out, and run once they have returned.
"""

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_TAKEN_OUT = "transcription.taken_out"


class TakenOut(Response):
    """Answers nothing where it is returned; `Handover` runs `response` afterwards."""

    def __init__(self, response: Response) -> None:
        self.background = None
        self._response = response

    async def __call__(self, scope: Scope, _receive: Receive, _send: Send) -> None:
        scope[_TAKEN_OUT].append(self._response)


class Handover:
    """Around all routes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken_out: list[Response] = []
        # A copy, because routers hang themselves, and what they have opened, into it.
        await self._app({**scope, _TAKEN_OUT: taken_out}, receive, send)
        for response in taken_out:
            await response(scope, receive, send)
