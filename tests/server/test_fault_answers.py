"""Faults that answer in place of a stream or a status."""

import httpx
import pytest
from fastapi import FastAPI

from connection import connect, events
from faults_api import answered, switch_off, switch_on
from manual_clock import ManualClock
from transcription_service.service import Service

pytestmark = [pytest.mark.anyio, pytest.mark.faults]


@pytest.fixture
def status_path(stream_path: str) -> str:
    return stream_path.removesuffix("/stream")


@pytest.mark.parametrize("own", [True, False])
async def test_refuse_answers_with_the_status_asked_for(
    own: bool,
    app: FastAPI,
    client: httpx.AsyncClient,
    admin: httpx.AsyncClient,
    own_session: str,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    user, session_id = (client, own_session) if own else (admin, "all")
    await switch_on(user, session_id, kind="refuse", status=429, retry_after_s=7)
    async with connect(app, stream_path, headers) as stream:
        assert (stream.status, stream.headers["retry-after"]) == (429, "7")
    await switch_off(user, session_id)
    async with connect(app, stream_path, headers) as stream:
        assert stream.status == 200


@pytest.mark.parametrize(
    ("target", "of_stream", "of_status"),
    [("stream", 503, 200), ("status", 200, 503), ("both", 503, 503)],
)
async def test_a_fault_hits_what_it_is_aimed_at(
    target: str,
    of_stream: int,
    of_status: int,
    app: FastAPI,
    admin: httpx.AsyncClient,
    stream_path: str,
    status_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="refuse", target=target)
    assert (await answered(app, stream_path, headers))[0] == of_stream
    assert (await answered(app, status_path, headers))[0] == of_status


async def test_retry_after_may_be_a_date_that_is_never_too_early(
    app: FastAPI,
    admin: httpx.AsyncClient,
    clock: ManualClock,
    stream_path: str,
    headers: dict[str, str],
) -> None:
    clock.advance(0.25)
    await switch_on(admin, "all", kind="refuse", retry_after_s=7, retry_after_as="date")
    _, answer = await answered(app, stream_path, headers)
    assert answer["retry-after"] == "Thu, 01 Jan 2026 12:00:08 GMT"


async def test_html_answers_as_a_captive_portal(
    app: FastAPI,
    admin: httpx.AsyncClient,
    stream_path: str,
    status_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="html", target="both")
    for path in (stream_path, status_path):
        status, answer = await answered(app, path, headers)
        assert (status, answer["content-type"]) == (200, "text/html; charset=utf-8")


async def test_no_content_answers_204(
    app: FastAPI, admin: httpx.AsyncClient, stream_path: str, headers: dict[str, str]
) -> None:
    await switch_on(admin, "all", kind="no_content")
    async with connect(app, stream_path, headers) as answer:
        assert (answer.status, await answer.rest()) == (204, b"")


async def test_redirect_leads_to_the_same_at_another_address(
    app: FastAPI, admin: httpx.AsyncClient, stream_path: str, headers: dict[str, str]
) -> None:
    await switch_on(admin, "all", kind="redirect")
    status, answer = await answered(app, f"{stream_path}?last_event_id=a-1", headers)
    assert status == 307
    assert answer["location"].endswith(f"{stream_path}?last_event_id=a-1")
    async with connect(app, answer["location"], headers) as stream:
        assert [name for name, _, _ in events(await stream.body())] == ["status"]


async def test_redirect_leads_to_a_login_page(
    client: httpx.AsyncClient, admin: httpx.AsyncClient, status_path: str
) -> None:
    await switch_on(admin, "all", kind="redirect", to="login", target="status")
    answer = await client.get(status_path)
    assert answer.status_code == 302
    page = await client.get(answer.headers["location"])
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("replaced", [False, True])
async def test_a_late_poll_brings_what_was_true_when_it_was_asked(
    replaced: bool,
    app: FastAPI,
    client: httpx.AsyncClient,
    service: Service,
    own_session: str,
    status_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(client, own_session, kind="late_poll")
    async with connect(app, status_path, headers, awaits_head=False) as poll:
        await poll.settled()
        assert poll.quiet()
        service.publisher.cancelled(own_session)
        if replaced:
            await switch_on(client, own_session, kind="refuse")
        else:
            await switch_off(client, own_session)
        await poll.head()
        assert b'"queued"' in await poll.body()


async def test_a_late_poll_comes_after_its_delay(
    app: FastAPI,
    admin: httpx.AsyncClient,
    clock: ManualClock,
    status_path: str,
    headers: dict[str, str],
) -> None:
    await switch_on(admin, "all", kind="late_poll", delay_s=5)
    async with connect(app, status_path, headers, awaits_head=False) as poll:
        await poll.settled()
        clock.advance(4.9)
        await poll.settled()
        assert poll.quiet()
        clock.advance(0.1)
        await poll.head()
        assert poll.status == 200
