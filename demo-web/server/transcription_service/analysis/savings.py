"""What streams cost, against what polling would have cost."""

import sqlite3
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import Period, PeriodBody
from transcription_service.analysis.watching import (
    COUNTED,
    ENDED,
    IS_LOST,
    IS_REFUSED,
    POLL_EVERY_S,
    watched,
)


class Cost(BaseModel):
    """Requests, and bytes of requests and answers with their heads."""

    requests: int
    bytes: int
    requests_per_session: float | None = Field(description="Mean; null without a session.")
    bytes_per_session: float | None = Field(description="Mean; null without a session.")


class Savings(BaseModel):
    """Sessions with streams that ended within the period: what was, and what polling would cost.

    Supposed is that a client without streams asks once when a stream was opened, and again every
    `poll_every_s` until it ended; that it asks with an ETag, as ours does, and gets a status only
    when that has changed, else heads alone (304); that each request and answer has heads as long as
    that stream's own; and that a status is as long as the mean of that stream's.

    This errs both ways. For streams: updates that came between two polls are all paid for by
    polling, though it would bring the last of them alone; and a client that had gone is supposed to
    have polled until the server noticed. Against streams: what these sessions polled besides, as a
    fallback, and what they were refused is on the actual side alone; and polling would need one
    request more to learn of the job's end.
    """

    period: PeriodBody
    poll_every_s: int
    sessions: int = Field(description="With a stream that ended within the period, but for lost.")
    streams_lost: int = Field(
        description="Streams whose process was lost within the period: what they carried is not "
        "known. They are on neither side."
    )
    actual: Cost = Field(
        description="Those streams, and these sessions' polls and refusals within the period."
    )
    polling: Cost = Field(description="Polling in place of the streams, as supposed.")
    requests_ratio: float | None = Field(description="Actual requests by those of polling.")
    bytes_ratio: float | None = Field(description="Actual bytes by those of polling.")
    polling_bytes_without_304: int = Field(
        description="If each answer had a status, as for clients that ask without an ETag: more "
        "than our own would cost."
    )
    bytes_ratio_without_304: float | None = Field(
        description="Actual bytes by these: looks better for streams than `bytes_ratio`."
    )
    polling_sessions: int = Field(
        description="Sessions that polled, had no stream, and were refused none."
    )
    polling_actual: Cost = Field(description="Their polls and refusals within the period.")
    refused_sessions: int = Field(
        description="Sessions that polled because all streams that they asked for were refused."
    )
    refused_actual: Cost = Field(description="Their polls and refusals within the period.")


_KINDS = f"""
WITH {watched()},
facts (session_id, ended, lost, open, polls, refused, requests, bytes, asked, asked_bytes,
    asked_without_304) AS (
    SELECT session_id, 1, 0, 0, 0, 0, count(*), sum(bytes), sum(asked),
        sum(asked * head_bytes + min(asked, updates) * body), sum(asked * (head_bytes + body))
    FROM (
        SELECT *, 1 + CAST(max(0, closed_at - opened_at) / {POLL_EVERY_S} AS INTEGER) AS asked,
            1.0 * status_bytes / max(updates, 1) AS body
        FROM streams WHERE {ENDED} AND NOT {IS_LOST}
    ) GROUP BY session_id
    UNION ALL
    SELECT session_id, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 FROM streams WHERE {ENDED} AND {IS_LOST}
    UNION ALL
    SELECT session_id, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 FROM watched
    WHERE closed_at IS NULL OR closed_at >= :until
    UNION ALL
    SELECT session_id, 0, 0, 0, 1, 0, sum(requests), sum(bytes), 0, 0, 0
    FROM polls WHERE {COUNTED} GROUP BY session_id
    UNION ALL
    SELECT session_id, 0, 0, 0, 0, transport = 'sse' AND user_id IS NOT NULL AND {IS_REFUSED},
        times, bytes, 0, 0, 0
    FROM refusals WHERE {COUNTED}
),
sessions AS (
    SELECT CASE WHEN max(ended) THEN 'ended' WHEN max(open) THEN 'open' WHEN max(lost) THEN 'lost'
        WHEN NOT max(polls) THEN 'unwatched' WHEN max(refused) THEN 'refused' ELSE 'polling'
        END AS kind,
        sum(lost) AS lost, sum(requests) AS requests, sum(bytes) AS bytes, sum(asked) AS asked,
        sum(asked_bytes) AS asked_bytes, sum(asked_without_304) AS asked_without_304
    FROM facts GROUP BY session_id
)
SELECT kind, count(*) AS sessions, total(lost) AS lost, total(requests) AS requests,
    total(bytes) AS bytes, total(asked) AS asked, total(asked_bytes) AS asked_bytes,
    total(asked_without_304) AS asked_without_304
FROM sessions GROUP BY kind"""

Kinds = Mapping[str, Mapping[str, Any]]
"""What sessions cost: those with a stream that `ended`, else those whose streams are `open`, or
were all `lost`; of those without a stream those that were `refused` one and polled, those that are
`polling` by choice, and those that are `unwatched`, because all was refused."""


def kinds(history: sqlite3.Connection, period: Period) -> Kinds:
    """Of sessions within the period."""
    return {row["kind"]: dict(row) for row in history.execute(_KINDS, period.arguments)}


_NOBODY = dict.fromkeys(
    ("sessions", "lost", "requests", "bytes", "asked", "asked_bytes", "asked_without_304"), 0
)


def savings(period: Period, found: Kinds) -> Savings:
    """Requests and bytes, against what polling would have cost the same sessions."""
    streams, polling, refused = (
        found.get(kind, _NOBODY) for kind in ("ended", "polling", "refused")
    )
    sessions: int = streams["sessions"]
    return Savings(
        period=period.body,
        poll_every_s=POLL_EVERY_S,
        sessions=sessions,
        streams_lost=round(sum(kind["lost"] for kind in found.values())),
        actual=_cost(streams["requests"], streams["bytes"], sessions),
        polling=_cost(streams["asked"], streams["asked_bytes"], sessions),
        requests_ratio=_ratio(streams["requests"], streams["asked"]),
        bytes_ratio=_ratio(streams["bytes"], streams["asked_bytes"]),
        polling_bytes_without_304=round(streams["asked_without_304"]),
        bytes_ratio_without_304=_ratio(streams["bytes"], streams["asked_without_304"]),
        polling_sessions=polling["sessions"],
        polling_actual=_cost(polling["requests"], polling["bytes"], polling["sessions"]),
        refused_sessions=refused["sessions"],
        refused_actual=_cost(refused["requests"], refused["bytes"], refused["sessions"]),
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
