"""The bytes of `text/event-stream` (WHATWG HTML, 9.2)."""

import json
from datetime import datetime
from enum import StrEnum

from transcription_service.models.status import TranscriptionStatus
from transcription_service.models.timestamp import rfc3339

HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-cache, no-transform"),
    (b"connection", b"keep-alive"),
    # nginx collects a response before it passes it on, unless told otherwise.
    (b"x-accel-buffering", b"no"),
)

RETRY = b"retry: 3000\n\n"


class CloseReason(StrEnum):
    """Why the server ends a stream."""

    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    IDLE = "idle"
    SHUTDOWN = "shutdown"
    REPLACED = "replaced"


def status_event(status: TranscriptionStatus) -> bytes:
    """A whole status, with the id by which a client resumes behind it."""
    return b"id: %b\nevent: status\ndata: %b\n\n" % (status.event_id.encode(), status.body)


def heartbeat_event(moment: datetime) -> bytes:
    """A sign of life, with the time of the server that says it."""
    return _event("heartbeat", {"timestamp": rfc3339(moment)})


def close_event(reason: CloseReason, *, retry_after_ms: int | None = None) -> bytes:
    """The last event of a stream; a `retry_after_ms` invites the client back after that time."""
    return _event(
        "close",
        {
            "reason": reason,
            "reconnect": retry_after_ms is not None,
            "retry_after_ms": retry_after_ms,
        },
    )


def _event(name: str, body: dict[str, object]) -> bytes:
    text = json.dumps(body, separators=(",", ":"))
    return f"event: {name}\ndata: {text}\n\n".encode()
