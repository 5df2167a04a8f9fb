"""How long requests and answers are as HTTP/1.1 writes them (RFC 9112), told from ASGI's words.

What a server or client puts there besides is in the sums: `date`, and the marks of chunks.
"""

from http import HTTPStatus
from typing import Any

_VERSION = len("HTTP/1.1")
_LINE_END = len("\r\n")
_HEADER = len(": ") + _LINE_END
_DATE = len("date: Thu, 01 Jan 2026 12:00:00 GMT") + _LINE_END
_CHUNKED = len("transfer-encoding: chunked") + _LINE_END
LAST_CHUNK = len("0") + 2 * _LINE_END
"""The end of a chunked body."""


def request_head(scope: Any) -> int:
    """Of an ASGI connection scope of type `http`."""
    target = len(scope.get("raw_path") or scope["path"].encode())
    if scope["query_string"]:
        target += len("?") + len(scope["query_string"])
    line = len(scope["method"]) + len("  ") + target + _VERSION + _LINE_END
    return line + _headers(scope["headers"]) + _LINE_END


def answer_head(message: Any) -> int:
    """Of an ASGI message of type `http.response.start`."""
    status = HTTPStatus(message["status"])
    line = _VERSION + len(f" {status.value} {status.phrase}") + _LINE_END
    names = {name.lower() for name, _ in message["headers"]}
    size = line + _headers(message["headers"]) + _DATE + _LINE_END
    if b"content-length" not in names and status not in (
        HTTPStatus.NO_CONTENT,
        HTTPStatus.NOT_MODIFIED,
    ):
        size += _CHUNKED
    return size


def chunk(length: int) -> int:
    """Of one chunk of a chunked body that holds `length` bytes."""
    digits = (length.bit_length() + 3) // 4
    return digits + 2 * _LINE_END + length if length else 0


def _headers(headers: Any) -> int:
    return sum(len(name) + len(value) + _HEADER for name, value in headers)
