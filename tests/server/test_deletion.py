"""A session is deleted: nothing of it is left to be had, and whoever is at it ends."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from conftest import files
from connection import PATIENCE_S, connect, events
from scripted_recogniser import SEGMENTATION, WHOLE_JOB, ScriptedRecogniser, recognition
from test_sessions import ended, upload
from transcription_service.isolation.children import ChildLost
from transcription_service.redis_link import StoreUnavailable
from transcription_service.service import Service

pytestmark = pytest.mark.anyio


async def assert_gone(client: httpx.AsyncClient, session_id: str) -> None:
    base = f"/api/v1/sessions/{session_id}"
    for path in ("", "/status", "/status/stream", "/audio", "/transcript.txt", "/transcript.vtt"):
        answer = await client.get(base + path)
        assert (answer.status_code, answer.json()["code"]) == (404, "session_unknown")
    for path in ("/cancel", "/retry"):
        assert (await client.post(base + path)).status_code == 404
    assert (await client.delete(base)).status_code == 404
    assert (await client.get("/api/v1/sessions")).json()["sessions"] == []


async def test_a_session_that_has_ended_is_deleted_with_all_that_was_kept_of_it(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser, service: Service
) -> None:
    session_id = (await upload(client)).json()["session_id"]
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    await ended(client, session_id)
    answer = await client.delete(f"/api/v1/sessions/{session_id}")
    assert (answer.status_code, answer.content) == (204, b"")
    await assert_gone(client, session_id)
    assert service.repository.transcript(session_id) is None
    assert files(service) == set()


async def test_a_job_that_runs_is_cancelled_and_its_streams_end(
    app: FastAPI,
    client: httpx.AsyncClient,
    recogniser: ScriptedRecogniser,
    service: Service,
    headers: dict[str, str],
) -> None:
    session_id = (await upload(client)).json()["session_id"]
    recogniser.say(SEGMENTATION, recognition(40))
    await asyncio.to_thread(recogniser.started.get, timeout=PATIENCE_S)
    path = f"/api/v1/sessions/{session_id}"
    async with connect(app, f"{path}/status/stream", headers) as stream:
        assert (await client.delete(path)).status_code == 204
        told = events(await stream.rest())
    name, _, last = told[-1]
    assert (name, last["reason"], last["reconnect"]) == ("close", "cancelled", False)
    assert told[-2][2]["status"] == "cancelled"
    # What the worker still says comes too late, and brings nothing back.
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    await service.stop()
    assert files(service) == set()
    assert len(service.streams) == 0


async def test_a_job_that_waits_never_starts(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser, service: Service, own_session: str
) -> None:
    assert (await client.delete(f"/api/v1/sessions/{own_session}")).status_code == 204
    service.jobs.submit(own_session)
    later = (await upload(client)).json()["session_id"]
    assert await asyncio.to_thread(recogniser.started.get, timeout=PATIENCE_S) == later
    recogniser.end(ChildLost("killed", "enough"))


async def test_a_job_that_is_being_run_is_given_up_at_once(
    service: Service, own_session: str, token: str
) -> None:
    with service.leases.take(own_session) as lease:
        assert lease is not None
        service.delete(lease.session)
        assert lease.lost.is_set()
    assert service.repository.requeue_expired() == []
    assert service.repository.unended_of(service.identity.holder(token).id) == 0


async def test_another_users_session_stays(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    path = f"/api/v1/sessions/{own_session}"
    other = {"Authorization": f"Bearer {service.identity.new_token()}"}
    assert (await anonymous.delete(path)).status_code == 401
    assert (await anonymous.delete(path, headers=other)).status_code == 404
    assert (await client.get(path)).status_code == 200
    assert files(service) == {own_session}


async def test_of_two_who_delete_at_once_both_find_it_gone(
    client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    path = f"/api/v1/sessions/{own_session}"
    answers = await asyncio.gather(client.delete(path), client.delete(path))
    assert {answer.status_code for answer in answers} <= {204, 404}
    assert 204 in {answer.status_code for answer in answers}
    await assert_gone(client, own_session)
    assert files(service) == set()


async def test_while_nobody_can_be_told_nothing_is_deleted(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(_: str) -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(service.publisher, "cancelled", away)
    path = f"/api/v1/sessions/{own_session}"
    answer = await client.delete(path)
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert (await client.get(path)).status_code == 200
    assert files(service) == {own_session}


async def test_what_has_ended_is_deleted_while_the_store_is_away(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service.cancel(own_session)

    def away(_: str) -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(service.publisher, "cancelled", away)
    assert (await client.delete(f"/api/v1/sessions/{own_session}")).status_code == 204


async def test_a_job_that_ends_while_it_is_deleted_comes_to_nothing(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It has ended on the bus, and whoever ended it writes that down after the session went."""
    final = service.publisher.cancelled(own_session)
    assert (await client.delete(f"/api/v1/sessions/{own_session}")).status_code == 204
    service.repository.end(final)
    service.recordings.job_ended(own_session)
    await assert_gone(client, own_session)
    assert files(service) == set()


async def test_a_file_that_a_deletion_could_not_remove_is_cleared_away_later(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(_: str) -> None:
        raise OSError("interrupted")

    with monkeypatch.context() as patch:
        patch.setattr(service.recordings, "remove", interrupted)
        assert (await client.delete(f"/api/v1/sessions/{own_session}")).status_code == 500
    await assert_gone(client, own_session)
    assert files(service) == {own_session}
    service.retention.look()
    assert files(service) == set()


async def test_the_history_keeps_figures_of_a_session_that_was_deleted(
    app: FastAPI,
    client: httpx.AsyncClient,
    admin: httpx.AsyncClient,
    service: Service,
    own_session: str,
    headers: dict[str, str],
) -> None:
    """And the end of the stream that was open."""
    path = f"/api/v1/sessions/{own_session}"
    async with connect(app, f"{path}/status/stream", headers) as stream:
        await client.delete(path)
        await stream.rest()
    service.recorder.flush()
    answer = await admin.get(f"/api/v1/admin/sessions/{own_session}")
    assert answer.status_code == 200
    [kept] = answer.json()["streams"]
    assert kept["reason"] == "cancelled"
    assert "talk.wav" not in answer.text
