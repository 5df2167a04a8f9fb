"""Who may have a stream open: so many for one user, so many in all, over all processes."""

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
]
