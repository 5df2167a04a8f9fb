"""The jobs that this process runs, and its right to do so.

A job is run by whoever has started it in the database, for as long as it renews its lease there.
Who does not, because it was killed or hangs, loses the job to a new attempt (`reaper.py`).
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from transcription_service.sessions.repository import Repository, Session

logger = logging.getLogger(__name__)

RENEWALS_PER_LEASE = 3
"""So that one or two may fail, or come late, before the job is lost."""


class Lease:
    """The right to run one attempt of a session's job."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.key = (session.id, session.attempt)
        self.lost = threading.Event()
        """Set when the attempt is to be left: it has ended, was given to another, or the process
        is being stopped."""
        self.remind: Callable[[], None] | None = None
        """Publishes the status again if the bus has forgotten it."""


class Leases:
    """All leases of this process. May be used on any thread.

    `interrupt` ends the child that works for a session's attempt.
    """

    def __init__(
        self, repository: Repository, lease_s: float, interrupt: Callable[[Session], None]
    ) -> None:
        self._repository = repository
        self._lease_s = lease_s
        self._interrupt = interrupt
        self._lock = threading.Lock()
        self._held: set[Lease] = set()
        self._closed = False

    @contextmanager
    def take(self, session_id: str) -> Iterator[Lease | None]:
        """Start a waiting job; None when it waits no more, or this process is being stopped.

        A job that has not ended with the context is given back, and started anew elsewhere.
        """
        session = None
        if not self._closed:
            session = self._repository.start(session_id, lease_s=self._lease_s)
        if session is None:
            yield None
            return
        lease = Lease(session)
        with self._lock:
            self._held.add(lease)
            if self._closed:
                lease.lost.set()
        try:
            yield lease
        finally:
            with self._lock:
                self._held.discard(lease)
            self._repository.give_back(*lease.key)

    def renew(self) -> None:
        """Prolong all leases; the work on those that are lost is ended."""
        with self._lock:
            held = {lease.key: lease for lease in self._held}
        if not held:
            return
        for key in self._repository.renew(held, lease_s=self._lease_s):
            lease = held[key]
            if not lease.lost.is_set():
                logger.info("session %s: attempt %d is not ours any more", *key)
            lease.lost.set()
            # Each time: the child may not have been there yet at the last renewal.
            self._interrupt(lease.session)

    def is_held(self, lease: Lease) -> bool:
        """Whether the attempt is still to be run here, by the database's word."""
        self.renew()
        return not lease.lost.is_set()

    def remind(self) -> None:
        """Have every job publish its status again that the bus has forgotten."""
        with self._lock:
            reminders = [lease.remind for lease in self._held if lease.remind is not None]
        for remind in reminders:
            remind()

    def close(self) -> None:
        """Take no more jobs, and leave those that run."""
        self._closed = True
        with self._lock:
            for lease in self._held:
                lease.lost.set()

    def give_back(self) -> None:
        """Have all jobs that run here be started anew elsewhere, though their threads hang."""
        with self._lock:
            held = list(self._held)
        for lease in held:
            self._repository.give_back(*lease.key)
