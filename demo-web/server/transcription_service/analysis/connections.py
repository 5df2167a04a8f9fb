"""Connections over time, by transport."""

import sqlite3
from collections.abc import Iterable, Mapping

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import Period, PeriodBody, moment
from transcription_service.analysis.watching import COUNTED, IS_REFUSED, POLL_EVERY_S, watched
from transcription_service.models.timestamp import Timestamp
from transcription_service.observation import Departure, Transport


class ConnectionsAt(BaseModel):
    """What happened from `at` on, for one bucket's width."""

    at: Timestamp
    streams_open: int = Field(description="At `at` itself.")
    streams_mean: float = Field(description="Open at a time, on average, as far as it is past.")
    polling_mean: float = Field(
        description="Sessions polling at a time, on average: each poll stands for 3 s."
    )
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
    count(*) AS streams, sum(is_resumed) AS reconnects, total(begins - :since) AS since_s
FROM watched GROUP BY 1"""
_ENDED = f"""
WITH {watched()}
SELECT CAST(ended_at / :bucket AS INTEGER) * :bucket AS at, count(*) AS streams,
    total(ended_at - :since) AS since_s
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
    """What was opened, refused and ended in each bucket of the period."""

    def rows(statement: str) -> Iterable[sqlite3.Row]:
        return history.execute(statement, {**period.arguments, "bucket": period.bucket_s})

    opened = {row["at"]: row for row in rows(_OPENED)}
    ended = {row["at"]: row for row in rows(_ENDED)}
    polls = {row["at"]: row for row in rows(_POLLS)}
    refused = {(row["at"], row["transport"]): row["times"] for row in rows(_REFUSED)}
    ends: dict[int, dict[Departure, int]] = {}
    for at, reason, streams in rows(_ENDS):
        ends.setdefault(at, {})[Departure(reason)] = streams

    series = []
    # Those that were open before have no bucket.
    streams_open = opened[None]["streams"] if None in opened else 0
    for at in period.buckets:
        came, came_s = _of(opened, at)
        went, went_s = _of(ended, at)
        begin, end = max(at, period.since), min(at + period.bucket_s, period.until, period.now)
        # Those that were open from the beginning, and came, to the end; less what those who went
        # were not there.
        left_s = end - period.since
        open_s = streams_open * (end - begin) + came * left_s - came_s - (went * left_s - went_s)
        asked = polls[at]["requests"] if at in polls else 0
        turned_away = refused.get((at, Transport.SSE), 0)
        series.append(
            ConnectionsAt(
                at=moment(begin),
                streams_open=streams_open,
                streams_mean=_mean(open_s, end - begin),
                polling_mean=_mean(asked * POLL_EVERY_S, end - begin),
                streams_opened=came,
                reconnects=opened[at]["reconnects"] if at in opened else 0,
                streams_refused=turned_away,
                attempts=came + turned_away,
                sessions_polling=polls[at]["sessions"] if at in polls else 0,
                polls=asked,
                polls_refused=refused.get((at, Transport.POLLING), 0),
                ends=ends.get(at, {}),
            )
        )
        streams_open += came - went
    return Connections(period=period.body, bucket_s=period.bucket_s, series=series)


def _of(rows: Mapping[int, sqlite3.Row], at: int) -> tuple[int, float]:
    """How many streams, and the sum of their seconds from the period's beginning."""
    return (rows[at]["streams"], rows[at]["since_s"]) if at in rows else (0, 0.0)


def _mean(seconds: float, width_s: float) -> float:
    # A bucket that begins right now has no width, and roundings may leave less than nothing.
    return max(seconds, 0.0) / width_s if width_s > 0 else 0.0
