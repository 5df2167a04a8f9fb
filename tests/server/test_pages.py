"""The page, its files, the samples, and the headers on all of them."""

import json
from pathlib import Path

import httpx
import pytest

from audio_files import SPEECH
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def page(settings: Settings) -> Path:
    folder = settings.static_dir
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>Transcription</title>")
    (folder / "favicon.svg").write_text("<svg/>")
    (folder / "assets" / "index-5f3a.js").write_text("export {}")
    (folder / "assets" / "core-5f3a.wasm").write_bytes(b"\0asm")
    return folder


@pytest.mark.usefixtures("page")
async def test_the_page_is_served_with_a_strict_policy(anonymous: httpx.AsyncClient) -> None:
    answer = await anonymous.get("/")
    assert answer.status_code == 200
    assert "<title>Transcription</title>" in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    policy = dict(
        directive.split(" ", 1)
        for directive in answer.headers["content-security-policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.usefixtures("page")
async def test_errors_and_api_answers_bear_the_same_headers(client: httpx.AsyncClient) -> None:
    for path in ("/api/v1/sessions", "/api/v1/nothing", "/healthz", "/api/v1/sessions/x/status"):
        answer = await client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" in answer.headers


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    ("path", "kind", "caching"),
    [
        ("/assets/index-5f3a.js", "text/javascript", "immutable"),
        ("/assets/core-5f3a.wasm", "application/wasm", "immutable"),
        ("/favicon.svg", "image/svg+xml", "no-cache"),
    ],
)
async def test_files_have_the_type_browsers_insist_on(
    path: str, kind: str, caching: str, anonymous: httpx.AsyncClient
) -> None:
    answer = await anonymous.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == kind
    assert caching in answer.headers["cache-control"]
    again = await anonymous.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.usefixtures("page")
async def test_an_address_that_the_page_made_up_shows_the_page(
    anonymous: httpx.AsyncClient,
) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml"}
    answer = await anonymous.get("/sessions/1b4e28ba", headers=browser)
    assert "<title>Transcription</title>" in answer.text
    assert "set-cookie" in answer.headers


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(
    "path",
    [
        "/assets/missing.js",
        "/..%2f..%2fdata%2fsecret",
        "/%2e%2e/data/secret",
        "/assets/..%5c..%5csecret",
        "/%00",
        "/" + "x" * 5000,
    ],
)
async def test_what_is_not_there_is_a_problem_and_never_a_file_from_elsewhere(
    path: str, anonymous: httpx.AsyncClient
) -> None:
    answer = await anonymous.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 1000


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("accept", ["*/*", "text/html"])
async def test_the_api_never_answers_with_the_page(
    accept: str, anonymous: httpx.AsyncClient
) -> None:
    answer = await anonymous.get("/api/v1/missing", headers={"Accept": accept})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "status", "offered"),
    [
        ("POST", "/healthz", 405, "GET"),
        ("DELETE", "/api/v1/sessions", 405, "GET, POST"),
        ("PUT", "/api/v1/sessions/x", 405, "GET, DELETE"),
        ("POST", "/api/v1/sessions/x/audio", 405, "GET, HEAD"),
        ("POST", "/", 404, None),
        ("POST", "/api/v1/missing", 404, None),
    ],
)
async def test_a_method_that_is_not_offered_is_a_problem(
    method: str, path: str, status: int, offered: str | None, anonymous: httpx.AsyncClient
) -> None:
    answer = await anonymous.request(method, path)
    assert (answer.status_code, answer.headers.get("allow")) == (status, offered)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_page_that_was_not_built_says_so_and_logs_in_all_the_same(
    anonymous: httpx.AsyncClient,
) -> None:
    answer = await anonymous.get("/")
    assert (answer.status_code, answer.json()["code"]) == (503, "page_not_built")
    assert "npm run build" in answer.json()["detail"]
    assert (await anonymous.get("/api/v1/sessions")).status_code == 200


async def test_the_samples_are_listed_and_served(anonymous: httpx.AsyncClient) -> None:
    [sample] = (await anonymous.get("/api/v1/samples")).json()["samples"]
    audio = await anonymous.get(sample["url"])
    assert audio.content == SPEECH.read_bytes()
    assert audio.headers["content-type"].split(";")[0] in ("audio/ogg", "application/ogg")
    assert len(audio.content) < 200_000
    assert sample["text"].startswith("Good morning.")


@pytest.mark.parametrize("name", ["README.md", "samples.json", "..%2ffavicon.svg", "missing.ogg"])
async def test_only_listed_samples_are_served(name: str, anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.get(f"/samples/{name}")).status_code == 404


async def test_the_description_of_the_api_names_every_endpoint(
    anonymous: httpx.AsyncClient,
) -> None:
    description = json.loads((await anonymous.get("/api/v1/openapi.json")).text)
    session = "/api/v1/sessions/{session_id}"
    assert {
        "/healthz",
        "/api/v1/auth/token",
        "/api/v1/samples",
        "/api/v1/sessions",
        session,
        f"{session}/cancel",
        f"{session}/status",
        f"{session}/status/stream",
        f"{session}/transcript.txt",
        f"{session}/transcript.json",
    } <= set(description["paths"])
