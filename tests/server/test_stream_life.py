"""How long a stream lives, and what it is told at its end."""

import random
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from connection import Connection, connect, events
from manual_clock import ManualClock
from transcription_service.service import Service
from transcription_service.settings import Settings
from transcription_service.streams import OpenStreams

pytestmark = pytest.mark.anyio

DAY_S = 86_400


async def last_words(stream: Connection) -> dict[str, Any]:
    """The data of the `close` that follows at once."""
    name, _, data = events(await stream.rest())[-1]
    assert name == "close"
    words: dict[str, Any] = data
    return words


async def beats(stream: Connection, clock: ManualClock, until_s: float) -> None:
    """Let time pass up to `until_s` monotonic seconds, heartbeat by heartbeat."""
    await stream.settled()
    while clock.monotonic() < until_s:
        clock.advance(min(15, until_s - clock.monotonic()))
        await stream.settled()
    while not stream.quiet():
        await stream.body()


async def test_a_stream_without_a_change_for_five_minutes_is_closed_and_invited_back(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.2.2: idle connections are closed after five minutes."""
    async with connect(app, stream_path, headers) as stream:
        await beats(stream, clock, 299.9)
        assert len(service.streams) == 1
        clock.advance(0.1)
        words = await last_words(stream)
        assert (words["reason"], words["reconnect"]) == ("idle", True)
        assert 1000 <= words["retry_after_ms"] <= 5000
    assert len(service.streams) == 0


async def test_heartbeats_are_no_change_and_statuses_are(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.2.2"""
    async with connect(app, stream_path, headers) as stream:
        await beats(stream, clock, 200)
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        await beats(stream, clock, 499.9)
        assert len(service.streams) == 1
        clock.advance(0.1)
        assert (await last_words(stream))["reason"] == "idle"


async def test_a_stream_is_closed_at_the_end_of_its_life_and_invited_back(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.2.5: an hour at most, and up to a fifth less."""
    async with connect(app, stream_path, headers) as stream:
        for moment in range(100, 2900, 100):
            # Not idle.
            service.publisher.processing(own_session, attempt=1, progress=1, message="going on")
            await beats(stream, clock, moment)
        assert len(service.streams) == 1
        await beats(stream, clock, 2879)
        assert len(service.streams) == 1
        service.publisher.processing(own_session, attempt=1, progress=1, message="going on")
        clock.advance(721)
        words = await last_words(stream)
        assert (words["reason"], words["reconnect"]) == ("replaced", True)
        assert 100 <= words["retry_after_ms"] <= 1000


async def test_lives_are_spread_over_a_fifth(
    service: Service, settings: Settings, clock: ManualClock
) -> None:
    """Streams that began together do not all come back together."""
    streams = OpenStreams(
        service.subscriber,
        service.streams.leases,
        clock,
        service.streams.times,
        service.streams.observer,
        service.streams.tally,
        random.Random(1),
    )
    never = clock.now() + timedelta(days=1)
    lives = [streams.life_s(never) for _ in range(1000)]
    life_s = settings.stream_life_seconds
    assert min(lives) >= 0.8 * life_s
    assert max(lives) <= life_s
    assert max(lives) - min(lives) > 0.19 * life_s


async def test_a_stream_does_not_outlive_its_token(
    app: FastAPI,
    settings: Settings,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-1.1.5: who comes back is asked again, and refused."""
    expiry_s = settings.token_days * DAY_S
    clock.advance(expiry_s - 100)
    async with connect(app, stream_path, headers) as stream:
        # The state is older than the bus keeps it by now; told anew below.
        assert stream.status == 503
    service: Service = app.state.service
    service.publisher.queued(stream_path.split("/")[4], attempt=1)
    async with connect(app, stream_path, headers) as stream:
        await beats(stream, clock, expiry_s - 0.1)
        assert len(service.streams) == 1
        clock.advance(0.1)
        words = await last_words(stream)
        assert (words["reason"], words["reconnect"]) == ("replaced", True)
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 401


async def test_a_client_that_takes_no_bytes_is_dropped_and_its_slot_is_free(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.2.5: who reads nothing holds nothing."""
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        await stream.settled()
        stream.stall()
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        await stream.settled()
        clock.advance(29.9)
        await stream.settled()
        assert len(service.streams) == 1
        clock.advance(0.1)
        await stream.settled()
        assert len(service.streams) == 0
        assert service.subscriber.watched_sessions == 0
        assert clock.armed == 0


async def test_a_slow_client_that_takes_its_bytes_in_time_stays(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        for progress in (10, 20, 30):
            stream.stall()
            service.publisher.processing(
                own_session, attempt=1, progress=progress, message=f"{progress} %"
            )
            await stream.settled()
            clock.advance(29)
            stream.go_on()
            assert f"{progress} %".encode() in await stream.body()
            await beats(stream, clock, clock.monotonic())
        assert len(service.streams) == 1


async def test_the_terminal_status_goes_before_every_other_end(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-1.1.4: a stop, idleness and the end of its life do not keep a final status back."""
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        await stream.settled()
        service.publisher.cancelled(own_session)
        service.streams.shut_down()
        clock.advance(4000)
        assert (await last_words(stream))["reason"] == "cancelled"
