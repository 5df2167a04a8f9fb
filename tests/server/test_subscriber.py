"""From the bus to the mailboxes of connections."""

import asyncio
from collections.abc import Callable

import pytest

from manual_clock import ManualClock
from transcription_service.bus import Deliver, MemoryBus
from transcription_service.mailbox import Mailbox
from transcription_service.models.status import (
    JobStatus,
    StatusUpdate,
    TranscriptionStatus,
)
from transcription_service.subscriber import StatusSubscriber

pytestmark = pytest.mark.anyio

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


def nothing() -> None:
    """No one waits."""


def status(sequence: int, epoch: str = "1") -> TranscriptionStatus:
    return TranscriptionStatus(
        session_id=ID,
        epoch=epoch,
        sequence=sequence,
        attempt=1,
        status=JobStatus.PROCESSING,
        progress=min(sequence, 100),
        message="going on",
        timestamp=ManualClock().now(),
        estimated_completion=None,
        error=None,
        statistics=None,
    )


def update(clock: ManualClock, progress: int) -> StatusUpdate:
    return StatusUpdate(
        session_id=ID,
        status=JobStatus.PROCESSING,
        message="going on",
        timestamp=clock.now(),
        attempt=1,
        progress=progress,
    )


def test_a_mailbox_keeps_the_newest_only() -> None:
    mailbox = Mailbox(nothing)
    for sequence in (1, 2, 3):
        mailbox.put(status(sequence))
    assert mailbox.take() == status(3)
    assert mailbox.take() is None


def test_a_mailbox_does_not_go_back() -> None:
    mailbox = Mailbox(nothing)
    mailbox.put(status(5))
    mailbox.take()
    for late in (4, 5):
        mailbox.put(status(late))
        assert mailbox.take() is None
    mailbox.put(status(6))
    assert mailbox.take() == status(6)


def test_a_new_epoch_is_newer_than_any_sequence_of_the_old() -> None:
    mailbox = Mailbox(nothing)
    mailbox.put(status(500))
    mailbox.put(status(1, epoch="2"))
    assert mailbox.take() == status(1, epoch="2")


def test_a_mailbox_tells_of_arrivals_and_of_nothing_else() -> None:
    told: list[int] = []
    mailbox = Mailbox(lambda: told.append(1))
    mailbox.put(status(2))
    mailbox.put(status(1))
    mailbox.take()
    assert len(told) == 1


class WatchedBus(MemoryBus):
    """Tells what is asked of it, and lets a test step in between."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.asked: list[str] = []
        self.before_snapshot: Callable[[], None] = nothing

    async def listen(self, session_id: str, deliver: Deliver) -> None:
        self.asked.append("listen")
        await super().listen(session_id, deliver)
        await asyncio.sleep(0)

    async def unlisten(self, session_id: str, deliver: Deliver) -> None:
        self.asked.append("unlisten")
        await super().unlisten(session_id, deliver)

    async def snapshot(self, session_id: str) -> TranscriptionStatus | None:
        self.asked.append("snapshot")
        self.before_snapshot()
        found = await super().snapshot(session_id)
        await asyncio.sleep(0)
        return found


async def test_the_snapshot_is_read_after_the_subscription_stands(clock: ManualClock) -> None:
    bus = WatchedBus(clock)
    async with StatusSubscriber(bus).subscribe(ID, nothing):
        assert bus.asked == ["listen", "snapshot"]


async def test_an_update_between_subscription_and_snapshot_is_not_lost(
    clock: ManualClock,
) -> None:
    bus = WatchedBus(clock)
    bus.publish(update(clock, 1))

    def publish() -> None:
        bus.publish(update(clock, 2))

    bus.before_snapshot = publish
    async with StatusSubscriber(bus).subscribe(ID, nothing) as mailbox:
        await asyncio.sleep(0)
        taken = mailbox.take()
        assert taken is not None
        assert taken.progress == 2
        # The same update has come by both ways; it is told once.
        await asyncio.sleep(0)
        assert mailbox.take() is None


async def test_a_session_is_subscribed_once_however_many_watch_it(clock: ManualClock) -> None:
    bus = WatchedBus(clock)
    subscriber = StatusSubscriber(bus)

    async def watch(until: asyncio.Event, watching: asyncio.Barrier) -> None:
        async with subscriber.subscribe(ID, nothing):
            await watching.wait()
            await until.wait()

    until, watching = asyncio.Event(), asyncio.Barrier(51)
    tasks = [asyncio.create_task(watch(until, watching)) for _ in range(50)]
    await watching.wait()
    assert bus.asked.count("listen") == 1
    until.set()
    await asyncio.gather(*tasks)
    assert bus.asked.count("unlisten") == 1
    assert subscriber.watched_sessions == 0


async def test_a_subscription_that_fails_leaves_nothing_behind(clock: ManualClock) -> None:
    """AC-1.2.5: clean-up does not depend on success."""
    bus = WatchedBus(clock)
    subscriber = StatusSubscriber(bus)

    def fail() -> None:
        raise ConnectionError("the bus is gone")

    bus.before_snapshot = fail
    with pytest.raises(ConnectionError):
        async with subscriber.subscribe(ID, nothing):
            pass
    assert subscriber.watched_sessions == 0
    assert bus.asked[-1] == "unlisten"


async def test_no_update_is_lost_when_subscribing_amid_a_burst(clock: ManualClock) -> None:
    """The last of many updates, published by another thread while connections come, reaches all."""
    bus = MemoryBus(clock)
    subscriber = StatusSubscriber(bus)
    last = 99

    async def watch() -> int:
        arrived = asyncio.Event()
        async with asyncio.timeout(30), subscriber.subscribe(ID, arrived.set) as mailbox:
            seen: list[int] = []
            while not seen or seen[-1] < last:
                await arrived.wait()
                arrived.clear()
                if (status := mailbox.take()) is not None:
                    seen.append(status.progress)
            assert seen == sorted(set(seen))
            return seen[-1]

    def publish() -> None:
        for progress in range(last + 1):
            bus.publish(update(clock, progress))

    publishing = asyncio.create_task(asyncio.to_thread(publish))
    watching = []
    while not publishing.done():
        watching.append(asyncio.create_task(watch()))
        await asyncio.sleep(0)
    watching.append(asyncio.create_task(watch()))
    assert set(await asyncio.gather(*watching)) == {last}
