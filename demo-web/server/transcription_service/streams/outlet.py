"""The way to one client, which may be blocked."""

import asyncio
from functools import partial

from starlette.types import Message, Send

from transcription_service.clock import Clock
from transcription_service.event_stream import HEADERS


class ClientStuck(Exception):
    """The client takes no bytes."""


class Outlet:
    """Sends the pieces of a stream; raises ClientStuck where one takes longer than `limit_s`."""

    __slots__ = ("_clock", "_limit_s", "_send")

    def __init__(self, send: Send, clock: Clock, limit_s: float) -> None:
        self._send = send
        self._clock = clock
        self._limit_s = limit_s

    async def begin(self) -> None:
        await self._within_limit(
            {"type": "http.response.start", "status": 200, "headers": list(HEADERS)}
        )

    async def send(self, body: bytes, *, is_last: bool = False) -> None:
        await self._within_limit(
            {"type": "http.response.body", "body": body, "more_body": not is_last}
        )

    async def _within_limit(self, message: Message) -> None:
        try:
            async with asyncio.timeout(None) as limit:
                timer = self._clock.call_later(self._limit_s, partial(limit.reschedule, 0))
                try:
                    await self._send(message)
                finally:
                    timer.cancel()
        except TimeoutError as error:
            raise ClientStuck from error
