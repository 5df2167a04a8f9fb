"""Everything that is known of the connections of one session."""

import json
import sqlite3
from typing import Any

from pydantic import BaseModel, Field

from transcription_service.analysis.periods import MINUTE_S, Period, moment
from transcription_service.analysis.stability import SessionStability, stability_of
from transcription_service.models.timestamp import Timestamp
from transcription_service.observation import Departure, Transport

MOST_ROWS = 500


class StreamBody(BaseModel):
    """One stream. Its figures are told when it has ended."""

    id: str
    opened_at: Timestamp
    closed_at: Timestamp | None = Field(description="Null: open, or its process was lost just now.")
    reason: Departure | None
    is_resumed: bool = Field(description="Its client had one before.")
    updates: int = Field(description="Statuses sent, the first included.")
    conflated: int = Field(description="Statuses that a newer one replaced before they were sent.")
    bytes: int
    head_bytes: int = Field(description="Of these, heads of request and answer.")
    status_bytes: int = Field(description="Of these, the JSON of statuses.")


class RefusalBody(BaseModel):
    """Requests of one minute that were answered alike, with an error or with 204."""

    minute: Timestamp
    transport: Transport
    http_status: int
    code: str = Field(description="The problem's; empty where there was none.")
    user_id: str | None = Field(description="Null where nobody was known to ask.")
    times: int
    bytes: int
    last_at: Timestamp


class PollsBody(BaseModel):
    """Requests for the status within one minute."""

    minute: Timestamp
    requests: int
    unchanged: int = Field(description="Those answered with 304.")
    bytes: int
    first_at: Timestamp
    last_at: Timestamp


class ReportBody(BaseModel):
    """The newest word of one client's connection."""

    connection_id: str
    number: int = Field(description="How many reports it has sent.")
    first_at: Timestamp
    last_at: Timestamp
    reason: str
    state: str
    mode: str | None
    fallback_reason: str | None
    metrics: dict[str, Any] = Field(description="`ConnectionMetrics`, as the client sent it.")


class Totals(BaseModel):
    """How many rows there are of each; the newest 500 are told."""

    streams: int
    refusals: int
    polls: int
    reports: int


class SessionHistory(BaseModel):
    """All lists newest first."""

    session_id: str
    stability: SessionStability | None = Field(
        description="From its first connection until now; null when it has never been watched."
    )
    totals: Totals
    streams: list[StreamBody]
    refusals: list[RefusalBody]
    polls: list[PollsBody]
    reports: list[ReportBody]


def session_history(history: sqlite3.Connection, period: Period, session_id: str) -> SessionHistory:
    """`period`: that of `stability`."""

    def rows(table: str, newest_first: str) -> tuple[int, list[dict[str, Any]]]:
        found = history.execute(
            f"SELECT *, count(*) OVER () AS total FROM {table} WHERE session_id = ?"
            f" ORDER BY {newest_first} LIMIT {MOST_ROWS}",
            (session_id,),
        ).fetchall()
        return found[0]["total"] if found else 0, [_readable(row) for row in found]

    streams = rows("streams", "opened_at DESC, id")
    refusals = rows("refusals", "minute DESC, transport, http_status, code")
    polls = rows("polls", "minute DESC")
    reports = rows("reports", "last_at DESC, connection_id")
    return SessionHistory(
        session_id=session_id,
        stability=next(iter(stability_of(history, period, [session_id])), None),
        totals=Totals(streams=streams[0], refusals=refusals[0], polls=polls[0], reports=reports[0]),
        streams=[StreamBody(**row) for row in streams[1]],
        refusals=[RefusalBody(**row) for row in refusals[1]],
        polls=[PollsBody(**row) for row in polls[1]],
        reports=[ReportBody(**row) for row in reports[1]],
    )


def _readable(row: sqlite3.Row) -> dict[str, Any]:
    """Times and metrics as their models want them."""
    readable = dict(row)
    for name, value in readable.items():
        if name == "minute":
            readable[name] = moment(value * MINUTE_S)
        elif name.endswith("_at") and value is not None:
            readable[name] = moment(value)
    if "metrics" in readable:
        readable["metrics"] = json.loads(readable["metrics"])
    return readable
