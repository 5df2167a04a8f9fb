"""The Redis bus where Redis or the way to it fails, and where many use it at once."""

import asyncio
import random
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import pytest
import redis
from anyio import to_thread

from audio_files import ROOT
from bus_conformance import ID, OTHER, Inbox
from connection import PATIENCE_S
from manual_clock import ManualClock
from redis_proxy import RedisProxy, redis_proxy
from redis_server import RedisServer
from transcription_service.bus import Bus, RedisBus
from transcription_service.bus.redis import channel, state_key
from transcription_service.models.status import JobStatus, StatusUpdate, TranscriptionStatus
from transcription_service.redis_link import RedisLink, StoreUnavailable

pytestmark = pytest.mark.anyio

SHORT_S = 0.2
"""Time-out of links that are to notice something: real time, as it is Redis that is late."""

SERVER = ROOT / "demo-web" / "server"

SEED = 20261127

TRIALS = 1500

LAST = "9d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"


@pytest.fixture
def update(clock: ManualClock) -> Callable[..., StatusUpdate]:
    def make(
        progress: int = 0, session_id: str = ID, status: JobStatus = JobStatus.PROCESSING
    ) -> StatusUpdate:
        return StatusUpdate(
            session_id=session_id,
            status=status,
            message="going on",
            timestamp=clock.now(),
            attempt=1,
            progress=progress,
        )

    return make


@asynccontextmanager
async def opened(url: str, timeout_s: float = 5.0) -> AsyncIterator[RedisBus]:
    link = RedisLink(url, timeout_s=timeout_s)
    bus = RedisBus(link)
    try:
        yield bus
    finally:
        await bus.close()
        await link.close()


@pytest.fixture
async def proxy(own_redis: RedisServer, tmp_path: Path) -> AsyncIterator[RedisProxy]:
    async with redis_proxy(own_redis.socket, tmp_path / "proxy.sock") as proxy:
        yield proxy


async def published(bus: Bus, update: StatusUpdate) -> TranscriptionStatus:
    """As a worker does it, on a thread: again until it gets through."""
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                return await to_thread.run_sync(bus.publish, update)
            except StoreUnavailable:
                await asyncio.sleep(0)


async def test_state_and_channel_have_the_documented_names(
    redis_url: str, update: Callable[..., StatusUpdate]
) -> None:
    """AC-1.2.4"""
    assert channel(ID) == f"transcription:status:{ID}"
    with redis.Redis.from_url(redis_url) as client, client.pubsub() as pubsub:
        pubsub.subscribe(f"transcription:status:{ID}")
        assert pubsub.get_message(timeout=PATIENCE_S)
        async with opened(redis_url) as bus:
            status = bus.publish(update(10))
        message = pubsub.get_message(timeout=PATIENCE_S)
        assert message is not None
        assert message["data"] == status.body
        assert client.hget(f"transcription:state:{ID}", "body") == status.body


async def test_what_one_process_publishes_another_one_hears(
    redis_url: str, update: Callable[..., StatusUpdate]
) -> None:
    """AC-1.2.1 AC-1.2.2"""
    async with opened(redis_url) as here, opened(redis_url) as there:
        inbox = Inbox()
        await there.listen(ID, inbox.deliver)
        status = here.publish(update(10))
        assert await inbox.next() == status == await there.snapshot(ID)


async def test_bodies_look_the_same_on_every_bus(
    redis_url: str, clock: ManualClock, update: Callable[..., StatusUpdate]
) -> None:
    async with opened(redis_url) as bus:
        status = bus.publish(update(10))
    assert status.body == status.model_copy().model_dump_json().encode()


async def test_a_redis_that_was_started_anew_is_a_new_epoch(
    own_redis: RedisServer, update: Callable[..., StatusUpdate]
) -> None:
    """Everything is lost: the sequence starts again, and clients must be able to tell."""
    async with opened(own_redis.url) as bus:
        inbox = Inbox()
        await bus.listen(ID, inbox.deliver)
        before = [bus.publish(update(progress)) for progress in (10, 20)]
        assert [await inbox.next() for _ in before] == before
        own_redis.kill()
        own_redis.start()
        after = await published(bus, update(30))
        assert after.epoch > before[-1].epoch
        assert after.sequence == 1
        # Whether the update itself comes through or the state is read again, it arrives.
        assert await inbox.next() == after


async def test_a_redis_that_kept_its_state_goes_on_counting_in_a_new_epoch(
    tmp_path: Path, update: Callable[..., StatusUpdate]
) -> None:
    """What it kept may be older than what was told: the epoch says so."""
    server = RedisServer(tmp_path, persistent=True)
    server.start()
    try:
        async with opened(server.url) as bus:
            before = bus.publish(update(10))
            server.stop()
            server.start()
            after = await published(bus, update(20))
            assert (after.sequence, after.epoch > before.epoch) == (2, True)
    finally:
        server.stop()


async def test_what_was_missed_while_the_connection_was_broken_is_delivered_afterwards(
    own_redis: RedisServer, update: Callable[..., StatusUpdate]
) -> None:
    async with opened(own_redis.url) as bus, opened(own_redis.url) as publisher:
        inboxes = {session_id: Inbox() for session_id in (ID, OTHER)}
        for session_id, inbox in inboxes.items():
            await bus.listen(session_id, inbox.deliver)
        with redis.Redis.from_url(own_redis.url) as client:
            # In one go: nobody can subscribe again before the updates are published.
            client.client_kill_filter(_type="pubsub")
            last = {session_id: publisher.publish(update(10, session_id)) for session_id in inboxes}
        for session_id, inbox in inboxes.items():
            assert await inbox.next() == last[session_id]


async def test_a_connection_that_hangs_is_noticed_and_replaced(
    proxy: RedisProxy, own_redis: RedisServer, update: Callable[..., StatusUpdate]
) -> None:
    async with opened(proxy.url, SHORT_S) as bus, opened(own_redis.url) as publisher:
        inbox = Inbox()
        await bus.listen(ID, inbox.deliver)
        proxy.freeze()
        missed = publisher.publish(update(10))
        assert await inbox.next() == missed


async def test_a_redis_that_hangs_is_away_and_comes_back(
    own_redis: RedisServer, update: Callable[..., StatusUpdate]
) -> None:
    async with opened(own_redis.url, SHORT_S) as bus:
        inbox = Inbox()
        await bus.listen(ID, inbox.deliver)
        own_redis.suspend()
        with pytest.raises(StoreUnavailable):
            await to_thread.run_sync(bus.publish, update(10))
        with pytest.raises(StoreUnavailable):
            await bus.snapshot(ID)
        with pytest.raises(StoreUnavailable):
            await bus.listen(OTHER, inbox.deliver)
        own_redis.resume()
        last = await published(bus, update(20))
        while await inbox.next() != last:
            pass


async def test_an_update_whose_answer_is_lost_is_counted_once(
    proxy: RedisProxy, own_redis: RedisServer, update: Callable[..., StatusUpdate]
) -> None:
    """It is sent again after the connection broke; Redis knows it by its id."""
    async with opened(proxy.url) as bus, opened(own_redis.url) as other:
        inbox = Inbox()
        await other.listen(ID, inbox.deliver)
        await to_thread.run_sync(bus.publish, update(10))
        proxy.swallow_answer_to(state_key(ID).encode())
        status = await to_thread.run_sync(bus.publish, update(100, status=JobStatus.COMPLETED))
        assert proxy.swallowed.is_set()
        assert (status.sequence, status.status) == (2, JobStatus.COMPLETED)
        assert [(await inbox.next()).sequence for _ in range(2)] == [1, 2]
        assert inbox.empty()


async def test_what_is_no_status_on_a_channel_is_skipped(
    redis_url: str, update: Callable[..., StatusUpdate]
) -> None:
    async with opened(redis_url) as bus:
        inbox = Inbox()
        await bus.listen(ID, inbox.deliver)
        with redis.Redis.from_url(redis_url) as client:
            for noise in (b"{", b"null", b"\xff", b'{"session_id":1}'):
                client.publish(channel(ID), noise)
        status = bus.publish(update(10))
        assert await inbox.next() == status


async def test_nobody_is_subscribed_once_all_have_left(redis_url: str) -> None:
    """AC-1.2.5 AC-4.2.3: channels go with their last watcher."""
    with redis.Redis.from_url(redis_url) as client:
        async with opened(redis_url) as bus:
            inbox = Inbox()
            for session_id in (ID, OTHER, ID):
                await bus.listen(session_id, inbox.deliver)
            assert len(client.pubsub_channels()) == 2
            for session_id in (ID, OTHER, ID):
                await bus.unlisten(session_id, inbox.deliver)
            # The connection answers in turn: behind this, what was asked before is done.
            await bus.listen(LAST, inbox.deliver)
            assert client.pubsub_channels() == [channel(LAST).encode()]


PUBLISHER = """
import sys
from datetime import UTC, datetime
from transcription_service.bus import RedisBus
from transcription_service.models.status import JobStatus, StatusUpdate
from transcription_service.redis_link import RedisLink

bus = RedisBus(RedisLink(sys.argv[1]))
update = StatusUpdate(
    session_id=sys.argv[2],
    status=JobStatus.PROCESSING,
    message="going on",
    timestamp=datetime.now(UTC),
)
bus.publish(update)
print("publishing", flush=True)
while True:
    bus.publish(update)
"""


@contextmanager
def publishing(url: str) -> Iterator[None]:
    """Updates of one session as fast as Redis takes them, from a process of their own."""
    command = [sys.executable, "-c", PUBLISHER, url, ID]
    with subprocess.Popen(command, cwd=SERVER, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"publishing\n"
        try:
            yield
        finally:
            process.kill()


async def test_between_subscription_and_snapshot_no_update_is_lost(
    own_redis: RedisServer, tmp_path: Path
) -> None:
    """Each trial subscribes anew: what comes after its snapshot must begin with the very next.

    The way to Redis takes each connection's requests up to 2 ms, so that those of two overtake
    each other.
    """
    print(f"seed {SEED}")
    chance = random.Random(SEED)
    way = redis_proxy(own_redis.socket, tmp_path / "proxy.sock", lambda: chance.uniform(0, 0.002))
    async with way as proxy, opened(proxy.url) as bus:
        with publishing(own_redis.url):
            lost = [await _update_is_lost(bus) for _ in range(TRIALS)]
    assert lost.count(True) == 0


async def _update_is_lost(bus: Bus) -> bool:
    inbox = Inbox()
    await bus.listen(ID, inbox.deliver)
    snapshot = await bus.snapshot(ID)
    assert snapshot is not None
    came = await inbox.next()
    while came.sequence <= snapshot.sequence:
        came = await inbox.next()
    await bus.unlisten(ID, inbox.deliver)
    return came.sequence > snapshot.sequence + 1
