"""What a client does is what an administrator reads: through the whole service, counted by hand."""

import uuid
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from conftest import add_session
from connection import connect, events
from manual_clock import ManualClock
from test_admin_api import OF_A_PERIOD
from test_telemetry import report
from transcription_service.models.status import Statistics
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

STATISTICS = Statistics(
    audio_seconds=10,
    processed_seconds=10,
    segments_done=0,
    segments_total=0,
    words=0,
    realtime_factor=None,
)


@pytest.fixture
async def told(
    app: FastAPI,
    service: Service,
    clock: ManualClock,
    client: httpx.AsyncClient,
    anonymous: httpx.AsyncClient,
    admin: httpx.AsyncClient,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> dict[str, Any]:
    """A client is cut off after 10 s, polls twice, is back 5 s after that and stays to the end; all
    that administrators are told of it."""
    polled = f"/api/v1/sessions/{own_session}/status"
    async with connect(app, stream_path, headers) as stream:
        first = await stream.body()
        clock.advance(2)
        service.publisher.processing(own_session, attempt=1, progress=10, message="On it.")
        await stream.body()
        clock.advance(8)
    clock.advance(1)
    tag = (await client.get(polled)).headers["etag"]
    clock.advance(1)
    assert (await client.get(polled, headers={"If-None-Match": tag})).status_code == 304
    assert (await anonymous.get(stream_path)).status_code == 401
    clock.advance(3)
    # The second status did not reach it.
    [(_, seen, _)] = events(first)
    async with connect(app, f"{stream_path}?last_event_id={seen}", headers) as stream:
        await stream.body()
        clock.advance(5)
        last = service.publisher.completed(
            own_session, attempt=1, message="Done.", statistics=STATISTICS
        )
        service.repository.end(last)
        await stream.rest()
    assert (await client.get(f"{stream_path}?last_event_id={last.event_id}")).status_code == 204
    await client.post("/api/v1/telemetry", json=report(own_session))
    # Another's session is watched at the moment, and one more is polled.
    watched, followed = str(uuid.uuid4()), str(uuid.uuid4())
    other = service.identity.new_token()
    for session_id in (watched, followed):
        add_session(service, other, session_id)
    theirs = {"Authorization": f"Bearer {other}"}
    await anonymous.get(f"/api/v1/sessions/{followed}/status", headers=theirs)
    async with connect(app, f"/api/v1/sessions/{watched}/status/stream", theirs) as stream:
        await stream.body()
        clock.advance(4)
        service.recorder.flush()
        return {
            path: (await admin.get(f"/api/v1/admin/{path}")).json()
            for path in (*OF_A_PERIOD, f"sessions/{own_session}")
        }


async def test_what_a_client_did_is_what_administrators_read(
    told: dict[str, Any], own_session: str, service: Service, token: str
) -> None:
    """AC-3.2.2 AC-3.2.3 AC-3.2.4 AC-3.2.5 AC-4.1.1 AC-4.1.2 AC-4.1.3 AC-4.1.4 AC-4.1.5"""
    overview = told["overview"]
    assert {**overview["now"], "at": None} == {
        "at": None,
        "streams": 1,
        "sse_sessions": 1,
        "polling_sessions": 1,  # 4 s ago; the first session polled longer ago
    }
    assert overview["sessions"] == 3
    assert overview["attempts"] == 4  # two of the first session, the other's, and a stranger
    assert overview["streams_refused"] == 1  # the stranger: 204 is none
    assert overview["reconnects"] == 1
    assert overview["polls"] == 3
    assert overview["updates"] == 4  # two on each stream; the other's has not ended
    assert overview["uptime"]["uptime_ratio"] == pytest.approx(0.998)

    sessions = {session["session_id"]: session for session in told["sessions"]["sessions"]}
    assert told["sessions"]["sessions"][0]["session_id"] == own_session
    own = sessions[own_session]
    assert own["user_id"] == service.identity.holder(token).id
    assert (own["streams"], own["breaks"], own["reconnects"]) == (2, 1, 1)
    assert (own["polls"], own["refusals"]) == (2, 1)
    assert own["sse_s"] == pytest.approx(15)  # 10 + 5
    assert own["polling_s"] == pytest.approx(4)  # a second apart, and 3 s
    assert (own["state"], own["is_open"]) == ("closed", False)
    assert sum(session["is_open"] for session in sessions.values()) == 1

    one = told[f"sessions/{own_session}"]
    assert [stream["reason"] for stream in one["streams"]] == ["completed", "left"]
    assert [stream["updates"] for stream in one["streams"]] == [2, 2]
    assert sorted((refusal["http_status"], refusal["code"]) for refusal in one["refusals"]) == [
        (204, ""),
        (401, "unauthorized"),
    ]
    assert [(poll["requests"], poll["unchanged"]) for poll in one["polls"]] == [(2, 1)]
    assert one["reports"][0]["metrics"] == report(own_session)["metrics"]

    assert told["reconnections"]["causes"] == {"left": 1}

    assert sum(point["polls"] for point in told["connections"]["series"]) == 3
    assert [point["ends"] for point in told["connections"]["series"] if point["ends"]] == [
        {"completed": 1, "left": 1}
    ]

    # On a clock that stands still nothing is late. Those that were there already are not counted.
    assert told["latency"]["sent"]["updates"] == 2
    assert told["latency"]["sent"]["share_within_100_ms"] == 1
    assert told["latency"]["received"]["updates"] == 7  # as the client reports

    savings = told["savings"]
    assert savings["sessions"] == 1
    assert savings["actual"]["requests"] == 6  # 2 streams, 2 polls, 401 and 204
    assert savings["polling"]["requests"] == 6  # 10 s: 1 + 3; 5 s: 1 + 1
    sizes = [row["bytes"] for name in ("streams", "polls", "refusals") for row in one[name]]
    assert len(sizes) == 5
    assert savings["actual"]["bytes"] == sum(sizes)
    assert savings["polling_sessions"] == 1

    engagement = told["engagement"]
    assert (engagement["created"], engagement["watched"]) == (3, 3)
    assert (engagement["watched_to_the_end"], engagement["active_users"]) == (1, 2)

    # By default everybody has streams.
    assert told["experiment"]["arms"]["polling"]["users"] == 0
    # The session that is polled is of a running job.
    assert told["experiment"]["arms"]["sse"] == {
        "users": 1,
        "sessions": 1,
        "sessions_left_out": 1,
        "sessions_of_unknown_cost": 0,
    }
