"""Connections in the log, and the lines of it."""

import json
import logging
import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from audio_files import wav
from connection import connect
from processes import Server
from test_telemetry import report
from transcription_service.log_records import write_records
from transcription_service.service import Service

CONNECTIONS = "transcription_service.connections"


@pytest.mark.anyio
async def test_connect_disconnect_refusal_and_report_are_logged_with_their_facts(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
    token: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """AC-3.2.1 AC-3.2.3"""
    caplog.set_level(logging.INFO, CONNECTIONS)
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
    await client.get("/api/v1/sessions/%1b[2Jnone%0d/status")
    service.streams.shut_down()
    await client.get(stream_path)
    await client.post("/api/v1/telemetry", json=report(own_session))
    records = [record for record in caplog.records if record.name == CONNECTIONS]
    told = [
        (record.levelname, record.message, {name: vars(record).get(name) for name in names})
        for record, names in zip(
            records,
            (
                ("session", "user", "resumed"),
                ("session", "reason", "updates", "seconds"),
                ("session", "http_status", "code", "user"),
                ("session", "http_status", "code", "transport"),
                ("session", "state", "report"),
            ),
            strict=True,
        )
    ]
    user = service.identity.holder(token).id
    assert told == [
        ("INFO", "stream opened", {"session": own_session, "user": user, "resumed": False}),
        (
            "INFO",
            "stream closed",
            {"session": own_session, "reason": "left", "updates": 1, "seconds": 0.0},
        ),
        (
            "INFO",
            "refused",
            {
                "session": r"\x1b[2Jnone\r",
                "http_status": 404,
                "code": "session_unknown",
                "user": None,
            },
        ),
        (
            "WARNING",
            "refused",
            {
                "session": own_session,
                "http_status": 503,
                "code": "stopping",
                "transport": "sse",
            },
        ),
        ("INFO", "client reported", {"session": own_session, "state": "closed", "report": 1}),
    ]


@pytest.fixture
def _root_logger() -> Iterator[None]:
    """As it was, afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers = handlers
    root.setLevel(level)


@pytest.mark.usefixtures("_root_logger")
@pytest.mark.parametrize("line_format", ["logfmt", "json"])
def test_a_record_is_one_line_whatever_it_holds(
    line_format: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """A name from outside can write no record of its own."""
    write_records(level="info", line_format="json" if line_format == "json" else "logfmt")
    logger = logging.getLogger(CONNECTIONS)
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logger.exception('stream\nopened "x"', extra={"session": "a\nlevel=error b"})
    logger.debug("not asked for")
    [line] = capfd.readouterr().err.splitlines()
    if line_format == "json":
        record = json.loads(line)
        assert record["session"] == "a\nlevel=error b"
        assert (record["level"], record["logger"]) == ("error", CONNECTIONS)
        assert "ValueError: two\nlines" in record["exception"]
    else:
        assert line.startswith("timestamp=")
        assert r'session="a\nlevel=error b"' in line
        assert r"two\nlines" in line


def test_a_server_logs_its_connections_as_lines_of_json(
    tmp_path: Path, short_speech: bytes
) -> None:
    """AC-3.2.1: what an operator reads of one job."""
    server = Server(tmp_path / "data", LOG_LEVEL="info", LOG_FORMAT="json")
    try:
        server.user.get("/")
        session_id = server.upload(wav(short_speech))
        list(server.events(session_id))
        assert server.end(signal.SIGTERM) == 0
        records = [json.loads(line) for line in server.errors().splitlines()]
    finally:
        server.close()
    assert [record["event"] for record in records] == ["stream opened", "stream closed"]
    assert {record["session"] for record in records} == {session_id}
    assert records[1]["reason"] == "completed"
    assert all(record["timestamp"].endswith("Z") for record in records)
