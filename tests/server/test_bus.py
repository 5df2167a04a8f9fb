"""The buses there are, held to the same conformance suite."""

from collections.abc import AsyncIterator

import pytest

from bus_conformance import Advance, BusConformance
from manual_clock import ManualClock
from transcription_service.bus import Bus, MemoryBus, open_bus


class TestMemoryBus(BusConformance):
    """`memory://`"""

    @pytest.fixture
    async def bus(self, clock: ManualClock) -> AsyncIterator[Bus]:
        bus = open_bus("memory://", clock)
        yield bus
        await bus.close()

    @pytest.fixture
    def advance(self, clock: ManualClock) -> Advance:
        async def advance(seconds: float) -> None:
            clock.advance(seconds)

        return advance


def test_each_memory_bus_is_a_new_epoch_that_sorts_after_the_last(clock: ManualClock) -> None:
    first = MemoryBus(clock).epoch
    clock.advance(0.001)
    assert MemoryBus(clock).epoch > first


@pytest.mark.parametrize("url", ["", "memory", "memory://x", "redis://localhost"])
def test_an_unknown_bus_is_refused_by_name(url: str, clock: ManualClock) -> None:
    with pytest.raises(ValueError, match="expected memory://, came"):
        open_bus(url, clock)
