"""What is seen of connections: told once, where it happens, to whoever keeps count."""

from transcription_service.observation.deliveries import Deliveries
from transcription_service.observation.port import (
    ClosedStream,
    Departure,
    Observer,
    Observers,
    OpenedStream,
    Poll,
    Refusal,
    Report,
    Transport,
)
from transcription_service.observation.tally import Tally

__all__ = [
    "ClosedStream",
    "Deliveries",
    "Departure",
    "Observer",
    "Observers",
    "OpenedStream",
    "Poll",
    "Refusal",
    "Report",
    "Tally",
    "Transport",
]
