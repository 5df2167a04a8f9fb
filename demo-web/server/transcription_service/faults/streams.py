"""How the streams of a route are spoilt on their way to the client."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import assert_never

from starlette.types import Message, Send

from transcription_service.clock import Clock
from transcription_service.event_stream import HEADERS, close_event, heartbeat_event
from transcription_service.faults.compression import Compression
from transcription_service.faults.kinds import (
    BeatsThenSilence,
    GzipBuffer,
    HelloThenDie,
    ShortLived,
    Slow,
    StreamFault,
    Swallow,
)
from transcription_service.faults.line import Line

Route = Callable[[Send], Awaitable[None]]
"""Answers as if nothing were wrong, on what it is given."""

_HEARTBEAT = b"event: heartbeat\n"


async def spoil(
    fault: StreamFault, route: Route, line: Line, clock: Clock, *, takes_gzip: bool
) -> None:
    """Answer a request for a stream as `fault` has it; `takes_gzip` says the client."""
    match fault:
        case Swallow():
            await _begin(line)
            await line.down.wait()
        case HelloThenDie(hello="heartbeat"):
            await _begin(line)
            await line.send(_piece(heartbeat_event(clock.now())))
        case HelloThenDie():
            await route(_until_first_event(line))
        case ShortLived():
            await _short_lived(fault, route, line, clock)
        case BeatsThenSilence():
            await _beats_then_silence(fault, route, line, clock)
        case GzipBuffer():
            await route(Compression(line.send).send if takes_gzip else line.send)
        case Slow():
            await route(_slowly(fault, line))
        case _:
            assert_never(fault)


def _until_first_event(line: Line) -> Send:
    async def send(message: Message) -> None:
        await line.send(message)
        if message["type"] == "http.response.body":
            line.down.set()

    return send


async def _short_lived(fault: ShortLived, route: Route, line: Line, clock: Clock) -> None:
    last_words = b""

    def expire() -> None:
        nonlocal last_words
        if fault.planned:
            last_words = close_event(fault.reason, retry_after_ms=fault.retry_after_ms)
        line.down.set()

    timer = clock.call_later(fault.seconds, expire)
    try:
        await route(line.send)
    finally:
        timer.cancel()
    await line.hang_up(last_words)


async def _beats_then_silence(
    fault: BeatsThenSilence, route: Route, line: Line, clock: Clock
) -> None:
    silent = asyncio.Event()
    beating: asyncio.Task[None] | None = None

    async def beat() -> None:
        for _ in range(fault.beats):
            if not await line.pause(fault.every_s):
                return
            await line.send(_piece(heartbeat_event(clock.now())))
        silent.set()

    async def send(message: Message) -> None:
        nonlocal beating
        if silent.is_set():
            await line.down.wait()
        elif not message.get("body", b"").startswith(_HEARTBEAT):
            await line.send(message)
            if beating is None and message.get("more_body"):
                beating = asyncio.create_task(beat())

    try:
        await route(send)
    finally:
        if beating is not None:
            beating.cancel()


def _slowly(fault: Slow, line: Line) -> Send:
    async def send(message: Message) -> None:
        if message.get("body"):
            await line.pause(fault.delay_s)
        await line.send(message)
        if message["type"] == "http.response.start":
            await line.send(_piece(b""))

    return send


async def _begin(line: Line) -> None:
    await line.send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
    # Servers hold headers back until there is a body; an empty piece of it sends them.
    await line.send(_piece(b""))


def _piece(body: bytes) -> Message:
    return {"type": "http.response.body", "body": body, "more_body": True}
