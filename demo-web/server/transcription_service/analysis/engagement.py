"""What users do with the service."""

import math
import sqlite3
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, Field

from transcription_service.analysis.endings import EndsOf, told_the_end
from transcription_service.analysis.periods import DAY_S, Period, PeriodBody, moment
from transcription_service.analysis.watching import polled, watched


class Day(BaseModel):
    """A day in UTC, or what of it is within the period."""

    day: str = Field(description="`2026-01-31`.")
    created: int = Field(description="Sessions: recordings that were uploaded.")
    watched: int = Field(description="Sessions with a stream opened or a poll on that day.")
    active_users: int = Field(description="Users with such a session.")


class Engagement(BaseModel):
    """Sessions and users within the period; days are days in UTC.

    A stream that was open when the period began counts as opened then.
    """

    period: PeriodBody
    created: int = Field(description="Sessions: recordings that were uploaded.")
    watched: int = Field(description="Sessions with a stream or a poll.")
    watched_to_the_end: int = Field(
        description="Sessions whose watcher was told, then or later, that the job had ended."
    )
    mean_watched_s: float | None = Field(
        description="Seconds with a stream open or followed by polling, counted once, "
        "for each watched session."
    )
    median_watched_s: float | None
    active_users: int
    returning_users: int = Field(description="Users active on two days or more.")
    days: list[Day]


_WATCHED = f"""
WITH {watched()}, {polled()}
SELECT session_id, max(user_id) AS user_id, CAST(begins / {DAY_S} AS INTEGER) AS day,
    sum(ends - fresh_from) AS seconds
FROM fresh GROUP BY session_id, day
UNION ALL
SELECT session_id, max(user_id), minute * 60 / {DAY_S} AS day, sum(polling_s)
FROM polled GROUP BY session_id, day"""


def engagement(
    history: sqlite3.Connection, period: Period, created: Mapping[str, int], ends_of: EndsOf
) -> Engagement:
    """`created`: how many sessions, by day, within the period."""
    watched_s: defaultdict[str, float] = defaultdict(float)
    days_of: defaultdict[str, set[int]] = defaultdict(set)
    sessions_on: defaultdict[int, set[str]] = defaultdict(set)
    for session_id, user_id, day, seconds in history.execute(_WATCHED, period.arguments):
        watched_s[session_id] += seconds
        days_of[user_id].add(day)
        sessions_on[day].add(session_id)
    users_on = Counter(day for days in days_of.values() for day in days)
    return Engagement(
        period=period.body,
        created=sum(created.values()),
        watched=len(watched_s),
        watched_to_the_end=len(told_the_end(history, period, ends_of)),
        mean_watched_s=statistics.fmean(watched_s.values()) if watched_s else None,
        median_watched_s=statistics.median(watched_s.values()) if watched_s else None,
        active_users=len(days_of),
        returning_users=sum(len(days) > 1 for days in days_of.values()),
        days=[
            Day(
                day=name,
                created=created.get(name, 0),
                watched=len(sessions_on[day]),
                active_users=users_on[day],
            )
            for day, name in _days(period)
        ],
    )


def _days(period: Period) -> Iterator[tuple[int, str]]:
    """Days since 1970 and their names."""
    for day in range(int(period.since // DAY_S), math.ceil(period.until / DAY_S)):
        yield day, f"{moment(day * DAY_S):%Y-%m-%d}"
