"""What is seen of connections, where it happens."""

from datetime import timedelta

import httpx
import pytest
from fastapi import FastAPI

from connection import Connection, connect
from manual_clock import START, ManualClock
from observing import Witness
from transcription_service.app import create_app
from transcription_service.models.status import JobError
from transcription_service.observation import Departure, Transport
from transcription_service.service import Service

pytestmark = pytest.mark.anyio


@pytest.fixture
def witness() -> Witness:
    return Witness()


@pytest.fixture
def app(service: Service, witness: Witness) -> FastAPI:
    service.observer = service.streams.observer = witness
    return create_app(service)


async def until_next_beat(stream: Connection, clock: ManualClock, seconds: int = 15) -> None:
    """Time passes in whole beats: a stream that is due is waited for."""
    for _ in range(seconds // 15):
        clock.advance(15)
        await stream.body()


async def test_a_stream_is_told_of_from_its_first_byte_to_its_last(
    app: FastAPI,
    service: Service,
    witness: Witness,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    token: str,
    headers: dict[str, str],
) -> None:
    """AC-3.2.1: who, when, how long, why it ended, and what it carried."""
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        [opened] = witness.opened
        assert (opened.session_id, opened.user_id, opened.at, opened.is_resumed) == (
            own_session,
            service.identity.holder(token).id,
            START,
            False,
        )
        clock.advance(2)
        service.publisher.processing(own_session, attempt=1, progress=50, message="half")
        await stream.body()
        assert witness.closed == []
        service.publisher.failed(own_session, JobError(code="x", message="y"), attempt=1)
        await stream.rest()
    [closed] = witness.closed
    assert closed.opened is opened
    assert closed.at == START + timedelta(seconds=2)
    assert (closed.reason, closed.updates, closed.conflated) == (Departure.FAILED, 3, 0)
    assert 0 < closed.status_bytes < closed.bytes - closed.head_bytes


async def test_each_end_has_its_reason(
    app: FastAPI,
    service: Service,
    witness: Witness,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-3.2.1 AC-4.2.2"""
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        stream.stall()
        clock.advance(15)
        await stream.settled()
        clock.advance(service.settings.send_seconds)
        await stream.settled()
        stream.leave()
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        await until_next_beat(stream, clock, 285)
        clock.advance(15)
        await stream.rest()
    async with (
        connect(app, f"{stream_path}?client_id=tab", headers) as older,
        connect(app, f"{stream_path}?client_id=tab", headers) as newer,
    ):
        await older.rest()
        await newer.body()
        service.streams.shut_down()
        await newer.rest()
    assert [stream.reason for stream in witness.closed] == [
        Departure.LEFT,
        Departure.STUCK,
        Departure.IDLE,
        Departure.REPLACED,
        Departure.SHUTDOWN,
    ]


async def test_a_stream_that_ends_with_its_life_has_expired(
    app: FastAPI, witness: Witness, clock: ManualClock, stream_path: str, headers: dict[str, str]
) -> None:
    """Its client is told `replaced`, as the wire has no word for it; observers are told more."""
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        clock.advance(3600)
        assert b'"reason":"replaced"' in await stream.rest()
    assert witness.closed[-1].reason is Departure.EXPIRED


async def test_a_client_that_takes_not_even_the_first_status_is_told_of(
    app: FastAPI,
    service: Service,
    witness: Witness,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with connect(app, stream_path, headers, awaits_head=False) as stream:
        stream.stall_after_head()
        await stream.head()
        assert len(witness.opened) == 1
        clock.advance(service.settings.send_seconds)
        await stream.settled()
        stream.leave()
    assert [told.reason for told in witness.closed] == [Departure.STUCK]


async def test_a_fault_of_ours_is_told_and_not_swallowed(
    app: FastAPI,
    service: Service,
    witness: Witness,
    stream_path: str,
    headers: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: tuple[int, int]) -> int:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(service.streams, "retry_after_ms", broken)
    stream = connect(app, stream_path, headers)
    await (await stream.__aenter__()).body()
    service.streams.shut_down()
    with pytest.raises(RuntimeError, match="a fault of ours"):
        await stream.__aexit__(None, None, None)
    assert witness.closed[-1].reason is Departure.ERROR


async def test_a_client_that_has_seen_an_event_comes_back(
    app: FastAPI, witness: Witness, stream_path: str, headers: dict[str, str]
) -> None:
    async with connect(app, stream_path, headers | {"Last-Event-ID": "1-1"}) as stream:
        await stream.body()
    async with connect(app, f"{stream_path}?last_event_id=1-1", headers) as stream:
        await stream.body()
    assert [stream.is_resumed for stream in witness.opened] == [True, True]


async def test_updates_that_gave_way_to_newer_ones_are_counted(
    app: FastAPI,
    service: Service,
    witness: Witness,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        for progress in range(1, 6):
            service.publisher.processing(own_session, attempt=1, progress=progress, message="on")
        await stream.body()
    assert (witness.closed[-1].updates, witness.closed[-1].conflated) == (2, 4)
    assert (service.streams.tally.updates, service.streams.tally.conflated) == (2, 4)


async def test_how_late_updates_are_sent_is_counted_from_their_publication(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    """AC-4.1.1: what was there when the client came was not late."""
    clock.advance(60)
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        assert sum(service.streams.tally.deliveries.counts) == 0
        service.publisher.processing(own_session, attempt=1, progress=1, message="on")
        clock.advance(0.2)
        await stream.body()
    deliveries = service.streams.tally.deliveries
    assert sum(deliveries.counts) == 1
    assert deliveries.sum_ms == pytest.approx(200)


async def test_polls_are_told_of_changed_or_not(
    client: httpx.AsyncClient, witness: Witness, service: Service, own_session: str, token: str
) -> None:
    path = f"/api/v1/sessions/{own_session}/status"
    first = await client.get(path)
    await client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert [poll.is_unchanged for poll in witness.polls] == [False, True]
    assert {(poll.session_id, poll.user_id) for poll in witness.polls} == {
        (own_session, service.identity.holder(token).id)
    }
    assert witness.polls[0].bytes - witness.polls[1].bytes > len(first.content)


async def test_whatever_is_refused_is_told_with_its_reason(
    app: FastAPI,
    service: Service,
    witness: Witness,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    own_session: str,
    stream_path: str,
    token: str,
    headers: dict[str, str],
) -> None:
    """AC-3.2.3: failed attempts with details; who asked only where that was established."""
    user_id = service.identity.holder(token).id
    await anonymous.get(stream_path)
    await anonymous.get(stream_path.removesuffix("/stream"))
    unknown = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"
    await client.get(f"/api/v1/sessions/{unknown}/status/stream")
    streams = [connect(app, stream_path, headers) for _ in range(service.settings.streams_per_user)]
    for stream in streams:
        await stream.__aenter__()
    await client.get(stream_path)
    for stream in streams:
        await stream.__aexit__(None, None, None)
    service.streams.shut_down()
    await client.get(stream_path)
    assert [
        (told.transport, told.session_id, told.user_id, told.http_status, told.code)
        for told in witness.refusals
    ] == [
        (Transport.SSE, own_session, None, 401, "unauthorized"),
        (Transport.POLLING, own_session, None, 401, "unauthorized"),
        (Transport.SSE, unknown, None, 404, "session_unknown"),
        (Transport.SSE, own_session, user_id, 429, "too_many_streams"),
        (Transport.SSE, own_session, user_id, 503, "stopping"),
    ]
    assert all(told.bytes > 300 for told in witness.refusals)


async def test_a_stream_with_nothing_left_to_say_is_told_as_204(
    client: httpx.AsyncClient,
    service: Service,
    witness: Witness,
    own_session: str,
    stream_path: str,
) -> None:
    final = service.cancel(own_session)
    await client.get(stream_path, headers={"Last-Event-ID": final.event_id})
    assert (witness.refusals[0].http_status, witness.refusals[0].code) == (204, "")
    whole = await client.get(stream_path)
    assert whole.status_code == 200
    assert [stream.reason for stream in witness.closed] == [Departure.CANCELLED]


async def test_a_fault_in_a_route_is_told_as_500(
    app: FastAPI,
    service: Service,
    witness: Witness,
    stream_path: str,
    headers: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(_: str) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(service.repository, "session", broken)
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 500
    assert [(told.http_status, told.code) for told in witness.refusals] == [(500, "internal_error")]
