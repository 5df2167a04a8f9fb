"""Tickets: for one session, one request, half a minute."""

import httpx
import pytest
import redis
from fastapi import FastAPI

from conftest import add_session
from connection import connect
from manual_clock import ManualClock
from test_access import assert_problem
from transcription_service.identity import COOKIE, RedisTickets, Tickets
from transcription_service.redis_link import RedisLink
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

PATH = "/api/v1/auth/ticket"
OTHER = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"


async def new_ticket(client: httpx.AsyncClient, session_id: str) -> str:
    answer = await client.post(PATH, json={"session_id": session_id})
    assert answer.status_code == 200, answer.text
    ticket: str = answer.json()["ticket"]
    return ticket


def status_path(session_id: str, ticket: str) -> str:
    return f"/api/v1/sessions/{session_id}/status?ticket={ticket}"


async def test_a_ticket_opens_a_stream_without_header_or_cookie(
    app: FastAPI, client: httpx.AsyncClient, own_session: str
) -> None:
    answer = await client.post(PATH, json={"session_id": own_session})
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert set(body) == {"ticket", "expires_in_s", "stream_url"}
    assert body["expires_in_s"] == 30
    async with connect(app, body["stream_url"]) as stream:
        assert stream.status == 200


async def test_a_ticket_is_good_once(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, own_session: str
) -> None:
    path = status_path(own_session, await new_ticket(client, own_session))
    assert (await anonymous.get(path)).status_code == 200
    assert_problem(await anonymous.get(path), 401, "unauthorized")


async def test_a_ticket_is_good_for_half_a_minute(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, own_session: str, clock: ManualClock
) -> None:
    paths = [status_path(own_session, await new_ticket(client, own_session)) for _ in range(2)]
    clock.advance(29.9)
    assert (await anonymous.get(paths[0])).status_code == 200
    clock.advance(0.1)
    assert_problem(await anonymous.get(paths[1]), 401, "unauthorized")


async def test_a_ticket_ends_with_the_token_it_was_got_with(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    own_session: str,
    clock: ManualClock,
    service: Service,
    token: str,
) -> None:
    user = service.identity.holder(token)
    clock.advance(30 * 86400 - 10)
    early, late = [await new_ticket(client, own_session) for _ in range(2)]
    same = await service.identity.tickets.holder(early, own_session)
    assert same == user, "what is opened with a ticket ends when the token does, too"
    clock.advance(10)
    assert_problem(await anonymous.get(status_path(own_session, late)), 401, "unauthorized")


async def test_a_ticket_for_another_session_is_refused_and_used_up(
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    own_session: str,
    service: Service,
    token: str,
) -> None:
    add_session(service, token, OTHER)
    ticket = await new_ticket(client, own_session)
    for session_id in (OTHER, own_session):
        answer = await anonymous.get(status_path(session_id, ticket))
        assert_problem(answer, 401, "unauthorized")


async def test_a_ticket_opens_nothing_but_the_status(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, own_session: str
) -> None:
    ticket = await new_ticket(client, own_session)
    base = f"/api/v1/sessions/{own_session}"
    for method, path in (
        ("GET", base),
        ("GET", "/api/v1/sessions"),
        ("GET", f"{base}/transcript.txt"),
        ("POST", f"{base}/cancel"),
        ("POST", PATH),
    ):
        answer = await anonymous.request(method, path, params={"ticket": ticket})
        assert_problem(answer, 401, "unauthorized")


async def test_nobody_gets_a_ticket_for_a_session_of_another(
    anonymous: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    stranger = {"Authorization": f"Bearer {service.identity.new_token()}"}
    for session_id in (own_session, OTHER, "x", "\0", "é" * 60):
        answer = await anonymous.post(PATH, json={"session_id": session_id}, headers=stranger)
        assert_problem(answer, 404, "session_unknown")
    assert_problem(
        await anonymous.post(PATH, json={"session_id": own_session}), 401, "unauthorized"
    )


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b'"', b'{"session_id": 1}', b'{"session_id": "\\ud800"}', b"\xff"]
)
async def test_a_ticket_is_for_a_session_that_is_named(
    body: bytes, client: httpx.AsyncClient
) -> None:
    answer = await client.post(PATH, content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("ticket", ["x", "A" * 43, "A" * 5000, "%00", "%ff", "é", "*", "ticket:*"])
async def test_a_guessed_ticket_is_refused(
    ticket: str, client: httpx.AsyncClient, anonymous: httpx.AsyncClient, own_session: str
) -> None:
    await new_ticket(client, own_session)
    answer = await anonymous.get(status_path(own_session, ticket))
    assert_problem(answer, 401, "unauthorized")
    assert len(answer.content) < 1000


async def test_tickets_hold_256_bits_and_never_repeat(
    client: httpx.AsyncClient, own_session: str
) -> None:
    tickets = {await new_ticket(client, own_session) for _ in range(50)}
    assert len(tickets) == 50
    assert {len(ticket) for ticket in tickets} == {43}, "so many digits of base 64 are 32 bytes"


async def test_a_false_ticket_is_refused_beside_a_true_cookie_and_a_header_goes_before_it(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, own_session: str, token: str
) -> None:
    anonymous.cookies.set(COOKIE, token)
    path = status_path(own_session, "A" * 43)
    assert_problem(await anonymous.get(path), 401, "unauthorized")
    assert (await client.get(path)).status_code == 200


async def test_a_store_that_is_read_gives_no_tickets_away(
    redis_url: str, service: Service, own_session: str, token: str, clock: ManualClock
) -> None:
    """Only hashes are kept."""
    link = RedisLink(redis_url)
    tickets = Tickets(RedisTickets(link), clock)
    ticket = await tickets.new(service.identity.holder(token), own_session)
    with redis.Redis.from_url(redis_url, decode_responses=True) as reader:
        [key] = reader.keys()
        assert 0 < reader.ttl(key) <= 30
        assert ticket not in key
        assert ticket not in reader.get(key)
    assert (await tickets.holder(ticket, own_session)).id
    await link.close()


async def test_a_page_of_another_origin_gets_no_ticket_with_the_cookie(
    anonymous: httpx.AsyncClient, own_session: str, token: str
) -> None:
    anonymous.cookies.set(COOKIE, token)
    answer = await anonymous.post(
        PATH, json={"session_id": own_session}, headers={"Origin": "https://evil.example"}
    )
    assert_problem(answer, 403, "foreign_origin")
