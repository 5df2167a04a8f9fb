"""Users, sessions and transcripts in the database. Every method may be called on any thread."""

import json
import sqlite3
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from transcription_service.clock import Clock
from transcription_service.database import Database
from transcription_service.models.status import TranscriptionStatus
from transcription_service.models.timestamp import rfc3339
from transcription_service.models.transcript import Transcript


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


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a user's sessions, newest first."""

    sessions: list[Session]
    older_than: int | None
    """Where those that are older begin; None when there are none."""


class TooManyJobs(Exception):
    """The user has as many jobs that have not ended as are allowed."""


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

    def resignations(self, user_id: str) -> int:
        """How often a user has resigned as administrator."""
        row = self._database.connection.execute(
            "SELECT resignations FROM users WHERE id = ?", (user_id,)
        ).fetchone()
        return int(row["resignations"]) if row else 0

    def resign(self, user_id: str) -> None:
        """Count one resignation more."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE users SET resignations = resignations + 1 WHERE id = ?", (user_id,)
            )

    def add_session(self, session: Session, *, unended_at_most: int | None = None) -> None:
        """A session that waits for its job to start.

        Raises TooManyJobs when its user has `unended_at_most` or more that have not ended.
        """
        with self._database.transaction() as connection:
            if unended_at_most is not None and self.unended_of(session.user_id) >= unended_at_most:
                raise TooManyJobs
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

    def unended_of(self, user_id: str) -> int:
        """How many of a user's jobs wait or run."""
        (count,) = self._database.connection.execute(
            "SELECT count(*) FROM sessions WHERE user_id = ? AND phase <> 'ended'", (user_id,)
        ).fetchone()
        return int(count)

    def in_need_of_recordings(self, session_ids: Iterable[str], *, ended_after: str) -> set[str]:
        """Those whose job waits or runs, or ended after that moment (RFC 3339)."""
        rows = self._database.connection.execute(
            "SELECT id FROM sessions WHERE id IN (SELECT value FROM json_each(?))"
            " AND (phase <> 'ended' OR json_extract(final_status, '$.timestamp') > ?)",
            (json.dumps(list(session_ids)), ended_after),
        )
        return {row["id"] for row in rows}

    def has_session(self, session_id: str) -> bool:
        row = self._database.connection.execute(
            "SELECT 1 FROM sessions WHERE id = ?", (session_id,)
        )
        return row.fetchone() is not None

    def session(self, session_id: str) -> Session | None:
        row = self._database.connection.execute(
            "SELECT * FROM sessions WHERE id = ?", (session_id,)
        ).fetchone()
        return _session(row) if row else None

    def sessions_of(self, user_id: str, *, limit: int, before: int | None) -> Page:
        """Up to `limit` of a user's sessions; `before` is another page's `older_than`.

        A number, which is given once only, and not an id: it goes on saying where it was when its
        session has been deleted.
        """
        # One more than asked tells whether there are more.
        rows = self._database.connection.execute(
            "SELECT * FROM sessions WHERE user_id = :user_id"
            " AND (:before IS NULL OR number < :before) ORDER BY number DESC LIMIT :limit + 1",
            {"user_id": user_id, "before": before, "limit": limit},
        ).fetchall()
        shown = rows[:limit]
        return Page(
            [_session(row) for row in shown],
            int(shown[-1]["number"]) if len(rows) > limit else None,
        )

    def created_by_day(self, since: str, until: str) -> dict[str, int]:
        """How many sessions were created from `since` on and before `until`, by day in UTC."""
        rows = self._database.connection.execute(
            "SELECT substr(created_at, 1, 10) AS day, count(*) AS sessions FROM sessions"
            " WHERE created_at >= ? AND created_at < ? GROUP BY day",
            (since, until),
        )
        return {row["day"]: row["sessions"] for row in rows}

    def ends_of(self, session_ids: Iterable[str]) -> dict[str, float]:
        """When the jobs of these sessions ended, in Unix seconds; those that have."""
        rows = self._database.connection.execute(
            "SELECT id, json_extract(final_status, '$.timestamp') AS ended_at FROM sessions"
            " WHERE id IN (SELECT value FROM json_each(?)) AND final_status IS NOT NULL",
            (json.dumps(list(session_ids)),),
        )
        return {row["id"]: datetime.fromisoformat(row["ended_at"]).timestamp() for row in rows}

    def waiting(self) -> list[Session]:
        """Sessions whose jobs wait to be started, oldest first."""
        rows = self._database.connection.execute(
            "SELECT * FROM sessions WHERE phase = 'queued' ORDER BY number"
        )
        return [_session(row) for row in rows]

    def is_waiting(self, session_id: str, attempt: int) -> bool:
        """Whether this attempt of the session's job waits to be started."""
        row = self._database.connection.execute(
            "SELECT 1 FROM sessions WHERE id = ? AND attempt = ? AND phase = 'queued'",
            (session_id, attempt),
        )
        return row.fetchone() is not None

    def is_abandoned(self, session_id: str, attempt: int) -> bool:
        """Whether this attempt was given back, and nobody has taken it up yet."""
        row = self._database.connection.execute(
            "SELECT 1 FROM sessions WHERE id = ? AND attempt = ? AND phase = 'running'"
            " AND lease_until IS NULL",
            (session_id, attempt),
        )
        return row.fetchone() is not None

    def start(self, session_id: str, *, lease_s: float) -> Session | None:
        """Mark a waiting job as running, with a lease; None when it no longer waits."""
        with self._database.transaction() as connection:
            changed = connection.execute(
                "UPDATE sessions SET phase = 'running', lease_until = ?"
                " WHERE id = ? AND phase = 'queued'",
                (self._in_seconds(lease_s), session_id),
            )
            return self.session(session_id) if changed.rowcount else None

    def renew(self, attempts: Iterable[tuple[str, int]], *, lease_s: float) -> set[tuple[str, int]]:
        """Prolong the leases of running jobs, each given as session and attempt.

        Returns those that are no longer to be run: they have ended, or were given to another.
        """
        until = self._in_seconds(lease_s)
        with self._database.transaction() as connection:
            return {
                (session_id, attempt)
                for session_id, attempt in attempts
                if not connection.execute(
                    "UPDATE sessions SET lease_until = ?"
                    " WHERE id = ? AND attempt = ? AND phase = 'running'",
                    (until, session_id, attempt),
                ).rowcount
            }

    def give_back(self, session_id: str, attempt: int) -> None:
        """End the lease of a running attempt, so that it is taken over at once; harmless when it
        runs no more."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE sessions SET lease_until = NULL"
                " WHERE id = ? AND attempt = ? AND phase = 'running'",
                (session_id, attempt),
            )

    def expire_all(self) -> None:
        """End the leases of all running jobs: for who knows that nobody is running them."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE sessions SET lease_until = NULL WHERE phase = 'running'")

    def requeue_expired(self) -> list[Session]:
        """Running jobs whose lease has run out, oldest first: they wait again, each as a new
        attempt. Each is given to one caller only."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "UPDATE sessions SET phase = 'queued', attempt = attempt + 1, lease_until = NULL"
                " WHERE phase = 'running' AND coalesce(lease_until, 0) <= ? RETURNING *",
                (self._in_seconds(0),),
            ).fetchall()
            return [_session(row) for row in sorted(rows, key=lambda row: int(row["number"]))]

    def end(self, status: TranscriptionStatus) -> None:
        """Record a session's terminal status; the first one stays.

        Of whatever attempt it is: the bus has let it through, and lets none follow.
        """
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE sessions SET phase = 'ended', lease_until = NULL, final_status = ?"
                " WHERE id = ? AND phase <> 'ended'",
                (status.body.decode(), status.session_id),
            )

    def forget(self, session_id: str) -> None:
        """Delete a session and its transcript, if there are."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM transcripts WHERE session_id = ?", (session_id,))
            connection.execute("DELETE FROM sessions WHERE id = ?", (session_id,))

    def save_transcript(self, transcript: Transcript, *, attempt: int) -> bool:
        """Keep the transcript of a running attempt, in place of an earlier one's.

        Returns False, and keeps nothing, when the job has ended or was given to another.
        """
        with self._database.transaction() as connection:
            running = connection.execute(
                "SELECT 1 FROM sessions WHERE id = ? AND attempt = ? AND phase = 'running'",
                (transcript.session_id, attempt),
            )
            if running.fetchone() is None:
                return False
            connection.execute(
                "INSERT INTO transcripts (session_id, body) VALUES (?, ?)"
                " ON CONFLICT (session_id) DO UPDATE SET body = excluded.body",
                (transcript.session_id, transcript.model_dump_json()),
            )
            return True

    def transcript(self, session_id: str) -> Transcript | None:
        row = self._database.connection.execute(
            "SELECT body FROM transcripts WHERE session_id = ?", (session_id,)
        ).fetchone()
        return Transcript.model_validate_json(row["body"]) if row else None

    def _in_seconds(self, seconds: float) -> float:
        return self._clock.now().timestamp() + seconds


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
