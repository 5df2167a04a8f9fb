"""One transcription job, from the recording to the transcript."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import Protocol

from transcription_service.clock import Clock
from transcription_service.isolation.children import ChildLost
from transcription_service.jobs.leases import Lease, Leases
from transcription_service.jobs.narration import completion_message
from transcription_service.jobs.progress import JobFailed, Progress
from transcription_service.models.report import Report
from transcription_service.models.status import JobError, Statistics, TranscriptionStatus
from transcription_service.models.succession import UpdateRefused
from transcription_service.models.transcript import Transcript
from transcription_service.publisher import StatusPublisher
from transcription_service.redis_link import StoreUnavailable
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session

logger = logging.getLogger(__name__)

_AGAIN_S = 0.5
"""Pause between tries to tell the end of a job while the bus is out of reach."""

_INTERNAL_ERROR = JobError(
    code="internal_error",
    message="Something went wrong on our side. Please have it transcribed again.",
)


class Transcribe(Protocol):
    """Starts the recogniser on a session's recording; its reports end with Finished or Refusal,
    or raise ChildLost."""

    def __call__(self, session: Session) -> AbstractContextManager[Iterator[Report]]: ...


class TranscriptionTask:
    """Runs jobs, wherever it is called: a thread here, a worker process elsewhere."""

    def __init__(
        self,
        publisher: StatusPublisher,
        leases: Leases,
        repository: Repository,
        recordings: Recordings,
        transcribe: Transcribe,
        clock: Clock,
    ) -> None:
        self._publisher = publisher
        self._leases = leases
        self._repository = repository
        self._recordings = recordings
        self._transcribe = transcribe
        self._clock = clock

    def run(self, session_id: str) -> None:
        """Transcribe a waiting session and publish how it goes, to the end.

        Returns early, without a word, when the session was cancelled, was given to another worker,
        or this one is being stopped: then another attempt is made elsewhere.
        """
        with self._leases.take(session_id) as lease:
            if lease is None:
                return
            session = lease.session
            try:
                outcome = self._transcribed(lease)
            except UpdateRefused as refused:
                logger.info("session %s: left, %s", session.id, refused)
                self._settle(session.id)
            except ChildLost as lost:
                if lost.code == "killed":
                    logger.info("session %s: interrupted", session.id)
                    return
                logger.error("session %s: recogniser %s: %s", session.id, lost.code, lost)
                self._fail(lease, _lost(lost))
            except JobFailed as failure:
                self._fail(lease, failure.error)
            except Exception:
                logger.exception("session %s: failed unexpectedly", session.id)
                self._fail(lease, _INTERNAL_ERROR)
            else:
                if outcome is not None:
                    self._end(lease, outcome)

    def on_failure(self, session_id: str) -> None:
        """Broadcast a failure for what has escaped from `run`.

        Nothing is told of a job that still waits, or that another runs: it goes on.
        """
        session = self._repository.session(session_id)
        if session is None or not self._repository.is_abandoned(session.id, session.attempt):
            return
        try:
            final = self._publisher.failed(session.id, _INTERNAL_ERROR, attempt=session.attempt)
        except UpdateRefused:
            self._settle(session.id)
        else:
            self._record(final)

    def _transcribed(self, lease: Lease) -> Callable[[], TranscriptionStatus] | None:
        """What publishes the completion, once the transcript is kept; None when the job was
        given to another before."""
        session = lease.session
        statistics, transcript = self._recognise(lease)
        # First the transcript, then the news of it: who hears "completed" may fetch at once.
        if not self._repository.save_transcript(transcript, attempt=session.attempt):
            logger.info("session %s: attempt %d came too late", *lease.key)
            return None
        message = completion_message(statistics.words)
        return partial(
            self._publisher.completed,
            session.id,
            attempt=session.attempt,
            message=message.text,
            message_code=message.code,
            statistics=statistics,
        )

    def _recognise(self, lease: Lease) -> tuple[Statistics, Transcript]:
        session = lease.session
        if not self._recordings.path(session.id).exists():
            raise recording_missing()
        progress = Progress(self._publisher, self._clock, session)
        lease.remind = progress.remind
        with self._transcribe(session) as reports:
            for report in reports:
                progress.take(report)
        return progress.result()

    def _fail(self, lease: Lease, error: JobError) -> None:
        # The bus may have lost its state, and would take even a replaced worker's word for it.
        if self._leases.is_held(lease):
            session = lease.session
            self._end(
                lease,
                partial(self._publisher.failed, session.id, error, attempt=session.attempt),
            )

    def _end(self, lease: Lease, publish: Callable[[], TranscriptionStatus]) -> None:
        """Tell the end, however often it takes, unless the job is taken away meanwhile."""
        session = lease.session
        while True:
            try:
                final = publish()
            except StoreUnavailable as away:
                logger.warning("session %s: its end is not told yet, %s", session.id, away)
                if lease.lost.wait(_AGAIN_S):
                    return
            except UpdateRefused as refused:
                # Also when an earlier try got through, and only its answer was lost.
                logger.info("session %s: left, %s", session.id, refused)
                self._settle(session.id)
                return
            else:
                self._record(final)
                return

    def _settle(self, session_id: str) -> None:
        """The bus's word is final: if the session has ended there, so it has in the database."""
        try:
            last = self._publisher.last(session_id)
        except StoreUnavailable:
            # Given back unended, the job is settled by whoever takes it up.
            return
        if last is not None and last.is_terminal:
            self._record(last)

    def _record(self, final: TranscriptionStatus) -> None:
        self._repository.end(final)
        self._recordings.job_ended(final.session_id)


def recording_missing() -> JobFailed:
    """For a job whose recording is not there any more."""
    return JobFailed(
        "recording_missing",
        "The recording was lost when the server stopped. Please upload it again.",
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
