"""Lets a response that takes long do without the framework's frames.

A stream lives for minutes inside everything that was called to find and permit it: routers, exit
stacks, the request, their frames: 9 KB each. So it is taken out, and run once they have returned.
"""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
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


Handler = Callable[[Request, Exception], Awaitable[Response]]


class Handover:
    """Around all routes. `handlers` answer what a response raises before its first byte."""

    def __init__(self, app: ASGIApp, handlers: dict[type[Exception], Handler]) -> None:
        self._app = app
        self._handlers = handlers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        taken_out: list[Response] = []
        # A copy, because routers hang themselves, and what they have opened, into it.
        await self._app({**scope, _TAKEN_OUT: taken_out}, receive, send)
        for response in taken_out:
            try:
                await response(scope, receive, send)
            except tuple(self._handlers) as error:
                answer = await self._handlers[type(error)](Request(scope), error)
                await answer(scope, receive, send)
