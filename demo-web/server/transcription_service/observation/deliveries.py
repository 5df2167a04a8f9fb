"""How late updates are sent."""

from bisect import bisect_left
from itertools import accumulate

BOUNDS_MS = (0.5, 1, 2, 3, 5, 7.5, 10, 15, 25, 50, 100, 250, 500, 1000, 3000, 10000)
"""Upper bounds of the counts, in milliseconds; what is later still has a count of its own.

Statuses carry the time of their publication in whole milliseconds, so the first bounds tell less
than they seem to.
"""


class Deliveries:
    """Counts updates by the time from their publication until they were handed to the socket.

    No object is made and no lock taken for an update: each goes to as many as a thousand streams.
    Lives on one event loop; other threads may read.
    """

    def __init__(self) -> None:
        self._counts = [0] * (len(BOUNDS_MS) + 1)
        self._sum_ms = 0.0

    def add(self, late_ms: float) -> None:
        # Clocks of two processes of one machine are the same; those of two machines may differ.
        late_ms = max(late_ms, 0.0)
        self._counts[bisect_left(BOUNDS_MS, late_ms)] += 1
        self._sum_ms += late_ms

    @property
    def counts(self) -> tuple[int, ...]:
        """One for each of BOUNDS_MS, and one for what was later."""
        return tuple(self._counts)

    @property
    def cumulative(self) -> tuple[int, ...]:
        """As Prometheus wants them: up to each bound, and in all."""
        return tuple(accumulate(self._counts))

    @property
    def sum_ms(self) -> float:
        return self._sum_ms
