"""The leases of streams that there are, held to the same conformance suite."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import redis

from manual_clock import ManualClock
from redis_server import RedisServer
from stream_leases_conformance import (
    PER_USER,
    Advance,
    StreamLeasesConformance,
    free,
    lease,
    limits,
)
from transcription_service.redis_link import RedisLink, StoreUnavailable
from transcription_service.stream_leases import (
    MemoryStreamLeases,
    RedisStreamLeases,
    StreamLeases,
)

pytestmark = pytest.mark.anyio

SHORT_S = 1.0
"""A life that a test can wait for."""
LONG_S = 600.0


class TestMemoryStreamLeases(StreamLeasesConformance):
    """In the memory of the only process."""

    @pytest.fixture
    async def leases(self, clock: ManualClock) -> StreamLeases:
        return MemoryStreamLeases(clock, limits(LONG_S))

    @pytest.fixture
    def elsewhere(self, leases: StreamLeases) -> StreamLeases:
        return leases

    @pytest.fixture
    def advance(self, clock: ManualClock) -> Advance:
        async def advance(lives: float) -> None:
            clock.advance(lives * LONG_S)

        return advance


class TestRedisStreamLeases(StreamLeasesConformance):
    """In Redis, by Redis's own clock."""

    @pytest.fixture
    def life_s(self, request: pytest.FixtureRequest) -> float:
        return SHORT_S if "advance" in request.fixturenames else LONG_S

    @pytest.fixture
    async def leases(self, redis_url: str, life_s: float) -> AsyncIterator[StreamLeases]:
        link = RedisLink(redis_url)
        yield RedisStreamLeases(link, limits(life_s))
        await link.close()

    @pytest.fixture
    async def elsewhere(self, redis_url: str, life_s: float) -> AsyncIterator[StreamLeases]:
        link = RedisLink(redis_url)
        yield RedisStreamLeases(link, limits(life_s))
        await link.close()

    @pytest.fixture
    def advance(self) -> Advance:
        async def advance(lives: float) -> None:
            # Redis reads its own clock; there is no other way to have it move on.
            await asyncio.sleep(lives * SHORT_S)

        return advance

    async def test_redis_forgets_everything_by_itself(
        self, redis_url: str, advance: Advance, leases: StreamLeases
    ) -> None:
        """AC-1.2.5: no key outlives the leases of a process that crashed."""
        await leases.acquire(lease(client="tab"))
        await leases.refresh([lease("bob", client="tab"), lease("eve")])
        with redis.Redis.from_url(redis_url) as client:
            assert client.keys()
            await advance(1.1)
            assert client.keys() == []


async def test_leases_are_held_again_when_redis_has_lost_them(own_redis: RedisServer) -> None:
    """A restart of Redis ends no stream, and opens no door for more than there may be."""
    link = RedisLink(own_redis.url)
    leases = RedisStreamLeases(link, limits(LONG_S))
    held = [lease(client=f"tab {number}") for number in range(PER_USER)]
    for one in held:
        await leases.acquire(one)
    own_redis.kill()
    own_redis.start()
    assert await leases.refresh(held) == frozenset()
    assert await free(leases) == 0
    await link.close()


async def test_a_redis_that_is_away_is_told_as_such(own_redis: RedisServer) -> None:
    link = RedisLink(own_redis.url)
    leases = RedisStreamLeases(link, limits(LONG_S))
    one = lease()
    await leases.acquire(one)
    own_redis.kill()
    for asked in (leases.acquire(lease()), leases.refresh([one]), leases.release(one)):
        with pytest.raises(StoreUnavailable):
            await asked
    await link.close()
