"""Who may see how everybody's connections are."""

import httpx
import pytest

from manual_clock import ManualClock
from test_access import assert_problem
from transcription_service.identity import ADMIN_COOKIE, COOKIE, Administrators
from transcription_service.service import Service
from transcription_service.sessions.data_folder import DataFolder
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio

LOGIN = "/api/v1/auth/admin"
ADMIN = "/api/v1/admin/overview"


@pytest.fixture
def key(settings: Settings) -> str:
    return DataFolder(settings.data_dir).admin_key()


async def test_who_shows_the_key_is_an_administrator_for_half_a_day(
    client: httpx.AsyncClient, key: str, clock: ManualClock
) -> None:
    """AC-3.2.5"""
    assert_problem(await client.get(ADMIN), 403, "not_an_administrator")
    answer = await client.post(LOGIN, json={"key": key})
    assert (answer.status_code, answer.content) == (204, b"")
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "Path=/api/v1/admin", "SameSite=strict"))
    assert (await client.get(ADMIN)).status_code == 200
    clock.advance(12 * 3600 - 1)
    assert (await client.get(ADMIN)).status_code == 200
    clock.advance(1)
    assert_problem(await client.get(ADMIN), 403, "not_an_administrator")


async def test_who_resigns_is_no_administrator_any_more(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, key: str
) -> None:
    """AC-3.2.5"""
    await client.post(LOGIN, json={"key": key})
    assert_problem(await anonymous.delete(LOGIN), 401, "unauthorized")
    assert (await client.get(ADMIN)).status_code == 200
    assert (await client.delete(LOGIN)).status_code == 204
    assert ADMIN_COOKIE not in client.cookies
    assert_problem(await client.get(ADMIN), 403, "not_an_administrator")


async def test_who_resigns_leaves_no_cookie_that_is_still_good(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    service: Service,
    token: str,
    key: str,
) -> None:
    """AC-3.2.5: other administrators stay, and who comes back is one again."""

    def appointed(holder: str) -> dict[str, str]:
        appointment = service.administrators.appoint(service.identity.holder(holder), key)
        return {"Authorization": f"Bearer {holder}", "Cookie": f"{ADMIN_COOKIE}={appointment}"}

    copies = [appointed(token) for _ in range(2)]
    other = appointed(service.identity.new_token())
    assert (await client.delete(LOGIN)).status_code == 204
    for copy in copies:
        assert_problem(await anonymous.get(ADMIN, headers=copy), 403, "not_an_administrator")
    assert (await anonymous.get(ADMIN, headers=other)).status_code == 200
    assert (await anonymous.get(ADMIN, headers=appointed(token))).status_code == 200
    assert_problem(await anonymous.get(ADMIN, headers=copies[0]), 403, "not_an_administrator")


async def test_the_key_itself_is_a_bearer_token_for_programs(
    anonymous: httpx.AsyncClient, key: str
) -> None:
    assert_problem(await anonymous.get(ADMIN), 401, "unauthorized")
    bearer = {"Authorization": f"Bearer {key}"}
    assert (await anonymous.get(ADMIN, headers=bearer)).status_code == 200
    assert_problem(await anonymous.get("/api/v1/sessions", headers=bearer), 401, "unauthorized")


async def test_a_wrong_key_is_refused_and_guessing_is_slow(client: httpx.AsyncClient) -> None:
    for _ in range(10):
        assert_problem(
            await client.post(LOGIN, json={"key": "x" * 64}), 403, "not_an_administrator"
        )
    assert_problem(await client.post(LOGIN, json={"key": "x"}), 429, "too_many_requests")
    assert ADMIN_COOKIE not in client.cookies


async def test_guessing_by_bearer_token_is_as_slow(anonymous: httpx.AsyncClient, key: str) -> None:
    for guess in range(10):
        wrong = {"Authorization": f"Bearer {guess}"}
        assert_problem(await anonymous.get(ADMIN, headers=wrong), 401, "unauthorized")
    assert_problem(await anonymous.get(ADMIN, headers=wrong), 429, "too_many_requests")


async def test_an_appointment_ends_with_the_key_it_was_got_with(
    client: httpx.AsyncClient, service: Service, key: str
) -> None:
    await client.post(LOGIN, json={"key": key})
    assert (await client.get(ADMIN)).status_code == 200
    service.administrators = Administrators(
        "another key altogether", service.tokens, service.identity, service.repository
    )
    assert_problem(await client.get(ADMIN), 403, "not_an_administrator")


async def test_one_users_appointment_is_no_good_with_another_login(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, service: Service, key: str
) -> None:
    await client.post(LOGIN, json={"key": key})
    appointment = client.cookies[ADMIN_COOKIE]
    anonymous.cookies.set(ADMIN_COOKIE, appointment)
    assert_problem(await anonymous.get(ADMIN), 401, "unauthorized")
    anonymous.cookies.set(COOKIE, service.identity.new_token())
    assert_problem(await anonymous.get(ADMIN), 403, "not_an_administrator")


async def test_login_and_appointment_are_not_taken_for_each_other(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, token: str, key: str
) -> None:
    """Both are signed with one secret; each says what it is for."""
    await client.post(LOGIN, json={"key": key})
    anonymous.cookies.set(COOKIE, client.cookies[ADMIN_COOKIE])
    assert_problem(await anonymous.get("/api/v1/sessions"), 401, "unauthorized")
    client.cookies.clear()
    client.cookies.set(ADMIN_COOKIE, token)
    assert_problem(await client.get(ADMIN), 403, "not_an_administrator")
