"""Switching faults on and off, and whom they hit."""

import asyncio
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from conftest import add_session
from connection import PATIENCE_S, connect
from faults_api import answered, switch_off, switch_on
from manual_clock import ManualClock
from transcription_service.app import create_app
from transcription_service.service import Service
from transcription_service.settings import Settings

pytestmark = [pytest.mark.anyio, pytest.mark.faults]

OTHER_SESSION = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"


async def test_a_fault_of_one_session_is_not_anothers(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    token: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    add_session(service, token, OTHER_SESSION)
    await switch_on(client, OTHER_SESSION, kind="refuse")
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200


async def test_a_sessions_own_fault_goes_before_that_of_all(
    app: FastAPI,
    client: httpx.AsyncClient,
    admin: httpx.AsyncClient,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="refuse", status=500)
    await switch_on(client, own_session, kind="refuse", status=429)
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 429
    await switch_off(client, own_session)
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 500


@pytest.mark.parametrize("fault", [{"kind": "refuse"}, {"kind": "swallow"}, {"kind": "restart"}])
async def test_switching_on_drops_the_streams_that_are_open(
    fault: dict[str, object],
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        await switch_on(admin, "all", **fault)
        assert await stream.rest() == b""
    assert len(service.streams) == 0


@pytest.mark.parametrize("fault", [{"kind": "refuse", "target": "status"}, {"kind": "late_poll"}])
async def test_what_only_hits_polls_leaves_open_streams_alone(
    fault: dict[str, object],
    app: FastAPI,
    admin: httpx.AsyncClient,
    service: Service,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        await switch_on(admin, "all", **fault)
        service.publisher.processing(own_session, attempt=1, progress=10, message="going on")
        assert b"going on" in await stream.body()


async def test_a_restart_drops_streams_and_heals_by_itself(
    app: FastAPI,
    admin: httpx.AsyncClient,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="restart", down_s=5)
    clock.advance(4.9)
    for path in (stream_path, stream_path.removesuffix("/stream")):
        assert (await answered(app, path, headers))[0] == 502
    clock.advance(0.1)
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200


async def test_a_restart_does_not_heal_what_was_switched_on_after_it(
    app: FastAPI,
    admin: httpx.AsyncClient,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="restart", down_s=5)
    await switch_on(admin, "all", kind="refuse", status=429)
    clock.advance(5)
    assert (await answered(app, stream_path, headers))[0] == 429


@pytest.mark.parametrize(
    ("fault", "what_is_said"),
    [
        ({}, "kind"),
        ({"kind": "explode"}, "hello_then_die"),
        ({"kind": "refuse", "status": 200}, "status"),
        ({"kind": "refuse", "status": 599}, "expected a status that HTTP has a name for"),
        ({"kind": "refuse", "retry_after_s": -1}, "retry_after_s"),
        ({"kind": "refuse", "target": "streams"}, "target"),
        ({"kind": "swallow", "delay_s": 1}, "delay_s"),
        ({"kind": "short_lived"}, "seconds"),
        ({"kind": "short_lived", "seconds": 0}, "seconds"),
        ({"kind": "short_lived", "seconds": 1, "retry_after_ms": 5}, "expected planned true"),
        ({"kind": "slow", "delay_s": 1e9}, "delay_s"),
    ],
)
async def test_an_unknown_fault_is_refused_with_what_is_wrong(
    fault: dict[str, object], what_is_said: str, admin: httpx.AsyncClient
) -> None:
    answer = await admin.put("/api/v1/demo/faults/all", json=fault)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")
    assert what_is_said in answer.json()["detail"]


async def test_a_fault_for_what_is_no_session_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.put("/api/v1/demo/faults/everyone", json={"kind": "swallow"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


METHODS = [("GET", None), ("PUT", {"kind": "swallow"}), ("DELETE", None)]


@pytest.mark.parametrize(("method", "body"), METHODS)
async def test_nobody_makes_the_streams_of_others_misbehave(
    method: str,
    body: object,
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    other = {"Authorization": f"Bearer {service.identity.new_token()}"}
    await switch_on(client, own_session, kind="refuse", status=429)
    for whose, status, code in (
        (own_session, 404, "session_unknown"),
        (OTHER_SESSION, 404, "session_unknown"),
        ("all", 403, "not_an_administrator"),
    ):
        path = f"/api/v1/demo/faults/{whose}"
        answer = await client.request(method, path, json=body, headers=other)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 429


async def test_who_is_an_administrator_by_cookie_is_told_to_send_the_key(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    """The cookie goes to /api/v1/admin only: to get it once more is no help."""
    key = (settings.data_dir / "admin-key").read_text()
    assert (await client.post("/api/v1/auth/admin", json={"key": key})).status_code == 204
    for method, body in METHODS:
        path = "/api/v1/demo/faults/all"
        answer = await client.request(method, path, json=body)
        assert answer.status_code == 403
        assert "send the administration key" in answer.json()["detail"]
        assert "as bearer token" in answer.json()["detail"]
        bearer = {"Authorization": f"Bearer {key}"}
        answer = await client.request(method, path, json=body, headers=bearer)
        assert answer.status_code in (200, 204)


async def test_what_is_switched_on_can_be_asked_for(
    client: httpx.AsyncClient, admin: httpx.AsyncClient, clock: ManualClock, own_session: str
) -> None:
    async def fault(user: httpx.AsyncClient, whose: str) -> object:
        answer = await user.get(f"/api/v1/demo/faults/{whose}")
        assert answer.status_code == 200
        assert set(answer.json()) == {"fault"}
        return answer.json()["fault"]

    assert await fault(client, own_session) is None
    await switch_on(client, own_session, kind="slow", delay_s=5)
    assert await fault(client, own_session) == {"kind": "slow", "delay_s": 5}
    assert await fault(admin, "all") is None
    await switch_on(client, own_session, kind="restart", down_s=2)
    clock.advance(2)
    assert await fault(client, own_session) is None


async def test_a_fault_goes_with_its_session(
    client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    """Also what it holds back: a poll is answered."""
    await switch_on(client, own_session, kind="late_poll")
    path = f"/api/v1/sessions/{own_session}"
    late = asyncio.create_task(client.get(f"{path}/status"))
    await asyncio.sleep(0)
    assert (await client.delete(path)).status_code == 204
    async with asyncio.timeout(PATIENCE_S):
        assert (await late).status_code in (200, 404)
    assert service.faults is not None
    assert service.faults.switched_on(own_session) is None


async def test_faults_need_a_user(anonymous: httpx.AsyncClient) -> None:
    for whose in ("all", OTHER_SESSION):
        answer = await anonymous.put(f"/api/v1/demo/faults/{whose}", json={"kind": "swallow"})
        assert answer.status_code == 401


async def test_without_the_setting_there_are_no_faults(tmp_path: Path) -> None:
    service = Service(Settings(data_dir=tmp_path / "other"))
    service.start()
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        token = service.identity.new_token()
        answer = await client.put(
            "/api/v1/demo/faults/all",
            json={"kind": "swallow"},
            headers={"Authorization": f"Bearer {token}"},
        )
    assert answer.status_code == 404
    await service.stop()
