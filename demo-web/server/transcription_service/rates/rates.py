"""The rates there are."""

import math

from transcription_service.problems import Problem
from transcription_service.rates.counts import Counts
from transcription_service.settings import Settings


class Rate:
    """At most `per_minute` of something; `words` say of what, and whose."""

    def __init__(self, counts: Counts, name: str, per_minute: int, words: str) -> None:
        self._counts = counts
        self._name = name
        self._per_minute = per_minute
        self._words = words

    async def spend(self, who: str) -> None:
        """Count one of `who`; raises Problem (429) when that is one too many."""
        wait_s = await self._counts.hit(f"{self._name}/{who}", self._per_minute)
        if wait_s is None:
            return
        # Whole seconds, and never just at the edge: nobody is invited back too early.
        retry_after = math.floor(wait_s) + 1
        raise Problem(
            429,
            "too_many_requests",
            f"Expected at most {self._per_minute} {self._words} a minute, came one more: "
            f"try again in {retry_after} s.",
            {"Retry-After": str(retry_after)},
        )


class Rates:
    """See the settings of these names."""

    def __init__(self, counts: Counts, settings: Settings) -> None:
        self.uploads = Rate(counts, "uploads", settings.uploads_per_minute, "uploads of one user")
        self.requests = Rate(
            counts, "requests", settings.requests_per_minute, "requests of one user"
        )
        self.admin_keys = Rate(
            counts,
            "admin-keys",
            settings.admin_keys_per_minute,
            "administration keys from one address",
        )
        self.tokens = Rate(
            counts, "tokens", settings.tokens_per_minute, "new tokens for one address"
        )
