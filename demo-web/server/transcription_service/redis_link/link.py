"""Connections to Redis, pooled, with time-outs everywhere."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import redis
import redis.asyncio
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import RedisError
from redis.maint_notifications import MaintNotificationsConfig
from redis.retry import Retry

_CONNECTIONS = 32
"""At most so many for threads, and as many for the event loop; who comes late waits."""

_RETRIES = 1
"""Of a command, and of each connecting within it: they multiply."""

_RETRY_BASE_S = 0.02
_RETRY_CAP_S = 0.3


class StoreUnavailable(Exception):
    """Redis did not answer, or not in time. What was asked may or may not have happened."""


class RedisLink:
    """One for each process. `timeout_s` bounds each wait for an answer, in seconds.

    No health checks: the pools look whether a connection was closed before they lend it, and in
    redis-py 8.1 the checks of a Redis that hangs call each other without end.

    Commands are tried again after a broken connection, so whatever is asked must be harmless when
    it is done twice.
    """

    def __init__(self, url: str, *, timeout_s: float = 3.0) -> None:
        """Connects when first used. Raises ValueError for a URL that redis-py cannot read."""
        self.timeout_s = timeout_s
        more = {
            "max_connections": _CONNECTIONS,
            "timeout": timeout_s,
            "socket_timeout": timeout_s,
            "socket_connect_timeout": timeout_s,
            "protocol": 2,
            # News of moving clusters, which a Redis of one's own does not send.
            "maint_notifications_config": MaintNotificationsConfig(enabled=False),
        }
        self.threads = redis.Redis.from_pool(
            redis.BlockingConnectionPool.from_url(url, retry=_retry(), **more)
        )
        """For any thread; blocks."""
        self.loop = redis.asyncio.Redis.from_pool(
            redis.asyncio.BlockingConnectionPool.from_url(url, retry=_async_retry(), **more)
        )
        """For one event loop."""

    @asynccontextmanager
    async def answering(self) -> AsyncIterator[None]:
        """For what is asked on the event loop: raises StoreUnavailable when it has not been
        answered within the time-out, all trials together."""
        with reachable():
            async with asyncio.timeout(self.timeout_s):
                yield

    def new_connection(self) -> redis.asyncio.Connection:
        """One that is not in the pool, for who keeps it; not connected yet."""
        connection: redis.asyncio.Connection = (
            self.loop.connection_pool.make_connection()  # type: ignore[no-untyped-call] # untyped there
        )
        return connection

    async def close(self) -> None:
        """Close all connections."""
        await self.loop.aclose()
        self.threads.close()


@contextmanager
def reachable() -> Iterator[None]:
    """Turns what redis-py raises when Redis is away into StoreUnavailable."""
    try:
        yield
    except (RedisError, OSError) as error:
        raise StoreUnavailable(f"Redis: {str(error) or type(error).__name__}") from error


def _retry() -> Retry:
    return Retry(ExponentialWithJitterBackoff(base=_RETRY_BASE_S, cap=_RETRY_CAP_S), _RETRIES)


def _async_retry() -> redis.asyncio.retry.Retry:
    return redis.asyncio.retry.Retry(
        ExponentialWithJitterBackoff(base=_RETRY_BASE_S, cap=_RETRY_CAP_S), _RETRIES
    )
