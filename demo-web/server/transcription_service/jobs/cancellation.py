"""Ends a job at its owner's request."""

from transcription_service.isolation.children import Children
from transcription_service.models.status import TranscriptionStatus
from transcription_service.publisher import StatusPublisher
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository


def cancel(
    session_id: str,
    publisher: StatusPublisher,
    repository: Repository,
    recordings: Recordings,
    children: Children,
) -> TranscriptionStatus:
    """Cancel a job, whether it waits or runs.

    Raises UpdateRefused when it has ended already: the bus decides who was first.
    """
    final = publisher.cancelled(session_id)
    repository.end(final)
    children.kill(session_id)
    recordings.remove(session_id)
    return final
