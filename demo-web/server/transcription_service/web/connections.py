"""What a response may do with its connection beyond what ASGI offers."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

from transcription_service.streams.connection import DROP, WRITE_NOW


class DirectConnection(H11Protocol):
    """Gives each request the means to drop its connection, since to end a response that nobody
    takes would first wait until it is taken; and to write a chunk of its body at once, since on
    the way through tasks and middleware an update for a thousand watchers would spend most of its
    time."""

    # asyncio hands over a transport of any kind; over TCP it is one of these.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)

        def write_now(body: bytes) -> bool:
            if transport.is_closing() or transport.get_write_buffer_size() > 0:
                return False
            transport.write(b"%x\r\n%b\r\n" % (len(body), body))
            return True

        self.app_state = {**self.app_state, DROP: transport.abort, WRITE_NOW: write_now}
