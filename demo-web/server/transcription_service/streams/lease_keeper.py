"""Keeps the leases of this process's streams alive."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from transcription_service.clock import Clock, TimerHandle
from transcription_service.redis_link import StoreUnavailable
from transcription_service.stream_leases import Lease, StreamLeases

logger = logging.getLogger(__name__)

_T = TypeVar("_T")

_LAST_REFRESH_S = 0.5
"""How long a process that ends waits for the store."""


class LeaseKeeper:
    """Refreshes all leases together, `every_s` seconds, while there are any: no stream waits for
    the store once it is open, nor ends because the store is away.

    A store that has not answered within `answer_s` seconds is away, too.
    """

    def __init__(
        self, leases: StreamLeases, clock: Clock, every_s: float, *, answer_s: float = 5.0
    ) -> None:
        self._leases = leases
        self._clock = clock
        self._every_s = every_s
        self._answer_s = answer_s
        self._held: dict[str, tuple[Lease, Callable[[], None]]] = {}
        self._timer: TimerHandle | None = None
        self._refreshing: asyncio.Task[None] | None = None

    async def acquire(self, lease: Lease, on_replaced: Callable[[], None]) -> None:
        """Hold a lease until it is released; `on_replaced` is called when its client has a newer
        one. Raises StreamsFull, or StoreUnavailable, and then holds nothing."""
        older = await self._answered(self._leases.acquire(lease))
        self._held[lease.id] = (lease, on_replaced)
        if older is not None:
            self._replaced(older)
        if self._timer is None and self._refreshing is None:
            self._arm()

    async def release(self, lease: Lease) -> None:
        """Harmless when the lease is not held."""
        if self._held.pop(lease.id, None) is None:
            return
        if not self._held and self._timer is not None:
            self._timer.cancel()
            self._timer = None
        await self._give_back(lease)

    async def close(self) -> None:
        """Refresh no more. A refresh under way may end, and give back what it held, unless the
        store hangs: then the leases expire."""
        self._held.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._refreshing is not None:
            _, hanging = await asyncio.wait({self._refreshing}, timeout=_LAST_REFRESH_S)
            for refresh in hanging:
                refresh.cancel()

    def _arm(self) -> None:
        self._timer = self._clock.call_later(self._every_s, self._begin)

    def _begin(self) -> None:
        self._timer = None
        self._refreshing = asyncio.create_task(self._refresh())

    async def _refresh(self) -> None:
        leases = [lease for lease, _ in self._held.values()]
        try:
            for lease_id in await self._answered(self._leases.refresh(leases)):
                self._replaced(lease_id)
        except StoreUnavailable as error:
            # Those that end meanwhile are held again by the first refresh that comes through.
            logger.warning("the leases of %d streams were not refreshed: %s", len(leases), error)
        else:
            # A stream that ended while its lease was refreshed may have given it back too early.
            for lease in leases:
                if lease.id not in self._held:
                    await self._give_back(lease)
        finally:
            self._refreshing = None
            if self._held:
                self._arm()

    async def _answered(self, asked: Awaitable[_T]) -> _T:
        try:
            async with asyncio.timeout(self._answer_s):
                return await asked
        except TimeoutError as error:
            raise StoreUnavailable(f"no answer within {self._answer_s:g} s") from error

    def _replaced(self, lease_id: str) -> None:
        if lease_id in self._held:
            self._held[lease_id][1]()

    async def _give_back(self, lease: Lease) -> None:
        try:
            await self._answered(self._leases.release(lease))
        except StoreUnavailable as error:
            logger.warning("a stream's lease was not given back, and will expire: %s", error)
