"""The status stream of one connection, from its first byte to its last."""

import asyncio
import random
from collections.abc import Callable

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from transcription_service.clock import Clock
from transcription_service.event_stream import (
    HEADERS,
    RETRY,
    CloseReason,
    close_event,
    heartbeat_event,
    status_event,
)
from transcription_service.mailbox import Mailbox
from transcription_service.models.status import TranscriptionStatus
from transcription_service.problems import Problem
from transcription_service.subscriber import StatusSubscriber

SHUTDOWN_RETRY_MS = (500, 2000)
"""Clients of a server that stops are spread over this time, so that they do not return at once."""


class OpenStreams:
    """All streams of this process, so that a shutdown can tell each of them."""

    def __init__(self, random_source: random.Random | None = None) -> None:
        self._wakes: set[Callable[[], None]] = set()
        self._random = random_source or random.Random()
        self.shutting_down = False

    def __len__(self) -> int:
        return len(self._wakes)

    def shut_down(self) -> None:
        """End every stream with a `close` that invites its client back."""
        self.shutting_down = True
        for wake in tuple(self._wakes):
            wake()

    def retry_after_ms(self) -> int:
        return self._random.randint(*SHUTDOWN_RETRY_MS)

    def add(self, wake: Callable[[], None]) -> None:
        self._wakes.add(wake)

    def discard(self, wake: Callable[[], None]) -> None:
        self._wakes.discard(wake)


class StatusStream(Response):
    """Sends the present status at once, then each newer one, heartbeats between, `close` at last.

    Whoever makes one has already decided that the client may watch the session. `settled` is the
    last status of a session that the bus has forgotten; `last_event_id` the id of the last event
    the client has seen.
    """

    def __init__(
        self,
        session_id: str,
        *,
        subscriber: StatusSubscriber,
        streams: OpenStreams,
        clock: Clock,
        heartbeat_s: float,
        settled: TranscriptionStatus | None,
        last_event_id: str | None,
    ) -> None:
        self._session_id = session_id
        self._subscriber = subscriber
        self._streams = streams
        self._clock = clock
        self._heartbeat_s = heartbeat_s
        self._settled = settled
        self._last_event_id = last_event_id
        self.background = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._streams.shutting_down:
            await _stopping().response()(scope, receive, send)
            return
        wake = asyncio.Event()
        departure = asyncio.create_task(_departure(receive))
        departure.add_done_callback(lambda _: wake.set())
        self._streams.add(wake.set)
        try:
            async with self._subscriber.subscribe(self._session_id, wake.set) as mailbox:
                first = mailbox.take() or self._settled
                if first is None:
                    await _forgotten().response()(scope, receive, send)
                elif first.is_terminal and first.event_id == self._last_event_id:
                    await Response(status_code=204)(scope, receive, send)
                else:
                    await self._run(first, mailbox, wake, departure, send)
        finally:
            self._streams.discard(wake.set)
            departure.cancel()

    async def _run(
        self,
        first: TranscriptionStatus,
        mailbox: Mailbox,
        wake: asyncio.Event,
        departure: asyncio.Task[None],
        send: Send,
    ) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": list(HEADERS)})
        if await _send_status(send, first, prefix=RETRY):
            return
        heartbeat_due = self._clock.monotonic() + self._heartbeat_s
        timer = self._clock.call_later(self._heartbeat_s, wake.set)
        try:
            while True:
                await wake.wait()
                wake.clear()
                if departure.done():
                    return
                status = mailbox.take()
                if status is not None and await _send_status(send, status):
                    return
                if self._streams.shutting_down:
                    retry_after_ms = self._streams.retry_after_ms()
                    await _send_last(
                        send, close_event(CloseReason.SHUTDOWN, retry_after_ms=retry_after_ms)
                    )
                    return
                if self._clock.monotonic() >= heartbeat_due:
                    await _send(send, heartbeat_event(self._clock.now()))
                    heartbeat_due = self._clock.monotonic() + self._heartbeat_s
                    timer = self._clock.call_later(self._heartbeat_s, wake.set)
        finally:
            timer.cancel()


async def _departure(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _send_status(send: Send, status: TranscriptionStatus, prefix: bytes = b"") -> bool:
    """Send a status and, if it is the last, the end of the stream; tells whether it was."""
    event = prefix + status_event(status)
    if not status.is_terminal:
        await _send(send, event)
        return False
    await _send_last(send, event + close_event(CloseReason(status.status)))
    return True


async def _send(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _send_last(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _stopping() -> Problem:
    return Problem(503, "stopping", "The server is being stopped; come back.", {"Retry-After": "1"})


def _forgotten() -> Problem:
    return Problem(404, "session_unknown", "Nothing is known of this session any more.")
