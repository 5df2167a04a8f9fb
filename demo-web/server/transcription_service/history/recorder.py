"""Writes down what is seen of connections, in batches, on a thread of its own."""

import logging
import uuid
from collections import deque

from transcription_service.clock import Clock
from transcription_service.database import Database
from transcription_service.experiment import Experiment
from transcription_service.history.writing import Batch, Fact, KnowsSession
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
        self._rounds = Rounds("history", clock, _EVERY_S, self.flush)
        self.dropped = 0
        """Facts that were not kept."""

    def start(self, *, alone: bool) -> None:
        """`alone`: no other process writes here, so all others are gone."""
        if alone:
            with self._database.transaction() as connection:
                Batch(connection, self._process).lose_processes(before=float("inf"))
        self.flush()
        self._rounds.start()

    def stop(self) -> None:
        """Begin no more rounds."""
        self._rounds.stop()

    def close(self) -> None:
        """Write down what was told last. The database is the caller's to close."""
        self._rounds.join()
        try:
            self.flush()
        except Exception:
            logger.exception("the last of the history was not written")

    def flush(self) -> None:
        """Write down what was told until now. On one thread at a time."""
        facts = [self._waiting.popleft() for _ in range(len(self._waiting))]
        try:
            self._write(facts)
        except BaseException:
            # The next round tries again.
            self._waiting.extendleft(reversed(facts))
            raise

    def _write(self, facts: list[Fact]) -> None:
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
            batch.add(facts, self._experiment, self._knows_session)
        self._deliveries = counts
        if shows_itself:
            self._seen_at = now
        if prunes:
            self._pruned_at = now

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
        if len(self._waiting) >= _MOST_WAITING:
            self.dropped += 1
            return
        self._waiting.append(fact)
