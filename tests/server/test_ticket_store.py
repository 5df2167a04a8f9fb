"""The stores of tickets, held to the same conformance suite."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from manual_clock import ManualClock
from redis_server import RedisServer
from transcription_service.identity import MemoryTickets, RedisTickets, TicketStore
from transcription_service.redis_link import RedisLink, StoreUnavailable

pytestmark = pytest.mark.anyio

Advance = Callable[[float], Awaitable[None]]


class TicketStoreConformance:
    """What every store must do."""

    async def test_what_was_kept_is_taken_once(self, store: TicketStore) -> None:
        await store.keep("one", "first", 30)
        await store.keep("two", "second", 30)
        assert await store.take("one") == "first"
        assert await store.take("one") is None
        assert await store.take("two") == "second"

    async def test_what_was_never_kept_is_not_there(self, store: TicketStore) -> None:
        assert await store.take("one") is None

    async def test_of_many_at_the_same_time_one_gets_it(self, store: TicketStore) -> None:
        await store.keep("one", "first", 30)
        taken = await asyncio.gather(*(store.take("one") for _ in range(20)))
        assert sorted(taken, key=str) == [None] * 19 + ["first"]

    async def test_it_is_there_until_its_time_is_over(
        self, store: TicketStore, advance: Advance
    ) -> None:
        await store.keep("one", "first", 30)
        await advance(29)
        await store.keep("two", "second", 30)
        assert await store.take("one") == "first"
        await advance(29)
        assert await store.take("two") == "second"
        await store.keep("three", "third", 30)
        await advance(30)
        assert await store.take("three") is None


class TestMemoryTickets(TicketStoreConformance):
    @pytest.fixture
    def store(self, clock: ManualClock) -> TicketStore:
        return MemoryTickets(clock)

    @pytest.fixture
    def advance(self, clock: ManualClock) -> Advance:
        async def advance(seconds: float) -> None:
            clock.advance(seconds)

        return advance


class TestRedisTickets(TicketStoreConformance):
    @pytest.fixture
    async def link(self, redis_url: str) -> AsyncIterator[RedisLink]:
        link = RedisLink(redis_url)
        yield link
        await link.close()

    @pytest.fixture
    def store(self, link: RedisLink) -> TicketStore:
        return RedisTickets(link)

    @pytest.fixture
    def advance(self, link: RedisLink) -> Advance:
        async def advance(seconds: float) -> None:
            # Redis has a clock of its own: what is kept is made older instead.
            for key in await link.loop.keys():
                left = await link.loop.pttl(key) - int(seconds * 1000)
                await (link.loop.pexpire(key, left) if left > 0 else link.loop.delete(key))

        return advance


async def test_a_redis_that_is_away_is_told_as_such(own_redis: RedisServer) -> None:
    link = RedisLink(own_redis.url)
    store = RedisTickets(link)
    await store.keep("one", "first", 30)
    own_redis.kill()
    with pytest.raises(StoreUnavailable):
        await store.keep("two", "second", 30)
    with pytest.raises(StoreUnavailable):
        await store.take("one")
    await link.close()
