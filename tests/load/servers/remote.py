"""The real publisher in a process of its own, over Redis, for servers of the same DATA_DIR."""

import asyncio
import logging
import sys
from datetime import timedelta
from typing import Any

from job import Job
from orders import obey, say
from pace import keep, moments
from sessions import Sessions
from transcription_service.bus import open_bus
from transcription_service.clock import SystemClock
from transcription_service.database import Database
from transcription_service.identity import Tokens
from transcription_service.publisher import StatusPublisher
from transcription_service.redis_link import RedisLink, StoreUnavailable
from transcription_service.sessions.data_folder import DataFolder
from transcription_service.sessions.repository import Repository
from transcription_service.sessions.schema import MIGRATIONS
from transcription_service.settings import Settings

_THREADS = 4
"""Each has its own sessions: where Redis hangs, one waits no longer for the others."""


class Load:
    """The orders there are."""

    def __init__(self, settings: Settings) -> None:
        assert settings.redis_url is not None, "REDIS_URL is set"
        clock = SystemClock()
        folder = DataFolder(settings.data_dir)
        folder.lock(shared=True)
        repository = Repository(Database(folder.database, MIGRATIONS), clock)
        tokens = Tokens(folder.secret(), timedelta(days=1), repository, clock)
        link = RedisLink(settings.redis_url.get_secret_value())
        self._publisher = StatusPublisher(open_bus(clock, link), clock)
        self._sessions = Sessions(tokens.new, tokens.holder, repository, self._publisher)
        self._job = Job(self._publisher, clock)

    async def make(self, count: int) -> list[tuple[str, str]]:
        """So many users, each with a session: tokens and session ids."""
        return await asyncio.to_thread(self._sessions.make, count)

    async def publish(
        self, ids: list[str], per_second: float, seconds: float, seed: int
    ) -> dict[str, Any]:
        """Updates of these sessions in turn; `unpublished` are those that Redis did not take."""
        parts = [ids[first::_THREADS] for first in range(min(_THREADS, len(ids)))]
        outcomes = await asyncio.gather(
            *(
                asyncio.to_thread(
                    self._keep, part, per_second / len(parts), seconds, seed * _THREADS + number
                )
                for number, part in enumerate(parts)
            )
        )
        return {
            "published": sum(outcome["published"] - outcome["unpublished"] for outcome in outcomes),
            "unpublished": sum(outcome["unpublished"] for outcome in outcomes),
            "late_ms": [late for outcome in outcomes for late in outcome["late_ms"]],
        }

    async def last(self, ids: list[str]) -> list[str | None]:
        """The id of the newest event of each session."""
        found = await asyncio.to_thread(lambda: [self._publisher.last(one) for one in ids])
        return [status.event_id if status else None for status in found]

    def _keep(self, ids: list[str], per_second: float, seconds: float, seed: int) -> dict[str, Any]:
        unpublished = 0

        def update(place: int, due_ns: int) -> None:
            nonlocal unpublished
            try:
                self._job.update(ids[place], due_ns)
            except StoreUnavailable:
                unpublished += 1

        kept = keep(update, len(ids), moments(per_second, seconds, seed))
        return kept | {"unpublished": unpublished}


async def main() -> None:
    logging.basicConfig(level=logging.ERROR, stream=sys.stderr)
    load = Load(Settings())
    say({})
    await obey({name: getattr(load, name) for name in ("make", "publish", "last")})


if __name__ == "__main__":
    asyncio.run(main())
