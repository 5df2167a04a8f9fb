"""One transcription job, from the recording to the transcript."""

import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from transcription_service.clock import Clock
from transcription_service.isolation.children import ChildLost
from transcription_service.jobs.estimate import estimated_completion
from transcription_service.jobs.narration import (
    LISTENING,
    MILESTONES,
    completion_message,
    message_at,
)
from transcription_service.models.report import (
    Finished,
    Listening,
    RecognisedSegment,
    Recognition,
    Refusal,
    Report,
    Segmentation,
)
from transcription_service.models.status import JobError, Statistics
from transcription_service.models.succession import UpdateRefused
from transcription_service.models.transcript import Transcript, TranscriptSegment
from transcription_service.publisher import StatusPublisher
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session

logger = logging.getLogger(__name__)


class Transcribe(Protocol):
    """Starts the recogniser on a session's recording; its reports end with Finished or Refusal,
    or raise ChildLost."""

    def __call__(self, session: Session) -> AbstractContextManager[Iterator[Report]]: ...


class JobFailed(Exception):
    """The job cannot succeed; told to the user as it stands."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.error = JobError(code=code, message=message)


class TranscriptionTask:
    """Runs jobs, wherever it is called: a thread here, a worker process elsewhere."""

    def __init__(
        self,
        publisher: StatusPublisher,
        repository: Repository,
        recordings: Recordings,
        transcribe: Transcribe,
        clock: Clock,
    ) -> None:
        self._publisher = publisher
        self._repository = repository
        self._recordings = recordings
        self._transcribe = transcribe
        self._clock = clock

    def run(self, session_id: str) -> None:
        """Transcribe a waiting session and publish how it goes, to the end.

        Returns early, without a word, when the session was cancelled or the server is being
        stopped: then the next start runs it again.
        """
        session = self._repository.start(session_id)
        if session is None:
            return
        try:
            statistics, transcript = self._recognise(session)
            # First the transcript, then the news of it: who hears "completed" may fetch at once.
            self._repository.save_transcript(transcript)
            final = self._publisher.completed(
                session.id,
                attempt=session.attempt,
                message=completion_message(statistics.words),
                statistics=statistics,
            )
        except UpdateRefused as refused:
            logger.info("session %s: left, %s", session.id, refused)
            return
        except ChildLost as lost:
            if lost.code == "killed":
                logger.info("session %s: interrupted", session.id)
                return
            logger.error("session %s: recogniser %s: %s", session.id, lost.code, lost)
            self._fail(session, _lost(lost))
            return
        except JobFailed as failure:
            self._fail(session, failure.error)
            return
        except Exception:
            logger.exception("session %s: failed unexpectedly", session.id)
            self._fail(
                session,
                JobError(
                    code="internal_error",
                    message="Something went wrong on our side. Please upload the recording again.",
                ),
            )
            return
        self._repository.end(final)
        self._recordings.remove(session.id)

    def _recognise(self, session: Session) -> tuple[Statistics, Transcript]:
        if not self._recordings.path(session.id).exists():
            raise recording_missing()
        progress = _Progress(self._publisher, self._clock, session)
        with self._transcribe(session) as reports:
            for report in reports:
                progress.take(report)
        return progress.result()

    def _fail(self, session: Session, error: JobError) -> None:
        try:
            final = self._publisher.failed(session.id, error, attempt=session.attempt)
        except UpdateRefused:
            return
        self._repository.end(final)
        self._recordings.remove(session.id)


FINE_UPDATE_INTERVAL_S = 0.1
"""Between milestones, updates come no faster than this.

A short recording is recognised in milliseconds a percent, and a connection is sent the latest
status only: without a pause after it, a milestone would be overtaken before it is sent.
"""


class _Progress:
    """Makes status updates, and at last a transcript, of a child's reports."""

    def __init__(self, publisher: StatusPublisher, clock: Clock, session: Session) -> None:
        self._publisher = publisher
        self._clock = clock
        self._session = session
        self._segmentation: Segmentation | None = None
        self._statistics: Statistics | None = None
        self._segments: list[TranscriptSegment] = []
        self._finished = False
        self._next_fine_update = 0.0

    def take(self, report: Report) -> None:
        match report:
            case Listening(progress=progress):
                self._publisher.processing(
                    self._session.id,
                    attempt=self._session.attempt,
                    progress=progress,
                    message=LISTENING,
                )
            case Segmentation():
                self._segmentation = report
                self._statistics = _statistics(report, None)
            case Recognition():
                self._publish(report)
            case RecognisedSegment(segment=segment):
                self._segments.append(segment)
            case Refusal(code=code, detail=detail):
                raise JobFailed(code, f"The recording could not be transcribed: {detail}.")
            case Finished():
                self._finished = True

    def result(self) -> tuple[Statistics, Transcript]:
        if not self._finished or self._statistics is None:
            raise ChildLost("crashed", "the child ended before it was done")
        transcript = Transcript(
            session_id=self._session.id,
            audio_seconds=self._statistics.audio_seconds,
            text=" ".join(segment.text for segment in self._segments),
            segments=tuple(self._segments),
        )
        return self._statistics, transcript

    def _publish(self, report: Recognition) -> None:
        assert self._segmentation is not None, "a child segments before it recognises"
        self._statistics = _statistics(self._segmentation, report)
        if report.progress not in MILESTONES and self._clock.monotonic() < self._next_fine_update:
            return
        self._next_fine_update = self._clock.monotonic() + FINE_UPDATE_INTERVAL_S
        self._publisher.processing(
            self._session.id,
            attempt=self._session.attempt,
            progress=report.progress,
            message=message_at(report.progress),
            estimated_completion=estimated_completion(
                self._clock.now(), self._segmentation, report
            ),
            statistics=self._statistics,
        )


def recording_missing() -> JobFailed:
    return JobFailed(
        "recording_missing",
        "The recording was lost when the server stopped. Please upload it again.",
    )


def _statistics(segmentation: Segmentation, done: Recognition | None) -> Statistics:
    measured = done is not None and done.position_seconds > 0
    return Statistics(
        audio_seconds=round(segmentation.audio_seconds, 3),
        processed_seconds=round(done.position_seconds, 3) if done else 0.0,
        segments_done=done.segments_done if done else 0,
        segments_total=segmentation.segments,
        words=done.words if done else 0,
        realtime_factor=round(done.work_seconds / done.position_seconds, 4)
        if done and measured
        else None,
    )


def _lost(lost: ChildLost) -> JobError:
    if lost.code == "stalled":
        message = "The recogniser stopped answering on this recording, and was ended."
    else:
        message = "The recogniser broke down on this recording."
    return JobError(
        code=f"recogniser_{lost.code}",
        message=f"{message} Please convert it to WAV or FLAC and upload it again.",
    )
