"""The bus carries status updates from publishers to subscribers and keeps each session's last."""

from transcription_service.bus.memory import MemoryBus
from transcription_service.bus.port import Bus, Deliver
from transcription_service.clock import Clock

__all__ = ["Bus", "Deliver", "MemoryBus", "open_bus"]


def open_bus(url: str, clock: Clock) -> Bus:
    """The bus that `url` names; raises ValueError for one that is not known."""
    if url == "memory://":
        return MemoryBus(clock)
    raise ValueError(f"expected memory://, came {url!r}")
