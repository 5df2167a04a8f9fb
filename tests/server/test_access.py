"""Who may see what."""

import httpx
import pytest
from fastapi import FastAPI

from connection import connect
from manual_clock import ManualClock
from transcription_service.identity import COOKIE
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

OF_A_SESSION = [
    ("GET", ""),
    ("GET", "/status"),
    ("GET", "/status/stream"),
    ("GET", "/transcript.txt"),
    ("GET", "/transcript.json"),
    ("POST", "/cancel"),
]
ALL = [("GET", "/api/v1/sessions"), ("POST", "/api/v1/sessions")] + [
    (method, f"/api/v1/sessions/1b4e28ba-2fa1-41d2-883f-0016d3cca427{path}")
    for method, path in OF_A_SESSION
]


def assert_problem(answer: httpx.Response, status: int, code: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "code", "detail"}
    assert (problem["status"], problem["code"]) == (status, code)


@pytest.mark.parametrize(("method", "path"), ALL)
async def test_nobody_gets_anything_without_a_token(
    method: str, path: str, anonymous: httpx.AsyncClient, own_session: str
) -> None:
    """AC-1.1.5: each request is authenticated, each connection to the stream among them."""
    answer = await anonymous.request(method, path)
    assert_problem(answer, 401, "unauthorized")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), OF_A_SESSION)
async def test_another_users_session_is_as_unknown_as_none(
    method: str,
    path: str,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
) -> None:
    """AC-1.1.2: ownership is checked before a byte is streamed."""
    stranger = {"Authorization": f"Bearer {service.identity.new_token()}"}
    theirs = await anonymous.request(
        method, f"/api/v1/sessions/{own_session}{path}", headers=stranger
    )
    unknown = "00000000-2fa1-41d2-883f-0016d3cca427"
    nobodys = await client.request(method, f"/api/v1/sessions/{unknown}{path}")
    for answer in (theirs, nobodys):
        assert_problem(answer, 404, "session_unknown")
    assert theirs.text.replace(own_session, unknown) == nobodys.text


@pytest.mark.parametrize(
    "session_id",
    [
        "abc",
        "1B4E28BA-2FA1-41D2-883F-0016D3CCA427",
        "1b4e28ba2fa141d2883f0016d3cca427",
        "..%2f..%2fsecret",
        "%00",
        "%ff%fe",
        "x" * 10_000,
        "'%20OR%201=1",
    ],
)
@pytest.mark.parametrize("path", ["", "/status", "/status/stream", "/transcript.txt"])
async def test_a_malformed_session_id_is_unknown(
    session_id: str, path: str, client: httpx.AsyncClient
) -> None:
    answer = await client.get(f"/api/v1/sessions/{session_id}{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(answer.content) < 1000


async def test_a_list_holds_ones_own_sessions_only(
    anonymous: httpx.AsyncClient, client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    stranger = {"Authorization": f"Bearer {service.identity.new_token()}"}
    theirs = (await anonymous.get("/api/v1/sessions", headers=stranger)).json()
    assert theirs == {"sessions": [], "next": None}
    own = (await client.get("/api/v1/sessions")).json()
    assert [session["session_id"] for session in own["sessions"]] == [own_session]


async def test_a_token_is_given_for_the_asking_and_each_is_a_new_user(
    anonymous: httpx.AsyncClient, service: Service
) -> None:
    users = set()
    for _ in range(2):
        body = (await anonymous.post("/api/v1/auth/token")).json()
        assert set(body) == {"access_token", "token_type"}
        assert body["token_type"] == "bearer"
        users.add(service.identity.holder(body["access_token"]).id)
    assert len(users) == 2


async def test_the_page_brings_a_login_cookie_that_scripts_cannot_read(
    anonymous: httpx.AsyncClient,
) -> None:
    cookie = (await anonymous.get("/")).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= attributes
    assert (await anonymous.get("/api/v1/sessions")).status_code == 200


async def test_a_valid_cookie_is_kept(anonymous: httpx.AsyncClient) -> None:
    await anonymous.get("/")
    assert "set-cookie" not in (await anonymous.get("/")).headers


async def test_a_cookie_of_another_server_is_replaced(anonymous: httpx.AsyncClient) -> None:
    anonymous.cookies.set(COOKIE, "from.somewhere.else")
    assert "set-cookie" in (await anonymous.get("/")).headers


@pytest.mark.parametrize(
    "authorization",
    ["Bearer", "Bearer x", "Bearer a.b.c", "Basic dXNlcjpwYXNz", "bearer \xff", "x" * 20_000],
)
async def test_a_false_token_is_refused_even_beside_a_true_cookie(
    authorization: str, anonymous: httpx.AsyncClient
) -> None:
    await anonymous.get("/")
    answer = await anonymous.get(
        "/api/v1/sessions", headers=[(b"Authorization", authorization.encode("latin-1"))]
    )
    assert_problem(answer, 401, "unauthorized")
    assert len(answer.content) < 1000


async def test_a_token_signed_with_no_algorithm_is_refused(
    anonymous: httpx.AsyncClient, service: Service, token: str
) -> None:
    unsigned = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + token.split(".")[1] + "."
    answer = await anonymous.get(
        "/api/v1/sessions", headers={"Authorization": f"Bearer {unsigned}"}
    )
    assert_problem(answer, 401, "unauthorized")


async def test_a_token_expires(
    client: httpx.AsyncClient, clock: ManualClock, service: Service
) -> None:
    clock.advance(30 * 86400 - 1)
    assert (await client.get("/api/v1/sessions")).status_code == 200
    clock.advance(1)
    assert_problem(await client.get("/api/v1/sessions"), 401, "unauthorized")


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({}, True),
        ({"Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost:5173"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
    ],
)
async def test_a_cookie_acts_for_pages_of_its_own_origin_only(
    headers: dict[str, str],
    allowed: bool,
    anonymous: httpx.AsyncClient,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    token: str,
) -> None:
    path = f"/api/v1/sessions/{own_session}/cancel"
    anonymous.cookies.set(COOKIE, token)
    answer = await anonymous.post(path, headers=headers)
    if allowed:
        assert answer.status_code == 200
    else:
        assert_problem(answer, 403, "foreign_origin")
        # A bearer token is never sent by a browser on its own, so its origin does not matter.
        assert (await client.post(path, headers=headers)).status_code == 200


async def test_a_stream_is_refused_before_its_first_byte(
    app: FastAPI, stream_path: str, service: Service
) -> None:
    """AC-1.1.5 AC-1.1.2: real status codes, not an event stream that says no."""
    stranger = {"Authorization": f"Bearer {service.identity.new_token()}"}
    for headers, status in (({}, 401), (stranger, 404)):
        async with connect(app, stream_path, headers) as stream:
            assert stream.status == status
            assert stream.headers["content-type"] == "application/problem+json"
