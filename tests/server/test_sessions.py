"""Sessions: how they are made, listed, looked at and cancelled."""

import asyncio
import threading

import httpx
import pytest

from audio_files import silence
from conftest import add_session
from connection import PATIENCE_S
from scripted_recogniser import SEGMENT, SEGMENTATION, WHOLE_JOB, ScriptedRecogniser, recognition
from transcription_service.isolation.children import ChildLost
from transcription_service.models.report import Finished
from transcription_service.models.status import Statistics
from transcription_service.models.transcript import Transcript
from transcription_service.service import Service
from transcription_service.settings import Settings
from upload_form import assert_refused

pytestmark = pytest.mark.anyio


async def upload(client: httpx.AsyncClient, name: str = "talk.wav") -> httpx.Response:
    return await client.post("/api/v1/sessions", files={"audio": (name, silence(1))})


async def ended(client: httpx.AsyncClient, session_id: str) -> dict[str, object]:
    """The terminal status, watched for on the stream."""
    async with asyncio.timeout(PATIENCE_S):
        answer = await client.get(f"/api/v1/sessions/{session_id}/status/stream")
    assert answer.status_code == 200
    status: dict[str, object] = (await client.get(f"/api/v1/sessions/{session_id}/status")).json()
    return status


async def test_an_upload_becomes_a_session_with_everything_to_go_on(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser
) -> None:
    answer = await upload(client)
    assert answer.status_code == 201
    session = answer.json()
    base = f"/api/v1/sessions/{session['session_id']}"
    assert answer.headers["location"] == base
    assert session["urls"] == {
        "self": base,
        "status": f"{base}/status",
        "stream": f"{base}/status/stream",
        "cancel": f"{base}/cancel",
        "retry": None,
        "audio": f"{base}/audio",
        "transcript_txt": f"{base}/transcript.txt",
        "transcript_srt": f"{base}/transcript.srt",
        "transcript_vtt": f"{base}/transcript.vtt",
        "transcript_json": f"{base}/transcript.json",
    }
    assert (session["file_name"], session["media_format"]) == ("talk.wav", "wav")
    assert (session["size_bytes"], session["audio_seconds"]) == (32_044, 1.0)
    assert (session["status"]["status"], session["status"]["sequence"]) == ("queued", 1)
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    assert (await ended(client, session["session_id"]))["status"] == "completed"


async def test_the_transcript_is_there_the_moment_the_session_completes(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser
) -> None:
    session_id = (await upload(client, "mø te.m4a")).json()["session_id"]
    base = f"/api/v1/sessions/{session_id}"
    for kind in ("txt", "srt", "vtt", "json"):
        early = await client.get(f"{base}/transcript.{kind}")
        assert (early.status_code, early.json()["code"]) == (409, "transcript_not_ready")
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    await ended(client, session_id)
    text = await client.get(f"{base}/transcript.txt")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.headers["content-disposition"] == "attachment; filename*=UTF-8''m%C3%B8%20te.txt"
    assert text.text == "good morning\n"
    srt = await client.get(f"{base}/transcript.srt")
    assert srt.headers["content-type"] == "application/x-subrip; charset=utf-8"
    assert srt.headers["content-disposition"] == "attachment; filename*=UTF-8''m%C3%B8%20te.srt"
    assert srt.text == "1\r\n00:00:01,000 --> 00:00:02,000\r\ngood morning\r\n\r\n"
    vtt = await client.get(f"{base}/transcript.vtt")
    assert vtt.headers["content-type"] == "text/vtt; charset=utf-8"
    assert vtt.headers["content-disposition"] == "attachment; filename*=UTF-8''m%C3%B8%20te.vtt"
    assert vtt.text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\ngood morning\n\n"
    body = (await client.get(f"{base}/transcript.json")).json()
    assert body == {
        "session_id": session_id,
        "language": "en-US",
        "audio_seconds": 10.0,
        "text": "good morning",
        "segments": [
            {
                "start": 1.0,
                "end": 2.0,
                "text": "good morning",
                "words": [
                    {"word": "good", "start": 1.0, "end": 1.4},
                    {"word": "morning", "start": 1.4, "end": 2.0},
                ],
            }
        ],
    }


@pytest.mark.parametrize("kind", ["txt", "srt", "vtt", "json"])
async def test_while_a_transcript_is_read_others_are_answered(
    kind: str,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A long one takes as much time as a thousand updates of streams."""
    statistics = Statistics(
        audio_seconds=1,
        processed_seconds=1,
        segments_done=0,
        segments_total=0,
        words=0,
        realtime_factor=None,
    )
    service.publisher.completed(own_session, attempt=1, message="Done", statistics=statistics)
    reading, read = threading.Event(), threading.Event()

    def slowly(session_id: str) -> Transcript:
        reading.set()
        assert read.wait(PATIENCE_S)
        return Transcript(session_id=session_id, audio_seconds=1, text="", segments=())

    monkeypatch.setattr(service.repository, "transcript", slowly)
    path = f"/api/v1/sessions/{own_session}/transcript.{kind}"
    answer = asyncio.create_task(client.get(path))
    assert await asyncio.to_thread(reading.wait, PATIENCE_S)
    assert (await client.get("/healthz")).status_code == 200
    assert not answer.done()
    read.set()
    assert (await answer).status_code == 200


async def test_a_job_that_fails_has_no_transcript(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser
) -> None:
    session_id = (await upload(client)).json()["session_id"]
    recogniser.end(ChildLost("crashed", "signal 11"))
    await ended(client, session_id)
    for kind in ("txt", "srt", "vtt", "json"):
        answer = await client.get(f"/api/v1/sessions/{session_id}/transcript.{kind}")
        assert (answer.status_code, answer.json()["code"]) == (409, "no_transcript")


async def test_more_jobs_than_workers_wait_their_turn(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser
) -> None:
    ids = [(await upload(client)).json()["session_id"] for _ in range(3)]
    running = {
        await asyncio.to_thread(recogniser.started.get, timeout=PATIENCE_S),
        await asyncio.to_thread(recogniser.started.get, timeout=PATIENCE_S),
    }
    assert running == set(ids[:2])
    waiting = (await client.get(f"/api/v1/sessions/{ids[2]}/status")).json()
    assert (waiting["status"], waiting["progress"]) == ("queued", 0)
    for _ in range(3):
        # Each piece of the script goes to whichever job asks first; all jobs end alike.
        recogniser.end(ChildLost("crashed", "signal 11"))
    for session_id in ids:
        assert (await ended(client, session_id))["status"] == "failed"


async def test_a_running_job_can_be_cancelled(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser
) -> None:
    session_id = (await upload(client)).json()["session_id"]
    recogniser.say(SEGMENTATION, recognition(40))
    await asyncio.to_thread(recogniser.started.get, timeout=PATIENCE_S)
    answer = await client.post(f"/api/v1/sessions/{session_id}/cancel")
    assert answer.status_code == 200
    assert answer.json()["status"] == "cancelled"
    # What the worker still says comes too late.
    recogniser.say(recognition(50), SEGMENT, Finished())
    recogniser.end()
    final = await ended(client, session_id)
    assert (final["status"], final["sequence"]) == ("cancelled", answer.json()["sequence"])


async def test_a_waiting_job_that_was_cancelled_never_starts(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser, service: Service, token: str
) -> None:
    session_id = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"
    add_session(service, token, session_id)
    await client.post(f"/api/v1/sessions/{session_id}/cancel")
    service.jobs.submit(session_id)
    later = (await upload(client)).json()["session_id"]
    assert await asyncio.to_thread(recogniser.started.get, timeout=PATIENCE_S) == later
    recogniser.end(ChildLost("killed", "enough"))


async def test_what_has_ended_cannot_be_cancelled(
    client: httpx.AsyncClient, own_session: str
) -> None:
    path = f"/api/v1/sessions/{own_session}/cancel"
    assert (await client.post(path)).status_code == 200
    again = await client.post(path)
    assert (again.status_code, again.json()["code"]) == (409, "session_ended")


async def test_a_user_has_only_so_many_jobs_at_a_time(
    client: httpx.AsyncClient, service: Service, token: str, settings: Settings
) -> None:
    ids = [f"{number:08x}-2fa1-41d2-883f-0016d3cca427" for number in range(20)]
    assert len(ids) == settings.waiting_jobs_per_user
    for session_id in ids:
        add_session(service, token, session_id)
    answer = await upload(client)
    assert_refused(answer, 429, "too_many_jobs", "at most 20", "cancel one")
    assert int(answer.headers["retry-after"]) > 0
    await client.post(f"/api/v1/sessions/{ids[0]}/cancel")
    assert (await upload(client)).status_code == 201


async def test_of_uploads_at_once_no_more_are_taken_than_allowed(
    client: httpx.AsyncClient, service: Service, token: str, recogniser: ScriptedRecogniser
) -> None:
    """Each finds room when it begins, and one of them when it ends."""
    for number in range(19):
        add_session(service, token, f"{number:08x}-2fa1-41d2-883f-0016d3cca427")
    answers = await asyncio.gather(*(upload(client) for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [201, 429, 429]
    assert len(service.recordings.held()) == 20
    recogniser.end(ChildLost("crashed", "signal 11"))


async def test_sessions_are_listed_newest_first_and_in_pages(
    client: httpx.AsyncClient, service: Service, token: str
) -> None:
    ids = [f"{number:08x}-2fa1-41d2-883f-0016d3cca427" for number in range(5)]
    for session_id in ids:
        add_session(service, token, session_id)
    found: list[str] = []
    path = "/api/v1/sessions?limit=2"
    while path:
        page = (await client.get(path)).json()
        assert len(page["sessions"]) <= 2
        found += [session["session_id"] for session in page["sessions"]]
        path = page["next"]
    assert found == ids[::-1]


async def test_older_sessions_are_found_when_the_last_of_a_page_was_deleted(
    client: httpx.AsyncClient, service: Service, token: str
) -> None:
    """Whoever shows the page keeps its `next`."""
    ids = [f"{number:08x}-2fa1-41d2-883f-0016d3cca427" for number in range(5)]
    for session_id in ids:
        add_session(service, token, session_id)
    page = (await client.get("/api/v1/sessions?limit=2")).json()
    for session in page["sessions"]:
        assert (await client.delete(session["urls"]["self"])).status_code == 204
    older = (await client.get(page["next"])).json()
    assert [session["session_id"] for session in older["sessions"]] == [ids[2], ids[1]]
    [oldest] = (await client.get(older["next"])).json()["sessions"]
    assert oldest["session_id"] == ids[0]


async def test_a_page_begins_within_ones_own_sessions(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, service: Service, token: str
) -> None:
    """Whatever `before` somebody makes up."""
    add_session(service, token, "00000000-2fa1-41d2-883f-0016d3cca427")
    other = {"Authorization": f"Bearer {service.identity.new_token()}"}
    path = f"/api/v1/sessions?before={2**63 - 1}"
    assert len((await client.get(path)).json()["sessions"]) == 1
    assert (await anonymous.get(path, headers=other)).json() == {"sessions": [], "next": None}


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=101", "limit=x", "before=0", "before=x", f"before={2**63}"]
)
async def test_a_senseless_page_is_refused(query: str, client: httpx.AsyncClient) -> None:
    answer = await client.get(f"/api/v1/sessions?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
