"""What every bus must do. Each test is given an empty bus on a clock that the test moves.

Subclass with a `bus` fixture and an `advance`.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

from connection import PATIENCE_S
from manual_clock import ManualClock
from transcription_service.bus import Bus
from transcription_service.bus.port import ENDED_SECONDS, LIVE_SECONDS
from transcription_service.models.status import (
    JobStatus,
    Statistics,
    StatusUpdate,
    TranscriptionStatus,
)
from transcription_service.models.succession import UpdateRefused

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
OTHER = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"
Advance = Callable[[float], Awaitable[None]]


class Inbox:
    """Collects what a bus delivers, on whatever thread it does."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._arrived: asyncio.Queue[TranscriptionStatus] = asyncio.Queue()

    def deliver(self, status: TranscriptionStatus) -> None:
        self._loop.call_soon_threadsafe(self._arrived.put_nowait, status)

    def empty(self) -> bool:
        return self._arrived.empty()

    async def next(self) -> TranscriptionStatus:
        async with asyncio.timeout(PATIENCE_S):
            return await self._arrived.get()


class BusConformance:
    """See the module."""

    pytestmark = pytest.mark.anyio

    @pytest.fixture
    def update(self, clock: ManualClock) -> Callable[..., StatusUpdate]:
        def make(progress: int | None = 0, **more: Any) -> StatusUpdate:
            update = StatusUpdate(
                session_id=ID,
                status=JobStatus.PROCESSING,
                message="going on",
                timestamp=clock.now(),
                attempt=1,
                progress=progress,
            )
            return replace(update, **more)

        return make

    async def test_what_is_published_is_delivered_to_listeners(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        """AC-1.2.1 AC-1.2.2: a session's channel carries what is published to it."""
        inbox = Inbox()
        await bus.listen(ID, inbox.deliver)
        published = bus.publish(update(10))
        assert await inbox.next() == published

    async def test_channels_are_apart(self, bus: Bus, update: Callable[..., StatusUpdate]) -> None:
        inbox = Inbox()
        await bus.listen(ID, inbox.deliver)
        bus.publish(update(10, session_id=OTHER))
        published = bus.publish(update(20))
        assert await inbox.next() == published
        assert published.sequence == 1

    async def test_all_listeners_of_a_session_hear_it(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        inboxes = [Inbox() for _ in range(3)]
        for inbox in inboxes:
            await bus.listen(ID, inbox.deliver)
        published = bus.publish(update(10))
        assert [await inbox.next() for inbox in inboxes] == [published] * 3

    async def test_who_has_stopped_listening_hears_nothing(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        """AC-1.2.5: no listener is kept for nobody."""
        gone, there = Inbox(), Inbox()
        await bus.listen(ID, gone.deliver)
        await bus.listen(ID, there.deliver)
        bus.publish(update(10))
        for inbox in (gone, there):
            await inbox.next()
        await bus.unlisten(ID, gone.deliver)
        await bus.unlisten(ID, gone.deliver)
        bus.publish(update(20))
        assert (await there.next()).progress == 20
        bus.publish(update(30))
        assert (await there.next()).progress == 30
        await bus.listen(ID, gone.deliver)
        bus.publish(update(40))
        assert (await gone.next()).progress == 40

    async def test_the_snapshot_is_the_last_status(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        assert await bus.snapshot(ID) is None
        bus.publish(update(10))
        last = bus.publish(update(20))
        assert await bus.snapshot(ID) == last == bus.last(ID)
        assert await bus.snapshot(OTHER) is None

    async def test_sequence_grows_by_one_and_the_epoch_stays(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        statuses = [bus.publish(update(progress)) for progress in (0, 10, 10, 20)]
        assert [status.sequence for status in statuses] == [1, 2, 3, 4]
        assert len({status.epoch for status in statuses}) == 1

    async def test_publishers_on_many_threads_never_share_a_sequence(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        with ThreadPoolExecutor(8) as pool:
            sequences = [
                status.sequence for status in pool.map(lambda _: bus.publish(update(1)), range(400))
            ]
        assert sorted(sequences) == list(range(1, 401))

    @pytest.mark.parametrize("end", [JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED])
    async def test_nothing_follows_a_terminal_status(
        self, end: JobStatus, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        final = bus.publish(update(50, status=end))
        for late in (update(60), update(60, attempt=2), update(100, status=JobStatus.COMPLETED)):
            with pytest.raises(UpdateRefused) as refused:
                bus.publish(late)
            assert refused.value.reason == "terminal"
        assert await bus.snapshot(ID) == final

    async def test_of_two_who_end_a_session_one_wins(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        ends = [update(100, status=JobStatus.COMPLETED), update(100, status=JobStatus.CANCELLED)]

        def publish(end: StatusUpdate) -> TranscriptionStatus | None:
            try:
                return bus.publish(end)
            except UpdateRefused:
                return None

        with ThreadPoolExecutor(2) as pool:
            won = [status for status in pool.map(publish, ends * 20) if status is not None]
        assert len(won) == 1
        assert await bus.snapshot(ID) == won[0]

    async def test_progress_never_runs_backwards_within_an_attempt(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        kept = bus.publish(update(50))
        with pytest.raises(UpdateRefused) as refused:
            bus.publish(update(49))
        assert refused.value.reason == "progress"
        assert await bus.snapshot(ID) == kept

    async def test_a_new_attempt_may_start_over_and_shuts_out_the_old_one(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        bus.publish(update(50))
        assert bus.publish(update(0, attempt=2)).progress == 0
        with pytest.raises(UpdateRefused) as refused:
            bus.publish(update(60, attempt=1))
        assert refused.value.reason == "attempt"

    async def test_what_is_said_is_told_as_it_was_said(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        assert bus.publish(update(10)).message_code is None
        bus.publish(update(20, message="halfway", message_code="halfway"))
        status = await bus.snapshot(ID)
        assert status is not None
        assert (status.message, status.message_code) == ("halfway", "halfway")
        assert list(json.loads(status.body)) == list(TranscriptionStatus.model_fields)

    async def test_what_an_update_leaves_open_stays_as_it_was(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        statistics = Statistics(
            audio_seconds=10,
            processed_seconds=4,
            segments_done=0,
            segments_total=1,
            words=0,
            realtime_factor=None,
        )
        bus.publish(update(40, attempt=3, statistics=statistics))
        status = bus.publish(update(None, attempt=None, status=JobStatus.CANCELLED))
        assert (status.progress, status.attempt, status.statistics) == (40, 3, statistics)

    async def test_state_expires_a_day_after_the_last_update(
        self, bus: Bus, update: Callable[..., StatusUpdate], advance: Advance
    ) -> None:
        bus.publish(update(10))
        bus.publish(update(10, session_id=OTHER))
        await advance(LIVE_SECONDS - 1)
        kept = bus.publish(update(20))
        await advance(1)
        assert await bus.snapshot(OTHER) is None
        await advance(LIVE_SECONDS - 2)
        assert await bus.snapshot(ID) == kept
        await advance(1)
        assert await bus.snapshot(ID) is None

    async def test_a_terminal_status_expires_after_an_hour(
        self, bus: Bus, update: Callable[..., StatusUpdate], advance: Advance
    ) -> None:
        """AC-1.2.5: what has ended is not kept for ever."""
        bus.publish(update(0, session_id=OTHER))
        bus.publish(update(50))
        final = bus.publish(update(100, status=JobStatus.COMPLETED))
        await advance(ENDED_SECONDS - 1)
        assert await bus.snapshot(ID) == final
        await advance(1)
        assert await bus.snapshot(ID) is None
        assert await bus.snapshot(OTHER) is not None

    async def test_of_many_updates_to_many_sessions_each_arrives_once(
        self, bus: Bus, update: Callable[..., StatusUpdate]
    ) -> None:
        """AC-4.3.2: eight publishers, none of which waits for anybody who listens."""
        sessions, each = [f"{number:08x}{ID[8:]}" for number in range(50)], 40
        inboxes = {session_id: Inbox() for session_id in sessions}
        for session_id, inbox in inboxes.items():
            await bus.listen(session_id, inbox.deliver)

        def publish(number: int) -> None:
            for session_id in sessions[number::8]:
                for _ in range(each):
                    bus.publish(replace(update(None), session_id=session_id))

        with ThreadPoolExecutor(8) as publishers:
            loop = asyncio.get_running_loop()
            work = [loop.run_in_executor(publishers, publish, number) for number in range(8)]
            await asyncio.gather(*work)
        for session_id, inbox in inboxes.items():
            told = [(await inbox.next()).sequence for _ in range(each)]
            assert sorted(told) == list(range(1, each + 1))
            assert inbox.empty()
            last = await bus.snapshot(session_id)
            assert last is not None
            assert last.sequence == each
