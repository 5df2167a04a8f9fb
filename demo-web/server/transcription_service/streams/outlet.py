"""The way to one client, which may be blocked."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.types import Message, Send

from transcription_service.clock import Clock
from transcription_service.event_stream import HEADERS
from transcription_service.streams.connection import WriteNow
from transcription_service.streams.sighting import Sighting


class ClientStuck(Exception):
    """The client takes no bytes."""


class Outlet:
    """Sends the pieces of a stream; raises ClientStuck where one takes longer than `limit_s`."""

    __slots__ = ("_clock", "_limit_s", "_send", "_sighting", "_write_now")

    def __init__(
        self,
        send: Send,
        clock: Clock,
        limit_s: float,
        sighting: Sighting,
        write_now: WriteNow | None,
    ) -> None:
        self._send = send
        self._write_now = write_now
        self._clock = clock
        self._limit_s = limit_s
        self._sighting = sighting

    async def begin(
        self, first: bytes, *, is_last: bool, on_head: Callable[[Message], None]
    ) -> None:
        """Send the head and the first piece. `on_head` is called between them, with the head as
        the server got it, with all that was added on the way."""
        start: Message = {"type": "http.response.start", "status": 200, "headers": list(HEADERS)}

        async def both() -> None:
            await self._send(start)
            on_head(start)
            await self._send(_piece(first, is_last=is_last))

        await self._within_limit(both())
        self._sighting.sent(first, is_last=is_last)

    async def send(self, body: bytes, *, is_last: bool = False) -> None:
        await self._within_limit(self._send(_piece(body, is_last=is_last)))
        self._sighting.sent(body, is_last=is_last)

    def send_now(self, body: bytes) -> bool:
        """Send without waiting, if that can be done; tells whether it was.

        Only while no `send` is under way, which this would overtake.
        """
        if self._write_now is None or not self._write_now(body):
            return False
        self._sighting.sent(body, is_last=False)
        return True

    async def _within_limit(self, sending: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(None) as limit:
                timer = self._clock.call_later(self._limit_s, partial(limit.reschedule, 0))
                try:
                    await sending
                finally:
                    timer.cancel()
        except TimeoutError as error:
            raise ClientStuck from error


def _piece(body: bytes, *, is_last: bool) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": not is_last}
