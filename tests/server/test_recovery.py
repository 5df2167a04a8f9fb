"""What a server finds of the one before it."""

from collections.abc import AsyncIterator, Callable

import pytest

from conftest import add_session
from manual_clock import ManualClock
from scripted_recogniser import SEGMENT, ScriptedRecogniser
from transcription_service.jobs.worker import Worker
from transcription_service.models.transcript import Transcript
from transcription_service.service import Service
from transcription_service.sessions.data_folder import FolderInUse
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


@pytest.fixture
async def predecessor(settings: Settings, clock: ManualClock) -> Service:
    """A server that has one waiting session, and is to be ended by the test."""
    service = Service(settings, clock, ScriptedRecogniser())
    service.start()
    add_session(service, service.identity.new_token(), ID)
    return service


class KeptJobs(Worker):
    """Runs nothing, so that what was submitted can be looked at."""

    def __init__(self) -> None:
        super().__init__(lambda _: None, lambda _: None, parallel=1)
        self.submitted: list[str] = []

    def submit(self, session_id: str) -> None:
        self.submitted.append(session_id)


class Successor(Service):
    """A server that is started afterwards."""

    def __init__(self, settings: Settings, clock: ManualClock) -> None:
        self.kept = KeptJobs()
        super().__init__(settings, clock, ScriptedRecogniser(), self.kept)
        self.start()


@pytest.fixture
async def succeed(settings: Settings, clock: ManualClock) -> AsyncIterator[Callable[[], Successor]]:
    """Starts a server a second later; at the end the last one is stopped."""
    servers: list[Successor] = []

    def start() -> Successor:
        clock.advance(1)
        servers.append(Successor(settings, clock))
        return servers[-1]

    yield start
    await servers[-1].stop()


async def test_a_job_that_was_running_starts_over_as_a_new_attempt(
    predecessor: Service, succeed: Callable[[], Successor]
) -> None:
    predecessor.repository.start(ID, lease_s=15)
    before = predecessor.publisher.processing(ID, attempt=1, progress=40, message="on")
    await predecessor.stop()
    successor = succeed()
    status = await successor.subscriber.snapshot(ID)
    assert status is not None
    assert (status.status, status.progress, status.attempt) == ("queued", 0, 2)
    assert (status.sequence, status.epoch > before.epoch) == (1, True)
    assert successor.kept.submitted == [ID]


async def test_a_job_that_was_waiting_is_still_its_first_attempt(
    predecessor: Service, succeed: Callable[[], Successor]
) -> None:
    await predecessor.stop()
    successor = succeed()
    status = await successor.subscriber.snapshot(ID)
    assert status is not None
    assert (status.status, status.attempt) == ("queued", 1)
    assert successor.kept.submitted == [ID]


async def test_a_terminal_status_survives_as_it_was_sent(
    predecessor: Service, succeed: Callable[[], Successor]
) -> None:
    final = predecessor.cancel(ID)
    await predecessor.stop()
    successor = succeed()
    session = successor.repository.session(ID)
    assert session is not None
    assert (await successor.current_status(session)).body == final.body
    assert successor.kept.submitted == []


async def test_a_job_whose_recording_is_gone_fails_with_the_reason(
    predecessor: Service, succeed: Callable[[], Successor]
) -> None:
    predecessor.repository.start(ID, lease_s=15)
    predecessor.recordings.remove(ID)
    await predecessor.stop()
    successor = succeed()
    session = successor.repository.session(ID)
    assert session is not None
    assert session.final_status is not None
    assert session.final_status.error is not None
    assert session.final_status.error.code == "recording_missing"
    assert successor.kept.submitted == []


async def test_a_job_that_was_done_when_the_news_of_it_was_lost_is_completed(
    predecessor: Service, succeed: Callable[[], Successor]
) -> None:
    predecessor.repository.start(ID, lease_s=15)
    predecessor.repository.save_transcript(
        Transcript(
            session_id=ID, audio_seconds=10, text="good morning", segments=(SEGMENT.segment,)
        ),
        attempt=1,
    )
    await predecessor.stop()
    successor = succeed()
    session = successor.repository.session(ID)
    assert session is not None
    status = await successor.current_status(session)
    assert (status.status, status.progress) == ("completed", 100)
    assert status.statistics is not None
    assert status.statistics.words == 2
    assert successor.kept.submitted == []


async def test_a_job_that_is_interrupted_again_and_again_is_given_up(
    predecessor: Service, settings: Settings, succeed: Callable[[], Successor]
) -> None:
    server = predecessor
    for _ in range(settings.max_attempts):
        server.repository.start(ID, lease_s=15)
        await server.stop()
        server = succeed()
    session = server.repository.session(ID)
    assert session is not None
    assert session.final_status is not None
    assert session.final_status.error is not None
    assert session.final_status.error.code == "too_many_attempts"


async def test_files_that_belong_to_no_job_are_cleared_away(
    predecessor: Service, settings: Settings, succeed: Callable[[], Successor]
) -> None:
    await predecessor.stop()
    folder = settings.data_dir / "recordings"
    for name in ("arriving/half", "half.incoming", "00000000-2fa1-41d2-883f-0016d3cca427"):
        (folder / name).write_bytes(b"x")
    succeed()
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [ID]


async def test_a_recording_of_a_job_that_has_ended_outlives_the_server(
    predecessor: Service, settings: Settings, succeed: Callable[[], Successor]
) -> None:
    predecessor.cancel(ID)
    await predecessor.stop()
    assert succeed().recordings.has(ID)


async def test_two_servers_do_not_share_a_folder(
    predecessor: Service, settings: Settings, clock: ManualClock, succeed: Callable[[], Successor]
) -> None:
    """The memory bus is of one process: a second one on the same sessions would tell nothing."""
    with pytest.raises(FolderInUse, match="used by another server"):
        Service(settings, clock)
    await predecessor.stop()
    succeed()


async def test_tokens_outlive_the_server_and_their_key_is_secret(
    predecessor: Service, settings: Settings, succeed: Callable[[], Successor]
) -> None:
    token = predecessor.identity.new_token()
    await predecessor.stop()
    assert (settings.data_dir / "secret").stat().st_mode & 0o777 == 0o600
    successor = succeed()
    assert successor.identity.holder(token).id
