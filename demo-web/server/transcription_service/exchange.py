"""One request and its answer, as far as observers are to hear of it."""

from dataclasses import dataclass

from starlette.types import Message, Scope, Send

from transcription_service.observation.wire_size import (
    LAST_CHUNK,
    answer_head,
    chunk,
    request_head,
)

EXCHANGE = "transcription.exchange"
"""Where a request's scope has its own, if it is observed."""

_WITHOUT_BODY = (204, 304)


@dataclass(slots=True)
class Exchange:
    """What is told of a request while it is answered."""

    user_id: str | None = None
    """Once it is known who asks, and that they may."""
    code: str = ""
    """Of the problem that it is answered with."""


def exchange_of(scope: Scope) -> Exchange:
    """The present request's; one that nobody will read where none is observed."""
    exchange: Exchange = scope.get(EXCHANGE) or Exchange()
    return exchange


class Answer:
    """Remembers what was sent through it. Heads are changed in place by whatever is further out, so
    what is remembered is what the server got."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._body_bytes = 0
        self._chunked_bytes = 0
        self.start: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        else:
            length = len(message.get("body", b""))
            self._body_bytes += length
            self._chunked_bytes += chunk(length)
        await self._send(message)

    def size(self, scope: Scope) -> int:
        """Bytes of the request and of this, as in `observation.wire_size`; bodies of requests,
        which have none here, left out."""
        assert self.start is not None, "nothing was answered"
        names = {name.lower() for name, _ in self.start["headers"]}
        if self.start["status"] in _WITHOUT_BODY:
            body = 0
        elif b"content-length" in names:
            body = self._body_bytes
        else:
            body = self._chunked_bytes + LAST_CHUNK
        return request_head(scope) + answer_head(self.start) + body
