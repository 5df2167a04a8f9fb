"""Keeping leases while their streams are open, and no longer."""

import asyncio
from collections.abc import Sequence

import pytest

from manual_clock import ManualClock
from stream_leases_conformance import PER_USER, free, lease, limits
from transcription_service.redis_link import StoreUnavailable
from transcription_service.stream_leases import Lease, MemoryStreamLeases, TooManyOfUser
from transcription_service.streams import LeaseKeeper

pytestmark = pytest.mark.anyio

BEAT_S = 15.0


class SlowStore(MemoryStreamLeases):
    """Does what it is asked when the test says so, or is away."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock, limits(2.5 * BEAT_S))
        self.may_refresh = asyncio.Event()
        self.may_refresh.set()
        self.is_away = False

    async def refresh(self, leases: Sequence[Lease]) -> frozenset[str]:
        await self.may_refresh.wait()
        if self.is_away:
            raise StoreUnavailable("gone")
        return await super().refresh(leases)

    async def release(self, lease: Lease) -> None:
        if self.is_away:
            raise StoreUnavailable("gone")
        await super().release(lease)


@pytest.fixture
async def store(clock: ManualClock) -> SlowStore:
    return SlowStore(clock)


@pytest.fixture
async def keeper(store: SlowStore, clock: ManualClock) -> LeaseKeeper:
    return LeaseKeeper(store, clock, BEAT_S)


def never() -> None:
    raise AssertionError("nobody has replaced it")


async def settled() -> None:
    """The keeper has done what it can do without being called."""
    for _ in range(10):
        await asyncio.sleep(0)


async def pass_beats(clock: ManualClock, beats: int) -> None:
    for _ in range(beats):
        clock.advance(BEAT_S)
        await settled()


async def test_a_lease_is_kept_as_long_as_its_stream_is_open(
    keeper: LeaseKeeper, store: SlowStore, clock: ManualClock
) -> None:
    """AC-4.2.1: however long the stream lives, its slot is taken."""
    one = lease()
    await keeper.acquire(one, never)
    await pass_beats(clock, 20)
    assert await free(store) == PER_USER - 1
    await keeper.release(one)
    assert await free(store) == PER_USER
    assert clock.armed == 0


async def test_a_stream_that_ends_while_its_lease_is_refreshed_leaves_none(
    keeper: LeaseKeeper, store: SlowStore, clock: ManualClock
) -> None:
    """AC-1.2.5: the refresh would hold again what was given back before it."""
    gone, there = lease(), lease()
    for one in (gone, there):
        await keeper.acquire(one, never)
    store.may_refresh.clear()
    await pass_beats(clock, 1)
    await keeper.release(gone)
    store.may_refresh.set()
    await settled()
    assert await free(store) == PER_USER - 1
    await keeper.release(there)
    assert clock.armed == 0


async def test_leases_outlast_a_store_that_is_away(
    keeper: LeaseKeeper,
    store: SlowStore,
    clock: ManualClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """AC-4.2.5: streams go on, and are counted again afterwards."""
    one = lease()
    await keeper.acquire(one, never)
    store.is_away = True
    await pass_beats(clock, 3)
    assert await free_of_another_process(store) == PER_USER
    assert "the leases of 1 streams were not refreshed: gone" in caplog.text
    store.is_away = False
    await pass_beats(clock, 1)
    assert await free(store) == PER_USER - 1
    await keeper.release(one)


async def test_an_end_while_the_store_is_away_is_no_fault_of_the_stream(
    keeper: LeaseKeeper, store: SlowStore, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    one = lease()
    await keeper.acquire(one, never)
    store.is_away = True
    await keeper.release(one)
    assert "will expire: gone" in caplog.text
    clock.advance(2.5 * BEAT_S)
    store.is_away = False
    assert await free(store) == PER_USER


async def test_a_refused_stream_keeps_nothing(
    keeper: LeaseKeeper, store: SlowStore, clock: ManualClock
) -> None:
    for _ in range(PER_USER):
        await store.acquire(lease())
    refused = lease()
    with pytest.raises(TooManyOfUser):
        await keeper.acquire(refused, never)
    await keeper.release(refused)
    assert clock.armed == 0


async def test_a_keeper_that_is_closed_asks_for_nothing_more(
    keeper: LeaseKeeper, store: SlowStore, clock: ManualClock
) -> None:
    await keeper.acquire(lease(), never)
    store.may_refresh.clear()
    await pass_beats(clock, 1)
    closing = asyncio.create_task(keeper.close())
    await asyncio.sleep(0)
    assert not closing.done()
    store.may_refresh.set()
    await closing
    assert clock.armed == 0
    assert await free(store) == PER_USER


async def test_a_store_that_hangs_does_not_hold_up_the_end(
    keeper: LeaseKeeper, store: SlowStore, clock: ManualClock
) -> None:
    await keeper.acquire(lease(), never)
    before = asyncio.all_tasks()
    store.may_refresh.clear()
    await pass_beats(clock, 1)
    await keeper.close()
    await settled()
    assert asyncio.all_tasks() == before
    assert clock.armed == 0


async def free_of_another_process(store: SlowStore) -> int:
    """Seen by one for which the store is there."""
    store.is_away = False
    count = await free(store)
    store.is_away = True
    return count
