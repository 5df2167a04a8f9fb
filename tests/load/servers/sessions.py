"""Users and sessions, made without uploads: what is measured is what comes after."""

import uuid
from collections.abc import Callable

from transcription_service.identity import User
from transcription_service.publisher import StatusPublisher
from transcription_service.sessions.repository import Repository, Session

_LEASE_S = 24 * 3600.0
"""Their jobs run as far as the database knows; nobody is to take them up."""


class Sessions:
    """Makes users who have uploaded one recording each."""

    def __init__(
        self,
        new_token: Callable[[], str],
        holder: Callable[[str], User],
        repository: Repository,
        publisher: StatusPublisher,
    ) -> None:
        self._new_token = new_token
        self._holder = holder
        self._repository = repository
        self._publisher = publisher

    def make(self, count: int) -> list[tuple[str, str]]:
        """Tokens and session ids; each session has had its first update."""
        return [self._one() for _ in range(count)]

    def _one(self) -> tuple[str, str]:
        token = self._new_token()
        session_id = str(uuid.uuid4())
        # First: whoever looks after waiting jobs leaves alone what the bus knows of.
        self._publisher.queued(session_id, attempt=1)
        self._repository.add_session(
            Session(
                id=session_id,
                user_id=self._holder(token).id,
                file_name="talk.ogg",
                media_format="ogg",
                size_bytes=750_000,
                audio_seconds=183.25,
                created_at="2026-01-01T12:00:00.000Z",
            )
        )
        self._repository.start(session_id, lease_s=_LEASE_S)
        return token, session_id
