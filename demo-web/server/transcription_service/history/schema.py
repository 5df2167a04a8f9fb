"""The tables of what is kept about connections.

Times are Unix seconds; a `minute` is a Unix time in whole minutes. `arm` is the user's, as it was
assigned then. Bytes are as in `observation.port`.
"""

from transcription_service.database import Migrations

MIGRATIONS: Migrations = (
    """
    -- Each API process says again and again that it is there.
    CREATE TABLE processes (
        id TEXT PRIMARY KEY,
        seen_at REAL NOT NULL
    ) STRICT;
    -- One row a stream, from its first byte on; `closed_at` and `reason` are null while it is open.
    CREATE TABLE streams (
        id TEXT PRIMARY KEY,
        process TEXT NOT NULL REFERENCES processes (id),
        session_id TEXT NOT NULL,
        user_id TEXT NOT NULL,
        arm TEXT NOT NULL,
        opened_at REAL NOT NULL,
        is_resumed INTEGER NOT NULL,
        closed_at REAL,
        reason TEXT,
        updates INTEGER NOT NULL DEFAULT 0,
        conflated INTEGER NOT NULL DEFAULT 0,
        bytes INTEGER NOT NULL DEFAULT 0,
        head_bytes INTEGER NOT NULL DEFAULT 0,
        status_bytes INTEGER NOT NULL DEFAULT 0,
        CHECK ((closed_at IS NULL) = (reason IS NULL))
    ) STRICT;
    CREATE INDEX streams_of_session ON streams (session_id, opened_at);
    CREATE INDEX streams_by_opening ON streams (opened_at);
    CREATE INDEX streams_by_closing ON streams (closed_at);
    CREATE INDEX streams_open ON streams (process) WHERE closed_at IS NULL;
    -- Requests for the status that were answered with it, or with 304 (`unchanged`).
    CREATE TABLE polls (
        session_id TEXT NOT NULL,
        minute INTEGER NOT NULL,
        user_id TEXT NOT NULL,
        arm TEXT NOT NULL,
        requests INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        first_at REAL NOT NULL,
        last_at REAL NOT NULL,
        PRIMARY KEY (session_id, minute)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX polls_by_minute ON polls (minute);
    -- Streams and statuses that were refused; `user_id` is null where nobody was known to ask.
    CREATE TABLE refusals (
        session_id TEXT NOT NULL,
        minute INTEGER NOT NULL,
        transport TEXT NOT NULL,
        http_status INTEGER NOT NULL,
        code TEXT NOT NULL,
        user_id TEXT,
        times INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        last_at REAL NOT NULL,
        PRIMARY KEY (session_id, minute, transport, http_status, code)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refusals_by_minute ON refusals (minute);
    -- Updates sent on streams, by how late: at most `up_to_ms`, and later than the bound before.
    CREATE TABLE deliveries (
        minute INTEGER NOT NULL,
        up_to_ms REAL NOT NULL,
        updates INTEGER NOT NULL,
        PRIMARY KEY (minute, up_to_ms)
    ) STRICT, WITHOUT ROWID;
    -- The newest report of each client's connection; `metrics` is the JSON that it sent.
    CREATE TABLE reports (
        session_id TEXT NOT NULL,
        connection_id TEXT NOT NULL,
        user_id TEXT NOT NULL,
        arm TEXT NOT NULL,
        first_at REAL NOT NULL,
        last_at REAL NOT NULL,
        number INTEGER NOT NULL,
        reason TEXT NOT NULL,
        state TEXT NOT NULL,
        mode TEXT,
        fallback_reason TEXT,
        metrics TEXT NOT NULL,
        PRIMARY KEY (session_id, connection_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reports_by_time ON reports (last_at);
    """,
)
