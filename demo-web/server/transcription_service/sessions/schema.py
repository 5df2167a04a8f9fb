"""The tables of users, sessions and transcripts."""

from transcription_service.database import Migrations

MIGRATIONS: Migrations = (
    """
    CREATE TABLE users (
        id TEXT PRIMARY KEY,
        created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE sessions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        user_id TEXT NOT NULL REFERENCES users (id),
        file_name TEXT NOT NULL,
        media_format TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        audio_seconds REAL NOT NULL,
        created_at TEXT NOT NULL,
        phase TEXT NOT NULL CHECK (phase IN ('queued', 'running', 'ended')),
        attempt INTEGER NOT NULL,
        final_status TEXT
    ) STRICT;
    CREATE INDEX sessions_of_user ON sessions (user_id, number);
    CREATE INDEX sessions_not_ended ON sessions (phase) WHERE phase <> 'ended';
    CREATE TABLE transcripts (
        session_id TEXT PRIMARY KEY REFERENCES sessions (id),
        body TEXT NOT NULL
    ) STRICT;
    """,
    # Unix seconds, while the job runs: whoever runs it has lost it then, unless it was renewed.
    """
    ALTER TABLE sessions ADD COLUMN lease_until REAL;
    """,
    # How often the user has resigned as administrator: appointments of before are no good.
    """
    ALTER TABLE users ADD COLUMN resignations INTEGER NOT NULL DEFAULT 0;
    """,
)
