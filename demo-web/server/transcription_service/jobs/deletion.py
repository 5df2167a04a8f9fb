"""Removes a session at its owner's request, with everything that is kept of it."""

import contextlib

from transcription_service.jobs.leases import Leases
from transcription_service.models.succession import UpdateRefused
from transcription_service.publisher import StatusPublisher
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session


def delete(
    session: Session,
    publisher: StatusPublisher,
    repository: Repository,
    recordings: Recordings,
    leases: Leases,
) -> None:
    """Remove a session, its transcript and its recording; its job is cancelled, wherever it runs.

    Raises StoreUnavailable, and has removed nothing then, when those who watch cannot be told.
    """
    if session.final_status is None:
        # The bus keeps this word for an hour: what a worker still says of the job is refused.
        with contextlib.suppress(UpdateRefused):
            publisher.cancelled(session.id)
    # Before the file: one that no session has is cleared away, a session without its file is not.
    repository.forget(session.id)
    leases.renew()
    recordings.remove(session.id)
