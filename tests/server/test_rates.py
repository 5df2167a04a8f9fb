"""How often something may be done, and what is answered when it was done too often."""

import asyncio
import random
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from audio_files import silence
from connection import PATIENCE_S
from manual_clock import ManualClock
from redis_server import RedisServer
from test_access import assert_problem
from transcription_service.rates import Counts
from transcription_service.redis_link import RedisLink
from transcription_service.service import Service
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(
        update={"uploads_per_minute": 2, "requests_per_minute": 5, "tokens_per_minute": 3}
    )


def assert_too_many(answer: httpx.Response, expected: str) -> None:
    assert_problem(answer, 429, "too_many_requests")
    # A whole minute, and the second by which nobody comes too early.
    assert 0 < int(answer.headers["retry-after"]) <= 61
    assert answer.json()["detail"].startswith(f"Expected at most {expected} a minute, came one")


class CountsConformance:
    """What counting does, wherever it is kept."""

    async def test_so_many_are_let_through_and_no_more(self, counts: Counts) -> None:
        waits = [await counts.hit("uploads/one", 3) for _ in range(5)]
        assert waits[:3] == [None] * 3
        for wait in waits[3:]:
            assert wait is not None
            assert 0 <= wait <= 60

    async def test_each_name_has_its_own_count(self, counts: Counts) -> None:
        for key in ("uploads/one", "uploads/two", "requests/one"):
            assert await counts.hit(key, 1) is None
            assert await counts.hit(key, 1) is not None

    async def test_of_many_at_once_just_so_many_are_let_through(self, counts: Counts) -> None:
        waits = await asyncio.gather(*(counts.hit("uploads/one", 7) for _ in range(50)))
        assert waits.count(None) == 7


class TestCountsInMemory(CountsConformance):
    @pytest.fixture
    def counts(self, clock: ManualClock) -> Counts:
        return Counts(None, clock)


class TestCountsInRedis(CountsConformance):
    @pytest.fixture
    async def link(self, redis_url: str) -> AsyncIterator[RedisLink]:
        link = RedisLink(redis_url)
        yield link
        await link.close()

    @pytest.fixture
    def counts(self, link: RedisLink, clock: ManualClock) -> Counts:
        return Counts(link, clock)

    async def test_processes_count_together(self, redis_url: str, clock: ManualClock) -> None:
        links = [RedisLink(redis_url) for _ in range(2)]
        processes = [Counts(link, clock) for link in links]
        waits = [await process.hit("uploads/one", 4) for process in processes * 3]
        assert waits.count(None) == 4
        for link in links:
            await link.close()


async def test_who_waits_as_long_as_told_is_let_through(clock: ManualClock) -> None:
    """Whatever was asked before, and whenever within the minute."""
    seed = 20260101
    print(f"seed {seed}")
    chance = random.Random(seed)
    counts = Counts(None, clock)
    refused = 0
    for _ in range(3000):
        clock.advance(chance.choice((0, 0, 0.1, 1, 7)))
        wait = await counts.hit("uploads/one", 20)
        if wait is not None:
            refused += 1
            clock.advance(wait + 0.001)
            assert await counts.hit("uploads/one", 20) is None
    assert refused > 50


async def test_what_was_done_two_minutes_ago_is_forgotten(clock: ManualClock) -> None:
    """However many have asked, nothing of it is kept."""
    counts = Counts(None, clock)
    assert await counts.hit("uploads/one", 1) is None
    clock.advance(59.9)
    assert await counts.hit("uploads/one", 1) is not None
    clock.advance(120)
    assert await counts.hit("uploads/one", 1) is None


@pytest.mark.parametrize("how", ["kill", "suspend"])
async def test_without_redis_each_process_counts_for_itself(
    how: str, own_redis: RedisServer, clock: ManualClock
) -> None:
    link = RedisLink(own_redis.url)
    counts = Counts(link, clock)
    assert await counts.hit("uploads/one", 3) is None
    getattr(own_redis, how)()
    async with asyncio.timeout(PATIENCE_S):
        waits = [await counts.hit("uploads/one", 3) for _ in range(4)]
    assert waits[:3] == [None] * 3
    assert waits[3] is not None, "the limits hold, if wider"
    if how == "suspend":
        own_redis.resume()
        clock.advance(5)
        # It has counted what it was asked last, too late for whoever asked.
        assert await counts.hit("uploads/one", 3) is None
        assert await counts.hit("uploads/one", 3) is not None, "Redis counts again"
    await link.close()


async def test_uploads_of_one_user_are_limited(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, service: Service
) -> None:
    service.jobs.halt()

    async def upload(by: httpx.AsyncClient, **more: str) -> httpx.Response:
        audio = {"audio": ("talk.wav", silence(0.2), "audio/wav")}
        return await by.post("/api/v1/sessions", files=audio, headers=more)

    statuses = [(await upload(client)).status_code for _ in range(2)]
    assert statuses == [201, 201]
    assert_too_many(await upload(client), "2 uploads of one user")
    assert (await client.get("/api/v1/sessions")).status_code == 200
    other = {"Authorization": f"Bearer {service.identity.new_token()}"}
    assert (await upload(anonymous, **other)).status_code == 201


async def test_requests_of_one_user_are_limited_and_nobody_elses(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    path = f"/api/v1/sessions/{own_session}/status"
    for _ in range(5):
        assert (await client.get(path)).status_code == 200
    for again in (path, f"{path}/stream", "/api/v1/sessions"):
        assert_too_many(await client.get(again), "5 requests of one user")
    other = {"Authorization": f"Bearer {service.identity.new_token()}"}
    assert (await anonymous.get("/api/v1/sessions", headers=other)).status_code == 200


async def test_new_tokens_for_one_address_are_limited_with_pages_or_without(
    anonymous: httpx.AsyncClient, app: FastAPI
) -> None:
    for method, path in (("POST", "/api/v1/auth/token"), ("GET", "/")):
        anonymous.cookies.clear()
        await anonymous.request(method, path)
    await anonymous.get("/")
    anonymous.cookies.clear()
    assert (await anonymous.post("/api/v1/auth/token")).status_code == 200
    for method, path in (("POST", "/api/v1/auth/token"), ("GET", "/")):
        answer = await anonymous.request(method, path)
        assert_too_many(answer, "3 new tokens for one address")
        assert "set-cookie" not in answer.headers
    elsewhere = httpx.ASGITransport(app, client=("192.0.2.7", 5))
    async with httpx.AsyncClient(transport=elsewhere, base_url="http://testserver") as other:
        assert (await other.post("/api/v1/auth/token")).status_code == 200


async def test_one_ipv6_network_is_one_address(app: FastAPI) -> None:
    statuses = []
    for last in range(4):
        transport = httpx.ASGITransport(app, client=(f"2001:db8:1:2::{last}", 5))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            statuses.append((await client.post("/api/v1/auth/token")).status_code)
    assert statuses == [200, 200, 200, 429]


def test_the_defaults_leave_room_for_many_tabs_that_poll() -> None:
    """AC-3.1.2: one poll in 3 s, and twice as many for reconnections."""
    assert Settings().requests_per_minute >= 10 * 2 * 60 / 3
