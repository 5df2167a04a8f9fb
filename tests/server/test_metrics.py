"""What Prometheus is told."""

import asyncio
import subprocess

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client.parser import text_string_to_metric_families

from connection import PATIENCE_S, connect
from manual_clock import ManualClock
from observing import Witness
from redis_server import RedisServer, program
from scripted_recogniser import ScriptedRecogniser
from test_access import assert_problem
from test_telemetry import report
from transcription_service.app import create_app
from transcription_service.observation import Observers, Transport
from transcription_service.service import Service
from transcription_service.settings import Settings

pytestmark = pytest.mark.anyio

TOKEN = "metrics-token-of-the-tests"


@pytest.fixture
def witness() -> Witness:
    return Witness()


@pytest.fixture
def app(service: Service, witness: Witness) -> FastAPI:
    """As it is, beside someone who remembers."""
    service.observer = service.streams.observer = Observers((service.observer, witness))
    return create_app(service)


def values(text: str) -> dict[str, float]:
    """Each sample as `name{label="value",…}`, labels sorted."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


async def scenario(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    session_id: str,
    headers: dict[str, str],
) -> None:
    """Two streams of which one comes back, one refusal of each kind, three polls."""
    path = f"/api/v1/sessions/{session_id}/status"
    async with connect(app, f"{path}/stream", headers) as stream:
        await stream.body()
        service.publisher.processing(session_id, attempt=1, progress=1, message="on")
        clock.advance(0.004)
        await stream.body()
        for progress in range(2, 5):
            service.publisher.processing(session_id, attempt=1, progress=progress, message="on")
        clock.advance(0.02)
        await stream.body()
    async with connect(app, f"{path}/stream", headers | {"Last-Event-ID": "1-1"}) as stream:
        await stream.body()
        await client.get(path)
        tag = (await client.get(path)).headers["etag"]
        await client.get(path, headers={"If-None-Match": tag})
        await client.get(f"{path}/stream", headers={"Authorization": "Bearer x"})
        await client.get("/api/v1/sessions/none/status")
        await client.post("/api/v1/telemetry", json=report(session_id))
        service.streams.shut_down()
        await stream.rest()


async def test_connections_are_counted_by_what_became_of_them(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    witness: Witness,
    own_session: str,
    headers: dict[str, str],
) -> None:
    """AC-3.2.1 AC-4.1.1 AC-4.1.2 AC-4.1.3"""
    await scenario(app, client, service, clock, own_session, headers)
    told = values((await client.get("/metrics")).text)
    expected = {
        "transcription_streams_open": 0,
        'transcription_attempts_total{outcome="opened",transport="sse"}': 2,
        'transcription_attempts_total{outcome="unauthorized",transport="sse"}': 1,
        'transcription_attempts_total{outcome="answered",transport="polling"}': 2,
        'transcription_attempts_total{outcome="unchanged",transport="polling"}': 1,
        'transcription_attempts_total{outcome="session_unknown",transport="polling"}': 1,
        'transcription_stream_disconnects_total{reason="left"}': 1,
        'transcription_stream_disconnects_total{reason="shutdown"}': 1,
        'transcription_stream_disconnects_total{reason="stuck"}': 0,
        "transcription_stream_reconnects_total": 1,
        "transcription_stream_duration_seconds_count": 2,
        "transcription_stream_duration_seconds_sum": 0.024,
        # First, 4 ms late, and 20 ms late in place of three; first.
        "transcription_updates_total": 4,
        "transcription_updates_conflated_total": 2,
        'transcription_update_delivery_seconds_bucket{le="0.003"}': 0,
        'transcription_update_delivery_seconds_bucket{le="0.005"}': 1,
        'transcription_update_delivery_seconds_bucket{le="0.015"}': 1,
        'transcription_update_delivery_seconds_bucket{le="0.025"}': 2,
        'transcription_update_delivery_seconds_bucket{le="+Inf"}': 2,
        "transcription_update_delivery_seconds_count": 2,
        "transcription_update_delivery_seconds_sum": 0.024,
        'transcription_client_reports_total{reason="ended"}': 1,
        "transcription_redis_reconnects_total": 0,
        "transcription_history_dropped_total": 0,
    }
    assert {name: told[name] for name in expected} == pytest.approx(expected)
    sizes = {transport.value: 0 for transport in Transport}
    for stream in witness.closed:
        sizes["sse"] += stream.bytes
    for poll in witness.polls:
        sizes["polling"] += poll.bytes
    for refusal in witness.refusals:
        sizes[refusal.transport.value] += refusal.bytes
    # As they were told, and what is told are the sizes of the wire (test_wire_size.py).
    for transport, size in sizes.items():
        assert told[f'transcription_bytes_total{{transport="{transport}"}}'] == size > 1000


async def test_open_streams_are_a_gauge(
    app: FastAPI, client: httpx.AsyncClient, stream_path: str, headers: dict[str, str]
) -> None:
    async with connect(app, stream_path, headers):
        told = values((await client.get("/metrics")).text)
        assert told["transcription_streams_open"] == 1


async def test_no_session_and_no_user_is_named(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    own_session: str,
    headers: dict[str, str],
    token: str,
) -> None:
    await scenario(app, client, service, clock, own_session, headers)
    text = (await client.get("/metrics")).text
    assert own_session not in text
    assert service.identity.holder(token).id not in text
    labels = {
        label
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        for label in sample.labels
    }
    assert labels == {"transport", "outcome", "reason", "le", "version"}


async def test_clients_make_no_series_of_their_own(
    client: httpx.AsyncClient, own_session: str
) -> None:
    """Whatever words they send, and in whatever version they ask."""
    for reason in ("hidden", "ended", "bored", "bored-again"):
        await client.post("/api/v1/telemetry", json=report(own_session, reason=reason))
    odd = {"Accept": "application/openmetrics-text; version=abc"}
    told = values((await client.get("/metrics", headers=odd)).text)
    counted = {name: value for name, value in told.items() if "client_reports_total" in name}
    assert counted == {
        'transcription_client_reports_total{reason="hidden"}': 1,
        'transcription_client_reports_total{reason="ended"}': 1,
        'transcription_client_reports_total{reason="other"}': 2,
    }


async def test_prometheuss_own_judge_finds_nothing(
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    clock: ManualClock,
    own_session: str,
    headers: dict[str, str],
) -> None:
    promtool = program("promtool", "PROMTOOL")
    await scenario(app, client, service, clock, own_session, headers)
    answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    judged = await asyncio.to_thread(
        subprocess.run,
        [promtool, "check", "metrics"],
        input=answer.content,
        capture_output=True,
        check=False,
    )
    assert (judged.returncode, judged.stdout, judged.stderr) == (0, b"", b"")


async def test_without_a_token_metrics_are_for_this_machine(
    client: httpx.AsyncClient, app: FastAPI
) -> None:
    transport = httpx.ASGITransport(app, client=("203.0.113.7", 50000))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as far:
        assert_problem(await far.get("/metrics"), 403, "not_local")
    assert (await client.get("/metrics")).status_code == 200


async def test_with_a_token_metrics_are_for_whoever_has_it(
    settings: Settings, clock: ManualClock, recogniser: ScriptedRecogniser
) -> None:
    protected = settings.model_validate(settings.model_dump() | {"metrics_token": TOKEN})
    service = Service(protected, clock, recogniser)
    service.start()
    transport = httpx.ASGITransport(create_app(service), client=("203.0.113.7", 50000))
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as far:
        assert_problem(await far.get("/metrics"), 401, "unauthorized")
        for wrong in (f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer"):
            answer = await far.get("/metrics", headers={"Authorization": wrong})
            assert_problem(answer, 401, "unauthorized")
        answer = await far.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
    await service.stop()


async def test_the_subscription_at_redis_is_counted_when_it_is_made_anew(
    settings: Settings, clock: ManualClock, recogniser: ScriptedRecogniser, own_redis: RedisServer
) -> None:
    shared = settings.model_validate(settings.model_dump() | {"redis_url": own_redis.url})
    service = Service(shared, clock, recogniser)
    session_id = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
    arrived = asyncio.Event()
    service.publisher.queued(session_id, attempt=1)
    async with service.subscriber.subscribe(session_id, arrived.set):
        arrived.clear()
        own_redis.kill()
        own_redis.start()
        async with asyncio.timeout(PATIENCE_S):
            while not arrived.is_set():
                await asyncio.to_thread(
                    service.publisher.processing, session_id, attempt=1, progress=1, message="on"
                )
        text, _ = service.metrics.exposition("")
        assert values(text.decode())["transcription_redis_reconnects_total"] == 1
    await service.stop()
