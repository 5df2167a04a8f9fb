"""Numbers of all streams of one process that change with every message: too often to tell observers
of each."""

from transcription_service.observation.deliveries import Deliveries


class Tally:
    """Counts only; lives on one event loop, other threads may read."""

    __slots__ = ("conflated", "deliveries", "stream_bytes", "updates")

    def __init__(self) -> None:
        self.updates = 0
        """Statuses sent."""
        self.conflated = 0
        """Statuses that a newer one replaced before they were sent."""
        self.stream_bytes = 0
        """Of requests for streams and of what was answered on them."""
        self.deliveries = Deliveries()
