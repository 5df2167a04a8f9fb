"""How late updates come: as the service sent them, and as clients received them."""

import math
import sqlite3
from collections import Counter

from pydantic import BaseModel, Field

from transcription_service.analysis.client_reports import ON_STREAMS, no_updates, reported_lateness
from transcription_service.analysis.distribution import (
    Distribution,
    Lateness,
    distribution,
    lateness,
)
from transcription_service.analysis.periods import Period, PeriodBody, moment
from transcription_service.analysis.watching import COUNTED
from transcription_service.models.timestamp import Timestamp
from transcription_service.observation.deliveries import BOUNDS_MS

Counts = dict[float, int]
"""Updates by upper bound in milliseconds; the last is infinite."""


class LatenessAt(Lateness):
    """Of the updates from `at` on, for one bucket's width."""

    at: Timestamp


class LatencyOverTime(Distribution):
    """In all, and bucket by bucket."""

    series: list[LatenessAt] = Field(description="A point a bucket; none is left out.")


class Latency(BaseModel):
    """Milliseconds from the publication of updates. Over Redis, times of publication are whole
    milliseconds: bounds below 1 ms tell less there."""

    period: PeriodBody
    bucket_s: int = Field(description="Width of the series' buckets.")
    sent: LatencyOverTime = Field(description="Until the service handed them to a stream's socket.")
    received: LatencyOverTime = Field(
        description="Until clients had them, over streams or by polling, by the clients' reports: "
        "updates count at the time of their connection's newest report."
    )


def latency(history: sqlite3.Connection, period: Period) -> Latency:
    """How late updates were, by the server and by the clients, over time."""
    return Latency(
        period=period.body,
        bucket_s=period.bucket_s,
        sent=_over_time(_sent_by_bucket(history, period), _nothing_sent(), period),
        received=_over_time(reported_lateness(history, period), no_updates(), period),
    )


def sent(history: sqlite3.Connection, period: Period) -> Lateness:
    """In all, as the service sent them."""
    return lateness(_total(_sent_by_bucket(history, period), _nothing_sent()))


def received_on_streams(history: sqlite3.Connection, period: Period) -> Lateness:
    """In all, as clients received them who had nothing but streams."""
    return lateness(_total(reported_lateness(history, period, ON_STREAMS), no_updates()))


def _sent_by_bucket(history: sqlite3.Connection, period: Period) -> dict[int, Counts]:
    rows = history.execute(
        "SELECT minute * 60 / :bucket * :bucket AS at, up_to_ms, sum(updates) AS updates"
        f" FROM deliveries WHERE {COUNTED} GROUP BY 1, 2",
        {**period.arguments, "bucket": period.bucket_s},
    )
    found: dict[int, Counts] = {}
    for at, up_to_ms, updates in rows:
        counts = found.setdefault(at, _nothing_sent())
        counts[up_to_ms if up_to_ms in counts else math.inf] += updates
    return found


def _nothing_sent() -> Counts:
    return dict.fromkeys((*BOUNDS_MS, math.inf), 0)


def _over_time(by_bucket: dict[int, Counts], nothing: Counts, period: Period) -> LatencyOverTime:
    return LatencyOverTime(
        **distribution(_total(by_bucket, nothing)).model_dump(),
        series=[
            LatenessAt(
                at=moment(max(at, period.since)),
                **lateness(by_bucket.get(at, nothing)).model_dump(),
            )
            for at in period.buckets
        ],
    )


def _total(by_bucket: dict[int, Counts], nothing: Counts) -> Counts:
    total = Counter(nothing)
    for counts in by_bucket.values():
        total.update(counts)
    return dict(total)
