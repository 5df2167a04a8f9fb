"""The bytes of the status stream (design, section 4)."""

import json

import pytest
from fastapi import FastAPI

from connection import connect, events
from manual_clock import ManualClock
from transcription_service.models.status import JobError, Statistics
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

STATISTICS = Statistics(
    audio_seconds=10,
    processed_seconds=7.5,
    segments_done=1,
    segments_total=2,
    words=12,
    realtime_factor=0.15,
)


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def test_first_bytes_are_the_retry_and_the_whole_present_status(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    """AC-1.1.1 AC-1.1.3 AC-1.2.3: the stream exists, has the headers of an event stream, and
    starts at once with a complete status."""
    status = service.publisher.processing(
        own_session,
        attempt=1,
        progress=75,
        message="Analyzing speech patterns...",
        message_code="patterns",
        estimated_completion=service.clock.now(),
        statistics=STATISTICS,
    )
    async with connect(app, stream_path, bearer(token)) as stream:
        assert stream.status == 200
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["cache-control"] == "no-cache, no-transform"
        assert stream.headers["connection"] == "keep-alive"
        assert stream.headers["x-accel-buffering"] == "no"
        epoch = status.epoch
        assert (await stream.body()).decode() == (
            "retry: 3000\n\n"
            f"id: {epoch}-2\n"
            "event: status\n"
            f'data: {{"session_id":"{own_session}","epoch":"{epoch}","sequence":2,"attempt":1,'
            '"status":"processing","progress":75,"message":"Analyzing speech patterns...",'
            '"message_code":"patterns",'
            '"timestamp":"2026-01-01T12:00:00.000Z",'
            '"estimated_completion":"2026-01-01T12:00:00.000Z","error":null,'
            '"statistics":{"audio_seconds":10.0,"processed_seconds":7.5,"segments_done":1,'
            '"segments_total":2,"words":12,"realtime_factor":0.15}}\n'
            "\n"
        )


async def test_each_update_is_sent_when_it_is_published(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    """AC-1.2.2: what a worker publishes reaches the session's stream."""
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        for progress in (10, 25):
            service.publisher.processing(
                own_session, attempt=1, progress=progress, message=f"{progress} %"
            )
            [(name, _, data)] = events(await stream.body())
            assert (name, data["progress"], data["message"]) == (
                "status",
                progress,
                f"{progress} %",
            )


async def test_a_heartbeat_comes_every_fifteen_seconds_beside_the_updates(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    token: str,
) -> None:
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        clock.advance(15)
        assert (await stream.body()).decode() == (
            'event: heartbeat\ndata: {"timestamp":"2026-01-01T12:00:15.000Z"}\n\n'
        )
        clock.advance(8)
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        assert b"going on" in await stream.body()
        clock.advance(7)
        assert b"12:00:30.000Z" in await stream.body()


async def test_no_heartbeat_comes_before_it_is_due(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    token: str,
) -> None:
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        clock.advance(14.999)
        # An update that follows shows that the loop has had its turn.
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        assert b"going on" in await stream.body()
        assert stream.quiet()


@pytest.mark.parametrize("reason", ["completed", "failed", "cancelled"])
async def test_a_terminal_status_is_followed_by_close_and_the_end(
    reason: str, app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    """AC-1.1.4: the stream closes by itself when the job has ended."""
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        if reason == "completed":
            service.publisher.completed(
                own_session, attempt=1, message="ready", statistics=STATISTICS
            )
        elif reason == "failed":
            error = JobError(code="recogniser_crashed", message="It broke.")
            service.publisher.failed(own_session, error, attempt=1)
        else:
            service.publisher.cancelled(own_session)
        status, close = events(await stream.rest())
        assert status[0] == "status"
        assert status[2]["status"] == reason
        assert close == (
            "close",
            None,
            {"reason": reason, "reconnect": False, "retry_after_ms": None},
        )


async def test_a_stream_of_a_session_that_has_ended_tells_so_and_ends(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    service.publisher.cancelled(own_session)
    async with connect(app, stream_path, bearer(token)) as stream:
        assert [name for name, _, _ in events(await stream.rest())] == ["status", "close"]


async def test_a_slow_reader_gets_the_newest_status_and_not_the_ones_between(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        # All within one turn of the event loop: the stream cannot send between them.
        for progress in range(10, 60):
            service.publisher.processing(
                own_session, attempt=1, progress=progress, message="going on"
            )
        [(_, _, data)] = events(await stream.body())
        assert data["progress"] == 59
        service.publisher.processing(own_session, attempt=1, progress=60, message="going on")
        [(_, _, data)] = events(await stream.body())
        assert data["progress"] == 60


async def test_messages_cannot_break_out_of_their_event(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    hostile = "a\n\nevent: close\ndata: {}\r\n\r\nb\u2028c"
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        service.publisher.processing(own_session, attempt=1, progress=10, message=hostile)
        piece = await stream.body()
        assert piece.count(b"\n\n") == 1
        assert b"\r" not in piece
        data = piece.decode().split("data: ", 1)[1]
        assert json.loads(data)["message"] == hostile
