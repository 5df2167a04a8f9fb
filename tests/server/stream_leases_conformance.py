"""What all leases of streams must do, wherever they are kept.

Subclass with the fixtures `leases`, `elsewhere` (the same leases seen from another process) and
`advance`. Limits: 3 of one user, 5 in all.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from transcription_service.stream_leases import (
    Lease,
    Limits,
    StreamLeases,
    StreamsFull,
    TooManyOfUser,
)

PER_USER = 3
IN_ALL = 5
Advance = Callable[[float], Awaitable[None]]
"""Moves on by so many lives of a lease."""


def limits(life_s: float) -> Limits:
    return Limits(per_user=PER_USER, in_all=IN_ALL, life_s=life_s)


def lease(user_id: str = "ada", client: str | None = None) -> Lease:
    return Lease(user_id=user_id, client=client)


async def free(leases: StreamLeases, user_id: str = "ada") -> int:
    """How many more leases the user would get; leaves none of them."""
    granted = []
    try:
        while True:
            one = lease(user_id)
            await leases.acquire(one)
            granted.append(one)
    except StreamsFull:
        pass
    for one in granted:
        await leases.release(one)
    return len(granted)


class StreamLeasesConformance:
    """See the module."""

    pytestmark = pytest.mark.anyio

    async def test_a_user_gets_three_and_no_more(self, leases: StreamLeases) -> None:
        """AC-4.2.1: at most three connections of one user."""
        for _ in range(PER_USER):
            assert await leases.acquire(lease()) is None
        with pytest.raises(TooManyOfUser):
            await leases.acquire(lease())

    async def test_all_users_together_get_five(self, leases: StreamLeases) -> None:
        """AC-4.2.5: a limit for everyone prevents exhaustion."""
        for number in range(IN_ALL):
            await leases.acquire(lease(f"user {number}"))
        with pytest.raises(StreamsFull) as refusal:
            await leases.acquire(lease())
        assert not isinstance(refusal.value, TooManyOfUser)

    async def test_of_fifty_at_once_exactly_three_are_granted(
        self, leases: StreamLeases, elsewhere: StreamLeases
    ) -> None:
        """AC-4.2.1: over two processes, too."""

        async def granted(where: StreamLeases) -> bool:
            try:
                await where.acquire(lease())
            except TooManyOfUser:
                return False
            return True

        answers = await asyncio.gather(
            *(granted(where) for _ in range(25) for where in (leases, elsewhere))
        )
        assert sum(answers) == PER_USER

    async def test_what_is_released_can_be_had_again(self, leases: StreamLeases) -> None:
        held = [lease() for _ in range(PER_USER)]
        for one in held:
            await leases.acquire(one)
        await leases.release(held[0])
        await leases.release(held[0])
        assert await free(leases) == 1

    async def test_releasing_what_nobody_holds_is_harmless(self, leases: StreamLeases) -> None:
        await leases.release(lease())
        assert await free(leases) == PER_USER

    async def test_asking_twice_for_one_lease_takes_one(self, leases: StreamLeases) -> None:
        """A request is sent again when the connection broke before its answer."""
        one = lease()
        for _ in range(2):
            assert await leases.acquire(one) is None
        assert await free(leases) == PER_USER - 1
        await leases.release(one)
        assert await free(leases) == PER_USER

    async def test_asking_twice_is_granted_twice_when_it_was_the_last(
        self, leases: StreamLeases
    ) -> None:
        held = [lease() for _ in range(PER_USER)]
        for one in held:
            await leases.acquire(one)
        assert await leases.acquire(held[-1]) is None

    async def test_a_client_replaces_its_own_lease_even_when_all_are_taken(
        self, leases: StreamLeases, elsewhere: StreamLeases
    ) -> None:
        """AC-4.2.1: a page that is loaded again does not lock its user out."""
        older = lease(client="tab")
        for one in (older, lease(), lease()):
            await leases.acquire(one)
        newer = lease(client="tab")
        assert await elsewhere.acquire(newer) == older.id
        assert await leases.refresh([older]) == {older.id}
        assert await elsewhere.refresh([newer]) == frozenset()
        assert await free(leases) == 0

    async def test_replacing_twice_is_replacing_once(self, leases: StreamLeases) -> None:
        older, newer = lease(client="tab"), lease(client="tab")
        await leases.acquire(older)
        for _ in range(2):
            await leases.acquire(newer)
        assert await leases.refresh([older, newer]) == {older.id}
        assert await free(leases) == PER_USER - 1

    async def test_who_was_replaced_hears_of_it_after_the_newer_one_has_gone(
        self, leases: StreamLeases
    ) -> None:
        older, newer = lease(client="tab"), lease(client="tab")
        await leases.acquire(older)
        await leases.acquire(newer)
        await leases.release(newer)
        assert await leases.refresh([older]) == {older.id}
        assert await free(leases) == PER_USER

    async def test_a_client_that_left_and_came_back_replaces_nobody(
        self, leases: StreamLeases
    ) -> None:
        before = lease(client="tab")
        await leases.acquire(before)
        await leases.release(before)
        assert await leases.acquire(lease(client="tab")) is None

    async def test_clients_of_the_same_name_of_different_users_are_different(
        self, leases: StreamLeases
    ) -> None:
        adas = lease(client="tab")
        await leases.acquire(adas)
        assert await leases.acquire(lease("bob", client="tab")) is None
        assert await leases.refresh([adas]) == frozenset()

    async def test_a_refusal_changes_nothing(self, leases: StreamLeases) -> None:
        held = [lease(client=f"tab {number}") for number in range(PER_USER)]
        for one in held:
            await leases.acquire(one)
        refused = lease(client="tab 4")
        with pytest.raises(TooManyOfUser):
            await leases.acquire(refused)
        await leases.release(held[0])
        assert await free(leases) == 1
        assert await leases.refresh(held[1:]) == frozenset()

    async def test_a_lease_that_nobody_refreshes_ends(
        self, leases: StreamLeases, advance: Advance
    ) -> None:
        """AC-4.2.5: what a process that crashed has held is free again within a lease's life."""
        for _ in range(PER_USER):
            await leases.acquire(lease())
        await advance(1)
        assert await free(leases) == PER_USER

    async def test_a_lease_that_is_refreshed_lives_on(
        self, leases: StreamLeases, advance: Advance
    ) -> None:
        kept, crashed = lease(client="tab"), lease()
        for one in (kept, crashed):
            await leases.acquire(one)
        for _ in range(3):
            await advance(0.5)
            assert await leases.refresh([kept]) == frozenset()
        assert await free(leases) == PER_USER - 1

    async def test_a_lease_that_was_lost_is_put_back_by_the_next_refresh(
        self, leases: StreamLeases, advance: Advance
    ) -> None:
        one = lease(client="tab")
        await leases.acquire(one)
        await advance(1)
        assert await free(leases) == PER_USER
        assert await leases.refresh([one]) == frozenset()
        assert await free(leases) == PER_USER - 1

    async def test_many_are_refreshed_at_once_whatever_the_limits(
        self, leases: StreamLeases
    ) -> None:
        """Their streams are there; only new ones are refused."""
        many = [lease(f"user {number}", client="tab") for number in range(250)]
        assert await leases.refresh(many) == frozenset()
        with pytest.raises(StreamsFull):
            await leases.acquire(lease())
        newer = lease("user 249", client="tab")
        assert await leases.acquire(newer) == many[249].id
        assert await leases.refresh([*many, newer]) == {many[249].id}
