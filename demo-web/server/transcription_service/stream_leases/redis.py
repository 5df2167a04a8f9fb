"""The leases of a service of several processes, in Redis and by its clock."""

from collections.abc import Sequence
from importlib.resources import files

from transcription_service.redis_link import RedisLink, reachable
from transcription_service.stream_leases.port import Lease, Limits, StreamsFull, TooManyOfUser

_PREFIX = "transcription:streams"
_ALL = f"{_PREFIX}:all"
_AT_ONCE = 100
"""Leases refreshed by one call of a script: Redis does nothing else meanwhile."""


class RedisStreamLeases:
    """Sorted sets of lease ids, of each user and of all, whose scores are the ends of their lives;
    beside them, for a lease's life, the newest lease of each client."""

    def __init__(self, link: RedisLink, limits: Limits) -> None:
        self._redis = link.loop
        self._limits = limits
        self._life_ms = round(limits.life_s * 1000)
        self._acquire = self._redis.register_script(_script("acquire.lua"))
        self._refresh = self._redis.register_script(_script("refresh.lua"))

    async def acquire(self, lease: Lease) -> str | None:
        with reachable():
            answer, older = await self._acquire(
                keys=[_ALL, _user_key(lease), _client_key(lease)],
                args=[lease.id, self._life_ms, self._limits.per_user, self._limits.in_all],
            )
        match answer:
            case b"granted":
                return older.decode() or None
            case b"user":
                raise TooManyOfUser
            case _:
                raise StreamsFull

    async def refresh(self, leases: Sequence[Lease]) -> frozenset[str]:
        replaced: set[str] = set()
        for start in range(0, len(leases), _AT_ONCE):
            some = leases[start : start + _AT_ONCE]
            with reachable():
                found = await self._refresh(
                    keys=[
                        _ALL,
                        *(key(lease) for lease in some for key in (_user_key, _client_key)),
                    ],
                    args=[self._life_ms, *(lease.id for lease in some)],
                )
            replaced.update(lease_id.decode() for lease_id in found)
        return frozenset(replaced)

    async def release(self, lease: Lease) -> None:
        with reachable():
            async with self._redis.pipeline(transaction=True) as together:
                together.zrem(_ALL, lease.id)
                together.zrem(_user_key(lease), lease.id)
                await together.execute()


def _user_key(lease: Lease) -> str:
    return f"{_PREFIX}:user:{lease.user_id}"


def _client_key(lease: Lease) -> str:
    """Empty for a lease of no client."""
    return f"{_PREFIX}:client:{lease.user_id}:{lease.client}" if lease.client else ""


def _script(name: str) -> str:
    return files(__package__).joinpath(name).read_text()
