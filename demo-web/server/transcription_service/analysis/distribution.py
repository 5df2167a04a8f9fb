"""How late updates were, told from counts between bounds."""

import math
from collections.abc import Mapping
from itertools import pairwise

from pydantic import BaseModel, Field

IN_TIME_MS = 100


class Lateness(BaseModel):
    """Figures of updates; null where there were none."""

    updates: int = Field(description="How many were counted.")
    share_within_100_ms: float | None = Field(description="0 to 1.")
    p50_ms: float | None = Field(description="Half of them were at most so late.")
    p95_ms: float | None
    p99_ms: float | None = Field(
        description="As all three: evenly spread between two bounds, and at most the last bound."
    )


class Bar(BaseModel):
    """Updates that were later than the bound before, and at most `up_to_ms` late."""

    up_to_ms: float | None = Field(description="Null: later than all bounds.")
    updates: int


class Distribution(Lateness):
    """With its histogram, one bar a bound."""

    histogram: list[Bar]


def lateness(counts: Mapping[float, int]) -> Lateness:
    """`counts`: by upper bound in milliseconds, the last of them infinite."""
    total = sum(counts.values())
    if total == 0:
        return Lateness(updates=0, share_within_100_ms=None, p50_ms=None, p95_ms=None, p99_ms=None)
    in_time = sum(updates for bound, updates in counts.items() if bound <= IN_TIME_MS)
    return Lateness(
        updates=total,
        share_within_100_ms=in_time / total,
        p50_ms=percentile(counts, 0.5),
        p95_ms=percentile(counts, 0.95),
        p99_ms=percentile(counts, 0.99),
    )


def distribution(counts: Mapping[float, int]) -> Distribution:
    """Percentiles and bars of `counts`: updates by upper bound, milliseconds."""
    bars = [
        Bar(up_to_ms=None if math.isinf(bound) else bound, updates=counts[bound])
        for bound in sorted(counts)
    ]
    return Distribution(**lateness(counts).model_dump(), histogram=bars)


def percentile(counts: Mapping[float, int], share: float) -> float:
    """The value that `share` of what was counted, which is something, does not exceed."""
    rank = share * sum(counts.values())
    below = 0
    for lower, upper in pairwise((0.0, *sorted(counts))):
        if counts[upper] and below + counts[upper] >= rank:
            within = (rank - below) / counts[upper]
            return lower if math.isinf(upper) else lower + (upper - lower) * within
        below += counts[upper]
    raise AssertionError("nothing was counted")
