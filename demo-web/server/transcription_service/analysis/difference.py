"""Two groups' means, and how sure their difference is."""

import math
from collections.abc import Sequence
from statistics import NormalDist, fmean, variance

from pydantic import BaseModel, Field

CONFIDENCE = 0.95
LEAST_UNITS = 30
"""In each group; from there on the quantiles of Student's t and of the normal distribution differ
by less than 5 %."""


class Interval(BaseModel):
    """In 95 of 100 such experiments the interval holds the true difference."""

    low: float
    high: float


class Mean(BaseModel):
    """Of one group."""

    users: int = Field(description="For whom there is a value.")
    mean: float | None = Field(description="Null without users.")


class Difference(BaseModel):
    """Welch's comparison of two groups of unequal variances."""

    sse: Mean
    polling: Mean
    difference: float | None = Field(description="Mean of `sse` less that of `polling`.")
    interval: Interval | None = Field(description="Of the difference, at 95 %; null: see `reason`.")
    reason: str | None = Field(description="Why there is no interval.")


def compared(sse: Sequence[float], polling: Sequence[float]) -> Difference:
    """One value a user; the groups have nobody in common."""
    means = [_mean(group) for group in (sse, polling)]
    if means[0].mean is None or means[1].mean is None:
        difference = None
    else:
        difference = means[0].mean - means[1].mean
    few = min(len(sse), len(polling))
    if difference is None or few < LEAST_UNITS:
        interval = None
        reason = f"Expected at least {LEAST_UNITS} users in each arm, one has {few}."
    elif variance(sse) == variance(polling) == 0:
        interval = None
        reason = "All users of an arm have the same value: how far others' differ is not known."
    else:
        error = math.sqrt(variance(sse) / len(sse) + variance(polling) / len(polling))
        margin = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * error
        interval = Interval(low=difference - margin, high=difference + margin)
        reason = None
    return Difference(
        sse=means[0], polling=means[1], difference=difference, interval=interval, reason=reason
    )


def _mean(group: Sequence[float]) -> Mean:
    return Mean(users=len(group), mean=fmean(group) if group else None)
