"""What all streams of one process share."""

import random
from collections.abc import Callable
from datetime import datetime

from transcription_service.clock import Clock
from transcription_service.observation import Observer, Tally
from transcription_service.streams.lease_keeper import LeaseKeeper
from transcription_service.streams.times import Times
from transcription_service.subscriber import StatusSubscriber

SHUTDOWN_RETRY_MS = (500, 2000)
"""Clients of a server that stops are spread over this time, so that they do not return at once."""

IDLE_RETRY_MS = (1000, 5000)

LIFE_RETRY_MS = (100, 1000)
"""There is nothing to wait for; the lives of streams are spread already."""

_LIFE_SPREAD = 0.2
"""Lives are shorter by up to this part: streams that began together do not all end together."""


class OpenStreams:
    """All streams of this process, so that a shutdown can tell each of them."""

    def __init__(
        self,
        subscriber: StatusSubscriber,
        leases: LeaseKeeper,
        clock: Clock,
        times: Times,
        observer: Observer,
        tally: Tally,
        random_source: random.Random | None = None,
    ) -> None:
        self._wakes: set[Callable[[], None]] = set()
        self._random = random_source or random.Random()
        self.subscriber = subscriber
        self.leases = leases
        self.clock = clock
        self.times = times
        self.observer = observer
        self.tally = tally
        self.shutting_down = False

    def __len__(self) -> int:
        return len(self._wakes)

    def shut_down(self) -> None:
        """End every stream with a `close` that invites its client back."""
        self.shutting_down = True
        for wake in tuple(self._wakes):
            wake()

    def add(self, wake: Callable[[], None]) -> None:
        self._wakes.add(wake)

    def discard(self, wake: Callable[[], None]) -> None:
        self._wakes.discard(wake)

    def life_s(self, expires_at: datetime) -> float:
        """How long a stream lives that begins now and whose token holds until `expires_at`."""
        life_s = self.times.life_s * (1 - _LIFE_SPREAD * self._random.random())
        return min(life_s, (expires_at - self.clock.now()).total_seconds())

    def retry_after_ms(self, spread: tuple[int, int]) -> int:
        return self._random.randint(*spread)
