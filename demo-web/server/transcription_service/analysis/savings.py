"""What streams cost, against what polling would have cost."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import Period, PeriodBody
from transcription_service.analysis.watching import COUNTED, POLL_EVERY_S, watched


class Cost(BaseModel):
    """Requests, and bytes of requests and answers with their heads."""

    requests: int
    bytes: int
    requests_per_session: float | None = Field(description="Mean; null without a session.")
    bytes_per_session: float | None = Field(description="Mean; null without a session.")


class Savings(BaseModel):
    """Sessions with streams that ended within the period: what was, and what polling would cost.

    Supposed is that a client without streams asks once when a stream was opened, and again every
    `poll_every_s` until it ended; that each request and answer has heads as long as that stream's
    own; and that each answer has a body as long as the mean of that stream's statuses. What these
    sessions polled besides, as a fallback, is on the actual side alone: savings are rather more
    than they are said to be.
    """

    period: PeriodBody
    poll_every_s: int
    sessions: int = Field(description="With a stream that ended within the period.")
    actual: Cost = Field(
        description="Those streams, and these sessions' polls and refusals within the period."
    )
    polling: Cost = Field(description="Polling in place of the streams, as supposed.")
    polling_bytes_with_304: int = Field(
        description="If a client that asks with an ETag gets a status only when it has changed, as "
        "often as there were updates, and else heads alone."
    )
    requests_ratio: float | None = Field(description="Actual requests by those of polling.")
    bytes_ratio: float | None = Field(description="Actual bytes by those of polling.")
    bytes_ratio_with_304: float | None
    polling_sessions: int = Field(description="Sessions that polled, and had no stream.")
    polling_actual: Cost = Field(description="Their polls and refusals within the period.")


_KINDS = f"""
WITH {watched()},
facts (session_id, ended, open, polls, requests, bytes, asked, asked_bytes, asked_with_304) AS (
    SELECT session_id, 1, 0, 0, count(*), sum(bytes), sum(asked),
        sum(asked * (head_bytes + body)), sum(asked * head_bytes + min(asked, updates) * body)
    FROM (
        SELECT *, 1 + CAST(max(0, closed_at - opened_at) / {POLL_EVERY_S} AS INTEGER) AS asked,
            1.0 * status_bytes / max(updates, 1) AS body
        FROM streams WHERE closed_at >= :since AND closed_at < :until
    ) GROUP BY session_id
    UNION ALL
    SELECT session_id, 0, 1, 0, 0, 0, 0, 0, 0 FROM watched
    WHERE closed_at IS NULL OR closed_at >= :until
    UNION ALL
    SELECT session_id, 0, 0, 1, sum(requests), sum(bytes), 0, 0, 0
    FROM polls WHERE {COUNTED} GROUP BY session_id
    UNION ALL
    SELECT session_id, 0, 0, 0, times, bytes, 0, 0, 0 FROM refusals WHERE {COUNTED}
),
sessions AS (
    SELECT CASE WHEN max(ended) THEN 'ended' WHEN max(open) THEN 'open'
        WHEN max(polls) THEN 'polling' ELSE 'refused' END AS kind,
        sum(requests) AS requests, sum(bytes) AS bytes, sum(asked) AS asked,
        sum(asked_bytes) AS asked_bytes, sum(asked_with_304) AS asked_with_304
    FROM facts GROUP BY session_id
)
SELECT kind, count(*) AS sessions, total(requests) AS requests, total(bytes) AS bytes,
    total(asked) AS asked, total(asked_bytes) AS asked_bytes,
    total(asked_with_304) AS asked_with_304
FROM sessions GROUP BY kind"""

Kinds = Mapping[str, Mapping[str, Any]]
"""What sessions cost: those with a stream that `ended`, those whose streams are `open`, those that
are `polling` alone, and those that were only `refused`."""


def kinds(history: sqlite3.Connection, period: Period) -> Kinds:
    """Of sessions within the period."""
    return {row["kind"]: dict(row) for row in history.execute(_KINDS, period.arguments)}


_NOBODY = {
    "sessions": 0,
    "requests": 0,
    "bytes": 0,
    "asked": 0,
    "asked_bytes": 0,
    "asked_with_304": 0,
}


def savings(period: Period, found: Kinds) -> Savings:
    streams, polling = found.get("ended", _NOBODY), found.get("polling", _NOBODY)
    sessions: int = streams["sessions"]
    return Savings(
        period=period.body,
        poll_every_s=POLL_EVERY_S,
        sessions=sessions,
        actual=_cost(streams["requests"], streams["bytes"], sessions),
        polling=_cost(streams["asked"], streams["asked_bytes"], sessions),
        polling_bytes_with_304=round(streams["asked_with_304"]),
        requests_ratio=_ratio(streams["requests"], streams["asked"]),
        bytes_ratio=_ratio(streams["bytes"], streams["asked_bytes"]),
        bytes_ratio_with_304=_ratio(streams["bytes"], streams["asked_with_304"]),
        polling_sessions=polling["sessions"],
        polling_actual=_cost(polling["requests"], polling["bytes"], polling["sessions"]),
    )


def _cost(requests: float, bytes_: float, sessions: int) -> Cost:
    return Cost(
        requests=round(requests),
        bytes=round(bytes_),
        requests_per_session=_ratio(requests, sessions),
        bytes_per_session=_ratio(bytes_, sessions),
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
