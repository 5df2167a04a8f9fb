"""Switching faults on, and looking at what is answered then."""

import httpx
from starlette.types import ASGIApp

from connection import connect


async def switch_on(client: httpx.AsyncClient, session_id: str, **fault: object) -> None:
    """For one session, or `all`."""
    answer = await client.put(f"/api/v1/demo/faults/{session_id}", json=fault)
    assert answer.status_code == 204, answer.text


async def switch_off(client: httpx.AsyncClient, session_id: str) -> None:
    answer = await client.delete(f"/api/v1/demo/faults/{session_id}")
    assert answer.status_code == 204, answer.text


async def answered(app: ASGIApp, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str]]:
    """Status and headers of the answer, whether or not it ever ends."""
    async with connect(app, path, headers) as connection:
        return connection.status, connection.headers
