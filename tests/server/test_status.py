"""The status of a session by a plain GET."""

import httpx
import pytest
from fastapi import FastAPI

from connection import connect, events
from manual_clock import ManualClock
from transcription_service.service import Service

pytestmark = pytest.mark.anyio


@pytest.fixture
def status_path(own_session: str) -> str:
    return f"/api/v1/sessions/{own_session}/status"


async def test_polling_tells_the_same_as_the_stream(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    status_path: str,
    token: str,
) -> None:
    """AC-3.1.5: who polls gets the same complete information."""
    service.publisher.processing(own_session, attempt=1, progress=50, message="half")
    polled = await client.get(status_path)
    async with connect(
        app, f"{status_path}/stream", {"Authorization": f"Bearer {token}"}
    ) as stream:
        [(_, _, streamed)] = events(await stream.body())
    assert polled.headers["content-type"] == "application/json"
    assert polled.json() == streamed
    assert set(streamed) == {
        "session_id",
        "epoch",
        "sequence",
        "attempt",
        "status",
        "progress",
        "message",
        "message_code",
        "timestamp",
        "estimated_completion",
        "error",
        "statistics",
    }


async def test_an_unchanged_status_is_not_sent_again(
    client: httpx.AsyncClient, service: Service, own_session: str, status_path: str
) -> None:
    first = await client.get(status_path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await client.get(status_path, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    service.publisher.processing(own_session, attempt=1, progress=10, message="on")
    changed = await client.get(status_path, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def test_each_update_has_the_next_sequence(
    client: httpx.AsyncClient, service: Service, own_session: str, status_path: str
) -> None:
    seen = [(await client.get(status_path)).json()["sequence"]]
    for progress in (10, 20):
        service.publisher.processing(own_session, attempt=1, progress=progress, message="on")
        seen.append((await client.get(status_path)).json()["sequence"])
    assert seen == [1, 2, 3]


async def test_the_last_status_outlives_the_bus(
    client: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    own_session: str,
    status_path: str,
) -> None:
    final = service.cancel(own_session)
    clock.advance(3600)
    answer = await client.get(status_path)
    assert answer.content == final.body
    assert answer.headers["etag"] == f'"{final.event_id}"'
