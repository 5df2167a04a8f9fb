"""What the package sends to `telemetryUrl`: `HealthReport` of js-bindings/src/telemetry.ts.

Words and figures that this release does not know are let go, not refused: pages may be newer.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_Word = Annotated[str, Field(pattern=r"^[a-z][a-z-]{0,31}$")]
_Count = Annotated[int, Field(ge=0, le=2**53)]
_Milliseconds = Annotated[float, Field(ge=0, le=1e12, allow_inf_nan=False)]
_SignedMilliseconds = Annotated[float, Field(ge=-1e15, le=1e15, allow_inf_nan=False)]


class _Figures(BaseModel):
    model_config = ConfigDict(frozen=True)


class Failures(_Figures):
    """Streams that failed, by cause."""

    error: _Count
    refused: _Count
    connectTimeout: _Count
    silence: _Count
    diedYoung: _Count


class TimeIn(_Figures):
    """Milliseconds in each state."""

    connecting: _Milliseconds
    open: _Milliseconds
    backoff: _Milliseconds
    polling: _Milliseconds
    suspended: _Milliseconds


class UpdateLatency(_Figures):
    """Updates by how late they came: up to so many milliseconds, and later than the one before."""

    lastMs: _SignedMilliseconds | None
    uncertaintyMs: _Milliseconds | None
    clockOffsetMs: _SignedMilliseconds | None
    upTo10: _Count
    upTo25: _Count
    upTo50: _Count
    upTo100: _Count
    upTo250: _Count
    upTo1000: _Count
    upTo3000: _Count
    over3000: _Count


class ConnectionMetrics(_Figures):
    """Counted from the beginning of the connection; see js-bindings/src/types.ts."""

    streamsOpened: _Count
    connects: _Count
    disconnects: _Count
    reconnects: _Count
    plannedCloses: _Count
    statusRequests: _Count
    statusFailures: _Count
    requests: _Count
    bytes: _Count
    updates: _Count
    outdated: _Count
    rejected: _Count
    uptimeRatio: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    failures: Failures
    timeIn: TimeIn
    latency: UpdateLatency


class ConnectionReport(_Figures):
    """One report; those of a connection are numbered from 1, and each holds all before it."""

    session_id: str = Field(max_length=64)
    connection_id: str = Field(pattern=r"^[0-9a-f]{32}$")
    report: int = Field(ge=1, le=2**31)
    reason: _Word
    state: _Word
    mode: _Word | None
    fallback_reason: _Word | None
    metrics: ConnectionMetrics
