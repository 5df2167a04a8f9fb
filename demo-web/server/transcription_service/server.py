"""The HTTP server: uvicorn, and a shutdown that streams hear of in time."""

import logging
import socket

import uvicorn

from transcription_service.app import create_app
from transcription_service.interpreter import serve_promptly
from transcription_service.service import Service
from transcription_service.web.connections import DirectConnection
from transcription_service.web.redaction import without_tickets

_BACKLOG = 2048
_GRACE_S = 1
"""Seconds that requests under way have to end once a stop was asked for."""


class Server(uvicorn.Server):
    """Serves one service until SIGINT or SIGTERM."""

    def __init__(self, service: Service) -> None:
        self._service = service
        logging.getLogger("uvicorn.access").addFilter(without_tickets)
        super().__init__(
            uvicorn.Config(
                create_app(service),
                interface="asgi3",
                # Its transports are those that streams write to at once.
                loop="asyncio",
                http=DirectConnection,
                ws="none",
                access_log=False,
                server_header=False,
                forwarded_allow_ips=list(service.settings.trusted_proxies),
                # Whoever starts the process decides how its records are written.
                log_config=None,
                log_level="warning",
                timeout_graceful_shutdown=_GRACE_S,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            serve_promptly()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Uvicorn waits for open responses before it ends the application's lifespan: streams
        # that only heard of it there would hold up the stop to its time-out.
        self._service.announce_stop()
        await super().shutdown(sockets)


def listen(host: str, port: int, *, patience_s: float) -> socket.socket:
    """A listening socket; raises OSError when the address is taken.

    Its connections end when their peer acknowledges, or has room for, nothing that was sent for
    `patience_s` seconds: peers that vanished say no good-bye.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named, because asyncio switches Nagle's algorithm off only where it reads this protocol on
    # the socket, and with it on, the second of two small writes waits 40 ms for an answer.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # Accepted sockets inherit it, on Linux; elsewhere there is none (RFC 5482).
            listener.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, round(patience_s * 1000)
            )
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise OSError(f"cannot listen on {host} port {port}: {error.strerror}") from error
    return listener
