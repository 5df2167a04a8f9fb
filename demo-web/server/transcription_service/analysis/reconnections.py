"""Why clients come back, when many do at once, and which do again and again."""

import json
import sqlite3
from collections.abc import Sequence

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import Period, PeriodBody, moment
from transcription_service.analysis.storms import Storms, storms
from transcription_service.analysis.watching import CAUSE, WANTED_BACK, words
from transcription_service.models.timestamp import Timestamp

FLAPPING_RECONNECTS = 4
FLAPPING_WITHIN_S = 300
MOST_FLAPPING = 100
UNKNOWN = "unknown"


class CausesAt(BaseModel):
    """From `at` on, for one bucket's width."""

    at: Timestamp
    reconnects: int
    causes: dict[str, int]


class FlappingSession(BaseModel):
    """A session that was reconnected at least 4 times within 5 minutes, though the server had not
    wanted it: returns after `shutdown`, `expired`, `idle` and `replaced` do not count."""

    session_id: str
    user_id: str
    reconnects: int = Field(description="Within the period, those that count.")
    most_within_5_minutes: int
    last_at: Timestamp = Field(description="Of its last reconnect.")


class Flapping(BaseModel):
    """Worst first; the worst 100 are told."""

    total: int
    told: list[FlappingSession]


class Reconnections(BaseModel):
    """Streams of clients that had one before. A cause is the reason for which the session's stream
    before had ended, or `unknown`."""

    period: PeriodBody
    bucket_s: int = Field(description="Width of the series' buckets.")
    reconnects: int
    causes: dict[str, int]
    series: list[CausesAt] = Field(description="A point a bucket; none is left out.")
    storms: Storms
    flapping: Flapping


_REOPENED = "is_resumed AND opened_at >= :since AND opened_at < :until"
_UNWANTED = f"coalesce({CAUSE}, '{UNKNOWN}') NOT IN {words(WANTED_BACK)}"
_CAUSES = f"""
SELECT CAST(opened_at / :bucket AS INTEGER) * :bucket AS at,
    coalesce({CAUSE}, '{UNKNOWN}') AS cause, count(*) AS reconnects
FROM streams WHERE {_REOPENED}
GROUP BY at, cause ORDER BY cause"""
_FLAPPING = f"""
SELECT DISTINCT session_id FROM (
    SELECT session_id, opened_at - lag(opened_at, {FLAPPING_RECONNECTS - 1}) OVER (
        PARTITION BY session_id ORDER BY opened_at
    ) AS within_s
    FROM streams WHERE {_REOPENED} AND {{only}} AND {_UNWANTED}
) WHERE within_s <= {FLAPPING_WITHIN_S}"""
_WORST = f"""
SELECT session_id, max(user_id) AS user_id, count(*) AS reconnects, max(within) AS most,
    max(opened_at) AS last_at, count(*) OVER () AS sessions
FROM (
    SELECT session_id, user_id, opened_at, count(*) OVER (
        PARTITION BY session_id ORDER BY opened_at
        RANGE BETWEEN {FLAPPING_WITHIN_S} PRECEDING AND CURRENT ROW
    ) AS within
    FROM streams WHERE {_REOPENED} AND {_UNWANTED}
        AND session_id IN ({_FLAPPING.format(only="TRUE")})
)
GROUP BY session_id ORDER BY most DESC, reconnects DESC, session_id LIMIT {MOST_FLAPPING}"""


def reconnections(history: sqlite3.Connection, period: Period) -> Reconnections:
    """Why clients came back, when many did at once, and which did again and again."""
    by_bucket: dict[int, dict[str, int]] = {}
    total: dict[str, int] = {}
    arguments = {**period.arguments, "bucket": period.bucket_s}
    for at, cause, reconnects in history.execute(_CAUSES, arguments):
        by_bucket.setdefault(at, {})[cause] = reconnects
        total[cause] = total.get(cause, 0) + reconnects
    return Reconnections(
        period=period.body,
        bucket_s=period.bucket_s,
        reconnects=sum(total.values()),
        causes=total,
        series=[
            CausesAt(
                at=moment(max(at, period.since)),
                reconnects=sum(by_bucket.get(at, {}).values()),
                causes=by_bucket.get(at, {}),
            )
            for at in period.buckets
        ],
        storms=storms(history, period),
        flapping=_flapping(history, period),
    )


def flapping_among(
    history: sqlite3.Connection, period: Period, session_ids: Sequence[str]
) -> set[str]:
    """Which of these sessions flap."""
    rows = history.execute(
        _FLAPPING.format(only="session_id IN (SELECT value FROM json_each(:sessions))"),
        {**period.arguments, "sessions": json.dumps(session_ids)},
    )
    return {row["session_id"] for row in rows}


def _flapping(history: sqlite3.Connection, period: Period) -> Flapping:
    rows = history.execute(_WORST, period.arguments).fetchall()
    return Flapping(
        total=rows[0]["sessions"] if rows else 0,
        told=[
            FlappingSession(
                session_id=row["session_id"],
                user_id=row["user_id"],
                reconnects=row["reconnects"],
                most_within_5_minutes=row["most"],
                last_at=moment(row["last_at"]),
            )
            for row in rows
        ],
    )
