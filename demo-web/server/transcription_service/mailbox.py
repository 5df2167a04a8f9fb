"""The place between the bus and one connection."""

from collections.abc import Callable

from transcription_service.models.status import TranscriptionStatus


class Mailbox:
    """Holds the newest status that its reader has not taken yet: one slot, latest wins.

    Each status is complete, so a slow reader misses nothing by getting only the newest, and
    costs no more than a quick one. Lives on one event loop.
    """

    __slots__ = ("_age", "_on_arrival", "_slot", "conflated")

    def __init__(self, on_arrival: Callable[[], None]) -> None:
        self._on_arrival = on_arrival
        self._slot: TranscriptionStatus | None = None
        # Of the newest that was put. The age alone: there are thousands of mailboxes.
        self._age = ("", 0)
        self.conflated = 0
        """How many statuses gave way to newer ones before they were taken."""

    def put(self, status: TranscriptionStatus) -> None:
        """Keep `status`, unless it is no newer than one that was put before."""
        # Epochs sort by age: after a restart of the store, a snapshot of the time before may come
        # behind an update of the time after.
        age = (status.epoch, status.sequence)
        if age <= self._age:
            return
        if self._slot is not None:
            self.conflated += 1
        self._slot, self._age = status, age
        self._on_arrival()

    @property
    def newest_untaken(self) -> TranscriptionStatus | None:
        """What `take` would give."""
        return self._slot

    def take(self) -> TranscriptionStatus | None:
        """Empty the slot."""
        status, self._slot = self._slot, None
        return status
