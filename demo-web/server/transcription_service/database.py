"""SQLite: connections, transactions, and the versions of a schema."""

import fcntl
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Migrations = tuple[str, ...]
"""Scripts, each of which lifts the schema by one version; those that were released are never
edited."""


class Database:
    """One connection for each thread, opened when first needed."""

    def __init__(self, path: Path, migrations: Migrations) -> None:
        self._path = path
        self._migrations = migrations
        self._local = threading.local()
        self._lock = threading.Lock()
        self._connections: list[sqlite3.Connection] = []
        with _alone(path):
            self._migrate()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit: for reading."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._open()
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection with the write lock held; rolled back on any exception."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def close(self) -> None:
        """Close every thread's connection; no thread may use the database any more."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    def _open(self) -> sqlite3.Connection:
        # `close` is called from another thread than the one that opened.
        connection = sqlite3.connect(
            self._path, isolation_level=None, timeout=10, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        with self._lock:
            self._connections.append(connection)
        return connection

    def _migrate(self) -> None:
        (version,) = self.connection.execute("PRAGMA user_version").fetchone()
        if version > len(self._migrations):
            raise RuntimeError(
                f"{self._path} has schema version {version}, expected at most "
                f"{len(self._migrations)}: it was written by a newer release; use that one or "
                "another DATA_DIR"
            )
        for number, script in enumerate(self._migrations[version:], start=version + 1):
            self.connection.executescript(
                f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;"
            )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time: switching a new file to WAL does not wait for SQLite's own locks."""
    with path.with_name(f"{path.name}-migration").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
