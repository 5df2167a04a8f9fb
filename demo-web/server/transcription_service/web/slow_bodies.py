"""Gives up requests whose bodies trickle: each would hold a connection, and an upload a file."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transcription_service.clock import Clock
from transcription_service.web.unread_bodies import has_body


class SlowBodies:
    """Answers 408 when a body stands still for `idle_s` seconds, or falls behind an average of
    `bytes_per_s` by as much as it may bring in that time.

    Time that the application takes with what has come is not the client's.
    """

    def __init__(self, app: ASGIApp, clock: Clock, idle_s: float, bytes_per_s: int) -> None:
        self._app = app
        self._clock = clock
        self._idle_s = idle_s
        self._bytes_per_s = bytes_per_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not has_body(scope):
            await self._app(scope, receive, send)
            return
        body = _Body(receive, self._clock, self._idle_s, self._bytes_per_s)
        await self._app(scope, body.receive, send)


class _Body:
    """One request's. The client has `idle_s` seconds in hand at the beginning and never more; what
    it sends buys time."""

    def __init__(self, receive: Receive, clock: Clock, idle_s: float, bytes_per_s: int) -> None:
        self._receive = receive
        self._clock = clock
        self._idle_s = idle_s
        self._bytes_per_s = bytes_per_s
        self._left_s = idle_s
        self._whole = False

    async def receive(self) -> Message:
        if self._whole:
            # What is waited for now is that the client leaves.
            return await self._receive()
        begun = self._clock.monotonic()
        message = await self._in_time(self._left_s)
        self._left_s -= self._clock.monotonic() - begun
        self._left_s += len(message.get("body", b"")) / self._bytes_per_s
        self._left_s = min(self._left_s, self._idle_s)
        self._whole = not message.get("more_body", False)
        return message

    async def _in_time(self, seconds: float) -> Message:
        late = False
        coming = asyncio.ensure_future(self._receive())

        def give_up() -> None:
            nonlocal late
            late = True
            coming.cancel()

        timer = self._clock.call_later(seconds, give_up)
        try:
            return await coming
        except asyncio.CancelledError:
            if not late:
                coming.cancel()
                raise
            raise HTTPException(
                408,
                f"expected the body without pauses of {self._idle_s:g} s and at "
                f"{self._bytes_per_s} bytes a second or more, came less: send it again, or a "
                "smaller one",
                {"Connection": "close"},
            ) from None
        finally:
            timer.cancel()
