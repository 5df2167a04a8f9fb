"""The time that is asked about, and how it is divided for plots."""

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import BaseModel, Field

from transcription_service.models.timestamp import Timestamp, rfc3339

DAY_S = 86_400
MINUTE_S = 60
LONGEST_DAYS = 366
ALIVE_S = 30
"""A process that has not said for so long that it is there has gone, and its streams with it."""

_MOST_POINTS = 200
_WIDTHS_S = (60, 300, 600, 900, 1800, 3600, 10_800, 21_600, 43_200, DAY_S, 2 * DAY_S)


class BadPeriod(ValueError):
    """No such period can be looked at; the text tells what was expected and what came."""


class PeriodBody(BaseModel):
    """The time that was looked at, in whole minutes: polls and updates are counted by minutes."""

    since: Timestamp
    until: Timestamp = Field(description="Not included; at most the end of the present minute.")


@dataclass(frozen=True, slots=True)
class Period:
    """Unix seconds: `since` is included, `until` is not; `now` is when it is asked."""

    since: float
    until: float
    now: float

    @property
    def body(self) -> PeriodBody:
        return PeriodBody(since=moment(self.since), until=moment(self.until))

    @property
    def bucket_s(self) -> int:
        """The least width that makes 200 points or fewer; buckets begin at its multiples."""
        return next(width for width in _WIDTHS_S if len(self._buckets(width)) <= _MOST_POINTS)

    @property
    def buckets(self) -> range:
        """Where each begins; the first may begin before the period does."""
        return self._buckets(self.bucket_s)

    @property
    def arguments(self) -> dict[str, float]:
        """For the statements of this package."""
        return {
            "since": self.since,
            "until": self.until,
            "now": self.now,
            "alive": self.now - ALIVE_S,
            "first_minute": int(self.since // MINUTE_S),
            "end_minute": math.ceil(self.until / MINUTE_S),
        }

    def _buckets(self, width: int) -> range:
        return range(int(self.since // width) * width, math.ceil(self.until), width)


def period(since: datetime | None, until: datetime | None, now: datetime) -> Period:
    """What an administrator asks for, widened to whole minutes; the day before `until`, and up to
    now, where nothing is said.

    Raises BadPeriod.
    """
    present = _end_of_present(now)
    end = present if until is None else min(_ceil(until.timestamp()), present)
    begin = end - DAY_S if since is None else _floor(since.timestamp())
    if begin < 0 or end < 0:
        raise BadPeriod("Expected a period after 1970-01-02, came one that begins before.")
    if begin >= end:
        raise BadPeriod(
            f"Expected `since` to be before `until`, and that to be at most now, "
            f"{rfc3339(moment(end))}; came {rfc3339(since or moment(begin))}."
        )
    if end - begin > LONGEST_DAYS * DAY_S:
        raise BadPeriod(
            f"Expected a period of at most {LONGEST_DAYS} days, "
            f"came one of {math.ceil((end - begin) / DAY_S)}: move `since` or `until`."
        )
    return Period(begin, end, now.timestamp())


def always(now: datetime) -> Period:
    """All that is kept."""
    return Period(0, _end_of_present(now), now.timestamp())


def moment(seconds: float) -> datetime:
    """The time, UTC, of `seconds` since the Unix epoch."""
    return datetime.fromtimestamp(seconds, UTC)


def _floor(seconds: float) -> float:
    return seconds // MINUTE_S * MINUTE_S


def _ceil(seconds: float) -> float:
    return -_floor(-seconds)


def _end_of_present(now: datetime) -> float:
    # At a full minute, of the one that begins: what happens right now is within the period.
    return _floor(now.timestamp()) + MINUTE_S
