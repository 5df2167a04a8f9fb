"""Hostile text: in headers, logs, pages and addresses it stays text."""

import logging
import re
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from connection import connect
from running_server import running
from test_access import assert_problem
from test_tickets import new_ticket
from transcription_service.models.status import JobError, Statistics
from transcription_service.models.transcript import Transcript
from transcription_service.server import Server
from transcription_service.service import Service
from transcription_service.sessions.repository import Session
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio

SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>"
HOSTILE = f'{SCRIPT}\r\nSet-Cookie: transcription_login=x\r\n\r\n"; filename=evil.html \0é\u2028'
ID = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"


@pytest.fixture
def hostile_session(service: Service, token: str) -> str:
    """As if no check of file names stood before it."""
    service.repository.add_session(
        Session(
            id=ID,
            user_id=service.identity.holder(token).id,
            file_name=HOSTILE,
            media_format="wav",
            size_bytes=44,
            audio_seconds=10,
            created_at="2026-01-01T12:00:00.000Z",
        )
    )
    service.publisher.queued(ID, attempt=1)
    return ID


async def test_a_hostile_file_name_writes_no_header(
    client: httpx.AsyncClient, service: Service, hostile_session: str
) -> None:
    service.repository.start(ID, lease_s=60)
    assert service.repository.save_transcript(
        Transcript(session_id=ID, audio_seconds=10, text=SCRIPT, segments=()), attempt=1
    )
    statistics = Statistics(
        audio_seconds=10,
        processed_seconds=10,
        segments_done=0,
        segments_total=0,
        words=0,
        realtime_factor=None,
    )
    service.repository.end(
        service.publisher.completed(ID, attempt=1, message=SCRIPT, statistics=statistics)
    )
    service.recordings.path(ID).write_bytes(SCRIPT.encode())
    for part in ("transcript.txt", "transcript.srt", "transcript.vtt", "transcript.json", "audio"):
        answer = await client.get(f"/api/v1/sessions/{hostile_session}/{part}")
        assert answer.status_code == 200
        disposition = answer.headers["content-disposition"]
        # Nothing but letters, digits, dots and percent signs: no quote to end, no line to begin.
        assert re.fullmatch(r"(attachment|inline); filename\*=UTF-8''[\w.%~-]+", disposition, re.ASCII)
        assert "set-cookie" not in answer.headers


async def test_hostile_text_is_never_a_page(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    hostile_session: str,
    headers: dict[str, str],
) -> None:
    """XSS through the file's name, the status's message and the error's."""
    service.publisher.failed(ID, JobError(code="x", message=SCRIPT))
    base = f"/api/v1/sessions/{hostile_session}"
    for path in ("/api/v1/sessions", base, f"{base}/status", f"{base}/none{SCRIPT}"):
        answer = await client.get(path)
        assert answer.headers["content-type"] in ("application/json", "application/problem+json")
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self' 'wasm-unsafe-eval';" in policy, "no inline script, if it were one"
    assert (await client.get(base)).json()["file_name"] == HOSTILE, "told as it is, as JSON"
    async with connect(app, f"{base}/status/stream", headers) as stream:
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["x-content-type-options"] == "nosniff"
        # A message is one line of JSON: it cannot begin an event of its own.
        lines = (await stream.rest()).decode().splitlines()
        assert all(re.match(r"(retry|id|event|data): |$", line) for line in lines)


async def test_a_path_writes_no_lines_into_the_log(
    client: httpx.AsyncClient,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_: str) -> bool:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(service.repository, "has_user", broken)
    hostile = "%0aERROR%20all%20is%20lost%0d%1b[31m%e2%80%a8" + "x" * 5000
    answer = await client.get(f"/api/v1/sessions/{hostile}?ticket={'A' * 43}")
    assert_problem(answer, 500, "internal_error")
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    message = record.getMessage()
    assert message.isprintable()
    assert len(message) < 400
    assert "ticket" not in message


async def test_tokens_and_tickets_are_in_no_log_and_no_answer(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """Over the real server, at the most talkative level."""
    caplog.set_level(logging.DEBUG)
    service = Service(settings)
    token = service.identity.new_token()
    with running(service) as url:
        async with httpx.AsyncClient(base_url=url) as client:
            bearer = {"Authorization": f"Bearer {token}"}
            path = f"/api/v1/sessions/{ID}/status?ticket={'T' * 43}&access_token={token}"
            answers = [
                await client.get(path),
                await client.get(path, headers=bearer),
                await client.get(path, headers={"Authorization": f"Basic {token}"}),
                await client.get(f"/api/v1/none?ticket={'T' * 43}", headers=bearer),
                await client.get("/api/v1/sessions?limit=x", headers=bearer),
            ]
    assert [answer.status_code for answer in answers] == [401, 404, 401, 404, 422]
    own = [record.getMessage() for record in caplog.records if record.name.split(".")[0] != "httpx"]
    for text in own + [answer.text for answer in answers]:
        assert token not in text
        assert "T" * 43 not in text


async def test_a_token_in_the_address_is_none(anonymous: httpx.AsyncClient, token: str) -> None:
    for name in ("access_token", "token", "ticket", "authorization"):
        answer = await anonymous.get("/api/v1/sessions", params={name: token})
        assert_problem(answer, 401, "unauthorized")


async def test_an_access_log_would_hold_no_tickets(
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
) -> None:
    Server(service)
    log = logging.getLogger("uvicorn.access")
    ticket = await new_ticket(client, own_session)
    path = f"/api/v1/sessions/{own_session}/status?ticket={ticket}&last_event_id=5f3a-1"
    parts = ("127.0.0.1:5", "GET", path, "1.1", 200)
    record = log.makeRecord(log.name, logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d', parts, None)
    assert log.filter(record)
    written = record.getMessage()
    assert ticket not in written
    assert "ticket=***&last_event_id=5f3a-1" in written


@pytest.mark.parametrize("folder", ["recordings", "sessions.sqlite3", "secret"])
async def test_no_address_leads_to_the_servers_own_files(
    folder: str, anonymous: httpx.AsyncClient, settings: Settings
) -> None:
    """Path traversal, through pages and samples."""
    page: Path = settings.static_dir
    (page / "assets").mkdir(parents=True)
    (page / "index.html").write_text("<!doctype html>")
    (page / "assets" / "link").symlink_to(settings.data_dir / folder)
    for up in ("..", "%2e%2e", "..%2f..", "%2e%2e%5c..", "....//", "%252e%252e"):
        for base in ("", "/assets", "/samples", "/api/v1/sessions"):
            answer = await anonymous.get(f"{base}/{up}/data/{folder}")
            assert answer.status_code in (401, 404), (base, up)
    assert (await anonymous.get("/assets/link")).status_code == 404, "a link out of the page"


async def test_https_alone_is_told_to_stay(app: FastAPI, anonymous: httpx.AsyncClient) -> None:
    name = "strict-transport-security"
    assert name not in (await anonymous.get("/healthz")).headers
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://testserver") as client:
        assert (await client.get("/healthz")).headers[name] == "max-age=31536000"
        assert "secure" in (await client.get("/")).headers["set-cookie"].lower()
