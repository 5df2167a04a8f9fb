"""Storms: many clients come back at once, as they do when a process or a network has failed."""

import sqlite3
from collections.abc import Iterator

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import Period, moment
from transcription_service.analysis.watching import BACK_WITHIN_S, CAUSE, watched
from transcription_service.models.timestamp import Timestamp
from transcription_service.observation import Departure

SLOT_S = 10
LEAST_SESSIONS = 10
LEAST_SHARE = 0.2
MOST_TOLD = 100


class Storm(BaseModel):
    """Slots of 10 s in a row, in each of which at least 10 sessions came back that were at least a
    fifth of those that had a stream then or within the minute before."""

    since: Timestamp = Field(serialization_alias="from")
    until: Timestamp = Field(serialization_alias="to")
    sessions: int = Field(description="That came back.")
    reconnects: int
    cause: Departure | None = Field(
        description="How most of their streams before had ended; null: not known."
    )


class Storms(BaseModel):
    """Newest first; the newest 100 are told."""

    total: int
    told: list[Storm]


# A session is in a slot once, whichever of its streams brings it there.
_POPULATION = f"""
WITH {watched()},
slots AS (
    SELECT session_id, opened_at, CAST(begins / {SLOT_S} AS INTEGER) AS first,
        CAST((ends + {BACK_WITHIN_S}) / {SLOT_S} AS INTEGER) + 1 AS after
    FROM watched
),
fresh_slots AS (
    SELECT max(first, coalesce(max(after) OVER (
        PARTITION BY session_id ORDER BY opened_at
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), first)) AS first, after
    FROM slots
)
SELECT slot, sum(sessions) AS sessions FROM (
    SELECT first AS slot, 1 AS sessions FROM fresh_slots WHERE first < after
    UNION ALL SELECT after, -1 FROM fresh_slots WHERE first < after
) GROUP BY slot ORDER BY slot"""
_RETURNS = f"""
SELECT CAST(opened_at / {SLOT_S} AS INTEGER) AS slot, count(DISTINCT session_id) AS sessions
FROM streams WHERE is_resumed AND opened_at >= :since AND opened_at < :until
GROUP BY slot HAVING sessions >= {LEAST_SESSIONS} ORDER BY slot"""
_STORM = f"""
SELECT {CAUSE} AS cause, count(*) AS reconnects FROM streams
WHERE is_resumed AND opened_at >= :from AND opened_at < :to
GROUP BY cause ORDER BY reconnects DESC, cause"""
_SESSIONS = """
SELECT count(DISTINCT session_id) FROM streams
WHERE is_resumed AND opened_at >= :from AND opened_at < :to"""


def storms(history: sqlite3.Connection, period: Period) -> Storms:
    found = list(_stretches(history, period))
    return Storms(
        total=len(found),
        told=[_storm(history, *stretch) for stretch in found[: -MOST_TOLD - 1 : -1]],
    )


def _stretches(history: sqlite3.Connection, period: Period) -> Iterator[tuple[int, int]]:
    """First slot, and the first after it that is calm."""
    begin = None
    after = 0
    for slot in _stormy(history, period):
        if begin is not None and slot > after:
            yield begin, after
            begin = None
        begin = slot if begin is None else begin
        after = slot + 1
    if begin is not None:
        yield begin, after


def _stormy(history: sqlite3.Connection, period: Period) -> Iterator[int]:
    """The slots in which many came back, in order."""
    before = Period(period.since - BACK_WITHIN_S, period.until, period.now)
    changes = history.execute(_POPULATION, before.arguments)
    change = changes.fetchone()
    watched_then = 0
    for slot, sessions in history.execute(_RETURNS, period.arguments):
        while change is not None and change["slot"] <= slot:
            watched_then += change["sessions"]
            change = changes.fetchone()
        if sessions >= LEAST_SHARE * watched_then:
            yield slot


def _storm(history: sqlite3.Connection, first: int, after: int) -> Storm:
    times = {"from": first * SLOT_S, "to": after * SLOT_S}
    causes = history.execute(_STORM, times).fetchall()
    (sessions,) = history.execute(_SESSIONS, times).fetchone()
    return Storm(
        since=moment(times["from"]),
        until=moment(times["to"]),
        sessions=sessions,
        reconnects=sum(row["reconnects"] for row in causes),
        cause=causes[0]["cause"],
    )
