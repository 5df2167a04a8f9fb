"""Who gets a stream: limits, replaced streams, sessions without a state, a store that is away."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack

import httpx
import pytest
import redis
from fastapi import FastAPI

from conftest import add_session
from connection import PATIENCE_S, Connection, connect, events
from manual_clock import ManualClock
from redis_server import RedisServer
from transcription_service.app import create_app
from transcription_service.bus import Deliver, MemoryBus
from transcription_service.observation import Observers, Tally
from transcription_service.publisher import StatusPublisher
from transcription_service.redis_link import RedisLink, StoreUnavailable
from transcription_service.service import Service
from transcription_service.settings import Settings
from transcription_service.stream_leases import Lease, Limits, RedisStreamLeases
from transcription_service.streams import LeaseKeeper, OpenStreams
from transcription_service.subscriber import StatusSubscriber

pytestmark = pytest.mark.anyio

REPLACED = ("close", None, {"reason": "replaced", "reconnect": False, "retry_after_ms": None})
OTHER = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"


async def problem(stream: Connection) -> str:
    """The code of a refusal."""
    assert stream.headers["content-type"] == "application/problem+json"
    code: str = json.loads(await stream.rest())["code"]
    return code


async def test_a_users_fourth_stream_is_refused_until_one_of_three_has_ended(
    app: FastAPI, stream_path: str, headers: dict[str, str]
) -> None:
    """AC-4.2.1: at most three connections of one user."""
    async with AsyncExitStack() as others:
        for _ in range(2):
            await others.enter_async_context(connect(app, stream_path, headers))
        async with connect(app, stream_path, headers), connect(app, stream_path, headers) as fourth:
            assert fourth.status == 429
            assert fourth.headers["retry-after"] == "3"
            assert await problem(fourth) == "too_many_streams"
        async with connect(app, stream_path, headers) as again:
            assert again.status == 200


async def test_of_fifty_connections_at_once_three_are_granted(
    app: FastAPI, service: Service, stream_path: str, headers: dict[str, str]
) -> None:
    """AC-4.2.1 AC-4.2.5"""
    async with AsyncExitStack() as connections:
        opened = await asyncio.gather(
            *(
                connections.enter_async_context(connect(app, stream_path, headers))
                for _ in range(50)
            )
        )
        assert sorted(stream.status for stream in opened) == [200] * 3 + [429] * 47
        assert len(service.streams) == 3


async def test_there_is_a_limit_for_all_users_together(
    settings: Settings, clock: ManualClock, stream_path: str
) -> None:
    """AC-4.2.5"""
    narrow = settings.model_copy(
        update={"data_dir": settings.data_dir / "narrow", "streams_in_all": 2}
    )
    service = Service(narrow, clock)
    service.start()
    app = create_app(service)
    async with AsyncExitStack() as streams:
        answers = []
        for number in range(3):
            token = service.identity.new_token()
            session_id = OTHER[:-1] + str(number)
            add_session(service, token, session_id)
            path = f"/api/v1/sessions/{session_id}/status/stream"
            answers.append(
                await streams.enter_async_context(
                    connect(app, path, {"Authorization": f"Bearer {token}"})
                )
            )
        assert [answer.status for answer in answers] == [200, 200, 429]
        assert await problem(answers[2]) == "streams_full"
    await service.stop()


async def test_the_same_client_replaces_its_stream_at_once(
    app: FastAPI, stream_path: str, headers: dict[str, str]
) -> None:
    """AC-4.2.1: a page that is loaded again takes no second place."""
    async with AsyncExitStack() as others:
        for _ in range(2):
            await others.enter_async_context(connect(app, stream_path, headers))
        path = f"{stream_path}?client_id=tab-1"
        async with connect(app, path, headers) as older, connect(app, path, headers) as newer:
            assert newer.status == 200
            assert events(await older.rest())[-1] == REPLACED


async def test_clients_of_the_same_name_on_two_sessions_are_different(
    app: FastAPI, service: Service, token: str, stream_path: str, headers: dict[str, str]
) -> None:
    add_session(service, token, OTHER)
    other_path = f"/api/v1/sessions/{OTHER}/status/stream"
    async with (
        connect(app, f"{stream_path}?client_id=tab", headers) as one,
        connect(app, f"{other_path}?client_id=tab", headers),
    ):
        await one.body()
        await one.settled()
        assert one.quiet()
        assert len(service.streams) == 2


@pytest.mark.parametrize("client_id", ["", "a" * 65, "a%20b", "a:b", "%C3%A9", "a%0A"])
async def test_a_client_id_is_short_and_plain(
    client_id: str, client: httpx.AsyncClient, stream_path: str
) -> None:
    """AC-4.2.5: it becomes part of a key in the store."""
    answer = await client.get(f"{stream_path}?client_id={client_id}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert "client_id" in answer.json()["detail"]


async def test_a_final_status_in_the_database_goes_before_what_the_bus_has(
    app: FastAPI, service: Service, own_session: str, stream_path: str, headers: dict[str, str]
) -> None:
    """A store that was emptied may have been told of an earlier time since."""
    final = service.cancel(own_session)
    stale = final.model_copy(update={"epoch": "0", "status": "completed", "sequence": 7})
    service.repository.end(stale)
    session = service.repository.session(own_session)
    assert session is not None
    assert session.final_status == final
    async with connect(app, stream_path, headers) as stream:
        [(_, event_id, data), (close, _, _)] = events(await stream.rest())
        assert (event_id, data["status"], close) == (final.event_id, "cancelled", "close")


async def test_a_final_status_is_told_even_to_a_user_without_a_free_slot(
    app: FastAPI, service: Service, token: str, stream_path: str, headers: dict[str, str]
) -> None:
    add_session(service, token, OTHER)
    final = service.cancel(OTHER)
    path = f"/api/v1/sessions/{OTHER}/status/stream"
    async with AsyncExitStack() as others:
        for _ in range(3):
            await others.enter_async_context(connect(app, stream_path, headers))
        async with connect(app, path, headers) as stream:
            assert [name for name, _, _ in events(await stream.rest())] == ["status", "close"]
        seen = {**headers, "Last-Event-ID": final.event_id}
        async with connect(app, path, seen) as stream:
            assert stream.status == 204


async def test_a_session_whose_state_was_lost_is_not_gone(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """404 would be final for clients; whoever works on the session says soon how it is."""
    clock.advance(24 * 3600)
    async with connect(app, stream_path, headers) as stream:
        assert (stream.status, stream.headers["retry-after"]) == (503, "1")
        assert await problem(stream) == "status_unknown"
    assert len(service.streams) == 0
    service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200


async def test_streams_that_came_and_went_leave_nothing_behind(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-1.2.5 AC-4.2.3 AC-4.2.4: 200 of them, each with a slot, a channel and timers."""
    before = len(asyncio.all_tasks())
    for number in range(200):
        path = f"{stream_path}?client_id=tab-{number % 5}"
        async with connect(app, path, headers) as stream:
            assert stream.status == 200
            await stream.body()
    assert len(service.streams) == 0
    assert service.subscriber.watched_sessions == 0
    assert clock.armed == 0
    assert len(asyncio.all_tasks()) == before
    async with AsyncExitStack() as streams:
        for _ in range(3):
            stream = await streams.enter_async_context(connect(app, stream_path, headers))
            assert stream.status == 200


class DeafBus(MemoryBus):
    """Cannot be told any more that nobody listens."""

    async def unlisten(self, session_id: str, deliver: Deliver) -> None:
        await super().unlisten(session_id, deliver)
        raise StoreUnavailable("gone")


async def test_a_stream_whose_subscription_cannot_be_ended_ends_all_the_same(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-1.2.5: clean-up does not depend on the store."""
    bus = DeafBus(clock)
    leases, times = service.streams.leases, service.streams.times
    service.streams = OpenStreams(
        StatusSubscriber(bus), leases, clock, times, Observers(()), Tally()
    )
    publisher = StatusPublisher(bus, clock)
    publisher.queued(own_session, attempt=1)
    for _ in range(5):
        async with connect(app, stream_path, headers) as stream:
            assert stream.status == 200
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        publisher.cancelled(own_session)
        assert [name for name, _, _ in events(await stream.rest())] == ["status", "close"]
    assert len(service.streams) == 0
    assert clock.armed == 0


class WatchedLeases(RedisStreamLeases):
    """Tells when a refresh has been answered, or has failed."""

    def __init__(self, link: RedisLink, limits: Limits) -> None:
        super().__init__(link, limits)
        self.refreshed = asyncio.Event()

    async def refresh(self, leases: Sequence[Lease]) -> frozenset[str]:
        try:
            return await super().refresh(leases)
        finally:
            self.refreshed.set()


class OtherProcess:
    """The same application with streams of its own, whose leases are in Redis."""

    def __init__(self, url: str, service: Service, clock: ManualClock) -> None:
        self.link = RedisLink(url, timeout_s=0.5)
        limits = Limits(per_user=3, in_all=10, life_s=600)
        times = service.streams.times
        self.kept = WatchedLeases(self.link, limits)
        leases = LeaseKeeper(self.kept, clock, times.heartbeat_s, answer_s=2)
        self.leases = leases
        self.streams = OpenStreams(service.subscriber, leases, clock, times, Observers(()), Tally())


@pytest.fixture
async def processes(
    own_redis: RedisServer, service: Service, clock: ManualClock
) -> AsyncIterator[list[OtherProcess]]:
    """Two of them."""
    both = [OtherProcess(own_redis.url, service, clock) for _ in range(2)]
    yield both
    for process in both:
        await process.leases.close()
        await process.link.close()


def held(server: RedisServer) -> int:
    """How many leases Redis has."""
    with redis.Redis.from_url(server.url) as client:
        count = client.zcard("transcription:streams:all")
        assert isinstance(count, int)
        return count


async def test_a_stream_in_another_process_ends_at_the_next_heartbeat_when_replaced(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_redis: RedisServer,
    processes: list[OtherProcess],
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.2.1"""
    path = f"{stream_path}?client_id=tab"
    service.streams = processes[0].streams
    async with connect(app, path, headers) as older:
        await older.body()
        service.streams = processes[1].streams
        async with connect(app, path, headers) as newer:
            assert newer.status == 200
            assert held(own_redis) == 1
            clock.advance(15)
            assert events(await older.rest())[-1] == REPLACED
            assert len(processes[1].streams) == 1
    assert held(own_redis) == 0


async def test_a_store_that_is_away_lets_nobody_in_and_ends_no_stream(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_redis: RedisServer,
    processes: list[OtherProcess],
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.2.5: Redis is started again, empty; streams go on, and so do their leases."""
    service.streams = processes[0].streams
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        own_redis.kill()
        for _ in range(5):
            clock.advance(15)
            assert [name for name, _, _ in events(await stream.body())] == ["heartbeat"]
        async with connect(app, stream_path, headers) as newcomer:
            assert (newcomer.status, newcomer.headers["retry-after"]) == (503, "1")
            assert await problem(newcomer) == "store_unavailable"
        own_redis.start()
        assert held(own_redis) == 0
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        assert b"going on" in await stream.body()
        async with asyncio.timeout(PATIENCE_S):
            while held(own_redis) == 0:
                processes[0].kept.refreshed.clear()
                clock.advance(15)
                await processes[0].kept.refreshed.wait()
                await stream.settled()
                service.publisher.processing(own_session, attempt=1, progress=10, message="on")
    assert held(own_redis) == 0
    assert len(service.streams) == 0


async def test_a_store_that_hangs_stops_no_stream(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_redis: RedisServer,
    processes: list[OtherProcess],
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.2.5: no stream waits for what is asked about its lease."""
    service.streams = processes[0].streams
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        own_redis.suspend()
        for progress in (10, 20, 30):
            clock.advance(15)
            assert [name for name, _, _ in events(await stream.body())] == ["heartbeat"]
            service.publisher.processing(
                own_session, attempt=1, progress=progress, message=f"{progress} %"
            )
            assert f"{progress} %".encode() in await stream.body()
        async with connect(app, stream_path, headers) as newcomer:
            assert newcomer.status == 503
        own_redis.resume()
    assert len(service.streams) == 0
