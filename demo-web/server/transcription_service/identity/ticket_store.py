"""Where tickets wait to be used: what is kept is taken once, or forgotten."""

from typing import Protocol

from transcription_service.clock import Clock
from transcription_service.redis_link import RedisLink, reachable

_KEY = "transcription:ticket:"


class TicketStore(Protocol):
    """Raises StoreUnavailable, both ways, when it is away."""

    async def keep(self, name: str, text: str, seconds: int) -> None:
        """Keep `text` for that long; a name is used once only."""

    async def take(self, name: str) -> str | None:
        """What was kept, for the first who asks; None for all others, and when it is too late."""


class MemoryTickets:
    """For one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, str]] = {}

    async def keep(self, name: str, text: str, seconds: int) -> None:
        now = self._clock.monotonic()
        for stale in [name for name, (until, _) in self._kept.items() if until <= now]:
            del self._kept[stale]
        self._kept[name] = (now + seconds, text)

    async def take(self, name: str) -> str | None:
        until, text = self._kept.pop(name, (0.0, ""))
        return text if until > self._clock.monotonic() else None


class RedisTickets:
    """For any number of processes.

    A ticket whose answer was lost on the way from Redis is used up: its holder is told 401, and
    gets another. The other way round a ticket could be used twice.
    """

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def keep(self, name: str, text: str, seconds: int) -> None:
        with reachable():
            await self._link.loop.set(_KEY + name, text, ex=seconds)

    async def take(self, name: str) -> str | None:
        with reachable():
            kept = await self._link.loop.getdel(_KEY + name)
        return kept.decode() if isinstance(kept, bytes) else kept
