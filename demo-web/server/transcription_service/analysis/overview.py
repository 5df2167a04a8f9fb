"""How the service is doing: right now, and in the figures that it is judged by."""

import sqlite3

from pydantic import BaseModel, Field

from transcription_service.analysis.client_reports import Uptime, uptime
from transcription_service.analysis.distribution import Lateness
from transcription_service.analysis.latency import received_on_streams, sent
from transcription_service.analysis.periods import Period, PeriodBody, moment
from transcription_service.analysis.savings import Savings, kinds, savings
from transcription_service.analysis.watching import COUNTED, IS_REFUSED
from transcription_service.models.timestamp import Timestamp

POLLING_WITHIN_S = 10


class Now(BaseModel):
    """Who is watching at the moment."""

    at: Timestamp
    streams: int = Field(description="Open, of processes that were seen within 30 s.")
    sse_sessions: int = Field(description="Sessions with such a stream.")
    polling_sessions: int = Field(
        description="Sessions without one whose status was asked for within 10 s."
    )


class Overview(BaseModel):
    """Streams count when they were opened within the period, their updates when they ended."""

    period: PeriodBody
    now: Now
    sessions: int = Field(description="Watched within the period, by streams or polls.")
    attempts: int = Field(description="Requests for streams: opened or refused.")
    streams_refused: int = Field(description="Requests for streams answered with an error.")
    polls: int = Field(description="Requests for the status, answered with it or with 304.")
    polls_refused: int = Field(description="Requests for the status answered with an error.")
    reconnects: int = Field(description="Streams opened by a client that had one before.")
    updates: int = Field(description="Statuses sent on streams.")
    conflated: int = Field(description="Statuses that a newer one replaced before they were sent.")
    latency: Lateness = Field(
        description="From publication to a stream's socket. Over Redis, times of publication are "
        "whole milliseconds: less than 1 ms tells less there."
    )
    received_on_streams: Lateness = Field(
        description="From publication to the client, by the reports of connections that never "
        "polled."
    )
    uptime: Uptime
    savings: Savings


_NOW = f"""
WITH open AS (
    SELECT session_id FROM streams JOIN processes ON processes.id = process
    WHERE closed_at IS NULL AND seen_at >= :alive
)
SELECT count(*) AS streams, count(DISTINCT session_id) AS sse_sessions, (
    SELECT count(DISTINCT session_id) FROM polls
    WHERE minute >= CAST((:now - {POLLING_WITHIN_S}) / 60 AS INTEGER)
    AND last_at >= :now - {POLLING_WITHIN_S}
    AND session_id NOT IN (SELECT session_id FROM open)
) AS polling_sessions
FROM open"""
_STREAMS = """
SELECT count(*) AS streams, total(is_resumed) AS reconnects
FROM streams WHERE opened_at >= :since AND opened_at < :until"""
_UPDATES = """
SELECT total(updates) AS updates, total(conflated) AS conflated
FROM streams WHERE closed_at >= :since AND closed_at < :until"""
_POLLS = f"SELECT total(requests) FROM polls WHERE {COUNTED}"
_REFUSED = f"""
SELECT total(CASE transport WHEN 'sse' THEN times END) AS streams,
    total(CASE transport WHEN 'polling' THEN times END) AS polls
FROM refusals WHERE {COUNTED} AND {IS_REFUSED}"""


def overview(history: sqlite3.Connection, period: Period) -> Overview:
    """The headlines of the other questions, and what is open now."""

    def row(statement: str) -> sqlite3.Row:
        found: sqlite3.Row = history.execute(statement, period.arguments).fetchone()
        return found

    found = kinds(history, period)
    streams, updates, refused = row(_STREAMS), row(_UPDATES), row(_REFUSED)
    return Overview(
        period=period.body,
        now=Now(at=moment(period.now), **dict(row(_NOW))),
        sessions=sum(kind["sessions"] for name, kind in found.items() if name != "unwatched"),
        attempts=streams["streams"] + round(refused["streams"]),
        streams_refused=round(refused["streams"]),
        polls=round(row(_POLLS)[0]),
        polls_refused=round(refused["polls"]),
        reconnects=round(streams["reconnects"]),
        updates=round(updates["updates"]),
        conflated=round(updates["conflated"]),
        latency=sent(history, period),
        received_on_streams=received_on_streams(history, period),
        uptime=uptime(history, period),
        savings=savings(period, found),
    )
