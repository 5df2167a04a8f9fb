"""What the tests of the server share."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from audio_files import SAMPLES, short_speech_pcm, speech_pcm
from connection_rows import Rows
from manual_clock import ManualClock
from redis_server import RedisServer
from scripted_recogniser import ScriptedRecogniser
from transcription_service.app import create_app
from transcription_service.database import Database
from transcription_service.history.schema import MIGRATIONS
from transcription_service.isolation.children import ChildLost
from transcription_service.models.status import TranscriptionStatus
from transcription_service.service import Service
from transcription_service.sessions.repository import Session
from transcription_service.settings import Settings


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def _shared_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def redis_url(_shared_redis: RedisServer) -> str:
    """An empty Redis, for tests that leave it running."""
    _shared_redis.flush()
    return _shared_redis.url


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis that the test may stop, kill and suspend."""
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        static_dir=tmp_path / "page",
        samples_dir=SAMPLES,
        max_upload_bytes=2_000_000,
        max_audio_seconds=60,
        # What is left on disk shows only where nothing is kept on purpose.
        recording_days=0 if "disk_stays_clean" in request.fixturenames else 7,
        # Their middleware takes streams another way, so it is there for those only that ask.
        demo_faults=request.node.get_closest_marker("faults") is not None,
    )


@pytest.fixture
def recogniser() -> ScriptedRecogniser:
    return ScriptedRecogniser()


@pytest.fixture
def jobs_end_with_the_test(service: Service, recogniser: ScriptedRecogniser) -> Iterator[None]:
    """What still runs then is given up, and holds up no stop."""
    yield
    for _ in range(service.settings.parallel_jobs):
        recogniser.end(ChildLost("killed", "enough"))


@pytest.fixture
async def service(
    settings: Settings, clock: ManualClock, recogniser: ScriptedRecogniser
) -> AsyncIterator[Service]:
    """The whole service, on a clock and a recogniser that the test commands."""
    service = Service(settings, clock, recogniser)
    service.start()
    yield service
    await service.stop()


@pytest.fixture
def rows(tmp_path: Path) -> Iterator[Rows]:
    """A history of connections with nothing in it."""
    database = Database(tmp_path / "connections.sqlite3", MIGRATIONS)
    yield Rows(database)
    database.close()


@pytest.fixture
def app(service: Service) -> FastAPI:
    return create_app(service)


@pytest.fixture
async def anonymous(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """Someone without a token."""
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client


@pytest.fixture
def token(service: Service) -> str:
    return service.identity.new_token()


@pytest.fixture
async def client(app: FastAPI, token: str) -> AsyncIterator[httpx.AsyncClient]:
    """A user with a bearer token."""
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://testserver",
        headers={"Authorization": f"Bearer {token}"},
    ) as client:
        yield client


@pytest.fixture
async def admin(
    app: FastAPI, settings: Settings, service: Service
) -> AsyncIterator[httpx.AsyncClient]:
    """A program that has the administration key."""
    key = (settings.data_dir / "admin-key").read_text()
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app),
        base_url="http://testserver",
        headers={"Authorization": f"Bearer {key}"},
    ) as client:
        yield client


@pytest.fixture
async def own_session(service: Service, token: str) -> str:
    """A session of that user whose job nobody has submitted: it changes when the test says so."""
    session_id = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
    add_session(service, token, session_id)
    return session_id


@pytest.fixture
def stream_path(own_session: str) -> str:
    return f"/api/v1/sessions/{own_session}/status/stream"


@pytest.fixture
def headers(token: str) -> dict[str, str]:
    """What that user sends along where no client does it."""
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture(scope="session")
def speech() -> bytes:
    """Seventeen seconds of speech as PCM: five sentences with pauses between."""
    return speech_pcm()


@pytest.fixture(scope="session")
def short_speech() -> bytes:
    """Its first two sentences, for tests that can do with less."""
    return short_speech_pcm()


@pytest.fixture
def disk_stays_clean(service: Service, settings: Settings) -> Iterator[None]:
    """Whatever the test does, no file is there afterwards that was not there before."""
    before = set(settings.data_dir.rglob("*"))
    yield
    left = {
        path
        for path in settings.data_dir.rglob("*")
        if not path.name.startswith("sessions.sqlite3")
    }
    assert left <= before


def add_session(service: Service, token: str, session_id: str) -> TranscriptionStatus:
    """A waiting session of the token's holder, with a recording."""
    service.repository.add_session(
        Session(
            id=session_id,
            user_id=service.identity.holder(token).id,
            file_name="talk.wav",
            media_format="wav",
            size_bytes=44,
            audio_seconds=10,
            created_at="2026-01-01T12:00:00.000Z",
        )
    )
    service.recordings.path(session_id).write_bytes(b"audio")
    return service.publisher.queued(session_id, attempt=1)


def files(service: Service) -> set[str]:
    """The sessions whose recordings are kept."""
    return {held.name for held in service.recordings.held()}
