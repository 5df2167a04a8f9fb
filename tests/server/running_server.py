"""The real HTTP server on a free port of loopback, in a thread of the test's own process."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from connection import PATIENCE_S
from transcription_service.server import Server, listen
from transcription_service.service import Service


@contextmanager
def running(service: Service) -> Iterator[str]:
    """Its URL, until the context ends; then it has stopped, and the service with it."""
    listener = listen("127.0.0.1", 0, patience_s=PATIENCE_S)
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = Server(service)
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        httpx.get(f"{url}/healthz", timeout=PATIENCE_S).raise_for_status()
        yield url
    finally:
        server.should_exit = True
        thread.join(PATIENCE_S)
        listener.close()
    assert not thread.is_alive(), "the server does not stop"
