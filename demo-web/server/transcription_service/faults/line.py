"""The line between a route and its client, which can be dropped."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Message, Receive, Send

from transcription_service.clock import Clock


class Line:
    """Passes messages on while it is up. Lets a route believe that its client has left once it is
    down, and then ends the response by itself."""

    def __init__(self, send: Send, clock: Clock, down: asyncio.Event) -> None:
        self._send = send
        self._clock = clock
        self._asked = False
        self._last: Message = {}
        self.down = down
        """Set when the client has left, or to drop the line."""

    async def send(self, message: Message) -> None:
        # A response that has begun is cut short; one that has not must begin.
        if self.down.is_set() and self._last:
            return
        await self._pass(message)

    async def receive(self) -> Message:
        """What a client sends that asks without a body."""
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self.down.wait()
        return {"type": "http.disconnect"}

    async def pause(self, seconds: float) -> bool:
        """Wait, unless the line goes down; tells whether it is still up."""
        over = asyncio.Event()
        timer = self._clock.call_later(seconds, over.set)
        try:
            await first_of(over, self.down)
        finally:
            timer.cancel()
        return not self.down.is_set()

    async def hang_up(self, last_words: bytes = b"") -> None:
        """End the response if the route has not."""
        if self._last.get("more_body") or self._last.get("type") == "http.response.start":
            await self._pass({"type": "http.response.body", "body": last_words, "more_body": False})

    async def _pass(self, message: Message) -> None:
        self._last = message
        await self._send(message)


@asynccontextmanager
async def line(
    receive: Receive, send: Send, clock: Clock, drop: asyncio.Event | None = None
) -> AsyncIterator[Line]:
    """A line that goes down when `drop` is set, and by itself when the client leaves."""
    up = Line(send, clock, drop or asyncio.Event())

    async def watch() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        up.down.set()

    watching = asyncio.create_task(watch())
    try:
        yield up
    finally:
        watching.cancel()


async def first_of(*events: asyncio.Event) -> None:
    """Wait until one of them is set."""
    waits = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
