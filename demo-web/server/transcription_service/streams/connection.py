"""What a server may offer the streams on its connections, in the `state` of a request's scope."""

from collections.abc import Callable
from typing import Any

from starlette.types import Scope

DROP = "drop_connection"
"""Ends the connection at once."""

WRITE_NOW = "write_now"
"""Writes a piece of a chunked body whose head was sent, unless the client has not taken all that
was written before, or has left; tells whether it did."""

WriteNow = Callable[[bytes], bool]


def drop_of(scope: Scope) -> Callable[[], None] | None:
    """What cuts the connection of a request; None where nothing can."""
    state: dict[str, Any] = scope.get("state", {})
    return state.get(DROP)


def write_now_of(scope: Scope) -> WriteNow | None:
    """None where the body is not chunked: a client of HTTP/1.0 knows no chunks."""
    state: dict[str, Any] = scope.get("state", {})
    return state.get(WRITE_NOW) if scope["http_version"] == "1.1" else None


def without_short_cuts(scope: Scope) -> Scope:
    """For who stands in the way of a stream and wants to see all of it."""
    state: dict[str, Any] = scope.get("state", {})
    return {**scope, "state": {name: state[name] for name in state if name != WRITE_NOW}}
