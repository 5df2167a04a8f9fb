"""Storms: many clients come back at once, as they do when a process or a network has failed."""

import sqlite3
from bisect import bisect_left, bisect_right
from collections import Counter, deque
from collections.abc import Iterator

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import Period, moment
from transcription_service.analysis.watching import BACK_WITHIN_S, CAUSE, watched
from transcription_service.models.timestamp import Timestamp
from transcription_service.observation import Departure

WITHIN_S = 10
LEAST_SESSIONS = 10
LEAST_SHARE = 0.2
MOST_TOLD = 100


class Storm(BaseModel):
    """At least 10 sessions came back within 10 s, a fifth or more of those that had a stream then
    or within the minute before. Such times that overlap are one storm."""

    since: Timestamp = Field(serialization_alias="from", description="Of the first to come back.")
    until: Timestamp = Field(serialization_alias="to", description="Of the last.")
    sessions: int = Field(description="That came back.")
    reconnects: int
    cause: Departure | None = Field(
        description="How most of their streams before had ended; null: not known."
    )


class Storms(BaseModel):
    """Newest first; the newest 100 are told."""

    total: int
    told: list[Storm]


_WATCHED = f"""
WITH {watched()}
SELECT session_id, begins, ends FROM watched ORDER BY session_id, opened_at"""
_RETURNS = """
SELECT opened_at, session_id FROM streams
WHERE is_resumed AND opened_at >= :since AND opened_at < :until ORDER BY opened_at"""
_STORM = f"""
SELECT {CAUSE} AS cause, count(*) AS reconnects FROM streams
WHERE is_resumed AND opened_at >= :from AND opened_at <= :to
GROUP BY cause ORDER BY reconnects DESC, cause"""
_SESSIONS = """
SELECT count(DISTINCT session_id) FROM streams
WHERE is_resumed AND opened_at >= :from AND opened_at <= :to"""


def storms(history: sqlite3.Connection, period: Period) -> Storms:
    """Stretches in which many streams came back at once, the newest first."""
    found = list(_stretches(history, period))
    return Storms(
        total=len(found),
        told=[_storm(history, *stretch) for stretch in found[: -MOST_TOLD - 1 : -1]],
    )


def _stretches(history: sqlite3.Connection, period: Period) -> Iterator[tuple[float, float]]:
    """When the first and the last came back in each storm."""
    storm = None
    for begin, end in _stormy(history, period):
        if storm is None:
            storm = begin, end
        elif end - WITHIN_S <= storm[1]:
            storm = storm[0], end
        else:
            yield storm
            storm = begin, end
    if storm is not None:
        yield storm


def _stormy(history: sqlite3.Connection, period: Period) -> Iterator[tuple[float, float]]:
    """Returns that were the last of enough within 10 s, and the first of these; in order."""
    population: _Population | None = None
    for begin, end, sessions in _crowds(history, period):
        population = population or _Population(history, period)
        if sessions >= LEAST_SHARE * population.at(end):
            yield begin, end


class _Population:
    """How many sessions had a stream within the 10 s up to a time, or the minute before these."""

    def __init__(self, history: sqlite3.Connection, period: Period) -> None:
        stays_s = WITHIN_S + BACK_WITHIN_S
        before = Period(period.since - stays_s, period.until, period.now)
        self._begins: list[float] = []
        self._ends: list[float] = []
        last = None
        for session_id, begins, ends in history.execute(_WATCHED, before.arguments):
            # A session counts once, however many streams it has at a time.
            if session_id == last and begins <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], ends + stays_s)
            else:
                self._begins.append(begins)
                self._ends.append(ends + stays_s)
            last = session_id
        self._begins.sort()
        self._ends.sort()

    def at(self, moment: float) -> int:
        return bisect_right(self._begins, moment) - bisect_left(self._ends, moment)


def _crowds(history: sqlite3.Connection, period: Period) -> Iterator[tuple[float, float, int]]:
    """The same, of 10 sessions and more, with how many sessions came back."""
    within: deque[tuple[float, str]] = deque()
    times = Counter[str]()
    for at, session_id in history.execute(_RETURNS, period.arguments):
        within.append((at, session_id))
        times[session_id] += 1
        while within[0][0] < at - WITHIN_S:
            _, gone = within.popleft()
            times[gone] -= 1
            if times[gone] == 0:
                del times[gone]
        if len(times) >= LEAST_SESSIONS:
            yield within[0][0], at, len(times)


def _storm(history: sqlite3.Connection, first: float, last: float) -> Storm:
    times = {"from": first, "to": last}
    causes = history.execute(_STORM, times).fetchall()
    (sessions,) = history.execute(_SESSIONS, times).fetchone()
    return Storm(
        since=moment(times["from"]),
        until=moment(times["to"]),
        sessions=sessions,
        reconnects=sum(row["reconnects"] for row in causes),
        cause=causes[0]["cause"],
    )
