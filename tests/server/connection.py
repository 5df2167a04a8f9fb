"""One streaming request, spoken to the application directly: what it sends can be seen byte by
byte, and the client can leave when the test says so."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import ASGIApp, Message

PATIENCE_S = 30.0
"""How long a test waits for what must come; long enough for a busy machine."""

_TURNS = 50
"""Of the event loop; a message takes a few of them to get through all middleware."""


class Connection:
    """The client's side of a request that is being answered."""

    def __init__(self) -> None:
        self._sent: asyncio.Queue[Message] = asyncio.Queue()
        self._left = asyncio.Event()
        self._takes = asyncio.Event()
        self._takes.set()
        self._asked = False
        self._stalls_after_head = False
        self.status = 0
        self.headers: dict[str, str] = {}

    async def body(self) -> bytes:
        """The next piece of the body; b"" at its end."""
        async with asyncio.timeout(PATIENCE_S):
            message = await self._sent.get()
        assert message["type"] == "http.response.body"
        body: bytes = message["body"]
        return body

    async def rest(self) -> bytes:
        """Everything up to the end of the body."""
        pieces = b""
        while True:
            async with asyncio.timeout(PATIENCE_S):
                message = await self._sent.get()
            pieces += bytes(message["body"])
            if not message.get("more_body"):
                return pieces

    def quiet(self) -> bool:
        """Whether nothing was sent that has not been read."""
        return self._sent.empty()

    async def settled(self) -> None:
        """Give the application its turns until it has done what it can do without being called."""
        for _ in range(_TURNS):
            await asyncio.sleep(0)

    def leave(self) -> None:
        self._left.set()
        self._takes.set()

    def stall(self) -> None:
        """Take no more bytes."""
        self._takes.clear()

    def stall_after_head(self) -> None:
        """Take the head, and then no more bytes."""
        self._stalls_after_head = True

    def go_on(self) -> None:
        """Take bytes again."""
        self._takes.set()

    async def head(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            message = await self._sent.get()
        assert message["type"] == "http.response.start"
        self.status = message["status"]
        self.headers = {name.decode(): value.decode() for name, value in message.get("headers", [])}

    async def send(self, message: Message) -> None:
        await self._takes.wait()
        await self._sent.put(message)
        if self._stalls_after_head:
            self.stall()

    async def receive(self) -> Message:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._left.wait()
        return {"type": "http.disconnect"}


@asynccontextmanager
async def connect(
    app: ASGIApp,
    path: str,
    headers: Mapping[str, str] | None = None,
    *,
    awaits_head: bool = True,
    http_version: str = "1.1",
    state: Mapping[str, Any] | None = None,
) -> AsyncIterator[Connection]:
    """GET `path`; the client leaves, if it is still there, when the context ends.

    Unless it `awaits_head`, the answer may not even have begun. `state` is what the server offers.
    """
    connection = Connection()
    target, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": http_version,
        "state": dict(state or {}),
        "method": "GET",
        "scheme": "http",
        "path": target,
        "raw_path": target.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [
            (name.lower().encode(), value.encode())
            for name, value in {"host": "testserver", **(headers or {})}.items()
        ],
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 50000),
    }
    answering = asyncio.create_task(_answer(app, scope, connection))
    try:
        if awaits_head:
            await connection.head()
        yield connection
    finally:
        connection.leave()
        async with asyncio.timeout(PATIENCE_S):
            await answering


async def _answer(app: ASGIApp, scope: dict[str, Any], connection: Connection) -> None:
    await app(scope, connection.receive, connection.send)


def events(text: bytes) -> list[tuple[str, str | None, Any]]:
    """Name, id and parsed data of each event in a whole stream."""
    found = []
    for block in text.decode().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        if "data" in fields:
            found.append((fields["event"], fields.get("id"), json.loads(fields["data"])))
    return found
