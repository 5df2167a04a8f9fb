"""Many streams of a real server, over real sockets."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from audio_files import wav
from conftest import add_session
from processes import PATIENCE_S
from processes import Server as ServerProcess
from transcription_service.identity import COOKIE
from transcription_service.server import Server, listen
from transcription_service.service import Service
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio

MANY = 500
ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


class Watcher:
    """A client that speaks HTTP by hand."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def first_status(self) -> None:
        head = await self._reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 "), head
        await self._reader.readuntil(b"event: status\n")

    async def rest(self) -> bytes:
        """What comes up to the end of the connection."""
        return await self._reader.read()

    def leave(self) -> None:
        self._writer.close()


async def watch(address: tuple[str, int], session_id: str, cookie: str) -> Watcher:
    """A stream whose first status has come."""
    reader, writer = await asyncio.open_connection(*address)
    writer.write(
        f"GET /api/v1/sessions/{session_id}/status/stream HTTP/1.1\r\n"
        f"Host: {address[0]}\r\nCookie: {COOKIE}={cookie}\r\n\r\n".encode()
    )
    watcher = Watcher(reader, writer)
    await watcher.first_status()
    return watcher


async def test_a_stop_tells_five_hundred_streams(tmp_path: Path, speech: bytes) -> None:
    """AC-4.2.5: each is told to come back, each is ended, and the process ends well."""
    server = ServerProcess(tmp_path / "data", STREAMS_PER_USER=str(MANY), PARALLEL_JOBS="1")
    try:
        server.user.get("/")
        session_id = server.upload(wav(speech * 30))
        url = urlsplit(server.url)
        address = (str(url.hostname), int(url.port or 0))
        cookie = server.user.cookies[COOKIE]
        async with asyncio.timeout(PATIENCE_S):
            watchers = [await watch(address, session_id, cookie) for _ in range(MANY)]
            loop = asyncio.get_running_loop()
            asked = loop.time()
            server.process.send_signal(signal.SIGTERM)
            told = await asyncio.gather(*(watcher.rest() for watcher in watchers))
            streams_s = loop.time() - asked
            code = await asyncio.to_thread(server.process.wait)
        print(
            f"{MANY} streams ended {streams_s:.2f} s after SIGTERM, the process after "
            f"{loop.time() - asked:.2f} s"
        )
        for text in told:
            assert text.count(b"event: close\n") == 1
            last = text.rpartition(b"event: close\n")[2]
            assert b'"reason":"shutdown","reconnect":true,"retry_after_ms":' in last
            assert last.endswith(b"\r\n0\r\n\r\n")
        assert code == 0
        assert server.errors() == ""
    finally:
        for watcher in watchers:
            watcher.leave()
        server.user.close()
        server.process.kill()
        server.process.communicate()


async def test_over_two_processes_a_user_has_three_streams_of_fifty(
    redis_url: str, tmp_path: Path, speech: bytes
) -> None:
    """AC-4.2.1: asked for at once; whoever is refused is told when to come back."""
    data_dir = tmp_path / "data"
    async with AsyncExitStack() as stack:
        servers = [ServerProcess(data_dir, REDIS_URL=redis_url) for _ in range(2)]
        for server in servers:
            stack.callback(server.close)
        servers[0].user.get("/")
        # Nobody works here: the job waits, and its streams stay.
        path = f"/api/v1/sessions/{servers[0].upload(wav(speech))}/status/stream"
        cookies = dict(servers[0].user.cookies)
        client = await stack.enter_async_context(
            httpx.AsyncClient(cookies=cookies, timeout=PATIENCE_S, limits=httpx.Limits())
        )

        async def ask(number: int) -> httpx.Response:
            url = servers[number % 2].url + path
            return await stack.enter_async_context(client.stream("GET", url))

        answers = await asyncio.gather(*(ask(number) for number in range(50)))
        granted = [answer for answer in answers if answer.status_code == 200]
        refused = [answer for answer in answers if answer.status_code == 429]
        assert (len(granted), len(refused)) == (3, 47)
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)


@pytest.fixture
async def stream(
    settings: Settings,
) -> AsyncIterator[tuple[Server, Service, Callable[[], Awaitable[Watcher]]]]:
    """A real server on this loop, in haste, its service, and how to open a stream of it."""
    hasty = settings.model_copy(
        update={"streams_per_user": MANY, "heartbeat_seconds": 0.05, "send_seconds": 0.3}
    )
    service = Service(hasty)
    server = Server(service)
    with listen("127.0.0.1", 0, patience_s=600) as listener:
        # Small, so that a client which does not read is soon noticed; accepted sockets inherit it.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        serving = asyncio.create_task(server.serve([listener]))
        host, port = listener.getsockname()
        async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
            # Accepted by the kernel already, answered once the server has started.
            await client.get(f"http://{host}:{port}/healthz")
        token = service.identity.new_token()
        add_session(service, token, ID)
        yield server, service, lambda: watch(listener.getsockname(), ID, token)
        server.should_exit = True
        await serving


async def only_left(tasks: set[asyncio.Task[Any]]) -> None:
    """Until no other task is left than these."""
    async with asyncio.timeout(PATIENCE_S):
        while others := asyncio.all_tasks() - tasks:
            await asyncio.wait(others)


async def test_streams_whose_clients_have_left_are_gone(
    stream: tuple[Server, Service, Callable[[], Awaitable[Watcher]]],
    capfd: pytest.CaptureFixture[str],
) -> None:
    """AC-1.2.5 AC-4.2.3 AC-4.2.4: of 200, no connection, slot, channel or task is left."""
    server, service, open_stream = stream
    before = asyncio.all_tasks()
    for watcher in [await open_stream() for _ in range(200)]:
        watcher.leave()
    await only_left(before)
    assert len(service.streams) == 0
    assert service.subscriber.watched_sessions == 0
    assert not server.server_state.connections
    assert capfd.readouterr().err == ""


async def test_a_client_that_reads_nothing_is_cut_off(
    stream: tuple[Server, Service, Callable[[], Awaitable[Watcher]]],
    capfd: pytest.CaptureFixture[str],
) -> None:
    """AC-4.2.5: neither its slot nor its connection is kept, and no fault of ours is logged."""
    server, service, open_stream = stream
    before = asyncio.all_tasks()
    stuck = await open_stream()
    service.publisher.processing(ID, attempt=1, progress=10, message="m" * 10_000_000)
    await only_left(before)
    assert len(service.streams) == 0
    assert not server.server_state.connections
    assert capfd.readouterr().err == ""
    stuck.leave()
