"""The peer: FastAPI with sse-starlette, serving the same updates on the same server.

As its documentation and its broadcasting example advise: one `asyncio.Queue` for each client, one
`ServerSentEvent` for all of them, the library's own pings (each 15 s) and its own watch for
departures. Left out is what would slow it down: the example's time-out of 1 s on each wait. Nobody
is asked for a token, no limit is counted, no session looked up: that part of our work it is spared.
"""

import asyncio
import json
import logging
import socket
import sys
import time
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import uvicorn
from fastapi import FastAPI

# In the environment of the peer, not in that of the checks.
from sse_starlette import EventSourceResponse, ServerSentEvent  # type: ignore[import-not-found]

from bodies import PROGRESS, REMAINING_S, STATISTICS, stamp
from census import census
from orders import serve
from pace import keep, moments

Queue = asyncio.Queue[ServerSentEvent]

_BACKLOG = 2048


class Broadcaster:
    """The newest event of each session, and the queues of those who watch it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._epoch = f"{int(datetime.now(UTC).timestamp() * 1000):x}"
        self._sequences: defaultdict[str, int] = defaultdict(int)
        self._newest: dict[str, ServerSentEvent] = {}
        self.queues: dict[str, set[Queue]] = {}

    async def events(self, session_id: str) -> AsyncIterator[ServerSentEvent]:
        queue: Queue = asyncio.Queue()
        self.queues.setdefault(session_id, set()).add(queue)
        try:
            yield self._newest[session_id]
            while True:
                yield await queue.get()
        finally:
            self.queues[session_id].discard(queue)
            if not self.queues[session_id]:
                del self.queues[session_id]

    def update(self, session_id: str, message: str) -> None:
        """May be called on any thread, by one at a time."""
        self._sequences[session_id] += 1
        sequence = self._sequences[session_id]
        event = ServerSentEvent(
            data=self._body(session_id, sequence, message),
            event="status",
            id=f"{self._epoch}-{sequence}",
            sep="\n",
        )
        self._newest[session_id] = event
        self._loop.call_soon_threadsafe(self._distribute, session_id, event)

    def last(self, session_id: str) -> str:
        return f"{self._epoch}-{self._sequences[session_id]}"

    def _distribute(self, session_id: str, event: ServerSentEvent) -> None:
        for queue in self.queues.get(session_id, ()):
            queue.put_nowait(event)

    def _body(self, session_id: str, sequence: int, message: str) -> str:
        now = datetime.now(UTC)
        body = {
            "session_id": session_id,
            "epoch": self._epoch,
            "sequence": sequence,
            "attempt": 1,
            "status": "processing",
            "progress": PROGRESS,
            "message": message,
            "timestamp": _rfc3339(now),
            "estimated_completion": _rfc3339(now + timedelta(seconds=REMAINING_S)),
            "error": None,
            "statistics": STATISTICS,
        }
        return json.dumps(body, separators=(",", ":"))


class Load:
    """The orders there are: the same as the service's."""

    def __init__(self, broadcaster: Broadcaster) -> None:
        self._broadcaster = broadcaster

    async def make(self, count: int) -> list[tuple[str, str]]:
        ids = [str(uuid.uuid4()) for _ in range(count)]
        for session_id in ids:
            self._broadcaster.update(session_id, "Waiting for a free worker...")
        return [("-", session_id) for session_id in ids]

    async def publish(
        self, ids: list[str], per_second: float, seconds: float, seed: int | None
    ) -> dict[str, Any]:
        return await asyncio.to_thread(
            keep,
            lambda place, due_ns: self._broadcaster.update(ids[place], stamp(due_ns)),
            len(ids),
            moments(per_second, seconds, seed),
        )

    async def last(self, ids: list[str]) -> list[str]:
        return [self._broadcaster.last(session_id) for session_id in ids]

    async def cpu(self) -> float:
        """Seconds of CPU that this process has used."""
        return time.process_time()

    async def census(self) -> dict[str, int]:
        queues = self._broadcaster.queues
        return census() | {
            "streams": sum(len(of_session) for of_session in queues.values()),
            "channels": len(queues),
        }


def _rfc3339(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


async def main() -> None:
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    broadcaster = Broadcaster()
    app = FastAPI()

    @app.get("/healthz")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/api/v1/sessions/{session_id}/status/stream")
    async def stream(session_id: str) -> EventSourceResponse:
        return EventSourceResponse(broadcaster.events(session_id), sep="\n")

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(_BACKLOG)
    # The same as the service's, whose HTTP implementation is h11's too.
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            access_log=False,
            server_header=False,
            log_level="warning",
            timeout_graceful_shutdown=1,
        )
    )
    load = Load(broadcaster)
    orders = {name: getattr(load, name) for name in ("make", "publish", "last", "cpu", "census")}
    await serve(server, listener, orders)


if __name__ == "__main__":
    asyncio.run(main())
