"""How long recordings are kept, and how much room they may take."""

import asyncio
import errno
import fcntl
import os
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from audio_files import silence
from conftest import add_session, files
from connection import PATIENCE_S
from manual_clock import ManualClock
from scripted_recogniser import WHOLE_JOB, ScriptedRecogniser
from test_sessions import ended, upload
from transcription_service.isolation.children import ChildLost
from transcription_service.service import Service
from transcription_service.settings import Settings
from upload_form import FORM, HEAD, TAIL, assert_refused, raw_post

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("jobs_end_with_the_test")]

DAYS = 7
DAY_S = 24 * 3600.0
ROOM = 100_000
"""Bytes: three uploads of a second."""
ARRIVING = 80_000
"""Bytes: two of them."""

IDS = [f"{number:08x}-2fa1-41d2-883f-0016d3cca427" for number in range(6)]


@pytest.fixture(params=[DAYS])
def settings(settings: Settings, request: pytest.FixtureRequest) -> Settings:
    return settings.model_copy(
        update={
            "recording_days": request.param,
            "recordings_max_bytes": ROOM,
            "arriving_max_bytes": ARRIVING,
        }
    )


def add(service: Service, token: str, session_id: str, size_bytes: int) -> None:
    add_session(service, token, session_id)
    service.recordings.path(session_id).write_bytes(bytes(size_bytes))


async def pieces(*parts: bytes) -> AsyncIterator[bytes]:
    for part in parts:
        yield part


async def taken(unsent: list[bytes]) -> AsyncIterator[bytes]:
    """Each is gone once it was asked for."""
    while unsent:
        yield unsent.pop(0)


@pytest.mark.parametrize(("settings", "kept"), [(0, False), (DAYS, True)], indirect=["settings"])
async def test_a_recording_is_kept_after_the_end_unless_that_is_switched_off(
    kept: bool, client: httpx.AsyncClient, recogniser: ScriptedRecogniser, service: Service
) -> None:
    done = (await upload(client)).json()["session_id"]
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    await ended(client, done)
    broken = (await upload(client)).json()["session_id"]
    recogniser.end(ChildLost("crashed", "signal 11"))
    await ended(client, broken)
    cancelled = (await upload(client)).json()["session_id"]
    await client.post(f"/api/v1/sessions/{cancelled}/cancel")
    recogniser.end(ChildLost("killed", "enough"))
    # It would go after the last status was sent: join the worker before looking.
    await service.stop()
    assert files(service) == ({done, broken, cancelled} if kept else set())


async def test_it_goes_some_days_after_the_end_of_its_job(
    service: Service, clock: ManualClock, token: str
) -> None:
    """Not of its upload: and the session stays."""
    add_session(service, token, IDS[0])
    add_session(service, token, IDS[1])
    clock.advance(30 * DAY_S)
    service.retention.look()
    assert files(service) == set(IDS[:2])
    service.cancel(IDS[0])
    clock.advance(DAYS * DAY_S - 1)
    service.retention.look()
    assert files(service) == set(IDS[:2])
    clock.advance(1)
    service.retention.look()
    assert files(service) == {IDS[1]}
    assert service.repository.session(IDS[0]) is not None


async def test_it_goes_without_anybody_asking(
    service: Service, clock: ManualClock, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_session(service, token, IDS[0])
    service.cancel(IDS[0])
    clear_away, cleared = service.recordings.clear_away, threading.Event()

    def watched(wanted: Callable[[list[str]], set[str]]) -> None:
        clear_away(wanted)
        cleared.set()

    monkeypatch.setattr(service.recordings, "clear_away", watched)
    clock.advance(DAYS * DAY_S)
    assert await asyncio.to_thread(cleared.wait, PATIENCE_S)
    assert not service.recordings.has(IDS[0])


async def test_when_room_is_short_those_go_first_whose_jobs_ended_first(
    service: Service, clock: ManualClock, token: str
) -> None:
    for session_id in IDS[:5]:
        add(service, token, session_id, ROOM // 5)
    for session_id in (IDS[3], IDS[0], IDS[4]):
        clock.advance(1)
        service.cancel(session_id)
    service.retention.look()
    assert files(service) == set(IDS[:5])
    add(service, token, IDS[5], ROOM // 5 + 1)
    service.retention.look()
    assert files(service) == set(IDS) - {IDS[3], IDS[0]}


async def test_an_upload_finds_room_where_something_may_go(
    client: httpx.AsyncClient, service: Service, token: str, recogniser: ScriptedRecogniser
) -> None:
    add(service, token, IDS[0], ROOM)
    service.cancel(IDS[0])
    answer = await upload(client)
    assert answer.status_code == 201
    assert files(service) == {answer.json()["session_id"]}
    recogniser.end(ChildLost("crashed", "signal 11"))


async def test_an_upload_is_refused_when_jobs_need_all_the_room(
    client: httpx.AsyncClient, service: Service, token: str
) -> None:
    add(service, token, IDS[0], ROOM - 1)
    assert_refused(await upload(client), 507, "disk_full", "no room")
    assert files(service) == {IDS[0]}
    assert (await client.get("/api/v1/sessions")).json()["sessions"][0]["session_id"] == IDS[0]


@pytest.mark.parametrize("announced", [True, False])
async def test_when_what_may_go_is_not_enough_an_upload_is_refused_and_nothing_lost(
    announced: bool,
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    token: str,
    headers: dict[str, str],
) -> None:
    for session_id, size_bytes in ((IDS[0], 10_000), (IDS[1], 10_000), (IDS[2], ROOM - 40_000)):
        add(service, token, session_id, size_bytes)
    for session_id in IDS[:2]:
        service.cancel(session_id)
    audio = silence(2)
    assert 20_000 + 20_000 < len(audio) < ARRIVING
    if announced:
        answer = await client.post("/api/v1/sessions", files={"audio": ("a.wav", audio)})
        assert_refused(answer, 507, "disk_full", "no room")
    else:
        status, _ = await raw_post(app, client, headers | FORM, pieces(HEAD, audio, TAIL))
        assert status == 507
    assert files(service) == set(IDS[:3])


async def test_what_can_find_no_room_is_refused_before_it_is_sent(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    token: str,
    headers: dict[str, str],
) -> None:
    """By its announced length, of which the form may be 64 KB."""
    add(service, token, IDS[0], ROOM)
    unsent: list[bytes] = [HEAD, bytes(70_000), TAIL]
    length = {"Content-Length": str(sum(map(len, unsent)))}
    status, _ = await raw_post(app, client, headers | FORM | length, taken(unsent))
    assert status == 507
    assert len(unsent) == 3


async def test_what_arrives_takes_no_room_from_what_is_kept(service: Service, token: str) -> None:
    """Nobody's recording goes for uploads that may come to nothing."""
    add(service, token, IDS[0], ROOM)
    service.cancel(IDS[0])
    with service.recordings.incoming(IDS[1]) as path:
        path.write_bytes(bytes(ROOM))
        service.retention.look()
    assert files(service) == {IDS[0]}


@pytest.mark.parametrize("room", [ARRIVING, ARRIVING + 1])
async def test_all_that_arrives_at_once_has_a_bound(
    room: int,
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    headers: dict[str, str],
) -> None:
    """It is counted as it comes; who is refused leaves nothing."""
    audio = silence(1)
    with service.recordings.incoming(IDS[0]) as path:
        path.write_bytes(bytes(room - len(audio)))
        status, _ = await raw_post(app, client, headers | FORM, pieces(HEAD, audio, TAIL))
        assert status == (201 if room == ARRIVING else 507)
        assert list(path.parent.iterdir()) == [path]


async def test_a_copy_counts_as_arriving(
    client: httpx.AsyncClient, service: Service, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files have one name only; another name would take no room."""
    add(service, token, IDS[0], ARRIVING // 2)
    service.cancel(IDS[0])

    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    with service.recordings.incoming(IDS[1]) as path:
        path.write_bytes(bytes(ARRIVING // 2 + 1))
        with monkeypatch.context() as patch:
            patch.setattr(Path, "hardlink_to", refuse)
            answer = await client.post(f"/api/v1/sessions/{IDS[0]}/retry")
            assert_refused(answer, 507, "disk_full", "no room")
        assert files(service) == {IDS[0]}
        assert (await client.post(f"/api/v1/sessions/{IDS[0]}/retry")).status_code == 201


async def test_to_do_a_job_again_needs_no_room_where_all_is_taken(
    client: httpx.AsyncClient, service: Service, token: str
) -> None:
    """The recording is there already. There is more than may be when a setting was lowered."""
    for session_id, size_bytes in ((IDS[0], 1000), (IDS[1], ROOM)):
        add(service, token, session_id, size_bytes)
    service.cancel(IDS[0])
    answer = await client.post(f"/api/v1/sessions/{IDS[0]}/retry")
    assert answer.status_code == 201
    assert files(service) == {*IDS[:2], answer.json()["session_id"]}


async def test_of_uploads_accepted_at_once_no_more_are_kept_than_there_is_room_for(
    client: httpx.AsyncClient, service: Service, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They decide one after the other, and while one does, no other process does."""
    add(service, token, IDS[0], ROOM - 40_000)
    keep = service.recordings.keep
    alone: list[bool] = []

    def watched(session_id: str) -> None:
        folder = os.open(service.recordings.path("arriving"), os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            alone.append(True)
        os.close(folder)
        keep(session_id)

    monkeypatch.setattr(service.recordings, "keep", watched)
    answers = await asyncio.gather(upload(client), upload(client))
    assert sorted(answer.status_code for answer in answers) == [201, 507]
    assert alone == [True]


async def test_a_recording_with_two_names_counts_once_and_goes_when_neither_job_needs_it(
    client: httpx.AsyncClient, service: Service, token: str, clock: ManualClock
) -> None:
    add(service, token, IDS[0], ROOM - 10)
    service.cancel(IDS[0])
    answer = await client.post(f"/api/v1/sessions/{IDS[0]}/retry")
    assert answer.status_code == 201
    again = answer.json()["session_id"]
    assert files(service) == {IDS[0], again}
    add(service, token, IDS[1], 11)
    service.retention.look()
    assert files(service) == {IDS[0], IDS[1], again}
    await client.post(f"/api/v1/sessions/{again}/cancel")
    service.retention.look()
    assert files(service) == {IDS[1]}


async def test_what_is_arriving_is_not_cleared_away(
    service: Service, token: str, clock: ManualClock
) -> None:
    with service.recordings.incoming(IDS[0]) as path:
        path.write_bytes(b"half")
        clock.advance(30 * DAY_S)
        service.retention.look()
        assert path.exists()


async def test_recordings_that_stay_are_asked_for_all_at_once(
    service: Service, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are: each minute one question, and one more for each that goes."""
    for session_id in IDS[:5]:
        add_session(service, token, session_id)
    asked: list[set[str]] = []
    ask = service.repository.in_need_of_recordings

    def counted(session_ids: list[str], *, ended_after: str) -> set[str]:
        asked.append(set(session_ids))
        return ask(session_ids, ended_after=ended_after)

    monkeypatch.setattr(service.repository, "in_need_of_recordings", counted)
    service.retention.look()
    assert asked == [set(IDS[:5])]
    service.recordings.path(IDS[5]).write_bytes(b"nobody's")
    service.retention.look()
    assert asked[1:] == [set(IDS), {IDS[5]}]
    assert files(service) == set(IDS[:5])


async def test_several_processes_clear_the_same_folder(
    service: Service, settings: Settings, clock: ManualClock, token: str
) -> None:
    for number, session_id in enumerate(IDS):
        add(service, token, session_id, ROOM // 4)
        clock.advance(number)
        service.cancel(session_id)
    await asyncio.gather(*(asyncio.to_thread(service.retention.look) for _ in range(8)))
    assert files(service) == set(IDS[2:])
