"""The buses there are, held to the same conformance suite."""

from collections.abc import AsyncIterator, Callable

import pytest

from bus_conformance import Advance, BusConformance
from manual_clock import ManualClock
from redis_server import let_time_pass
from transcription_service.bus import Bus, MemoryBus, open_bus
from transcription_service.models.status import StatusUpdate
from transcription_service.redis_link import RedisLink


class TestMemoryBus(BusConformance):
    """One process, no Redis."""

    @pytest.fixture
    async def bus(self, clock: ManualClock) -> AsyncIterator[Bus]:
        bus = open_bus(clock, None)
        yield bus
        await bus.close()

    @pytest.fixture
    def advance(self, clock: ManualClock) -> Advance:
        async def advance(seconds: float) -> None:
            clock.advance(seconds)

        return advance

    async def test_each_is_a_new_epoch_that_sorts_after_the_last(
        self, clock: ManualClock, update: Callable[..., StatusUpdate]
    ) -> None:
        first = MemoryBus(clock).publish(update(10))
        clock.advance(0.001)
        assert MemoryBus(clock).publish(update(10)).epoch > first.epoch


class TestRedisBus(BusConformance):
    """Any number of processes."""

    @pytest.fixture
    async def bus(self, clock: ManualClock, redis_url: str) -> AsyncIterator[Bus]:
        link = RedisLink(redis_url)
        bus = open_bus(clock, link)
        yield bus
        await bus.close()
        await link.close()

    @pytest.fixture
    def advance(self, redis_url: str) -> Advance:
        async def advance(seconds: float) -> None:
            let_time_pass(redis_url, seconds)

        return advance
