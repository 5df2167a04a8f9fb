"""Updates written at once, past tasks and middleware, where the server offers that."""

import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import pairwise
from typing import Any

import pytest
from fastapi import FastAPI

from connection import Connection, connect, events
from manual_clock import ManualClock
from transcription_service.mailbox import Mailbox
from transcription_service.service import Service
from transcription_service.settings import Settings
from transcription_service.streams import StatusStream
from transcription_service.streams.connection import WRITE_NOW
from transcription_service.streams.deadlines import Deadlines
from transcription_service.streams.following import Following

pytestmark = pytest.mark.anyio


class Socket:
    """What the server would write to."""

    def __init__(self) -> None:
        self.is_free = True
        self.written: list[bytes] = []

    def write_now(self, body: bytes) -> bool:
        if self.is_free:
            self.written.append(body)
        return self.is_free

    def told(self) -> list[tuple[str, str | None, Any]]:
        return events(b"".join(self.written))


@asynccontextmanager
async def followed(
    app: FastAPI, path: str, headers: dict[str, str], socket: Socket, **more: Any
) -> AsyncIterator[Connection]:
    """A stream that has told its first status and waits."""
    state = {WRITE_NOW: socket.write_now}
    async with connect(app, path, headers, state=state, **more) as stream:
        await stream.body()
        await stream.settled()
        yield stream


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"streams_per_user": 200})


@pytest.fixture
def socket() -> Socket:
    return Socket()


def publish(service: Service, session_id: str, progress: int) -> None:
    service.publisher.processing(session_id, attempt=1, progress=progress, message="on")


async def test_an_update_is_written_at_once(
    app: FastAPI,
    service: Service,
    socket: Socket,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """And counted like any other."""
    async with followed(app, stream_path, headers, socket) as stream:
        publish(service, own_session, 1)
        await stream.settled()
        publish(service, own_session, 2)
        await stream.settled()
        assert [data["progress"] for _, _, data in socket.told()] == [1, 2]
        assert stream.quiet()
    tally = service.streams.tally
    assert (tally.updates, tally.conflated, sum(tally.deliveries.counts)) == (3, 0, 2)


async def test_a_client_that_has_not_taken_all_gets_the_newest_when_it_has(
    app: FastAPI,
    service: Service,
    socket: Socket,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """What is being sent is not overtaken, though the way may be free again."""
    async with followed(app, stream_path, headers, socket) as stream:
        socket.is_free = False
        stream.stall()
        publish(service, own_session, 1)
        await stream.settled()
        socket.is_free = True
        for progress in (2, 3):
            publish(service, own_session, progress)
            await stream.settled()
        assert socket.written == []
        stream.go_on()
        told = events(await stream.body() + await stream.body())
        assert [data["progress"] for _, _, data in told] == [1, 3]
        await stream.settled()
        publish(service, own_session, 4)
        await stream.settled()
        assert [data["progress"] for _, _, data in socket.told()] == [4]
        assert stream.quiet()


async def test_the_end_takes_the_long_way(
    app: FastAPI,
    service: Service,
    socket: Socket,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with followed(app, stream_path, headers, socket) as stream:
        service.publisher.cancelled(own_session)
        assert [name for name, _, _ in events(await stream.rest())] == ["status", "close"]
    assert socket.written == []


async def test_heartbeats_are_written_at_once_and_stay_in_time(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    socket: Socket,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with followed(app, stream_path, headers, socket) as stream:
        for _ in range(3):
            clock.advance(15)
        publish(service, own_session, 1)
        await stream.settled()
        clock.advance(14.9)
        assert [name for name, _, _ in socket.told()] == ["heartbeat"] * 3 + ["status"]
        clock.advance(0.1)
        assert [name for name, _, _ in socket.told()][4:] == ["heartbeat"]
        await stream.settled()
        assert clock.armed == 2, "one timer for the stream, one for the leases"
        # Not idle before 300 s from the update, though nothing has woken the task since.
        clock.advance(270)
        assert stream.quiet()
        clock.advance(15)
        assert b'"reason":"idle"' in await stream.rest()


async def test_a_heartbeat_that_cannot_be_written_at_once_is_sent(
    app: FastAPI,
    clock: ManualClock,
    socket: Socket,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with followed(app, stream_path, headers, socket) as stream:
        socket.is_free = False
        clock.advance(15)
        assert b"event: heartbeat" in await stream.body()


@pytest.mark.parametrize("version", ["1.0", "2"])
async def test_where_bodies_have_no_chunks_there_is_no_short_cut(
    version: str,
    app: FastAPI,
    service: Service,
    socket: Socket,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with followed(app, stream_path, headers, socket, http_version=version) as stream:
        publish(service, own_session, 1)
        assert b'"progress":1,' in await stream.body()
    assert socket.written == []


@pytest.mark.faults
async def test_faults_see_all_that_passes(
    app: FastAPI,
    service: Service,
    socket: Socket,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """Where they may be switched on, nothing goes past them."""
    async with followed(app, stream_path, headers, socket) as stream:
        publish(service, own_session, 1)
        assert b'"progress":1,' in await stream.body()
    assert socket.written == []


async def test_a_stream_that_wrote_at_once_ends_like_any_other(
    app: FastAPI,
    service: Service,
    socket: Socket,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with followed(app, stream_path, headers, socket) as stream:
        publish(service, own_session, 1)
        await stream.settled()
        service.streams.shut_down()
        assert b'"reason":"shutdown"' in await stream.rest()
    publish(service, own_session, 2)
    await stream.settled()
    assert [data["progress"] for _, _, data in socket.told()] == [1]
    assert service.subscriber.watched_sessions == 0


async def test_what_one_stream_cannot_do_is_no_other_ones_loss(
    app: FastAPI,
    service: Service,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whose turn comes after a fault hears of the same status; so does who met it."""

    class Broken(Socket):
        def write_now(self, body: bytes) -> bool:
            raise RuntimeError(f"a fault of the server's on {len(body)} bytes")

    sockets = Broken(), Socket(), Broken()
    async with AsyncExitStack() as stack:
        streams = [
            await stack.enter_async_context(followed(app, stream_path, headers, socket))
            for socket in sockets
        ]
        publish(service, own_session, 1)
        await streams[1].settled()
        assert [data["progress"] for _, _, data in sockets[1].told()] == [1]
        for broken in (streams[0], streams[2]):
            assert b'"progress":1,' in await broken.body()
    assert "a fault of the server's" in caplog.text


async def test_nothing_of_a_stream_waits_for_the_collector(
    app: FastAPI, service: Service, own_session: str, stream_path: str, headers: dict[str, str]
) -> None:
    """AC-4.2.4: which is told to come seldom."""

    def of_streams() -> int:
        kinds = (StatusStream, Following, Mailbox, Deadlines)
        return sum(isinstance(thing, kinds) for thing in gc.get_objects())

    gc.collect()
    gc.disable()
    try:
        for progress in range(1, 6):
            async with followed(app, stream_path, headers, Socket()) as stream:
                publish(service, own_session, progress)
                await stream.settled()
        assert of_streams() == 0
    finally:
        gc.enable()


async def test_each_stream_takes_as_much_as_the_one_before(
    app: FastAPI, stream_path: str, headers: dict[str, str], settings: Settings
) -> None:
    """AC-4.3.4: objects are counted, which are the same on every machine."""
    assert settings.streams_per_user >= 160
    counts = []
    async with AsyncExitStack() as stack:
        for _ in range(4):
            for _ in range(40):
                stream = followed(app, stream_path, headers, Socket())
                await stack.enter_async_context(stream)
            gc.collect()
            counts.append(len(gc.get_objects()))
    steps = [after - before for before, after in pairwise(counts)]
    assert min(steps) > 40 * 20, "streams were counted, which are dozens of objects each"
    # Some are in the middle of a step while they are counted. Were one stream to hold something of
    # each other one, the last forty would take twice what the second forty do.
    assert max(steps) < 1.2 * min(steps), steps
