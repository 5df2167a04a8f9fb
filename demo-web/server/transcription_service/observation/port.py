"""The facts that observers are told, and what an observer is.

Bytes are those of requests and answers as HTTP/1.1 writes them, heads and chunks included, whatever
a proxy makes of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Transport(StrEnum):
    """How a client asks for statuses."""

    SSE = "sse"
    POLLING = "polling"


class Departure(StrEnum):
    """Why a stream ended: the job did (the first three), the server said so (the next five), or
    something happened to the client or to us."""

    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    IDLE = "idle"
    SHUTDOWN = "shutdown"
    EXPIRED = "expired"
    """Its life, or its user's token, was over."""
    REPLACED = "replaced"
    """The same client has a newer one."""
    LEFT = "left"
    """The client went: it was closed, or lost its way here."""
    STUCK = "stuck"
    """The client took no bytes."""
    ERROR = "error"
    """A fault of ours; it was logged."""
    PROCESS_LOST = "process_lost"
    """The process ended without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedStream:
    """A stream whose head was sent."""

    id: str
    """Of this stream alone, 32 hexadecimal digits."""
    session_id: str
    user_id: str
    at: datetime
    is_resumed: bool
    """Its client has seen an event of this session before: it came back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedStream:
    """How a stream went, told when it has ended."""

    opened: OpenedStream
    at: datetime
    reason: Departure
    updates: int
    """Statuses sent, the first included."""
    conflated: int
    """Statuses that a newer one replaced before they were sent."""
    bytes: int
    head_bytes: int
    """Of these, the heads of request and answer."""
    status_bytes: int
    """Of these, the JSON of statuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """A request for the status, answered with it or with 304."""

    session_id: str
    user_id: str
    at: datetime
    is_unchanged: bool
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A request for a stream or a status that was answered with an error, or with 204."""

    session_id: str
    """As it was asked for; there need not be such a session."""
    user_id: str | None
    """None where it was not established who asks, or that they may."""
    at: datetime
    transport: Transport
    http_status: int
    code: str
    """The problem's; empty where the answer has none."""
    bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a client says of its own connection; the newest of a connection holds all."""

    session_id: str
    user_id: str
    connection_id: str
    number: int
    at: datetime
    """When it arrived."""
    reason: str
    state: str
    mode: str | None
    fallback_reason: str | None
    metrics: str
    """JSON, checked: `ConnectionMetrics` of the package."""


class Observer(Protocol):
    """Is told on the event loop; must neither block nor raise."""

    def stream_opened(self, stream: OpenedStream) -> None: ...

    def stream_closed(self, stream: ClosedStream) -> None: ...

    def polled(self, poll: Poll) -> None: ...

    def refused(self, refusal: Refusal) -> None: ...

    def reported(self, report: Report) -> None: ...


class Observers:
    """Several as one."""

    def __init__(self, observers: Sequence[Observer]) -> None:
        self._observers = observers

    def stream_opened(self, stream: OpenedStream) -> None:
        for observer in self._observers:
            observer.stream_opened(stream)

    def stream_closed(self, stream: ClosedStream) -> None:
        for observer in self._observers:
            observer.stream_closed(stream)

    def polled(self, poll: Poll) -> None:
        for observer in self._observers:
            observer.polled(poll)

    def refused(self, refusal: Refusal) -> None:
        for observer in self._observers:
            observer.refused(refusal)

    def reported(self, report: Report) -> None:
        for observer in self._observers:
            observer.reported(report)
