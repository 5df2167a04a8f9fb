"""The leases of a service that has only one process."""

from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from transcription_service.clock import Clock
from transcription_service.stream_leases.port import Lease, Limits, StreamsFull, TooManyOfUser


@dataclass(slots=True)
class _Holder:
    lease_id: str
    until: float


class MemoryStreamLeases:
    """Lives on one event loop."""

    def __init__(self, clock: Clock, limits: Limits) -> None:
        self._clock = clock
        self._limits = limits
        # All live equally long: the one refreshed longest ago is always the next to expire.
        self._until: OrderedDict[str, tuple[Lease, float]] = OrderedDict()
        self._of_user: defaultdict[str, set[str]] = defaultdict(set)
        # Outlives the lease, so that those that were replaced before it can still hear of it.
        self._clients: OrderedDict[tuple[str, str], _Holder] = OrderedDict()

    async def acquire(self, lease: Lease) -> str | None:
        self._expire()
        older = self._older(lease)
        if older is not None:
            self._forget(older)
        elif lease.id not in self._until:
            if len(self._of_user.get(lease.user_id, ())) >= self._limits.per_user:
                raise TooManyOfUser
            if len(self._until) >= self._limits.in_all:
                raise StreamsFull
        self._hold(lease)
        return older

    async def refresh(self, leases: Sequence[Lease]) -> frozenset[str]:
        self._expire()
        replaced = set()
        for lease in leases:
            holder = self._clients.get((lease.user_id, lease.client)) if lease.client else None
            if holder is not None and holder.lease_id != lease.id:
                replaced.add(lease.id)
            else:
                self._hold(lease)
        return frozenset(replaced)

    async def release(self, lease: Lease) -> None:
        self._forget(lease.id)

    def _older(self, lease: Lease) -> str | None:
        """The lease that the same client holds already."""
        holder = self._clients.get((lease.user_id, lease.client)) if lease.client else None
        if holder is None or holder.lease_id == lease.id or holder.lease_id not in self._until:
            return None
        return holder.lease_id

    def _hold(self, lease: Lease) -> None:
        until = self._clock.monotonic() + self._limits.life_s
        self._until[lease.id] = (lease, until)
        self._until.move_to_end(lease.id)
        self._of_user[lease.user_id].add(lease.id)
        if lease.client:
            client = (lease.user_id, lease.client)
            self._clients[client] = _Holder(lease.id, until)
            self._clients.move_to_end(client)

    def _forget(self, lease_id: str) -> None:
        if lease_id not in self._until:
            return
        lease, _ = self._until.pop(lease_id)
        of_user = self._of_user[lease.user_id]
        of_user.remove(lease_id)
        if not of_user:
            del self._of_user[lease.user_id]

    def _expire(self) -> None:
        now = self._clock.monotonic()
        while self._until and next(iter(self._until.values()))[1] <= now:
            self._forget(next(iter(self._until)))
        while self._clients and next(iter(self._clients.values())).until <= now:
            self._clients.popitem(last=False)
