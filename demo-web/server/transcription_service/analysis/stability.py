"""How stable the connection of each session was."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from enum import StrEnum

from pydantic import BaseModel, Field

from transcription_service.analysis.breaks import breaks
from transcription_service.analysis.client_reports import UPTIME, Failures, said, uptime_of
from transcription_service.analysis.periods import Period, PeriodBody, moment
from transcription_service.analysis.reconnections import flapping_among
from transcription_service.analysis.watching import (
    COUNTED,
    IS_REFUSED,
    polled,
    watched,
)
from transcription_service.experiment import Arm
from transcription_service.models.timestamp import Timestamp


class Order(StrEnum):
    """Which sessions come first."""

    WORST = "worst"
    """Most breaks; of equals most refusals, then most reconnects, then most polls."""
    NEWEST = "newest"
    """Last begun to be watched within the period."""


class SessionStability(BaseModel):
    """A session that was watched within the period, or that somebody was refused to watch."""

    session_id: str
    user_id: str | None = Field(description="Null where nothing is known but who was refused.")
    arm: Arm | None = Field(description="The user's; null where nothing but refusals is known.")
    first_at: Timestamp
    last_at: Timestamp = Field(description="When something was last known of it.")
    is_open: bool = Field(description="A stream is open now.")
    streams: int = Field(description="Open at some time within the period.")
    breaks: int = Field(
        description="Streams that ended within the period, though neither the job had ended nor "
        "the server wanted it, and whose client came back: from 45 s before, when it noticed "
        "first, to 60 s after. One return is that of one end. A client that left and did not come "
        "back was not cut off."
    )
    reconnects: int = Field(description="Streams opened by a client that had one before.")
    refusals: int = Field(
        description="Requests for streams or statuses answered with an error, whoever asked."
    )
    polls: int
    watched_s: float = Field(description="Seconds: `sse_s` and `polling_s`.")
    sse_s: float = Field(description="With a stream open.")
    polling_s: float = Field(
        description="Followed by polling alone: each poll stands for 3 s at most."
    )
    reports: int = Field(description="Connections that clients reported on within the period.")
    uptime_ratio: float | None = Field(
        description="By these reports: share of the time in which updates were arriving, 0 to 1."
    )
    failures: Failures
    state: str | None = Field(description="By the newest report, as are the next two.")
    mode: str | None
    fallback_reason: str | None
    is_flapping: bool = Field(
        description="Reconnected 4 times or more within 5 minutes, unwanted by us."
    )


class StabilityPage(BaseModel):
    """`next` is where the rest is, or null."""

    period: PeriodBody
    total: int = Field(description="Sessions on all pages.")
    sessions: list[SessionStability]
    next: str | None = None


# What each order needs is told for all sessions, the rest for those of a page.
_ORDERS = {
    Order.WORST: "sum(breaks) DESC, sum(refusals) DESC, sum(reconnects) DESC,"
    " sum(polls) DESC, max(last_at) DESC, session_id",
    Order.NEWEST: "min(first_at) DESC, max(last_at) DESC, session_id",
}
_IN_PAGE = "session_id IN (SELECT value FROM json_each(:sessions))"


def _facts(only: str) -> str:
    return f"""
WITH {watched(only)},
facts (session_id, user_id, arm, first_at, last_at, is_open, streams, reconnects, polls, refusals,
    breaks) AS (
    SELECT session_id, max(user_id), max(arm), min(begins), max(ends), max(ended_at IS NULL),
        count(*), sum(is_resumed AND opened_at >= :since), 0, 0, 0
    FROM watched GROUP BY session_id
    UNION ALL
    SELECT session_id, max(user_id), max(arm), min(first_at), max(last_at), 0, 0, 0,
        sum(requests), 0, 0
    FROM polls WHERE {COUNTED} AND {only} GROUP BY session_id
    UNION ALL
    SELECT session_id, user_id, NULL, last_at, last_at, 0, 0, 0, 0, times, 0
    FROM refusals WHERE {COUNTED} AND {IS_REFUSED} AND {only}
    UNION ALL
    SELECT session_id, user_id, arm, max(first_at, :since), last_at, 0, 0, 0, 0, 0, 0
    FROM reports WHERE last_at >= :since AND last_at < :until AND {only}
    UNION ALL
    SELECT key, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 0, value FROM json_each(:breaks)
)"""


def _page(order: Order) -> str:
    return f"""{_facts("TRUE")}
SELECT session_id, count(*) OVER () AS total FROM facts
GROUP BY session_id ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :offset"""


_SESSIONS = f"""{_facts(_IN_PAGE)}
SELECT session_id, max(user_id) AS user_id, max(arm) AS arm, min(first_at) AS first_at,
    max(last_at) AS last_at, max(is_open) AS is_open, sum(streams) AS streams,
    sum(breaks) AS breaks, sum(reconnects) AS reconnects, sum(polls) AS polls,
    sum(refusals) AS refusals
FROM facts GROUP BY session_id"""
_WATCHED_S = f"""
WITH {watched(_IN_PAGE)}, {polled(_IN_PAGE)}
SELECT session_id, total(sse_s) AS sse_s, total(polling_s) AS polling_s FROM (
    SELECT session_id, ends - fresh_from AS sse_s, NULL AS polling_s FROM fresh
    UNION ALL SELECT session_id, NULL, polling_s FROM polled
) GROUP BY session_id"""
_REPORTS = f"""
WITH {said(_IN_PAGE)}
SELECT session_id, max(last_at), state, mode, fallback_reason, {UPTIME}
FROM said GROUP BY session_id"""
_NEVER = {"sse_s": 0.0, "polling_s": 0.0}
_NO_FAILURES = Failures(**dict.fromkeys(Failures.model_fields, 0))


def stability(
    history: sqlite3.Connection, period: Period, order: Order, *, limit: int, offset: int
) -> StabilityPage:
    """`limit` is at most 100."""
    # The other order has no need of them.
    of_all = breaks(history, period) if order is Order.WORST else {}
    arguments = {**period.arguments, "breaks": json.dumps(of_all)}
    rows = history.execute(_page(order), {**arguments, "limit": limit, "offset": offset}).fetchall()
    session_ids = [row["session_id"] for row in rows]
    return StabilityPage(
        period=period.body,
        total=rows[0]["total"] if rows else 0,
        sessions=stability_of(history, period, session_ids),
    )


def stability_of(
    history: sqlite3.Connection, period: Period, session_ids: Sequence[str]
) -> list[SessionStability]:
    """Of at most 100 sessions, in that order; without those of which nothing is known."""
    arguments = {
        **period.arguments,
        "sessions": json.dumps(session_ids),
        "breaks": json.dumps(breaks(history, period, session_ids)),
    }
    rows = {row["session_id"]: row for row in history.execute(_SESSIONS, arguments)}
    reports = {row["session_id"]: row for row in history.execute(_REPORTS, arguments)}
    watched_s = {row["session_id"]: row for row in history.execute(_WATCHED_S, arguments)}
    flapping = flapping_among(history, period, session_ids)
    return [
        _session(
            rows[session_id],
            reports.get(session_id),
            watched_s.get(session_id, _NEVER),
            is_flapping=session_id in flapping,
        )
        for session_id in session_ids
        if session_id in rows
    ]


def _session(
    row: sqlite3.Row,
    report: sqlite3.Row | None,
    seconds: Mapping[str, float] | sqlite3.Row,
    *,
    is_flapping: bool,
) -> SessionStability:
    uptime = uptime_of(report) if report else None
    return SessionStability(
        session_id=row["session_id"],
        user_id=row["user_id"],
        arm=row["arm"],
        first_at=moment(row["first_at"]),
        last_at=moment(row["last_at"]),
        is_open=row["is_open"],
        streams=row["streams"],
        breaks=row["breaks"],
        reconnects=row["reconnects"],
        refusals=row["refusals"],
        polls=row["polls"],
        watched_s=seconds["sse_s"] + seconds["polling_s"],
        sse_s=seconds["sse_s"],
        polling_s=seconds["polling_s"],
        reports=uptime.reports if uptime else 0,
        uptime_ratio=uptime.uptime_ratio if uptime else None,
        failures=uptime.failures if uptime else _NO_FAILURES,
        state=report["state"] if report else None,
        mode=report["mode"] if report else None,
        fallback_reason=report["fallback_reason"] if report else None,
        is_flapping=is_flapping,
    )
