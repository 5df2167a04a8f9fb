"""The server as a process of its own: started, used over HTTP, stopped, killed, restarted."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audio_files import wav
from processes import PATIENCE_S, SERVER, Server, assert_gone


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Server]]:
    servers: list[Server] = []

    def start_one() -> Server:
        servers.append(Server(tmp_path / "data"))
        return servers[-1]

    yield start_one
    for server in servers:
        server.close()


def test_plain_http_does_the_whole_job(start: Callable[[], Server], short_speech: bytes) -> None:
    """AC-1.1.1 AC-1.1.4 AC-1.3.1 AC-1.3.4: one visit, one upload, one stream, one transcript."""
    server = start()
    assert server.user.get("/healthz").json()["status"] == "ok"
    server.user.get("/")
    session_id = server.upload(wav(short_speech))
    told = list(server.events(session_id))
    statuses = [data for name, data in told if name == "status"]
    assert [status["sequence"] for status in statuses] == sorted(
        {status["sequence"] for status in statuses}
    )
    progress = [status["progress"] for status in statuses]
    assert progress == sorted(progress)
    assert statuses[-1]["status"] == "completed"
    assert told[-1] == (
        "close",
        {"reason": "completed", "reconnect": False, "retry_after_ms": None},
    )
    text = server.user.get(f"/api/v1/sessions/{session_id}/transcript.txt").text
    assert "this is a short recording" in text
    assert server.end(signal.SIGTERM) == 0
    assert server.errors() == ""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_tells_streams_ends_jobs_and_exits_cleanly(
    how: signal.Signals, start: Callable[[], Server], speech: bytes
) -> None:
    server = start()
    server.user.get("/")
    session_id = server.upload(wav(speech * 30))
    stream = server.events(session_id)
    for name, data in stream:
        if name == "status" and data["progress"] >= 3:
            break
    children = server.children()
    server.process.send_signal(how)
    closes = [data for name, data in stream if name == "close"]
    assert [(data["reason"], data["reconnect"]) for data in closes] == [("shutdown", True)]
    assert closes[0]["retry_after_ms"] >= 500
    assert server.process.wait(PATIENCE_S) == 0
    assert_gone(children)
    assert server.errors() == ""


def test_a_killed_servers_job_is_done_by_the_next_one_as_a_new_attempt(
    start: Callable[[], Server], short_speech: bytes
) -> None:
    server = start()
    server.user.get("/")
    session_id = server.upload(wav(short_speech))
    epoch = ""
    for _, data in server.events(session_id):
        assert data["attempt"] == 1
        epoch = data["epoch"]
        if data["progress"] >= 10:
            break
    children = server.children()
    server.end(signal.SIGKILL)
    assert_gone(children)

    successor = start()
    successor.user.cookies = server.user.cookies
    told = [data for name, data in successor.events(session_id) if name == "status"]
    assert {data["attempt"] for data in told} == {2}
    assert all(data["epoch"] > epoch for data in told)
    assert told[-1]["status"] == "completed"
    text = successor.user.get(f"/api/v1/sessions/{session_id}/transcript.txt").text
    assert "this is a short recording" in text


def test_a_cancelled_jobs_child_is_gone_and_the_server_goes_on(
    start: Callable[[], Server], speech: bytes, short_speech: bytes
) -> None:
    server = start()
    server.user.get("/")
    session_id = server.upload(wav(speech * 30))
    for name, data in server.events(session_id):
        if name == "status" and data["progress"] >= 3 and data["status"] == "processing":
            children = server.children()
            server.user.post(f"/api/v1/sessions/{session_id}/cancel")
    assert (name, data["reason"]) == ("close", "cancelled")
    assert_gone(children)
    again = server.upload(wav(short_speech))
    assert [data for _, data in server.events(again)][-1]["reason"] == "completed"


def test_a_refused_upload_is_answered_even_while_it_is_sent(start: Callable[[], Server]) -> None:
    """The reason reaches the client, instead of a connection that breaks."""
    server = start()

    def body() -> Iterator[bytes]:
        for _ in range(400):
            yield bytes(1_000_000)

    answer = server.user.post(
        "/api/v1/sessions",
        content=body(),
        headers={"Content-Type": "multipart/form-data; boundary=X"},
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("PORT", "70000", "port: Input should be less than or equal to 65535"),
        ("HEARTBEAT_SECONDS", "often", "heartbeat_seconds: Input should be a valid number"),
        ("SECRET_KEY", "short", "secret_key: "),
    ],
)
def test_a_setting_that_makes_no_sense_is_named(
    name: str, value: str, complaint: str, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "transcription_service"],
        cwd=SERVER,
        env={"PATH": os.defpath, "PORT": "0", "DATA_DIR": str(tmp_path), name: value},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("The server cannot start: ")
    assert complaint in ended.stderr
    assert "Traceback" not in ended.stderr
    assert "short" not in ended.stderr.replace("shorter", "")
