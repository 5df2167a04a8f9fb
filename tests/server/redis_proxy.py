"""Stands between the service and Redis, and does to connections what networks do."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

_PIECE = 65536


class RedisProxy:
    """Forwards bytes until it is told otherwise. Lives on one event loop."""

    def __init__(
        self, redis_socket: Path, own_socket: Path, latency: Callable[[], float] | None
    ) -> None:
        self._latency = latency
        self._redis_socket = redis_socket
        self._own_socket = own_socket
        self._held: list[asyncio.Event] = []
        self._writers: list[asyncio.StreamWriter] = []
        self._swallowed = b""
        self.swallowed = asyncio.Event()
        self.url = f"unix://{own_socket}?db=0"

    def freeze(self) -> None:
        """Connections that are open now stay open, and carry nothing any more."""
        for flows in self._held:
            flows.clear()

    def reset(self) -> None:
        """Connections that are open now break."""
        for writer in self._writers:
            writer.transport.abort()

    def swallow_answer_to(self, command: bytes) -> None:
        """The next request with `command` in it reaches Redis; its connection breaks before the
        answer comes back."""
        self._swallowed = command
        self.swallowed.clear()

    async def accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client."""
        back, forth = await asyncio.open_unix_connection(str(self._redis_socket))
        flows = asyncio.Event()
        flows.set()
        self._held.append(flows)
        self._writers += [writer, forth]
        answers = asyncio.Event()
        answers.set()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._ask(reader, forth, flows, answers, writer))
                group.create_task(self._answer(back, writer, flows, answers))
        except* OSError:
            pass
        finally:
            forth.close()
            writer.close()

    async def _ask(
        self,
        reader: asyncio.StreamReader,
        forth: asyncio.StreamWriter,
        flows: asyncio.Event,
        answers: asyncio.Event,
        writer: asyncio.StreamWriter,
    ) -> None:
        while piece := await reader.read(_PIECE):
            await flows.wait()
            if self._latency is not None:
                await asyncio.sleep(self._latency())
            hit = self._swallowed and self._swallowed in piece
            if hit:
                self._swallowed = b""
                answers.clear()
            forth.write(piece)
            await forth.drain()
            if hit:
                await self.swallowed.wait()
                writer.transport.abort()
        raise ConnectionResetError

    async def _answer(
        self,
        back: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        flows: asyncio.Event,
        answers: asyncio.Event,
    ) -> None:
        while piece := await back.read(_PIECE):
            await flows.wait()
            if answers.is_set():
                writer.write(piece)
                await writer.drain()
            else:
                self.swallowed.set()
        raise ConnectionResetError


@asynccontextmanager
async def redis_proxy(
    redis_socket: Path, own_socket: Path, latency: Callable[[], float] | None = None
) -> AsyncIterator[RedisProxy]:
    """A proxy in front of the Redis that listens on `redis_socket`.

    `latency` gives the seconds that each piece takes on its way there.
    """
    proxy = RedisProxy(redis_socket, own_socket, latency)
    server = await asyncio.start_unix_server(proxy.accept, str(own_socket))
    try:
        yield proxy
    finally:
        server.close()
        proxy.reset()
