"""Pages of other origins: who may read what is answered, and act with a cookie."""

import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from audio_files import ROOT
from connection import PATIENCE_S, connect
from test_access import assert_problem
from transcription_service.identity import COOKIE, Origins
from transcription_service.redis_link import StoreUnavailable
from transcription_service.service import Service
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio

APP = "https://app.example"
OTHER = "https://evil.example"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"allowed_origins": (APP,), "requests_per_minute": 5})


def assert_readable(headers: dict[str, str] | httpx.Headers) -> None:
    assert headers["access-control-allow-origin"] == APP
    assert headers["access-control-allow-credentials"] == "true"
    assert headers["access-control-expose-headers"] == (
        "ETag, Location, Retry-After, Accept-Ranges, Content-Range"
    )
    assert "origin" in headers["vary"].lower()


async def test_a_named_origin_is_told_what_it_may_send(anonymous: httpx.AsyncClient) -> None:
    answer = await anonymous.options(
        "/api/v1/sessions",
        headers={
            "Origin": APP,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization, content-type, last-event-id, "
            "if-none-match, if-range, range",
        },
    )
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == APP
    assert answer.headers["access-control-allow-methods"] == "GET, POST, DELETE"
    assert answer.headers["access-control-allow-credentials"] == "true"


@pytest.mark.faults
async def test_where_there_are_faults_a_named_origin_may_switch_them_on(
    anonymous: httpx.AsyncClient, own_session: str
) -> None:
    answer = await anonymous.options(
        f"/api/v1/demo/faults/{own_session}",
        headers={"Origin": APP, "Access-Control-Request-Method": "PUT"},
    )
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-methods"] == "GET, POST, DELETE, PUT"


@pytest.mark.parametrize(
    "asked",
    [
        {"Origin": OTHER},
        {"Origin": "null"},
        {"Origin": "https://app.example.evil.example"},
        {"Origin": "http://app.example"},
        {"Origin": "https://app.example:8443"},
        {"Origin": APP, "Access-Control-Request-Method": "PUT"},
        {"Origin": APP, "Access-Control-Request-Headers": "x-other"},
    ],
)
async def test_nothing_else_is_let_in(asked: dict[str, str], anonymous: httpx.AsyncClient) -> None:
    headers = {"Access-Control-Request-Method": "GET"} | asked
    answer = await anonymous.options("/api/v1/sessions", headers=headers)
    assert answer.status_code == 400
    if asked["Origin"] != APP:
        assert "access-control-allow-origin" not in answer.headers
        plain = await anonymous.get("/api/v1/samples", headers={"Origin": asked["Origin"]})
        assert "access-control-allow-origin" not in plain.headers


async def test_streams_and_statuses_can_be_read(
    app: FastAPI, client: httpx.AsyncClient, stream_path: str, headers: dict[str, str]
) -> None:
    async with connect(app, stream_path, headers | {"Origin": APP}) as stream:
        assert stream.status == 200
        assert_readable(stream.headers)
    status = stream_path.removesuffix("/stream")
    assert_readable((await client.get(status, headers={"Origin": APP})).headers)


async def test_refusals_can_be_read(
    app: FastAPI, client: httpx.AsyncClient, anonymous: httpx.AsyncClient, stream_path: str
) -> None:
    origin = {"Origin": APP}
    for path, status in ((stream_path, 401), ("/api/v1/none", 404)):
        answer = await anonymous.get(path, headers=origin)
        assert answer.status_code == status
        assert_readable(answer.headers)
    many = [await client.get("/api/v1/sessions", headers=origin) for _ in range(6)]
    assert many[-1].status_code == 429
    assert int(many[-1].headers["retry-after"]) > 0
    assert_readable(many[-1].headers)


async def test_faults_of_the_service_can_be_read(
    app: FastAPI, anonymous: httpx.AsyncClient
) -> None:
    async def broken(_: Request) -> Response:
        raise RuntimeError("on purpose")

    app.router.add_route("/api/v1/broken", broken)
    answer = await anonymous.get("/api/v1/broken", headers={"Origin": APP})
    assert_problem(answer, 500, "internal_error")
    assert "on purpose" not in answer.text
    assert_readable(answer.headers)
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_redis_that_is_away_can_be_read_of(
    app: FastAPI, anonymous: httpx.AsyncClient
) -> None:
    """503 with Retry-After, for a page of another origin too."""

    async def away(_: Request) -> Response:
        raise StoreUnavailable("on purpose")

    app.router.add_route("/api/v1/away", away)
    answer = await anonymous.get("/api/v1/away", headers={"Origin": APP})
    assert_problem(answer, 503, "store_unavailable")
    assert answer.headers["retry-after"] == "1"
    assert_readable(answer.headers)


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Origin": APP}, True),
        ({"Origin": APP, "Sec-Fetch-Site": "same-site"}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": OTHER, "Sec-Fetch-Site": "same-site"}, False),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "http://app.example"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
async def test_a_cookie_acts_and_watches_for_named_origins_only(
    headers: dict[str, str],
    allowed: bool,
    app: FastAPI,
    anonymous: httpx.AsyncClient,
    service: Service,
    own_session: str,
    stream_path: str,
    token: str,
) -> None:
    anonymous.cookies.set(COOKIE, token)
    cookie = {"Cookie": f"{COOKIE}={token}"}
    async with connect(app, stream_path, headers | cookie) as stream:
        assert stream.status == (200 if allowed else 403)
    session = f"/api/v1/sessions/{own_session}"
    answer = await anonymous.post(f"{session}/cancel", headers=headers)
    assert answer.status_code == (200 if allowed else 403)
    service.recordings.remove(own_session)
    answer = await anonymous.post(f"{session}/retry", headers=headers)
    assert answer.status_code == (404 if allowed else 403)
    answer = await anonymous.delete(session, headers=headers)
    assert answer.status_code == (204 if allowed else 403)


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "null",
        "",
        "app.example",
        "https://",
        "https://*.example",
        "https://app.example/",
        "https://app.example/path",
        "https://user@app.example",
        "https://App.example",
        "https://app.example:443",
        "http://app.example:80",
        "https://app.example:99999",
        "https://app.example:x",
        "https://[::1",
        "https://app example",
        "https://app.example,https://b.example",
        "https://äpp.example",
        "ftp://app.example",
        "file://",
        "https://app.example\n",
    ],
)
def test_a_setting_that_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(ValueError, match="ALLOWED_ORIGINS: expected origins as browsers send them"):
        Origins([origin])


def test_origins_of_every_kind_are_taken() -> None:
    named = ("https://app.example", "http://localhost:5173", "http://[::1]:5173", "http://10.0.0.1")
    assert Origins(named).named == named


def test_a_server_with_a_star_does_not_start(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "transcription_service"],
        cwd=ROOT / "demo-web" / "server",
        env={"PATH": "", "PORT": "0", "DATA_DIR": str(tmp_path), "ALLOWED_ORIGINS": '["*"]'},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("The server cannot start: ALLOWED_ORIGINS: expected origins")
    assert "Traceback" not in ended.stderr
