"""One answer sees one state of the database, however many statements it takes."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from transcription_service.database import Database

_ONE_AT_A_TIME = threading.Lock()
"""A question keeps a processor busy for as long as a second, and a dashboard asks several: streams
need theirs meanwhile."""


@contextmanager
def reading(database: Database) -> Iterator[sqlite3.Connection]:
    """This thread's connection, which sees nothing of what is written meanwhile, and holds up
    nobody who writes. Waits until nobody else in this process is reading."""
    with _ONE_AT_A_TIME:
        connection = database.connection
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("ROLLBACK")
