"""A job, as those who watch it see it."""

from datetime import timedelta
from itertools import pairwise

import pytest

from conftest import add_session
from manual_clock import START, ManualClock
from scripted_recogniser import (
    SEGMENT,
    SEGMENTATION,
    WHOLE_JOB,
    ScriptedRecogniser,
    recognition,
)
from transcription_service.bus import Deliver, MemoryBus
from transcription_service.isolation.children import ChildLost
from transcription_service.jobs.progress import Progress
from transcription_service.jobs.transcription import TranscriptionTask
from transcription_service.models.report import Finished, Recognition, Refusal, Segmentation
from transcription_service.models.status import StatusUpdate, TranscriptionStatus
from transcription_service.publisher import StatusPublisher
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
MILESTONES = (10, 25, 50, 75, 90, 100)


class RecordingBus(MemoryBus):
    """Remembers everything that was published."""

    def __init__(self, clock: ManualClock) -> None:
        super().__init__(clock)
        self.published: list[TranscriptionStatus] = []

    def publish(self, update: StatusUpdate) -> TranscriptionStatus:
        status = super().publish(update)
        self.published.append(status)
        return status


@pytest.fixture
def bus(clock: ManualClock) -> RecordingBus:
    return RecordingBus(clock)


@pytest.fixture
def publisher(bus: RecordingBus, clock: ManualClock) -> StatusPublisher:
    return StatusPublisher(bus, clock)


@pytest.fixture
def task(
    service: Service,
    publisher: StatusPublisher,
    recogniser: ScriptedRecogniser,
    clock: ManualClock,
    token: str,
) -> TranscriptionTask:
    add_session(service, token, ID)
    publisher.queued(ID, attempt=1)
    return TranscriptionTask(
        publisher, service.leases, service.repository, service.recordings, recogniser, clock
    )


async def test_every_milestone_is_told_with_a_message_of_its_own(
    task: TranscriptionTask, bus: RecordingBus, recogniser: ScriptedRecogniser
) -> None:
    """AC-1.3.1 AC-1.3.2 AC-1.3.4: 10, 25, 50, 75, 90 and 100 %, and the last one is the end."""
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    task.run(ID)
    told = {status.progress: status.message for status in bus.published}
    assert set(MILESTONES) <= set(told)
    assert len({told[milestone] for milestone in MILESTONES}) == len(MILESTONES)
    assert told[10] == "Processing audio segments..."
    assert told[75] == "Analyzing speech patterns..."
    assert bus.published[-1].status == "completed"
    assert bus.published[-1].progress == 100
    codes = [status.message_code for status in bus.published]
    assert list(dict.fromkeys(codes)) == [
        "queued",
        "listening",
        "segments",
        "words",
        "halfway",
        "patterns",
        "assembling",
        "completed",
    ]


async def test_a_milestone_is_not_overtaken_by_the_fine_updates_behind_it(
    task: TranscriptionTask, bus: RecordingBus, recogniser: ScriptedRecogniser
) -> None:
    """AC-1.3.1: a connection is sent the latest status only, and these come all at one moment."""
    recogniser.say(SEGMENTATION, *(recognition(percent) for percent in range(8, 28)))
    recogniser.say(Finished())
    recogniser.end()
    task.run(ID)
    processing = [status.progress for status in bus.published if status.status == "processing"]
    assert processing == [8, 10, 25]


@pytest.mark.parametrize(
    ("work_s", "most", "longest_gap_s"),
    [(4.0, 46, 0.15), (60.0, 70, 1.1), (600.0, 70, 10.5), (3600.0, 370, 10.5)],
)
async def test_a_job_tells_about_itself_evenly_and_not_more_than_is_seen(
    service: Service, token: str, clock: ManualClock, work_s: float, most: int, longest_gap_s: float
) -> None:
    """AC-4.1.3: a long job costs its watchers little; a short one is seen moving all the same."""
    told: list[float] = []

    class Watched(RecordingBus):
        def publish(self, update: StatusUpdate) -> TranscriptionStatus:
            if update.status == "processing":
                told.append(clock.monotonic())
            return super().publish(update)

    add_session(service, token, ID)
    session = service.repository.session(ID)
    assert session is not None
    publisher = StatusPublisher(Watched(clock), clock)
    publisher.queued(ID, attempt=1)
    progress = Progress(publisher, clock, session)
    progress.take(SEGMENTATION)
    # A child reports twice a second, or with each percent.
    reports = max(100, int(2 * work_s))
    for report in range(1, reports):
        clock.advance(work_s / reports)
        done = report / reports
        progress.take(
            Recognition(
                progress=int(100 * done),
                position_seconds=10 * done,
                speech_seconds_done=8 * done,
                segments_done=0,
                words=0,
                work_seconds=work_s * done,
            )
        )
    assert len(told) <= most
    # The first reports have no speech yet, and so no pace to go by.
    late = [at for at in told if at - told[0] > work_s / 4]
    assert max(after - before for before, after in pairwise(late)) <= longest_gap_s


async def test_updates_carry_statistics_and_an_estimate(
    task: TranscriptionTask, bus: RecordingBus, recogniser: ScriptedRecogniser
) -> None:
    """AC-1.3.5: computed from the work that this job has taken so far."""
    recogniser.say(SEGMENTATION, recognition(25, work_s=3), SEGMENT, Finished())
    recogniser.end()
    task.run(ID)
    status = bus.published[-2]
    # 2 of 8 s of speech took 3 s: the other 6 will take 9.
    assert status.estimated_completion == START + timedelta(seconds=9)
    assert status.statistics is not None
    assert status.statistics.model_dump() == {
        "audio_seconds": 10,
        "processed_seconds": 2.5,
        "segments_done": 0,
        "segments_total": 2,
        "words": 0,
        "realtime_factor": 1.2,
    }


async def test_the_transcript_is_saved_before_completion_is_told(
    task: TranscriptionTask,
    bus: RecordingBus,
    recogniser: ScriptedRecogniser,
    service: Service,
) -> None:
    saved_when_told: list[bool] = []

    def look(status: TranscriptionStatus) -> None:
        if status.is_terminal:
            saved_when_told.append(service.repository.transcript(ID) is not None)

    deliver: Deliver = look
    await bus.listen(ID, deliver)
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    task.run(ID)
    assert saved_when_told == [True]


async def test_a_recording_without_speech_completes_and_says_so(
    task: TranscriptionTask,
    bus: RecordingBus,
    recogniser: ScriptedRecogniser,
    service: Service,
) -> None:
    recogniser.say(
        Segmentation(audio_seconds=10, speech_seconds=0, segments=0), recognition(99), Finished()
    )
    recogniser.end()
    task.run(ID)
    final = bus.published[-1]
    assert final.status == "completed"
    assert "no speech" in final.message
    transcript = service.repository.transcript(ID)
    assert transcript is not None
    assert (transcript.text, transcript.segments, transcript.plain()) == ("", (), "")


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (ChildLost("crashed", "exit status -11"), "recogniser_crashed"),
        (ChildLost("stalled", "no word for 120 s"), "recogniser_stalled"),
        (OSError(12, "no memory"), "internal_error"),
        (None, "recogniser_crashed"),
    ],
)
async def test_a_job_that_breaks_is_told_as_failed(
    end: Exception | None,
    code: str,
    task: TranscriptionTask,
    bus: RecordingBus,
    recogniser: ScriptedRecogniser,
    service: Service,
) -> None:
    """AC-1.3.3: with a code for programs and a message for people; progress stays."""
    recogniser.say(SEGMENTATION, recognition(50))
    recogniser.end(end)
    task.run(ID)
    final = bus.published[-1]
    assert (final.status, final.progress) == ("failed", 50)
    assert final.error is not None
    assert final.error.code == code
    assert final.message == final.error.message
    assert final.message_code == "failed"
    assert "exit status" not in final.message
    session = service.repository.session(ID)
    assert session is not None
    assert session.final_status == final


async def test_audio_that_turns_out_unusable_fails_the_job(
    task: TranscriptionTask, bus: RecordingBus, recogniser: ScriptedRecogniser
) -> None:
    recogniser.say(Refusal(code="audio_too_long", detail="the audio lasts longer than 60 s"))
    recogniser.end()
    task.run(ID)
    assert bus.published[-1].error is not None
    assert bus.published[-1].error.code == "audio_too_long"
    assert "longer than 60 s" in bus.published[-1].message


async def test_a_recording_that_is_gone_fails_the_job(
    task: TranscriptionTask, bus: RecordingBus, service: Service
) -> None:
    service.recordings.remove(ID)
    task.run(ID)
    assert bus.published[-1].error is not None
    assert bus.published[-1].error.code == "recording_missing"


async def test_an_interrupted_job_says_nothing_and_keeps_its_recording(
    task: TranscriptionTask,
    bus: RecordingBus,
    recogniser: ScriptedRecogniser,
    service: Service,
) -> None:
    recogniser.say(SEGMENTATION, recognition(50))
    recogniser.end(ChildLost("killed", "the server is being stopped"))
    task.run(ID)
    assert bus.published[-1].status == "processing"
    assert service.recordings.path(ID).exists()
    assert [session.id for session in service.repository.requeue_expired()] == [ID]


async def test_a_job_runs_once(
    task: TranscriptionTask, bus: RecordingBus, recogniser: ScriptedRecogniser
) -> None:
    recogniser.say(*WHOLE_JOB)
    recogniser.end()
    task.run(ID)
    told = len(bus.published)
    task.run(ID)
    task.run("7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b")
    assert len(bus.published) == told
