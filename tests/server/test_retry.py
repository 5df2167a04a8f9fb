"""A finished job is done again: as a new session, from the recording that was kept."""

import asyncio
import errno
from pathlib import Path

import httpx
import pytest

from conftest import add_session, files
from connection import PATIENCE_S
from scripted_recogniser import WHOLE_JOB, ScriptedRecogniser
from test_sessions import ended, upload
from transcription_service.isolation.children import ChildLost
from transcription_service.redis_link import StoreUnavailable
from transcription_service.service import Service
from transcription_service.settings import Settings
from upload_form import assert_refused

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("jobs_end_with_the_test")]


@pytest.fixture
def retry(own_session: str, service: Service) -> str:
    """The address to retry a cancelled session at."""
    service.cancel(own_session)
    return f"/api/v1/sessions/{own_session}/retry"


@pytest.mark.parametrize("how", ["completed", "failed", "cancelled"])
async def test_a_job_that_has_ended_is_done_again_as_a_new_session(
    how: str, client: httpx.AsyncClient, recogniser: ScriptedRecogniser
) -> None:
    old = (await upload(client, "mø te.wav")).json()
    assert old["urls"]["retry"] is None
    if how == "completed":
        recogniser.say(*WHOLE_JOB)
    if how == "cancelled":
        await asyncio.to_thread(recogniser.started.get, timeout=PATIENCE_S)
        await client.post(old["urls"]["cancel"])
    recogniser.end(None if how == "completed" else ChildLost("crashed", "signal 11"))
    final = await ended(client, old["session_id"])
    assert final["status"] == how

    retry = (await client.get(old["urls"]["self"])).json()["urls"]["retry"]
    assert retry == f"{old['urls']['self']}/retry"
    answer = await client.post(retry)
    assert answer.status_code == 201
    new = answer.json()
    assert answer.headers["location"] == new["urls"]["self"]
    assert new["session_id"] != old["session_id"]
    assert [new["status"][key] for key in ("status", "sequence", "attempt")] == ["queued", 1, 1]
    for same in ("file_name", "media_format", "size_bytes", "audio_seconds"):
        assert new[same] == old[same]
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    assert (await ended(client, new["session_id"]))["status"] == "completed"
    text = await client.get(new["urls"]["transcript_txt"])
    assert text.text == "good morning\n"
    # What there is of the old one stays as it was.
    assert await ended(client, old["session_id"]) == final


async def test_one_that_is_done_again_takes_no_room_of_its_own_and_outlives_the_other(
    client: httpx.AsyncClient, service: Service, own_session: str, retry: str
) -> None:
    new = (await client.post(retry)).json()
    old, again = (service.recordings.path(name) for name in (own_session, new["session_id"]))
    assert old.samefile(again)
    assert (await client.delete(f"/api/v1/sessions/{own_session}")).status_code == 204
    assert (await client.get(new["urls"]["audio"])).content == b"audio"


async def test_where_files_have_one_name_only_the_recording_is_copied(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    retry: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    new = (await client.post(retry)).json()
    old, again = (service.recordings.path(name) for name in (own_session, new["session_id"]))
    assert not old.samefile(again)
    assert old.read_bytes() == again.read_bytes() == b"audio"
    assert files(service) == {own_session, new["session_id"]}


async def test_a_disk_that_is_full_has_no_room_for_a_copy(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    retry: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    monkeypatch.setattr("shutil.copyfileobj", fill)
    assert_refused(await client.post(retry), 507, "disk_full", "no room")
    assert files(service) == {own_session}


async def test_a_job_that_goes_on_is_not_done_again(
    client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    """Neither while it waits nor while it runs."""
    path = f"/api/v1/sessions/{own_session}/retry"
    assert_refused(await client.post(path), 409, "session_running", "queued")
    service.publisher.processing(own_session, attempt=1, progress=10, message="on")
    assert_refused(await client.post(path), 409, "session_running", "processing")
    assert files(service) == {own_session}


async def test_without_its_recording_a_job_cannot_be_done_again(
    client: httpx.AsyncClient, service: Service, own_session: str, retry: str
) -> None:
    service.recordings.remove(own_session)
    assert_refused(await client.post(retry), 404, "recording_gone", "upload it again")
    assert files(service) == set()


async def test_another_users_job_is_not_done_again(
    anonymous: httpx.AsyncClient, service: Service, retry: str
) -> None:
    other = {"Authorization": f"Bearer {service.identity.new_token()}"}
    assert (await anonymous.post(retry)).status_code == 401
    answer = await anonymous.post(retry, headers=other)
    assert (answer.status_code, answer.json()["code"]) == (404, "session_unknown")


async def test_who_has_as_many_jobs_as_may_be_does_none_again(
    client: httpx.AsyncClient,
    service: Service,
    token: str,
    retry: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(settings.waiting_jobs_per_user):
        add_session(service, token, f"{number:08x}-2fa1-41d2-883f-0016d3cca427")
    before = files(service)

    def tell(*_: object, **__: object) -> None:
        raise AssertionError("told of a job that is refused")

    monkeypatch.setattr(service.publisher, "queued", tell)
    answer = await client.post(retry)
    assert_refused(answer, 429, "too_many_jobs", "cancel one")
    assert files(service) == before


async def test_doing_again_counts_as_an_upload(
    client: httpx.AsyncClient, service: Service, retry: str, settings: Settings
) -> None:
    for _ in range(settings.uploads_per_minute):
        answer = await client.post(retry)
        assert answer.status_code == 201
        await client.post(answer.json()["urls"]["cancel"])
    before = files(service)
    assert_refused(await client.post(retry), 429, "too_many_requests", "uploads")
    assert files(service) == before


@pytest.mark.parametrize("refused", ["session_running", "recording_gone", "too_many_jobs"])
async def test_what_is_refused_does_not_count_as_an_upload(
    refused: str,
    client: httpx.AsyncClient,
    service: Service,
    token: str,
    own_session: str,
    settings: Settings,
) -> None:
    retry = f"/api/v1/sessions/{own_session}/retry"
    if refused != "session_running":
        service.cancel(own_session)
    if refused == "recording_gone":
        service.recordings.remove(own_session)
    if refused == "too_many_jobs":
        for number in range(settings.waiting_jobs_per_user):
            add_session(service, token, f"{number:08x}-2fa1-41d2-883f-0016d3cca427")
    for _ in range(settings.uploads_per_minute + 1):
        assert (await client.post(retry)).json()["code"] == refused


async def test_of_many_at_once_no_more_are_taken_than_allowed(
    client: httpx.AsyncClient, service: Service, token: str, retry: str
) -> None:
    """Each finds room when it begins, and one of them when it is added."""
    for number in range(19):
        add_session(service, token, f"{number:08x}-2fa1-41d2-883f-0016d3cca427")
    before = files(service)
    answers = await asyncio.gather(*(client.post(retry) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 429, 429]
    [new] = [answer.json()["session_id"] for answer in answers if answer.status_code == 201]
    assert files(service) == before | {new}


async def test_what_is_deleted_while_it_is_done_again_is_lost_to_neither(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    retry: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the middle of it the old session goes, and what nobody wants is cleared away."""
    keep = service.retention.keep

    def interfere(session_id: str) -> None:
        session = service.repository.session(own_session)
        assert session is not None
        service.delete(session)
        service.retention.look()
        keep(session_id)
        service.retention.look()

    monkeypatch.setattr(service.retention, "keep", interfere)
    answer = await client.post(retry)
    assert answer.status_code == 201
    new = answer.json()
    assert files(service) == {new["session_id"]}
    assert (await client.get(new["urls"]["audio"])).content == b"audio"
    assert (await client.get(f"/api/v1/sessions/{own_session}")).status_code == 404


async def test_a_recording_that_goes_at_the_last_moment_leaves_nothing_of_the_trial(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    retry: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    link = Path.hardlink_to

    def too_late(self: Path, target: Path) -> None:
        service.recordings.remove(own_session)
        link(self, target)

    monkeypatch.setattr(Path, "hardlink_to", too_late)
    assert_refused(await client.post(retry), 404, "recording_gone", "upload it again")
    assert files(service) == set()
    assert [session.id for session in service.repository.waiting()] == []


async def test_a_retry_that_fails_half_way_leaves_nothing(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    retry: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError("the database is away")

    monkeypatch.setattr(service.repository, "add_session", refuse)
    assert (await client.post(retry)).status_code == 500
    assert files(service) == {own_session}
    sessions = (await client.get("/api/v1/sessions")).json()["sessions"]
    assert [session["session_id"] for session in sessions] == [own_session]


async def test_a_retry_that_cannot_be_told_leaves_nothing(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    retry: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("away")

    monkeypatch.setattr(service.publisher, "queued", away)
    answer = await client.post(retry)
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert files(service) == {own_session}
