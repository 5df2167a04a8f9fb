"""Ends a job at its owner's request."""

from transcription_service.jobs.leases import Leases
from transcription_service.models.status import TranscriptionStatus
from transcription_service.publisher import StatusPublisher
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository


def cancel(
    session_id: str,
    publisher: StatusPublisher,
    repository: Repository,
    recordings: Recordings,
    leases: Leases,
) -> TranscriptionStatus:
    """Cancel a job, whether it waits or runs, here or in another process.

    A worker elsewhere notices when it renews its lease, or when its next update is refused. Raises
    UpdateRefused when the job has ended already: the bus decides who was first.
    """
    final = publisher.cancelled(session_id)
    repository.end(final)
    # Now, and not when it is due next: what runs here need not run on.
    leases.renew()
    recordings.job_ended(session_id)
    return final
