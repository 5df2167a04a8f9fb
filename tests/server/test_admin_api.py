"""The admin API: who may ask, what may be asked, and how answers are bounded."""

import asyncio
import threading
from typing import Any

import httpx
import pytest

from conftest import add_session
from connection import PATIENCE_S
from connection_rows import Rows
from manual_clock import ManualClock
from test_access import assert_problem
from transcription_service.problems import Problem
from transcription_service.routes import admin as admin_routes
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

ADMIN = "/api/v1/admin"
OTHER = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"
OF_A_PERIOD = [
    "overview",
    "connections",
    "sessions",
    "failures",
    "reconnections",
    "latency",
    "savings",
    "engagement",
    "experiment",
]
ALL = [*OF_A_PERIOD, f"sessions/{OTHER}"]


@pytest.fixture
def rows(service: Service) -> Rows:
    """The service's own history."""
    return Rows(service.connections_database)


async def ask(admin: httpx.AsyncClient, path: str, **query: Any) -> Any:
    answer = await admin.get(f"{ADMIN}/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("query", ["", "?since=yesterday", "?since=2027-01-01T00:00:00Z"])
async def test_only_administrators_are_answered(
    query: str, anonymous: httpx.AsyncClient, client: httpx.AsyncClient
) -> None:
    """Others not even that their question is a wrong one."""
    for path in ALL:
        assert_problem(await anonymous.get(f"{ADMIN}/{path}{query}"), 401, "unauthorized")
        assert_problem(await client.get(f"{ADMIN}/{path}{query}"), 403, "not_an_administrator")


async def test_an_empty_history_is_answered_for_the_last_day(admin: httpx.AsyncClient) -> None:
    """AC-3.2.5"""
    for path in OF_A_PERIOD:
        assert (await ask(admin, path))["period"] == {
            "since": "2025-12-31T12:01:00.000Z",
            "until": "2026-01-01T12:01:00.000Z",
        }


@pytest.mark.parametrize(
    ("query", "code", "expected"),
    [
        ("since=2026-01-01T12:00:00Z&until=2026-01-01T11:00:00Z", "bad_period", "before `until`"),
        ("since=2026-01-02T00:00:00Z", "bad_period", "before `until`"),
        ("since=2024-01-01T00:00:00Z", "bad_period", "at most 366 days"),
        ("until=0001-01-01T00:00:00Z", "bad_period", "after 1970"),
        ("since=2026-01-01T11:00:00", "invalid_request", "timezone"),
        ("until=noon", "invalid_request", "until"),
    ],
)
async def test_what_is_no_period_is_refused_with_what_was_expected(
    query: str, code: str, expected: str, admin: httpx.AsyncClient
) -> None:
    for path in OF_A_PERIOD:
        answer = await admin.get(f"{ADMIN}/{path}?{query}")
        assert_problem(answer, 422, code)
        assert expected in answer.json()["detail"]


async def test_pages_of_sessions_lead_to_each_other(
    admin: httpx.AsyncClient, rows: Rows, clock: ManualClock
) -> None:
    """AC-3.2.2: and look at the same time, however long one reads."""
    for number in range(5):
        rows.stream(f"session-{number}", -100 - number, -50, "left")
    page = await ask(admin, "sessions", limit=2, sort="newest", since="2026-01-01T11:00:00Z")
    found, periods = [], []
    while True:
        found += [session["session_id"] for session in page["sessions"]]
        periods.append(page["period"])
        assert page["total"] == 5
        if page["next"] is None:
            break
        clock.advance(600)
        page = (await admin.get(page["next"])).json()
    assert found == [f"session-{number}" for number in range(5)]
    assert periods == [periods[0]] * 3


async def test_a_page_beyond_the_last_is_empty(admin: httpx.AsyncClient, rows: Rows) -> None:
    rows.stream("A", -100, -50, "left")
    page = await ask(admin, "sessions", offset=50)
    assert (page["sessions"], page["next"]) == ([], None)


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "offset=-1", "sort=best"])
async def test_pages_have_their_bounds(query: str, admin: httpx.AsyncClient) -> None:
    assert_problem(await admin.get(f"{ADMIN}/sessions?{query}"), 422, "invalid_request")


async def test_a_session_is_known_by_its_connections_or_its_upload(
    admin: httpx.AsyncClient, service: Service, token: str, rows: Rows
) -> None:
    assert_problem(await admin.get(f"{ADMIN}/sessions/{OTHER}"), 404, "session_unknown")
    add_session(service, token, OTHER)
    never_watched = await ask(admin, f"sessions/{OTHER}")
    assert (never_watched["stability"], never_watched["streams"]) == (None, [])
    rows.stream("removed", -100, -50, "left")
    assert (await ask(admin, "sessions/removed"))["stability"]["streams"] == 1


async def test_sessions_that_were_uploaded_are_counted_by_day(
    admin: httpx.AsyncClient, service: Service, token: str
) -> None:
    """AC-4.1.4"""
    # Created at noon, which is now.
    add_session(service, token, OTHER)
    found = await ask(admin, "engagement")
    assert found["created"] == 1
    assert [(day["day"], day["created"]) for day in found["days"]] == [
        ("2025-12-31", 0),
        ("2026-01-01", 1),
    ]
    assert (await ask(admin, "engagement", until="2026-01-01T11:59:00Z"))["created"] == 0


async def test_questions_that_wait_hold_up_nobody_else(
    admin: httpx.AsyncClient, anonymous: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More of them than there are threads for all requests, while one takes its time."""
    under_way, go_on = asyncio.Event(), threading.Event()
    loop = asyncio.get_running_loop()

    def slow(*_: object) -> None:
        loop.call_soon_threadsafe(under_way.set)
        assert go_on.wait(PATIENCE_S)
        raise Problem(503, "given_up", "The test is over.")

    monkeypatch.setattr(admin_routes, "overview", slow)
    async with asyncio.timeout(PATIENCE_S), asyncio.TaskGroup() as group:
        questions = [group.create_task(admin.get(f"{ADMIN}/overview")) for _ in range(60)]
        await under_way.wait()
        # Made on one of those threads.
        answer = await anonymous.post("/api/v1/auth/token")
        assert answer.status_code == 200
        assert not any(question.done() for question in questions)
        go_on.set()
