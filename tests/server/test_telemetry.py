"""Clients' reports are taken in, if they are what the package sends."""

import copy
import json
from typing import Any

import httpx
import pytest

from conftest import add_session
from test_access import assert_problem
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

PATH = "/api/v1/telemetry"
OTHER = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"

METRICS: dict[str, Any] = {
    "streamsOpened": 1,
    "connects": 1,
    "disconnects": 1,
    "reconnects": 0,
    "plannedCloses": 1,
    "statusRequests": 0,
    "statusFailures": 0,
    "requests": 1,
    "bytes": 4321,
    "updates": 7,
    "outdated": 0,
    "rejected": 0,
    "uptimeRatio": 0.998,
    "failures": {"error": 0, "refused": 0, "connectTimeout": 0, "silence": 0, "diedYoung": 0},
    "timeIn": {"connecting": 20, "open": 9980.5, "backoff": 0, "polling": 0, "suspended": 0},
    "latency": {
        "lastMs": -0.5,
        "uncertaintyMs": 1.5,
        "clockOffsetMs": -12.25,
        "upTo10": 6,
        "upTo25": 1,
        "upTo50": 0,
        "upTo100": 0,
        "upTo250": 0,
        "upTo1000": 0,
        "upTo3000": 0,
        "over3000": 0,
    },
}


def report(session_id: str, **changes: Any) -> dict[str, Any]:
    """What the package sends at the end of a session in good health."""
    return {
        "session_id": session_id,
        "connection_id": "9f0c" * 8,
        "report": 1,
        "reason": "ended",
        "state": "closed",
        "mode": None,
        "fallback_reason": None,
        "metrics": copy.deepcopy(METRICS),
        **changes,
    }


def kept(service: Service) -> list[dict[str, Any]]:
    service.recorder.flush()
    rows = service.connections_database.connection.execute("SELECT * FROM reports")
    return [dict(row) for row in rows]


async def test_a_report_is_kept_with_all_its_figures(
    client: httpx.AsyncClient, service: Service, own_session: str, token: str
) -> None:
    """AC-4.1.1 AC-3.2.2"""
    answer = await client.post(PATH, json=report(own_session))
    assert (answer.status_code, answer.content) == (204, b"")
    [row] = kept(service)
    assert json.loads(row["metrics"]) == METRICS
    assert row["user_id"] == service.identity.holder(token).id
    assert (row["number"], row["reason"], row["state"], row["arm"]) == (1, "ended", "closed", "sse")


async def test_the_newest_report_of_a_connection_is_kept_in_whatever_order_they_come(
    client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    for number in (2, 3, 1):
        await client.post(PATH, json=report(own_session, report=number, state="open"))
    await client.post(PATH, json=report(own_session, connection_id="0" * 32))
    assert sorted((row["connection_id"], row["number"]) for row in kept(service)) == [
        ("0" * 32, 1),
        ("9f0c" * 8, 3),
    ]


async def test_what_a_newer_page_adds_is_let_go(
    client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    newer = report(own_session, state="hibernating", more={"any": "thing"})
    newer["metrics"]["phase_of_the_moon"] = 0.5
    assert (await client.post(PATH, json=newer)).status_code == 204
    [row] = kept(service)
    assert row["state"] == "hibernating"
    assert json.loads(row["metrics"]) == METRICS


async def test_reports_on_sessions_of_others_are_refused(
    client: httpx.AsyncClient, anonymous: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    add_session(service, service.identity.new_token(), OTHER)
    assert_problem(await client.post(PATH, json=report(OTHER)), 404, "session_unknown")
    assert_problem(await anonymous.post(PATH, json=report(own_session)), 401, "unauthorized")
    assert kept(service) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("report",), 0),
        (("connection_id",), "9F0C" * 8),
        (("state",), "<b>"),
        (("metrics", "bytes"), -1),
        (("metrics", "uptimeRatio"), 1.5),
        (("metrics", "timeIn", "open"), "long"),
        (("metrics", "latency", "upTo10"), 1.5),
        (("metrics", "latency"), None),
    ],
    ids=str,
)
async def test_a_report_that_cannot_be_true_is_refused_with_its_place(
    place: tuple[str, ...],
    value: object,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
) -> None:
    wrong = report(own_session)
    inner = wrong
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value
    answer = await client.post(PATH, json=wrong)
    assert_problem(answer, 422, "invalid_request")
    assert ".".join(place) in answer.json()["detail"]
    assert kept(service) == []


async def test_a_session_has_so_many_connections_and_no_more(
    client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    """Who invents connections fills no disk."""
    for number in range(520):
        answer = await client.post(PATH, json=report(own_session, connection_id=f"{number:032x}"))
        assert answer.status_code == 204
    await client.post(PATH, json=report(own_session, connection_id=f"{0:032x}", report=2))
    rows = kept(service)
    assert len(rows) == 500
    assert next(row["number"] for row in rows if row["connection_id"] == f"{0:032x}") == 2
