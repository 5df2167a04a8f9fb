"""Users, sessions and transcripts in the database. Every method may be called on any thread."""

import sqlite3
import uuid
from dataclasses import dataclass

from transcription_service.clock import Clock
from transcription_service.models.status import TranscriptionStatus
from transcription_service.models.timestamp import rfc3339
from transcription_service.models.transcript import Transcript
from transcription_service.sessions.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One upload and its job. `final_status` is there once the job has ended."""

    id: str
    user_id: str
    file_name: str
    media_format: str
    size_bytes: int
    audio_seconds: float
    created_at: str
    attempt: int = 1
    final_status: TranscriptionStatus | None = None


class Repository:
    """The only place that speaks SQL about users, sessions and transcripts."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add_user(self) -> str:
        """The id of a new anonymous user."""
        user_id = str(uuid.uuid4())
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO users (id, created_at) VALUES (?, ?)",
                (user_id, rfc3339(self._clock.now())),
            )
        return user_id

    def has_user(self, user_id: str) -> bool:
        row = self._database.connection.execute("SELECT 1 FROM users WHERE id = ?", (user_id,))
        return row.fetchone() is not None

    def add_session(self, session: Session) -> None:
        """A session that waits for its job to start."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO sessions (id, user_id, file_name, media_format, size_bytes,"
                " audio_seconds, created_at, phase, attempt)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?)",
                (
                    session.id,
                    session.user_id,
                    session.file_name,
                    session.media_format,
                    session.size_bytes,
                    session.audio_seconds,
                    session.created_at,
                    session.attempt,
                ),
            )

    def session(self, session_id: str) -> Session | None:
        row = self._database.connection.execute(
            "SELECT * FROM sessions WHERE id = ?", (session_id,)
        ).fetchone()
        return _session(row) if row else None

    def sessions_of(self, user_id: str, *, limit: int, before: str | None) -> list[Session]:
        """A user's sessions, newest first; those older than the session `before`, if given."""
        rows = self._database.connection.execute(
            "SELECT * FROM sessions WHERE user_id = :user_id AND (:before IS NULL"
            " OR number < (SELECT number FROM sessions WHERE id = :before))"
            " ORDER BY number DESC LIMIT :limit",
            {"user_id": user_id, "before": before, "limit": limit},
        )
        return [_session(row) for row in rows]

    def start(self, session_id: str) -> Session | None:
        """Mark a waiting job as running; None when it no longer waits."""
        with self._database.transaction() as connection:
            changed = connection.execute(
                "UPDATE sessions SET phase = 'running' WHERE id = ? AND phase = 'queued'",
                (session_id,),
            )
            return self.session(session_id) if changed.rowcount else None

    def requeue_interrupted(self) -> list[Session]:
        """All jobs that have not ended, oldest first, waiting again; those that were running
        get a new attempt."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE sessions SET phase = 'queued', attempt = attempt + 1"
                " WHERE phase = 'running'"
            )
            rows = connection.execute(
                "SELECT * FROM sessions WHERE phase <> 'ended' ORDER BY number"
            )
            return [_session(row) for row in rows]

    def end(self, status: TranscriptionStatus) -> None:
        """Record a session's terminal status; the first one stays."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE sessions SET phase = 'ended', final_status = ?"
                " WHERE id = ? AND phase <> 'ended'",
                (status.body.decode(), status.session_id),
            )

    def save_transcript(self, transcript: Transcript) -> None:
        """Keep a session's transcript, in place of one of an earlier attempt."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO transcripts (session_id, body) VALUES (?, ?)"
                " ON CONFLICT (session_id) DO UPDATE SET body = excluded.body",
                (transcript.session_id, transcript.model_dump_json()),
            )

    def transcript(self, session_id: str) -> Transcript | None:
        row = self._database.connection.execute(
            "SELECT body FROM transcripts WHERE session_id = ?", (session_id,)
        ).fetchone()
        return Transcript.model_validate_json(row["body"]) if row else None


def _session(row: sqlite3.Row) -> Session:
    final = row["final_status"]
    return Session(
        id=row["id"],
        user_id=row["user_id"],
        file_name=row["file_name"],
        media_format=row["media_format"],
        size_bytes=row["size_bytes"],
        audio_seconds=row["audio_seconds"],
        created_at=row["created_at"],
        attempt=row["attempt"],
        final_status=TranscriptionStatus.model_validate_json(final) if final else None,
    )
