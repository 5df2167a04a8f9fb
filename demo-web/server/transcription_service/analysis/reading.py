"""One answer sees one state of the database, however many statements it takes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from transcription_service.database import Database


@contextmanager
def reading(database: Database) -> Iterator[sqlite3.Connection]:
    """This thread's connection, which sees nothing of what is written meanwhile, and holds up
    nobody who writes."""
    connection = database.connection
    connection.execute("BEGIN")
    try:
        yield connection
    finally:
        connection.execute("ROLLBACK")
