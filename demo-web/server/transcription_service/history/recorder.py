"""Writes down what is seen of connections, in batches, on a thread of its own."""

import logging
import sqlite3
import uuid
from collections import deque
from collections.abc import Callable, Sequence

from transcription_service.clock import Clock
from transcription_service.database import Database
from transcription_service.experiment import Experiment
from transcription_service.history.writing import Batch, Fact
from transcription_service.observation import (
    ClosedStream,
    OpenedStream,
    Poll,
    Refusal,
    Report,
    Tally,
)
from transcription_service.rounds import Rounds

logger = logging.getLogger(__name__)

KnowsSession = Callable[[str], bool]

_EVERY_S = 1.0
_MOST_WAITING = 50_000
"""Facts; what a disk that stands still would otherwise let grow."""

SEEN_EVERY_S = 5.0
"""How often a process says that it is there."""

LOST_AFTER_S = 30.0
"""A process that has not said so for this long is gone, and its streams with it."""

_PRUNE_EVERY_S = 3600.0


class Recorder:
    """An observer. What it is told is kept `keep_days` days; facts that come while too many wait
    are dropped and counted.

    `knows_session` keeps out what was asked of sessions that do not exist: it is called on the
    recorder's thread.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        experiment: Experiment,
        tally: Tally,
        knows_session: KnowsSession,
        *,
        keep_days: float,
    ) -> None:
        self._database = database
        self._clock = clock
        self._experiment = experiment
        self._tally = tally
        self._knows_session = knows_session
        self._keep_s = keep_days * 24 * 3600
        self._process = uuid.uuid4().hex
        # Told on the event loop, taken on the thread: each end of a deque is safe by itself.
        self._waiting: deque[Fact] = deque()
        self._deliveries = tally.deliveries.counts
        self._seen_at = self._pruned_at = float("-inf")
        self._rounds = Rounds("history", clock, _EVERY_S, lambda: self._in_writing(self.flush))
        self._is_failing = False
        self.dropped = 0
        """Facts that were not kept."""

    def start(self, *, alone: bool) -> None:
        """`alone`: no other process writes here, so all others are gone."""
        if alone:
            self._in_writing(self._lose_all_others)
        self._in_writing(self.flush)
        self._rounds.start()

    def stop(self) -> None:
        """Begin no more rounds."""
        self._rounds.stop()

    def close(self) -> None:
        """Write down what was told last. The database is the caller's to close."""
        self._rounds.join()
        self._in_writing(self.flush)

    def flush(self) -> None:
        """Write down what was told until now. On one thread at a time.

        Raises sqlite3.Error when that is not possible; then it is tried again with the next.
        """
        told = [self._waiting.popleft() for _ in range(len(self._waiting))]
        known: dict[str, bool] = {}
        facts = [fact for fact in told if self._is_kept(fact, known)]
        try:
            self._write(facts)
        except sqlite3.OperationalError:
            # The disk, or another process: later perhaps.
            self._waiting.extendleft(reversed(facts))
            raise
        except sqlite3.Error:
            self._write_one_by_one(facts)
            raise

    def _write(self, facts: Sequence[Fact]) -> None:
        now = self._clock.now().timestamp()
        counts = self._tally.deliveries.counts
        with self._database.transaction() as connection:
            batch = Batch(connection, self._process)
            if shows_itself := now - self._seen_at >= SEEN_EVERY_S:
                batch.see_process(now)
                batch.lose_processes(before=now - LOST_AFTER_S)
            if prunes := now - self._pruned_at >= _PRUNE_EVERY_S:
                batch.prune(before=now - self._keep_s)
            batch.add_deliveries(now, self._deliveries, counts)
            batch.add(facts, self._experiment)
        self._deliveries = counts
        if shows_itself:
            self._seen_at = now
        if prunes:
            self._pruned_at = now

    def _write_one_by_one(self, facts: Sequence[Fact]) -> None:
        """One that cannot be written must not keep the others back for ever."""
        for fact in facts:
            try:
                self._write([fact])
            except sqlite3.Error:
                self.dropped += 1

    def _lose_all_others(self) -> None:
        with self._database.transaction() as connection:
            Batch(connection, self._process).lose_processes(before=float("inf"))

    def _in_writing(self, write: Callable[[], None]) -> None:
        """The service goes on without its history; what fails is told once, until it is well."""
        try:
            write()
        except sqlite3.Error as error:
            if not self._is_failing:
                logger.error("the history of connections cannot be written: %s", error)
            self._is_failing = True
        else:
            if self._is_failing:
                logger.warning("the history of connections is written again")
            self._is_failing = False

    def _is_kept(self, fact: Fact, known: dict[str, bool]) -> bool:
        """All but what was asked of sessions that do not exist, by nobody known."""
        if not isinstance(fact, Refusal) or fact.user_id is not None:
            return True
        if fact.session_id not in known:
            known[fact.session_id] = self._knows_session(fact.session_id)
        return known[fact.session_id]

    def stream_opened(self, stream: OpenedStream) -> None:
        self._tell(stream)

    def stream_closed(self, stream: ClosedStream) -> None:
        self._tell(stream)

    def polled(self, poll: Poll) -> None:
        self._tell(poll)

    def refused(self, refusal: Refusal) -> None:
        self._tell(refusal)

    def reported(self, report: Report) -> None:
        self._tell(report)

    def _tell(self, fact: Fact) -> None:
        # An end is always taken: without it a stream would seem open for as long as the process is.
        if len(self._waiting) >= _MOST_WAITING and not isinstance(fact, ClosedStream):
            self.dropped += 1
            return
        self._waiting.append(fact)
