"""Connections that a response can end at once."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

from transcription_service.streams.status_stream import DROP


class DroppableConnection(H11Protocol):
    """Gives each request the means to drop its connection: to end a response that nobody takes
    would first wait until it is taken."""

    # asyncio hands over a transport of any kind; over TCP it is one of these.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app_state = {**self.app_state, DROP: transport.abort}
