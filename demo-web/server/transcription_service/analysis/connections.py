"""Connections over time, by transport."""

import sqlite3
from collections.abc import Iterable

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import Period, PeriodBody, moment
from transcription_service.analysis.watching import COUNTED, IS_REFUSED, watched
from transcription_service.models.timestamp import Timestamp
from transcription_service.observation import Departure, Transport


class ConnectionsAt(BaseModel):
    """What happened from `at` on, for one bucket's width."""

    at: Timestamp
    streams_open: int = Field(description="At `at` itself.")
    streams_opened: int
    reconnects: int = Field(description="Those of `streams_opened` whose client came back.")
    streams_refused: int = Field(description="Requests for streams answered with an error.")
    attempts: int = Field(description="Streams opened and refused.")
    sessions_polling: int = Field(description="Sessions whose status was asked for.")
    polls: int = Field(description="Requests for the status that were answered with it, or 304.")
    polls_refused: int = Field(description="Requests for the status answered with an error.")
    ends: dict[Departure, int] = Field(description="Streams that ended, by reason.")


class Connections(BaseModel):
    """A point a bucket; none is left out."""

    period: PeriodBody
    bucket_s: int = Field(description="Width of the buckets.")
    series: list[ConnectionsAt]


_OPENED = f"""
WITH {watched()}
SELECT CASE WHEN opened_at >= :since THEN CAST(opened_at / :bucket AS INTEGER) * :bucket END AS at,
    count(*) AS streams, sum(is_resumed) AS reconnects
FROM watched GROUP BY 1"""
_ENDED = f"""
WITH {watched()}
SELECT CAST(ended_at / :bucket AS INTEGER) * :bucket AS at, count(*) AS streams
FROM watched WHERE ended_at < :until GROUP BY 1"""
_ENDS = """
SELECT CAST(closed_at / :bucket AS INTEGER) * :bucket AS at, reason, count(*) AS streams
FROM streams WHERE closed_at >= :since AND closed_at < :until GROUP BY 1, 2"""
_POLLS = f"""
SELECT minute * 60 / :bucket * :bucket AS at, count(DISTINCT session_id) AS sessions,
    sum(requests) AS requests
FROM polls WHERE {COUNTED} GROUP BY 1"""
_REFUSED = f"""
SELECT minute * 60 / :bucket * :bucket AS at, transport, sum(times) AS times
FROM refusals WHERE {COUNTED} AND {IS_REFUSED} GROUP BY 1, 2"""


def connections(history: sqlite3.Connection, period: Period) -> Connections:
    def rows(statement: str) -> Iterable[sqlite3.Row]:
        return history.execute(statement, {**period.arguments, "bucket": period.bucket_s})

    opened = {row["at"]: row for row in rows(_OPENED)}
    ended = {row["at"]: row["streams"] for row in rows(_ENDED)}
    polls = {row["at"]: row for row in rows(_POLLS)}
    refused = {(row["at"], row["transport"]): row["times"] for row in rows(_REFUSED)}
    ends: dict[int, dict[Departure, int]] = {}
    for at, reason, streams in rows(_ENDS):
        ends.setdefault(at, {})[Departure(reason)] = streams

    series = []
    # Those that were open before have no bucket.
    streams_open = opened[None]["streams"] if None in opened else 0
    for at in period.buckets:
        came = opened[at]["streams"] if at in opened else 0
        turned_away = refused.get((at, Transport.SSE), 0)
        series.append(
            ConnectionsAt(
                at=moment(max(at, period.since)),
                streams_open=streams_open,
                streams_opened=came,
                reconnects=opened[at]["reconnects"] if at in opened else 0,
                streams_refused=turned_away,
                attempts=came + turned_away,
                sessions_polling=polls[at]["sessions"] if at in polls else 0,
                polls=polls[at]["requests"] if at in polls else 0,
                polls_refused=refused.get((at, Transport.POLLING), 0),
                ends=ends.get(at, {}),
            )
        )
        streams_open += came - ended.get(at, 0)
    return Connections(period=period.body, bucket_s=period.bucket_s, series=series)
