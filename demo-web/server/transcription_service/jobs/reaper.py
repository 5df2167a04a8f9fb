"""Takes up what others have left: jobs of workers that are gone, and messages that were lost.

One runs beside every API process. Several at once do no harm: the database gives an expired job to
one of them only, and the bus decides about everything that is published.
"""

import logging

from transcription_service.jobs.narration import completion_message
from transcription_service.jobs.queue import JobQueue
from transcription_service.jobs.transcription import recording_missing
from transcription_service.models.status import JobError, Statistics, TranscriptionStatus
from transcription_service.models.succession import UpdateRefused
from transcription_service.models.transcript import Transcript
from transcription_service.publisher import StatusPublisher
from transcription_service.redis_link import StoreUnavailable
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session

logger = logging.getLogger(__name__)


def look_interval_s(lease_s: float) -> float:
    """How often to look: a job that was given back is taken over in moments, and one that was lost
    within its lease and a fifth."""
    return min(2.0, lease_s / 5)


class Reaper:
    """Sees to it that every job ends, or is run again, however its worker was lost."""

    def __init__(
        self,
        repository: Repository,
        recordings: Recordings,
        publisher: StatusPublisher,
        jobs: JobQueue,
        *,
        max_attempts: int,
    ) -> None:
        self._repository = repository
        self._recordings = recordings
        self._publisher = publisher
        self._jobs = jobs
        self._max_attempts = max_attempts

    def begin(self, *, alone: bool) -> None:
        """The first look, when a process starts.

        `alone`: no other process uses the database, so that whatever it says to be running is not.
        """
        if alone:
            self._repository.expire_all()
        self.look()

    def look(self) -> None:
        """Give lost jobs to a new attempt, or settle them; ask again for what waits unheard."""
        for session in self._repository.requeue_expired():
            logger.warning(
                "session %s: attempt %d was interrupted", session.id, session.attempt - 1
            )
        waiting = self._repository.waiting()
        try:
            self._take_up_unknown(waiting)
            for session_id in self._jobs.missing([session.id for session in waiting]):
                self._jobs.submit(session_id)
        except StoreUnavailable as away:
            # Everything stands in the database still: the next look goes on with it.
            logger.warning("the jobs are not looked after: %s", away)

    def _take_up_unknown(self, waiting: list[Session]) -> None:
        """Those that the bus does not know to be waiting: its state was lost, or the attempt is
        new and nobody was told yet."""
        for session in waiting:
            last = self._publisher.last(session.id)
            if last is not None and not last.is_terminal and last.attempt >= session.attempt:
                continue
            # Another process may have gone ahead since the list was made.
            if self._repository.is_waiting(session.id, session.attempt):
                self._take_up(session)

    def _take_up(self, session: Session) -> None:
        transcript = self._repository.transcript(session.id)
        try:
            if transcript is not None:
                # The job was done; only the news of it was lost.
                self._end(self._completed(session, transcript))
            elif not self._recordings.path(session.id).exists():
                self._end(self._failed(session, recording_missing().error))
            elif session.attempt > self._max_attempts:
                self._end(self._failed(session, _too_many(self._max_attempts)))
            else:
                self._publisher.queued(session.id, attempt=session.attempt)
                self._jobs.submit(session.id)
        except UpdateRefused as refused:
            last = self._publisher.last(session.id)
            if last is not None and last.is_terminal:
                # It has ended, and whoever was to write that down did not come to it.
                self._end(last)
            else:
                logger.info("session %s: left to another, %s", session.id, refused)

    def _end(self, final: TranscriptionStatus) -> None:
        self._repository.end(final)
        self._recordings.job_ended(final.session_id)

    def _completed(self, session: Session, transcript: Transcript) -> TranscriptionStatus:
        words = sum(len(segment.words) for segment in transcript.segments)
        message = completion_message(words)
        segments = len(transcript.segments)
        return self._publisher.completed(
            session.id,
            attempt=session.attempt,
            message=message.text,
            message_code=message.code,
            statistics=Statistics(
                audio_seconds=transcript.audio_seconds,
                processed_seconds=transcript.audio_seconds,
                segments_done=segments,
                segments_total=segments,
                words=words,
                realtime_factor=None,
            ),
        )

    def _failed(self, session: Session, error: JobError) -> TranscriptionStatus:
        # Of the attempt that was lost, at the progress it had: the next one never began.
        return self._publisher.failed(session.id, error, attempt=max(1, session.attempt - 1))


def _too_many(max_attempts: int) -> JobError:
    return JobError(
        code="too_many_attempts",
        message=f"The transcription was interrupted {max_attempts} times and was given up. "
        "Please have it transcribed again.",
    )
