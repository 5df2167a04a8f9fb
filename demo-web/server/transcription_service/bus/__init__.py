"""The bus carries status updates from publishers to subscribers and keeps each session's last."""

from transcription_service.bus.memory import MemoryBus
from transcription_service.bus.port import Bus, Deliver
from transcription_service.bus.redis import RedisBus
from transcription_service.clock import Clock
from transcription_service.redis_link import RedisLink

__all__ = ["Bus", "Deliver", "MemoryBus", "RedisBus", "open_bus"]


def open_bus(clock: Clock, link: RedisLink | None) -> Bus:
    """For one process without a `link`, for any number with it."""
    return MemoryBus(clock) if link is None else RedisBus(link)
