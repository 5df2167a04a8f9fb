"""The real service with its embedded bus, in one process that takes orders.

Settings come from the environment, as ever. Jobs are published by a thread, as its workers do.
"""

import asyncio
import time
from typing import Any

from census import census
from job import Job
from orders import serve
from pace import keep, moments
from sessions import Sessions
from transcription_service.log_records import write_records
from transcription_service.server import Server, listen
from transcription_service.service import Service
from transcription_service.settings import Settings


class Load:
    """The orders there are."""

    def __init__(self, service: Service) -> None:
        self._service = service
        identity = service.identity
        self._sessions = Sessions(
            identity.new_token, identity.holder, service.repository, service.publisher
        )
        self._job = Job(service.publisher, service.clock)

    async def make(self, count: int) -> list[tuple[str, str]]:
        """So many users, each with a session: tokens and session ids."""
        return await asyncio.to_thread(self._sessions.make, count)

    async def publish(
        self, ids: list[str], per_second: float, seconds: float, seed: int | None
    ) -> dict[str, Any]:
        """Updates of these sessions in turn; answered when the last one is published."""
        return await asyncio.to_thread(
            keep,
            lambda place, due_ns: self._job.update(ids[place], due_ns),
            len(ids),
            moments(per_second, seconds, seed),
        )

    async def last(self, ids: list[str]) -> list[str | None]:
        """The id of the newest event of each session."""
        found = (self._service.publisher.last(session_id) for session_id in ids)
        return [status.event_id if status else None for status in found]

    async def cpu(self) -> float:
        """Seconds of CPU that this process has used."""
        return time.process_time()

    async def census(self) -> dict[str, int]:
        # What only this census wants to count, the service does not offer.
        bus, keeper = self._service._shared.bus, self._service._stream_leases  # noqa: SLF001
        return census() | {
            "streams": len(self._service.streams),
            "channels": self._service.subscriber.watched_sessions + len(bus._listeners),  # type: ignore[attr-defined] # noqa: SLF001
            "leases": len(keeper._held),  # noqa: SLF001
        }


async def main() -> None:
    settings = Settings()
    write_records(level=settings.log_level, line_format=settings.log_format)
    listener = listen(settings.host, settings.port, patience_s=settings.send_seconds)
    service = Service(settings)
    server = Server(service)
    load = Load(service)
    orders = {name: getattr(load, name) for name in ("make", "publish", "last", "cpu", "census")}
    await serve(server, listener, orders)


if __name__ == "__main__":
    asyncio.run(main())
