"""Jobs of workers that are gone: two workers' worth of parts on one database and one bus."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from manual_clock import ManualClock
from scripted_recogniser import SEGMENT, SEGMENTATION, WHOLE_JOB, ScriptedRecogniser, recognition
from test_recovery import KeptJobs
from transcription_service.bus import MemoryBus
from transcription_service.database import Database
from transcription_service.isolation.children import ChildLost
from transcription_service.jobs.cancellation import cancel
from transcription_service.jobs.deletion import delete
from transcription_service.jobs.leases import Leases
from transcription_service.jobs.reaper import Reaper
from transcription_service.jobs.transcription import TranscriptionTask
from transcription_service.models.report import Finished, Report
from transcription_service.models.status import StatusUpdate, TranscriptionStatus
from transcription_service.models.succession import UpdateRefused
from transcription_service.models.transcript import Transcript
from transcription_service.publisher import StatusPublisher
from transcription_service.redis_link import StoreUnavailable
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session
from transcription_service.sessions.schema import MIGRATIONS

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
LEASE_S = 15.0


class FrailBus(MemoryBus):
    """Can be out of reach, and can lose its state."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.away = False
        self.failing_publishes = 0
        self._interruptions: dict[int, Callable[[], None]] = {}

    def publish(self, update: StatusUpdate) -> TranscriptionStatus:
        self._reach()
        if self.failing_publishes:
            self.failing_publishes -= 1
            raise StoreUnavailable("away")
        status = super().publish(update)
        self._interruptions.pop(status.progress, lambda: None)()
        return status

    def last(self, session_id: str) -> TranscriptionStatus | None:
        self._reach()
        return super().last(session_id)

    def forget(self) -> None:
        """What was published is gone."""
        self._live.clear()
        self._ended.clear()

    def when(self, progress: int, then: Callable[[], None]) -> None:
        """Interrupt the publisher, once, when it has published this progress."""
        self._interruptions[progress] = then

    def _reach(self) -> None:
        if self.away:
            raise StoreUnavailable("away")


class Place:
    """A process's parts; many share a folder and a bus."""

    def __init__(self, folder: Path, bus: FrailBus, clock: ManualClock) -> None:
        self._database = Database(folder / "sessions.sqlite3", MIGRATIONS)
        self.repository = Repository(self._database, clock)
        self.recordings = Recordings(folder / "recordings", keep_ended=False, max_arriving_bytes=0)
        self.publisher = StatusPublisher(bus, clock)
        self.recogniser = ScriptedRecogniser()
        self.interrupted: list[str] = []
        self.leases = Leases(
            self.repository, LEASE_S, lambda session: self.interrupted.append(session.id)
        )
        self.task = TranscriptionTask(
            self.publisher,
            self.leases,
            self.repository,
            self.recordings,
            self.recogniser,
            clock,
        )
        self.jobs = KeptJobs()
        self.reaper = Reaper(
            self.repository, self.recordings, self.publisher, self.jobs, max_attempts=2
        )

    def run(self, *reports: Report, end: Exception | None = None) -> None:
        self.recogniser.say(*reports)
        self.recogniser.end(end)
        self.task.run(ID)

    def told(self) -> TranscriptionStatus:
        status = self.publisher.last(ID)
        assert status is not None
        return status

    def kept(self) -> TranscriptionStatus | None:
        """The final status, by the database."""
        session = self.repository.session(ID)
        assert session is not None
        return session.final_status

    def close(self) -> None:
        self._database.close()


@pytest.fixture
def bus(clock: ManualClock) -> FrailBus:
    return FrailBus(clock)


@pytest.fixture
def places(tmp_path: Path, bus: FrailBus, clock: ManualClock) -> Iterator[tuple[Place, Place]]:
    """Two, and a session that waits."""
    (tmp_path / "recordings").mkdir()
    here, there = Place(tmp_path, bus, clock), Place(tmp_path, bus, clock)
    here.recordings.path(ID).write_bytes(b"audio")
    here.publisher.queued(ID, attempt=1)
    here.repository.add_session(
        Session(
            id=ID,
            user_id=here.repository.add_user(),
            file_name="talk.wav",
            media_format="wav",
            size_bytes=44,
            audio_seconds=10,
            created_at="2026-01-01T12:00:00.000Z",
        )
    )
    yield here, there
    here.close()
    there.close()


def test_a_lost_job_is_queued_once_by_whichever_reaper_sees_it_first(
    places: tuple[Place, Place], clock: ManualClock
) -> None:
    here, there = places
    with here.leases.take(ID):
        here.publisher.processing(ID, attempt=1, progress=40, message="on")
        clock.advance(LEASE_S - 0.1)
        there.reaper.look()
        assert there.told().progress == 40
        clock.advance(0.1)
        there.reaper.look()
        here.reaper.look()
    told = here.told()
    assert (told.status, told.attempt, told.progress) == ("queued", 2, 0)
    assert (there.jobs.submitted, here.jobs.submitted) == ([ID], [])


def test_who_has_lost_a_job_learns_it_at_the_next_renewal(
    places: tuple[Place, Place], clock: ManualClock
) -> None:
    here, there = places
    with here.leases.take(ID) as lease:
        assert lease is not None
        clock.advance(LEASE_S)
        there.reaper.look()
        with there.leases.take(ID):
            here.leases.renew()
            there.leases.renew()
            assert lease.lost.is_set()
            assert (here.interrupted, there.interrupted) == ([ID], [])


@pytest.mark.parametrize("end", [None, ChildLost("crashed", "signal 11")])
def test_a_worker_that_comes_late_changes_nothing(
    end: Exception | None, places: tuple[Place, Place], clock: ManualClock, bus: FrailBus
) -> None:
    """Neither its transcript nor its failure counts, even where the bus has lost its state."""
    here, there = places

    def hang() -> None:
        clock.advance(LEASE_S)
        there.reaper.look()
        there.run(*WHOLE_JOB)
        bus.forget()

    bus.when(50, hang)
    here.run(SEGMENTATION, recognition(50), Finished(), end=end)
    transcript = here.repository.transcript(ID)
    assert transcript is not None
    assert transcript.text == "good morning"
    assert here.publisher.last(ID) is None
    final = here.kept()
    assert final is not None
    assert (final.status, final.attempt) == ("completed", 2)


def test_a_worker_learns_of_a_cancellation_elsewhere_at_the_next_renewal(
    places: tuple[Place, Place],
) -> None:
    here, there = places
    with here.leases.take(ID):
        final = cancel(ID, there.publisher, there.repository, there.recordings, there.leases)
        assert here.interrupted == []
        here.leases.renew()
        assert here.interrupted == [ID]
    assert here.kept() == final


def test_a_worker_learns_at_the_next_renewal_that_its_session_was_deleted_elsewhere(
    places: tuple[Place, Place], clock: ManualClock
) -> None:
    """What it had done is kept nowhere, and nobody takes the job up."""
    here, there = places
    with here.leases.take(ID) as lease:
        assert lease is not None
        delete(lease.session, there.publisher, there.repository, there.recordings, there.leases)
        assert here.interrupted == []
        with pytest.raises(UpdateRefused):
            here.publisher.processing(ID, attempt=1, progress=50, message="on")
        transcript = Transcript(session_id=ID, audio_seconds=10, text="", segments=())
        assert not here.repository.save_transcript(transcript, attempt=1)
        here.leases.renew()
        assert here.interrupted == [ID]
    clock.advance(LEASE_S)
    there.reaper.look()
    assert there.jobs.submitted == []
    assert there.repository.session(ID) is None
    assert here.recordings.held() == []


def test_a_session_that_is_deleted_while_its_job_is_lost_is_not_taken_up(
    places: tuple[Place, Place], clock: ManualClock, bus: FrailBus
) -> None:
    here, there = places
    with here.leases.take(ID) as lease:
        assert lease is not None
        clock.advance(LEASE_S)
        bus.forget()
        delete(lease.session, here.publisher, here.repository, here.recordings, here.leases)
        there.reaper.look()
    assert there.jobs.submitted == []
    assert there.told().status == "cancelled"


def test_what_has_ended_on_the_bus_ends_in_the_database(
    places: tuple[Place, Place], clock: ManualClock
) -> None:
    """Whoever published the end was killed before writing it down."""
    here, there = places
    with here.leases.take(ID):
        final = here.publisher.cancelled(ID)
        clock.advance(LEASE_S)
        there.reaper.look()
    assert there.kept() == final
    assert there.jobs.submitted == []
    assert not there.recordings.path(ID).exists()


def test_a_running_worker_settles_what_another_has_ended_on_the_bus(
    places: tuple[Place, Place],
) -> None:
    here, there = places
    final = there.publisher.cancelled(ID)
    here.run(*WHOLE_JOB)
    assert here.kept() == final


def test_a_job_that_was_done_is_not_done_again(
    places: tuple[Place, Place], clock: ManualClock
) -> None:
    here, there = places
    with here.leases.take(ID):
        transcript = Transcript(
            session_id=ID, audio_seconds=10, text="good morning", segments=(SEGMENT.segment,)
        )
        assert here.repository.save_transcript(transcript, attempt=1)
        clock.advance(LEASE_S)
        there.reaper.look()
    assert there.told().status == "completed"
    assert there.kept() == there.told()
    assert there.jobs.submitted == []


def test_a_job_that_is_lost_too_often_fails_with_the_reason_at_the_progress_it_had(
    places: tuple[Place, Place], clock: ManualClock
) -> None:
    here, there = places
    for attempt in (1, 2):
        with here.leases.take(ID):
            here.publisher.processing(ID, attempt=attempt, progress=40, message="on")
            clock.advance(LEASE_S)
            there.reaper.look()
    told = there.told()
    assert told.error is not None
    assert (told.error.code, told.attempt, told.progress) == ("too_many_attempts", 2, 40)
    assert there.kept() == told
    assert not there.recordings.path(ID).exists()


def test_a_waiting_job_that_the_bus_has_forgotten_is_told_and_submitted_again(
    places: tuple[Place, Place], clock: ManualClock
) -> None:
    here, _ = places
    here.reaper.look()
    assert here.jobs.submitted == []
    # A day of waiting, after which the bus keeps nothing.
    clock.advance(24 * 3600)
    here.reaper.look()
    assert (here.told().status, here.told().attempt) == ("queued", 1)
    assert here.jobs.submitted == [ID]


def test_a_lost_job_is_taken_up_when_the_bus_is_back(
    places: tuple[Place, Place], clock: ManualClock, bus: FrailBus
) -> None:
    here, there = places
    with here.leases.take(ID):
        clock.advance(LEASE_S)
        bus.away = True
        there.reaper.look()
        bus.away = False
        there.reaper.look()
    assert (there.told().status, there.told().attempt) == ("queued", 2)
    assert there.jobs.submitted == [ID]


def test_progress_that_cannot_be_told_is_dropped_and_the_job_goes_on(
    places: tuple[Place, Place], bus: FrailBus
) -> None:
    here, _ = places
    bus.failing_publishes = 3
    here.run(*WHOLE_JOB)
    assert here.told().status == "completed"
    assert here.kept() == here.told()


def test_the_end_is_told_however_often_it_takes(places: tuple[Place, Place], bus: FrailBus) -> None:
    here, _ = places
    # Six updates on the way, then the end.
    bus.failing_publishes = 9
    here.run(*WHOLE_JOB)
    assert here.told().status == "completed"
    assert here.told().sequence == 2


def test_a_status_that_the_bus_has_lost_is_told_again_by_who_runs_the_job(
    places: tuple[Place, Place], bus: FrailBus
) -> None:
    here, _ = places
    reminded: list[TranscriptionStatus] = []

    def lose() -> None:
        bus.forget()
        here.leases.remind()
        reminded.append(here.told())

    bus.when(50, lose)
    here.run(SEGMENTATION, recognition(50))
    assert (reminded[0].status, reminded[0].progress) == ("processing", 50)
