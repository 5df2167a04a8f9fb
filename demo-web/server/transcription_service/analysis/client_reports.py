"""What clients say of their own connections: the newest report of each, if it came within the
period. It counts from the connection's beginning."""

import math
import sqlite3
from collections.abc import Iterable

from pydantic import BaseModel, Field

from transcription_service.analysis.distribution import IN_TIME_MS
from transcription_service.analysis.periods import Period

# Fields of `ConnectionMetrics`, see js-bindings/src/types.ts.
_LATENCY = {
    10: "upTo10",
    25: "upTo25",
    50: "upTo50",
    100: "upTo100",
    250: "upTo250",
    1000: "upTo1000",
    3000: "upTo3000",
    math.inf: "over3000",
}
_STATES = ("connecting", "open", "backoff", "polling", "suspended")


class Failures(BaseModel):
    """What failed on the way, as clients saw it."""

    error: int = Field(description="Streams that broke or could not be had.")
    refused: int = Field(description="Streams answered with an error.")
    connect_timeout: int = Field(description="Streams that did not open in time.")
    silence: int = Field(description="Streams that brought nothing for too long.")
    died_young: int = Field(description="Streams that opened and ended at once.")
    status: int = Field(description="Requests for the status that brought none.")


class Uptime(BaseModel):
    """How clients fared, by their own word."""

    reports: int = Field(description="Connections that were reported on.")
    uptime_ratio: float | None = Field(
        description="Share of the time followed in which updates were arriving, 0 to 1."
    )
    failures: Failures


def _figure(path: str) -> str:
    return f"coalesce(json_extract(metrics, '$.{path}'), 0)"


ON_STREAMS = f"{_figure('timeIn.polling')} = 0"
"""Reports of connections that never polled. Those that did do not tell how each update came."""


def said(only: str = "TRUE") -> str:
    """A table expression of the reports' figures."""
    followed_ms = _sum(f"timeIn.{state}" for state in _STATES)
    return f"""
    said AS (
        SELECT *, {followed_ms} AS followed_ms,
            {_figure("uptimeRatio")} * ({followed_ms}) AS connected_ms,
            {_sum(f"latency.{field}" for field in _LATENCY.values())} AS updates,
            {_sum(f"latency.{field}" for bound, field in _LATENCY.items() if bound <= IN_TIME_MS)}
                AS in_time,
            {_figure("failures.error")} AS error,
            {_figure("failures.refused")} AS refused,
            {_figure("failures.connectTimeout")} AS connect_timeout,
            {_figure("failures.silence")} AS silence,
            {_figure("failures.diedYoung")} AS died_young,
            {_figure("statusFailures")} AS status
        FROM reports WHERE last_at >= :since AND last_at < :until AND {only}
    )"""


UPTIME = (
    "count(*) AS reports, total(connected_ms) / nullif(total(followed_ms), 0) AS uptime_ratio, "
    + ", ".join(f"total({field}) AS {field}" for field in Failures.model_fields)
)
"""Columns that `uptime_of` reads."""


def uptime_of(row: sqlite3.Row) -> Uptime:
    """What `row` says, of which `UPTIME` names the columns."""
    return Uptime(
        reports=row["reports"],
        uptime_ratio=row["uptime_ratio"],
        failures=Failures(**{field: int(row[field]) for field in Failures.model_fields}),
    )


def uptime(history: sqlite3.Connection, period: Period) -> Uptime:
    """Of all; connections weigh as much as the time that they were followed."""
    row = history.execute(f"WITH {said()} SELECT {UPTIME} FROM said", period.arguments).fetchone()
    return uptime_of(row)


def reported_lateness(
    history: sqlite3.Connection, period: Period, only: str = "TRUE"
) -> dict[int, dict[float, int]]:
    """Updates by the beginning of the bucket and by upper bound in milliseconds, where there are
    any; an update counts when its connection was last reported on."""
    sums = ", ".join(f"total({_figure(f'latency.{field}')})" for field in _LATENCY.values())
    rows = history.execute(
        f"SELECT CAST(last_at / :bucket AS INTEGER) * :bucket, {sums} FROM reports"
        f" WHERE last_at >= :since AND last_at < :until AND {only} GROUP BY 1",
        {**period.arguments, "bucket": period.bucket_s},
    )
    return {
        row[0]: {bound: int(total) for bound, total in zip(_LATENCY, row[1:], strict=True)}
        for row in map(tuple, rows)
    }


def no_updates() -> dict[float, int]:
    """A histogram without a single update, by the upper bounds in milliseconds."""
    return dict.fromkeys(_LATENCY, 0)


def _sum(paths: Iterable[str]) -> str:
    return " + ".join(map(_figure, paths))
