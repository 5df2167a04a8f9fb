"""Headers that are larger than any that a client of ours sends."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

from connection import PATIENCE_S
from manual_clock import ManualClock
from running_server import running
from scripted_recogniser import ScriptedRecogniser
from transcription_service.service import Service
from transcription_service.settings import Settings

_TOO_LARGE = 128 * 1024


@pytest.mark.parametrize("ending", [b"\r\n\r\n", b""], ids=["whole", "without an end"])
def test_headers_without_measure_are_refused_and_kept_nowhere(
    ending: bytes, settings: Settings, clock: ManualClock, recogniser: ScriptedRecogniser
) -> None:
    with running(Service(settings, clock, recogniser)) as url:
        address = urlsplit(url)
        with socket.create_connection((address.hostname, address.port), PATIENCE_S) as client:
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ")
            try:
                client.sendall(b"x" * _TOO_LARGE + ending)
                answer = client.recv(65536)
            except ConnectionError:
                # Closed while we were sending: nobody reads on.
                answer = b""
        assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")
        assert httpx.get(f"{url}/healthz").status_code == 200
