"""What all processes of one service decide together, and where they keep it."""

from dataclasses import dataclass

from transcription_service.bus import Bus, open_bus
from transcription_service.clock import Clock
from transcription_service.identity import MemoryTickets, RedisTickets, TicketStore
from transcription_service.rates import Counts
from transcription_service.redis_link import RedisLink
from transcription_service.settings import Settings
from transcription_service.stream_leases import (
    Limits,
    MemoryStreamLeases,
    RedisStreamLeases,
    StreamLeases,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedState:
    """In Redis when there are several processes, else in the memory of the only one."""

    bus: Bus
    stream_leases: StreamLeases
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
            bus=open_bus(clock, None),
            stream_leases=MemoryStreamLeases(clock, _stream_limits(settings)),
            tickets=MemoryTickets(clock),
            counts=Counts(None, clock),
            link=None,
        )
    link = RedisLink(settings.redis_url.get_secret_value())
    return SharedState(
        bus=open_bus(clock, link),
        stream_leases=RedisStreamLeases(link, _stream_limits(settings)),
        tickets=RedisTickets(link),
        counts=Counts(link, clock),
        link=link,
    )


def _stream_limits(settings: Settings) -> Limits:
    return Limits(
        per_user=settings.streams_per_user,
        in_all=settings.streams_in_all,
        # Refreshed with each heartbeat: one may be missed.
        life_s=2.5 * settings.heartbeat_seconds,
    )
