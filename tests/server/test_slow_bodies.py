"""Bodies that trickle are given up, and leave nothing behind."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from connection import PATIENCE_S
from manual_clock import ManualClock
from transcription_service.service import Service
from upload_form import FORM, HEAD, TAIL, raw_post

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("disk_stays_clean")]


async def test_a_body_that_stands_still_is_given_up(
    app: FastAPI, client: httpx.AsyncClient, clock: ManualClock
) -> None:
    async def still() -> AsyncIterator[bytes]:
        yield HEAD
        asyncio.get_running_loop().call_soon(clock.advance, 30)
        await asyncio.Event().wait()

    async with asyncio.timeout(PATIENCE_S):
        status, body = await raw_post(app, client, FORM, Leisurely(still()))
    assert status == 408
    assert b"expected the body without pauses of 30 s" in body


async def test_a_body_that_trickles_is_given_up(
    app: FastAPI, client: httpx.AsyncClient, clock: ManualClock
) -> None:
    sent = 0

    async def trickle() -> AsyncIterator[bytes]:
        nonlocal sent
        yield HEAD
        while True:
            assert sent < 100, "the server goes on reading"
            sent += 1
            clock.advance(1)
            await asyncio.sleep(0)
            yield b"x"

    async with asyncio.timeout(PATIENCE_S):
        status, _ = await raw_post(app, client, FORM, trickle())
    assert status == 408
    assert 25 <= sent <= 35


async def test_a_body_of_a_slow_line_is_read_to_its_end(
    app: FastAPI, client: httpx.AsyncClient, clock: ManualClock, service: Service
) -> None:
    """Ten minutes at 16 kbit/s, with a pause now and then."""

    async def slow() -> AsyncIterator[bytes]:
        yield HEAD
        for second in range(600):
            clock.advance(20 if second % 100 == 0 else 1)
            await asyncio.sleep(0)
            yield bytes(2000)
        yield TAIL

    async with asyncio.timeout(PATIENCE_S):
        status, body = await raw_post(app, client, FORM, slow())
    assert (status, b"not_audio" in body) == (415, True)


class Leisurely:
    """A body whose next piece can be asked for again after the asking was given up."""

    def __init__(self, pieces: AsyncIterator[bytes]) -> None:
        self._pieces = pieces
        self._broken = False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if self._broken:
            raise StopAsyncIteration
        try:
            return await anext(self._pieces)
        except asyncio.CancelledError:
            self._broken = True
            raise
