"""The one way to Redis: connections for threads and for the event loop, scripts, and what is raised
when it is away."""

from transcription_service.redis_link.link import RedisLink, StoreUnavailable, reachable

__all__ = ["RedisLink", "StoreUnavailable", "reachable"]
