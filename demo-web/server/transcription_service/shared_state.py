"""What all processes of one service decide together, and where they keep it."""

from dataclasses import dataclass

from transcription_service.bus import Bus, open_bus
from transcription_service.clock import Clock
from transcription_service.identity import MemoryTickets, RedisTickets, TicketStore
from transcription_service.rates import Counts
from transcription_service.redis_link import RedisLink
from transcription_service.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedState:
    """In Redis when there are several processes, else in the memory of the only one."""

    bus: Bus
    tickets: TicketStore
    counts: Counts
    link: RedisLink | None

    async def close(self) -> None:
        """Let go of everything held."""
        await self.bus.close()
        if self.link is not None:
            await self.link.close()


def open_shared_state(settings: Settings, clock: Clock) -> SharedState:
    """Raises ValueError for a REDIS_URL that cannot be read."""
    if settings.redis_url is None:
        return SharedState(
            bus=open_bus("memory://", clock),
            tickets=MemoryTickets(clock),
            counts=Counts(None, clock),
            link=None,
        )
    link = RedisLink(settings.redis_url.get_secret_value())
    return SharedState(
        bus=open_bus("redis://", clock),
        tickets=RedisTickets(link),
        counts=Counts(link, clock),
        link=link,
    )
