"""What a process needs to know before it opens a stream, and says as long as it is open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import uuid4


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many leases there may be, and how long one lasts if nobody refreshes it."""

    per_user: int
    in_all: int
    life_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to one stream. Its id is made by whoever asks, so that asking twice is asking once.

    `client` names the place in a user's browser that the stream is for; of the leases of one
    client only the newest counts.
    """

    user_id: str
    client: str | None = None
    id: str = field(default_factory=lambda: uuid4().hex)


class StreamsFull(Exception):
    """There are as many streams as there may be in all."""


class TooManyOfUser(StreamsFull):
    """The user has as many streams as one user may have."""


class StreamLeases(Protocol):
    """Grants leases, and forgets those that were not refreshed within their life.

    What is asked may be asked twice. Raises StoreUnavailable when the store is away.
    """

    async def acquire(self, lease: Lease) -> str | None:
        """Hold `lease` in place of the one its client had; gives the id of that, if it was held.

        Raises StreamsFull, and then changes nothing.
        """

    async def refresh(self, leases: Sequence[Lease]) -> frozenset[str]:
        """Hold them for another life; gives the ids of those that were replaced.

        A lease that the store has lost, or that has expired, is held again, whatever the limits:
        its stream is there.
        """

    async def release(self, lease: Lease) -> None:
        """Hold it no more; harmless when it is not held."""
