"""Lets a response that takes long do without what was called to find and permit it.

Routers, exit stacks, middlewares, their frames and wrappers: for a stream that lives for minutes
they are 13 KB, and in the way of everything it says. So a long response begins within them, where
its head gets what they add, and goes on once they have returned.
"""

from typing import Protocol

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_LONG = "transcription.long_responses"


class LongResponse(Protocol):
    """Is begun, run and closed, in this order; or closed at once where it did not begin."""

    async def begin(self, scope: Scope, receive: Receive, send: Send) -> bool:
        """Send the head, and what there is already of the body. False, if something else was
        answered in its place; what is raised before the head is answered as all that routes
        raise."""

    async def run(self, receive: Receive, send: Send) -> None:
        """Send the rest."""

    async def close(self) -> None:
        """Let go of everything held; harmless when done twice."""


class Beginning(Response):
    """What a route returns for a long response; `Handover` sees to the rest."""

    def __init__(self, response: LongResponse) -> None:
        self.background = None
        self._response = response

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun: list[LongResponse] = scope[_LONG]
        # First of all, so that it is closed whatever happens.
        begun.append(self._response)
        has_begun = False
        try:
            has_begun = await self._response.begin(scope, receive, send)
        finally:
            if not has_begun:
                begun.remove(self._response)
                await self._response.close()


class Handover:
    """Runs long responses outside all that it is around."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun: list[LongResponse] = []
        try:
            # A copy, because routers hang themselves, and what they have opened, into it.
            await self._app({**scope, _LONG: begun}, receive, send)
            for response in begun:
                await response.run(receive, send)
        finally:
            for response in begun:
                await response.close()


def goes_on(scope: Scope) -> bool:
    """Whether a long response has begun."""
    return bool(scope.get(_LONG))
