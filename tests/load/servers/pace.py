"""When to publish: at a given rate, whether or not the server keeps up.

The moments do not depend on the server, so that a slow one is not asked less ("coordinated
omission"). How late the calls were is measured as well.
"""

import random
import time
from collections.abc import Callable, Iterator


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


def keep(publish: Callable[[int], None], places: int, moments: Iterator[float]) -> dict[str, float]:
    """Call `publish` with a place from 0 to `places` - 1, each in turn, at such moments. Blocks.

    Gives how often it was called and how late at most, in milliseconds.
    """
    start = time.monotonic()
    published, latest_s = 0, 0.0
    for moment in moments:
        ahead_s = start + moment - time.monotonic()
        if ahead_s > 0:
            time.sleep(ahead_s)
        latest_s = max(latest_s, time.monotonic() - start - moment)
        publish(published % places)
        published += 1
    return {"published": published, "latest_ms": latest_s * 1000}


def moments(per_second: float, seconds: float, seed: int | None) -> Iterator[float]:
    """At random, if there is a `seed`; else evenly."""
    return evenly(per_second, seconds) if seed is None else at_random(per_second, seconds, seed)
