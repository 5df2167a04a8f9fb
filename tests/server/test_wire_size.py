"""Bytes that are told are those on the wire."""

import re
import socket
from urllib.parse import urlsplit

from conftest import add_session
from connection import PATIENCE_S
from manual_clock import ManualClock
from observing import Witness
from running_server import running
from scripted_recogniser import ScriptedRecogniser
from transcription_service.service import Service
from transcription_service.settings import Settings

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


def exchanged(url: str, request: bytes) -> bytes:
    """The whole answer; the connection would stay."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), PATIENCE_S) as connection:
        connection.sendall(request)
        answer = b""
        while not is_whole(answer):
            piece = connection.recv(65536)
            assert piece, answer
            answer += piece
    return answer


def is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    if not end:
        return False
    if length := re.search(rb"content-length: (\d+)", head):
        return len(body) == int(length[1])
    return b" 304 " in head or body.endswith(b"0\r\n\r\n")


def test_told_sizes_are_those_of_the_wire(
    settings: Settings, clock: ManualClock, recogniser: ScriptedRecogniser
) -> None:
    """AC-4.1.3: of a stream, of a poll, of an unchanged one, and of a refusal."""
    service = Service(settings, clock, recogniser)
    witness = Witness()
    service.observer = service.streams.observer = witness
    token = service.identity.new_token()
    status = add_session(service, token, ID)
    with running(service) as url:

        def size(path: str, *more: str) -> int:
            lines = [f"GET {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {token}", *more]
            request = ("\r\n".join(lines) + "\r\n\r\n").encode()
            return len(request) + len(exchanged(url, request))

        path = f"/api/v1/sessions/{ID}/status"
        polls = [size(path), size(path, f'If-None-Match: "{status.event_id}"')]
        refused = size("/api/v1/sessions/none/status?x=1")
        service.cancel(ID)
        streamed = size(f"{path}/stream")
    # Once the server has ended: a client has an answer before its observers hear of it.
    assert [poll.bytes for poll in witness.polls] == polls
    assert [refusal.bytes for refusal in witness.refusals] == [refused]
    assert [stream.bytes for stream in witness.closed] == [streamed]
    assert service.streams.tally.stream_bytes == streamed
