"""Faults that spoil streams on their way."""

import zlib

import httpx
import pytest
from fastapi import FastAPI

from connection import connect, events
from faults_api import switch_on
from manual_clock import ManualClock
from transcription_service.service import Service

pytestmark = [pytest.mark.anyio, pytest.mark.faults]


async def test_swallow_sends_headers_and_then_nothing(
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="swallow")
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200
        assert await stream.body() == b""
        service.publisher.cancelled(own_session)
        await stream.settled()
        assert stream.quiet()


@pytest.mark.parametrize("hello", ["status", "heartbeat"])
async def test_hello_then_die_ends_the_stream_after_its_first_event(
    hello: str,
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="hello_then_die", hello=hello)
    for _ in range(2):
        async with connect(app, stream_path, headers) as stream:
            assert [name for name, _, _ in events(await stream.rest())] == [hello]
    assert len(service.streams) == 0


async def test_short_lived_ends_a_healthy_stream(
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="short_lived", seconds=10)
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        clock.advance(9.9)
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        assert b"going on" in await stream.body()
        clock.advance(0.1)
        assert await stream.rest() == b""


async def test_short_lived_says_so_if_it_is_planned(
    app: FastAPI,
    admin: httpx.AsyncClient,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="short_lived", seconds=10, planned=True, retry_after_ms=250)
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        clock.advance(10)
        assert events(await stream.rest()) == [
            ("close", None, {"reason": "shutdown", "reconnect": True, "retry_after_ms": 250})
        ]


async def test_a_short_lived_stream_may_end_earlier_by_itself(
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="short_lived", seconds=10, planned=True)
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        service.publisher.cancelled(own_session)
        assert [name for name, _, _ in events(await stream.rest())] == ["status", "close"]
    assert clock.armed == 0


async def test_beats_then_silence_holds_everything_back_after_its_heartbeats(
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="beats_then_silence", beats=2, every_s=1)
    async with connect(app, stream_path, headers) as stream:
        assert [name for name, _, _ in events(await stream.body())] == ["status"]
        for _ in range(2):
            await stream.settled()
            clock.advance(1)
            assert [name for name, _, _ in events(await stream.body())] == ["heartbeat"]
        await stream.settled()
        service.publisher.cancelled(own_session)
        clock.advance(60)
        await stream.settled()
        assert stream.quiet()
    assert len(service.streams) == 0


async def test_gzip_buffer_keeps_events_in_the_compressor(
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="gzip_buffer")
    async with connect(app, stream_path, {**headers, "Accept-Encoding": "gzip"}) as stream:
        assert stream.headers["content-encoding"] == "gzip"
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        assert inflate.decompress(await stream.body()) == b""
        service.publisher.cancelled(own_session)
        late = events(inflate.decompress(await stream.rest()))
        assert [name for name, _, _ in late] == ["status", "status", "close"]


async def test_gzip_buffer_leaves_those_alone_who_cannot_read_it(
    app: FastAPI, admin: httpx.AsyncClient, stream_path: str, headers: dict[str, str]
) -> None:
    await switch_on(admin, "all", kind="gzip_buffer")
    async with connect(app, stream_path, headers) as stream:
        assert [name for name, _, _ in events(await stream.body())] == ["status"]


async def test_slow_delays_each_event(
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="slow", delay_s=3)
    async with connect(app, stream_path, headers) as stream:
        assert await stream.body() == b""
        await stream.settled()
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        clock.advance(2.9)
        await stream.settled()
        assert stream.quiet()
        clock.advance(0.1)
        assert b'"queued"' in await stream.body()
        await stream.settled()
        clock.advance(3)
        assert b"going on" in await stream.body()
