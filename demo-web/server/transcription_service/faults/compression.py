"""A proxy that compresses event streams, and forgets to flush."""

import zlib

from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

_GZIP = zlib.MAX_WBITS | 16


class Compression:
    """Compresses what is an event stream; what the compressor holds back goes out at its end."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._compressor: zlib._Compress | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/event-stream"):
                headers["Content-Encoding"] = "gzip"
                self._compressor = zlib.compressobj(wbits=_GZIP)
        elif self._compressor is not None:
            compressed = self._compressor.compress(message["body"])
            if not message.get("more_body"):
                compressed += self._compressor.flush()
            message = {**message, "body": compressed}
        await self._send(message)
