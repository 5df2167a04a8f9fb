"""The least that the same server can answer: no application, no session, no user.

What polls take here is the machine's, the server's and the client's own time.
"""

import asyncio
import socket
from typing import Any

import uvicorn

from orders import serve

_BODY = b'{"progress":50}'.ljust(500)
"""As long as a status."""

_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(_BODY))],
}


async def answer(scope: Any, _receive: Any, send: Any) -> None:
    assert scope["type"] == "http", "no life is waited for"
    await send(_START)
    await send({"type": "http.response.body", "body": _BODY})


async def main() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(answer, http="h11", ws="none", lifespan="off", log_level="warning")
    )
    await serve(server, listener, {})


if __name__ == "__main__":
    asyncio.run(main())
