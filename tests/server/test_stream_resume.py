"""Coming back to a stream, and the end of a stream's life."""

import pytest
from fastapi import FastAPI

from conftest import add_session
from connection import connect, events
from manual_clock import ManualClock
from transcription_service.service import Service

pytestmark = pytest.mark.anyio


def bearer(token: str, **more: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", **more}


async def test_nothing_is_left_to_say_after_the_terminal_status_was_delivered(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    final = service.publisher.cancelled(own_session)
    headers = bearer(token, **{"Last-Event-ID": final.event_id})
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 204
        assert await stream.rest() == b""
    async with connect(
        app, f"{stream_path}?last_event_id={final.event_id}", bearer(token)
    ) as stream:
        assert stream.status == 204


async def test_the_header_is_believed_before_the_query(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    """A browser that reconnects by itself keeps the address, and with it an id that has aged."""
    queued = await service.subscriber.snapshot(own_session)
    assert queued is not None
    final = service.publisher.cancelled(own_session)
    headers = bearer(token, **{"Last-Event-ID": final.event_id})
    async with connect(app, f"{stream_path}?last_event_id={queued.event_id}", headers) as stream:
        assert stream.status == 204


async def test_whoever_missed_the_terminal_status_gets_it(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    queued = await service.subscriber.snapshot(own_session)
    assert queued is not None
    service.publisher.cancelled(own_session)
    headers = bearer(token, **{"Last-Event-ID": queued.event_id})
    async with connect(app, stream_path, headers) as stream:
        assert [name for name, _, _ in events(await stream.rest())] == ["status", "close"]


@pytest.mark.parametrize("seen", ["", "x", "-", "5f3a-", "5f3a-x", "é-1", "1" * 65536, "5f3a-99"])
async def test_an_id_of_no_event_of_ours_is_as_good_as_none(
    seen: str, app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    service.publisher.cancelled(own_session)
    async with connect(app, stream_path, bearer(token, **{"Last-Event-ID": seen})) as stream:
        assert stream.status == 200


async def test_a_live_session_sends_its_status_even_to_those_who_have_seen_it(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    """A connection has proved its use only by a status, so there always is one at once."""
    queued = await service.subscriber.snapshot(own_session)
    assert queued is not None
    headers = bearer(token, **{"Last-Event-ID": queued.event_id})
    async with connect(app, stream_path, headers) as stream:
        [(_, event_id, _)] = events(await stream.body())
        assert event_id == queued.event_id


async def test_shutdown_tells_every_stream_to_come_back_and_ends_it(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    async with (
        connect(app, stream_path, bearer(token)) as one,
        connect(app, stream_path, bearer(token)) as other,
    ):
        for stream in (one, other):
            await stream.body()
        service.announce_stop()
        for stream in (one, other):
            [(name, _, data)] = events(await stream.rest())
            assert name == "close"
            assert (data["reason"], data["reconnect"]) == ("shutdown", True)
            assert 500 <= data["retry_after_ms"] <= 2000


async def test_a_server_that_stops_takes_no_new_streams(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    service.announce_stop()
    async with connect(app, stream_path, bearer(token)) as stream:
        assert stream.status == 503
        assert stream.headers["retry-after"] == "1"


async def test_a_client_that_leaves_leaves_nothing_behind(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    token: str,
) -> None:
    """AC-1.2.5: the subscription, the mailbox and the timer go with the connection."""
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        assert service.subscriber.watched_sessions == 1
        assert len(service.streams) == 1
        assert clock.armed > 0
    assert service.subscriber.watched_sessions == 0
    assert len(service.streams) == 0
    assert clock.armed == 0


async def test_a_session_that_the_bus_has_forgotten_is_answered_from_the_database(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    own_session: str,
    stream_path: str,
    token: str,
) -> None:
    final = service.cancel(own_session)
    clock.advance(3600)
    assert await service.subscriber.snapshot(own_session) is None
    async with connect(app, stream_path, bearer(token)) as stream:
        [(_, event_id, data), (close, _, _)] = events(await stream.rest())
        assert (event_id, data["status"], close) == (final.event_id, "cancelled", "close")


async def test_streams_of_one_session_hear_nothing_of_another(
    app: FastAPI, service: Service, own_session: str, stream_path: str, token: str
) -> None:
    """AC-1.2.2: a channel is a session's own."""
    other = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"
    add_session(service, token, other)
    async with connect(app, stream_path, bearer(token)) as stream:
        await stream.body()
        service.publisher.processing(other, attempt=1, progress=50, message="not for you")
        service.publisher.processing(own_session, attempt=1, progress=10, message="for you")
        [(_, _, data)] = events(await stream.body())
        assert (data["session_id"], data["message"]) == (own_session, "for you")
