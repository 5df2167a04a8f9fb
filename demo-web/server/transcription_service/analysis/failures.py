"""What went wrong, by cause: as the service answered, as streams ended, and as clients saw it."""

import sqlite3

from pydantic import BaseModel, Field

from transcription_service.analysis.breaks import breaks
from transcription_service.analysis.client_reports import Uptime, uptime
from transcription_service.analysis.periods import Period, PeriodBody, moment
from transcription_service.analysis.watching import COUNTED, ENDED, IS_REFUSED, PLANNED, words
from transcription_service.models.timestamp import Timestamp
from transcription_service.observation import Departure, Transport

MOST_REFUSALS = 50


class RefusalsAlike(BaseModel):
    """Requests for streams or statuses that were answered with the same error."""

    transport: Transport
    http_status: int
    code: str = Field(description="The problem's; empty where there was none.")
    times: int
    sessions: int = Field(description="That were asked for.")
    last_at: Timestamp


class EndsAlike(BaseModel):
    """Streams that ended within the period, for a reason that nobody had announced."""

    reason: Departure
    streams: int
    sessions: int
    last_at: Timestamp


class FailuresByCause(BaseModel):
    """Most frequent first, and at most 50 kinds of refusals."""

    period: PeriodBody
    refusals: list[RefusalsAlike]
    ends: list[EndsAlike]
    breaks: int = Field(
        description="Of the streams in `ends`, those whose client came back; see `breaks` of a "
        "session. The rest may have been left on purpose."
    )
    reported: Uptime


_REFUSALS = f"""
SELECT transport, http_status, code, sum(times) AS times, count(DISTINCT session_id) AS sessions,
    max(last_at) AS last_at
FROM refusals WHERE {COUNTED} AND {IS_REFUSED}
GROUP BY transport, http_status, code ORDER BY times DESC, transport, http_status, code
LIMIT {MOST_REFUSALS}"""
_ENDS = f"""
SELECT reason, count(*) AS streams, count(DISTINCT session_id) AS sessions,
    max(closed_at) AS last_at
FROM streams WHERE {ENDED} AND reason NOT IN {words(PLANNED)}
GROUP BY reason ORDER BY streams DESC, reason"""


def failures(history: sqlite3.Connection, period: Period) -> FailuresByCause:
    """What was refused, what ended unannounced, what clients report."""
    return FailuresByCause(
        period=period.body,
        refusals=[
            RefusalsAlike(**_told(row)) for row in history.execute(_REFUSALS, period.arguments)
        ],
        ends=[EndsAlike(**_told(row)) for row in history.execute(_ENDS, period.arguments)],
        breaks=sum(breaks(history, period).values()),
        reported=uptime(history, period),
    )


def _told(row: sqlite3.Row) -> dict[str, object]:
    return {**dict(row), "last_at": moment(row["last_at"])}
