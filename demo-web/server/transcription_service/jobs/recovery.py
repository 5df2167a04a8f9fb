"""Takes up what an earlier process has left unfinished."""

from transcription_service.jobs.narration import completion_message
from transcription_service.jobs.transcription import recording_missing
from transcription_service.jobs.worker import JobQueue
from transcription_service.models.status import JobError, Statistics, TranscriptionStatus
from transcription_service.models.transcript import Transcript
from transcription_service.publisher import StatusPublisher
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session


def recover(
    repository: Repository,
    recordings: Recordings,
    publisher: StatusPublisher,
    jobs: JobQueue,
    *,
    max_attempts: int,
) -> None:
    """Run interrupted jobs again, each as a new attempt, and settle those that cannot be."""
    sessions = repository.requeue_interrupted()
    recordings.remove_all_but(session.id for session in sessions)
    for session in sessions:
        transcript = repository.transcript(session.id)
        if transcript is not None:
            # The job was done; only the news of it was lost.
            repository.end(_completed(publisher, session, transcript))
        elif not recordings.path(session.id).exists():
            repository.end(_failed(publisher, session, recording_missing().error))
        elif session.attempt > max_attempts:
            repository.end(_failed(publisher, session, _too_many(max_attempts)))
            recordings.remove(session.id)
        else:
            publisher.queued(session.id, attempt=session.attempt)
            jobs.submit(session.id)


def _completed(
    publisher: StatusPublisher, session: Session, transcript: Transcript
) -> TranscriptionStatus:
    words = sum(len(segment.words) for segment in transcript.segments)
    segments = len(transcript.segments)
    return publisher.completed(
        session.id,
        attempt=session.attempt,
        message=completion_message(words),
        statistics=Statistics(
            audio_seconds=transcript.audio_seconds,
            processed_seconds=transcript.audio_seconds,
            segments_done=segments,
            segments_total=segments,
            words=words,
            realtime_factor=None,
        ),
    )


def _failed(publisher: StatusPublisher, session: Session, error: JobError) -> TranscriptionStatus:
    return publisher.failed(session.id, error, attempt=session.attempt)


def _too_many(max_attempts: int) -> JobError:
    return JobError(
        code="too_many_attempts",
        message=f"The transcription was interrupted {max_attempts} times and was given up. "
        "Please upload the recording again.",
    )
