"""Who may have a stream open: so many for one user, so many in all, over all processes."""

from transcription_service.clock import Clock
from transcription_service.redis_link import RedisLink
from transcription_service.stream_leases.memory import MemoryStreamLeases
from transcription_service.stream_leases.port import (
    Lease,
    Limits,
    StreamLeases,
    StreamsFull,
    TooManyOfUser,
)
from transcription_service.stream_leases.redis import RedisStreamLeases

__all__ = [
    "Lease",
    "Limits",
    "MemoryStreamLeases",
    "RedisStreamLeases",
    "StreamLeases",
    "StreamsFull",
    "TooManyOfUser",
    "open_stream_leases",
]


def open_stream_leases(link: RedisLink | None, limits: Limits, clock: Clock) -> StreamLeases:
    """In Redis where there is one, else in this process's memory."""
    return MemoryStreamLeases(clock, limits) if link is None else RedisStreamLeases(link, limits)
