"""Counts what was done in the last minute: for all processes in Redis, for one in its memory.

When Redis is away each process goes on counting for itself. To let everything through would take
the limits from tokens and uploads, which need no Redis; to refuse everything would stop what could
go on. With n processes the limits are n times as wide for that time.
"""

import asyncio
import logging
import math

from limits.aio.storage import RedisStorage

from transcription_service.clock import Clock
from transcription_service.rates.windows import WINDOW_S, Windows, wait_s
from transcription_service.redis_link import RedisLink, StoreUnavailable, reachable

logger = logging.getLogger(__name__)

_PATIENCE_S = 1.0
"""Redis is not waited for longer: the request that is counted wants to be answered."""

_AWAY_S = 5.0
"""How long it is left alone after it did not answer."""


class Counts:
    """A sliding window over the last minute: two numbers for each key, however many are counted.

    What was done in the minute before is taken as spread evenly over it. `link` leads to the Redis
    that all processes share, None when there is but one.
    """

    def __init__(self, link: RedisLink | None, clock: Clock) -> None:
        self._clock = clock
        self._own = Windows(clock)
        self._shared = _in_redis(link) if link is not None else None
        self._away_until = -math.inf

    async def hit(self, key: str, per_minute: int) -> float | None:
        """Count one; None, or, when that is one too many, the seconds until there is room."""
        if self._shared is not None and self._clock.monotonic() >= self._away_until:
            try:
                with reachable():
                    async with asyncio.timeout(_PATIENCE_S):
                        return await _hit(self._shared, key, per_minute)
            except StoreUnavailable as error:
                logger.warning("rates are counted by each process for itself: %s", error)
                self._away_until = self._clock.monotonic() + _AWAY_S
        return self._own.hit(key, per_minute)


async def _hit(storage: RedisStorage, key: str, limit: int) -> float | None:
    if await storage.acquire_sliding_window_entry(key, limit, WINDOW_S):
        return None
    before, before_s, present, present_s = await storage.get_sliding_window(key, WINDOW_S)
    # Each window is kept for two; what is told is when it goes.
    left_s = before_s if present < limit else present_s - WINDOW_S
    return max(wait_s(limit, present=present, before=before, left_s=left_s), 0.0)


def _in_redis(link: RedisLink) -> RedisStorage:
    return RedisStorage(
        "async+redis://",
        implementation="redispy",
        key_prefix="transcription:rate",
        # The library's types know the pools of coredis only.
        connection_pool=link.loop.connection_pool,  # type: ignore[arg-type]
    )
