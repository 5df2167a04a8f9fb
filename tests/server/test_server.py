"""What a server needs before it serves: settings, a socket, a folder, a database."""

import socket
import sqlite3
from pathlib import Path

import pytest
from pydantic import ValidationError

from manual_clock import ManualClock
from transcription_service.database import Database
from transcription_service.server import listen
from transcription_service.service import Service
from transcription_service.sessions.schema import MIGRATIONS
from transcription_service.settings import Settings


def test_everything_has_a_default_that_works_on_loopback_alone() -> None:
    settings = Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.heartbeat_seconds == 15
    assert settings.max_upload_bytes == 200_000_000
    assert settings.redis_url is None
    assert settings.parallel_jobs == 2
    assert not settings.demo_faults
    assert (settings.samples_dir / "samples.json").exists()


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "0")
    monkeypatch.setenv("MAX_UPLOAD_BYTES", "1000")
    monkeypatch.setenv("DEMO_FAULTS", "1")
    monkeypatch.setenv("DATA_DIR", "elsewhere")
    settings = Settings()
    assert (settings.port, settings.max_upload_bytes) == (0, 1000)
    assert settings.demo_faults
    assert settings.data_dir == Path("elsewhere")


@pytest.mark.parametrize("room", ["RECORDINGS_MAX_BYTES", "ARRIVING_MAX_BYTES"])
def test_room_is_expected_for_the_largest_upload(
    room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else every upload of that size would be told to come later."""
    monkeypatch.setenv("MAX_UPLOAD_BYTES", "10_000_000_000")
    with pytest.raises(ValidationError, match=r"MAX_UPLOAD_BYTES \(10000000000\) or more"):
        Settings()
    monkeypatch.setenv("MAX_UPLOAD_BYTES", "1000")
    monkeypatch.setenv(room, "999")
    with pytest.raises(ValidationError, match=f"{room.lower()}\n.* came 999: raise this"):
        Settings()
    monkeypatch.setenv(room, "1000")
    Settings()


def test_connections_send_small_writes_at_once() -> None:
    """Asyncio sets TCP_NODELAY only on sockets that name their protocol."""
    with listen("127.0.0.1", 0, patience_s=30) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_peers_that_vanish_are_given_up_by_the_kernel() -> None:
    """AC-4.2.5: a half-open connection does not hold a stream's slot for ever."""
    with (
        listen("127.0.0.1", 0, patience_s=7.5) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 7500


def test_an_address_that_is_taken_is_named() -> None:
    with listen("127.0.0.1", 0, patience_s=30) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(OSError, match=f"cannot listen on 127.0.0.1 port {port}"):
            listen("127.0.0.1", port, patience_s=30)


def test_a_database_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sessions.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(RuntimeError, match="schema version 99"):
        Database(path, MIGRATIONS)


def test_a_transaction_that_fails_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "sessions.sqlite3", MIGRATIONS)

    def add_twice() -> None:
        with database.transaction() as connection:
            for _ in range(2):
                connection.execute("INSERT INTO users (id, created_at) VALUES ('one', 'now')")

    with pytest.raises(sqlite3.IntegrityError):
        add_twice()
    assert database.connection.execute("SELECT count(*) FROM users").fetchone()[0] == 0
    database.close()


@pytest.mark.anyio
async def test_a_key_from_outside_is_used_and_not_kept(
    settings: Settings, clock: ManualClock
) -> None:
    key = "0123456789abcdef0123456789abcdef"
    service = Service(Settings(data_dir=settings.data_dir, secret_key=key), clock)
    service.start()
    token = service.identity.new_token()
    await service.stop()
    assert not (settings.data_dir / "secret").exists()
    again = Service(Settings(data_dir=settings.data_dir, secret_key=key), clock)
    again.start()
    assert again.identity.holder(token).id
    await again.stop()
