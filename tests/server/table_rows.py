"""Many rows at once, for histories that are made up."""

from collections.abc import Iterable, Mapping
from typing import Any

from transcription_service.database import Database

Rows = Mapping[str, Iterable[tuple[Any, ...]]]
"""By table, in an order that foreign keys allow; each row has all columns."""


def insert(database: Database, tables: Rows) -> None:
    with database.transaction() as connection:
        for table, rows in tables.items():
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            places = ", ".join("?" * len(columns))
            # The tables' names are those that tests write.
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
