"""Streams that misbehave on demand."""

from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from connection import connect, events
from transcription_service.app import create_app
from transcription_service.service import Service
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture
def headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def switch_on(client: httpx.AsyncClient, target: str, **fault: object) -> None:
    answer = await client.put(f"/api/v1/demo/faults/{target}", json=fault)
    assert answer.status_code == 204, answer.text


@pytest.mark.parametrize("own", [True, False])
async def test_refuse_answers_with_the_status_asked_for(
    own: bool,
    app: FastAPI,
    client: httpx.AsyncClient,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    target = own_session if own else "all"
    await switch_on(client, target, kind="refuse", status=429, retry_after_s=7)
    async with connect(app, stream_path, headers) as stream:
        assert (stream.status, stream.headers["retry-after"]) == (429, "7")
    assert (await client.get(stream_path.removesuffix("/stream"))).status_code == 200
    await client.delete(f"/api/v1/demo/faults/{target}")
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200


async def test_a_fault_of_one_session_is_not_anothers(
    app: FastAPI, client: httpx.AsyncClient, stream_path: str, headers: dict[str, str]
) -> None:
    await switch_on(client, "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b", kind="refuse")
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200


async def test_cut_ends_the_stream_after_its_first_event(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(client, "all", kind="cut")
    async with connect(app, stream_path, headers) as stream:
        assert [name for name, _, _ in events(await stream.rest())] == ["status"]
    assert len(service.streams) == 0


async def test_swallow_sends_headers_and_then_nothing(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(client, "all", kind="swallow")
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200
        assert await stream.body() == b""
        service.publisher.cancelled(own_session)
        assert stream.quiet()


async def test_switching_on_cuts_the_streams_that_are_open(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    async with connect(app, stream_path, headers) as stream:
        await stream.body()
        await switch_on(client, "all", kind="refuse")
        assert await stream.rest() == b""
    assert len(service.streams) == 0


@pytest.mark.parametrize(
    "fault",
    [
        {},
        {"kind": "explode"},
        {"kind": "refuse", "status": 200},
        {"kind": "refuse", "retry_after_s": -1},
    ],
)
async def test_an_unknown_fault_is_refused(
    fault: dict[str, object], client: httpx.AsyncClient
) -> None:
    answer = await client.put("/api/v1/demo/faults/all", json=fault)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_request")


async def test_faults_need_a_user(anonymous: httpx.AsyncClient) -> None:
    answer = await anonymous.put("/api/v1/demo/faults/all", json={"kind": "cut"})
    assert answer.status_code == 401


async def test_without_the_setting_there_are_no_faults(tmp_path: Path) -> None:
    service = Service(Settings(data_dir=tmp_path / "other"))
    service.start()
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        token = service.identity.new_token()
        answer = await client.put(
            "/api/v1/demo/faults/all",
            json={"kind": "cut"},
            headers={"Authorization": f"Bearer {token}"},
        )
    assert answer.status_code == 404
    await service.stop()
