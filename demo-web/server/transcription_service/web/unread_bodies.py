"""Lets clients hear why they were refused while they are still sending.

Closing a connection with bytes unread resets it, and the reset overtakes the answer: the client
would see a broken connection instead of the reason.
"""

import asyncio

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LINGER_S = 5.0


class UnreadBodies:
    """Answers at once when a request is refused early, then for a while throws away what comes."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not has_body(scope):
            await self._app(scope, receive, send)
            return
        more_to_come = True
        linger = False

        async def counted_receive() -> Message:
            nonlocal more_to_come
            message = await receive()
            more_to_come = message.get("more_body", False)
            return message

        async def lingering_send(message: Message) -> None:
            nonlocal linger
            if message["type"] == "http.response.start" and more_to_come:
                linger = True
                MutableHeaders(scope=message)["Connection"] = "close"
            if not linger or message.get("more_body", message["type"] != "http.response.body"):
                await send(message)
                return
            await send({**message, "more_body": True})
            try:
                async with asyncio.timeout(_LINGER_S):
                    while more_to_come:
                        await counted_receive()
            except TimeoutError:
                pass
            await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self._app(scope, counted_receive, lingering_send)


def has_body(scope: Scope) -> bool:
    """Whether a request announces a body."""
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"
