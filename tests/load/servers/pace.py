"""When to publish: at a given rate, whether or not the server keeps up.

The moments do not depend on the server, so that a slow one is not asked less ("coordinated
omission"): an update says when it was to be published, so that a late publisher counts as latency.
How late the calls were is measured as well.
"""

import random
import time
from collections.abc import Callable, Iterator
from typing import Any


def at_random(per_second: float, seconds: float, seed: int) -> Iterator[float]:
    """Seconds from the start: many jobs, independent of each other (a Poisson process)."""
    source = random.Random(seed)
    moment = source.expovariate(per_second)
    while moment < seconds:
        yield moment
        moment += source.expovariate(per_second)


def evenly(per_second: float, seconds: float) -> Iterator[float]:
    """Seconds from the start: one job, which keeps its distance."""
    return (count / per_second for count in range(round(per_second * seconds)))


def keep(
    publish: Callable[[int, int], None],
    places: int,
    moments: Iterator[float],
    *,
    now_ns: Callable[[], int] = time.monotonic_ns,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Any]:
    """Call `publish` at such moments, with a place from 0 to `places` - 1, each in turn, and with
    the moment that was meant, in nanoseconds of CLOCK_MONOTONIC. Blocks.

    Gives how often it was called and how late each time, in milliseconds.
    """
    start = now_ns()
    late_ms: list[float] = []
    for moment in moments:
        due = start + round(moment * 1e9)
        ahead = due - now_ns()
        if ahead > 0:
            sleep(ahead / 1e9)
        late_ms.append(round(max(0, now_ns() - due) / 1e6, 3))
        publish((len(late_ms) - 1) % places, due)
    return {"published": len(late_ms), "late_ms": late_ms}


def moments(per_second: float, seconds: float, seed: int | None) -> Iterator[float]:
    """At random, if there is a `seed`; else evenly."""
    return evenly(per_second, seconds) if seed is None else at_random(per_second, seconds, seed)
