"""The writes of one transaction."""

import sqlite3
from collections.abc import Iterable, Sequence

from transcription_service.experiment import Experiment
from transcription_service.observation import (
    ClosedStream,
    Departure,
    OpenedStream,
    Poll,
    Refusal,
    Report,
)
from transcription_service.observation.deliveries import BOUNDS_MS

Fact = OpenedStream | ClosedStream | Poll | Refusal | Report

_MOST_CONNECTIONS = 500
"""Of one session, whose reports are kept: who invents more is not listened to."""

_FORGET_PROCESSES = """
    DELETE FROM processes WHERE seen_at < ?
    AND NOT EXISTS (SELECT 1 FROM streams WHERE process = processes.id)
"""

_BOUNDS_MS = (*BOUNDS_MS, float("inf"))


class Batch:
    """Facts of one process, written on `connection`, whose transaction is the caller's."""

    def __init__(self, connection: sqlite3.Connection, process: str) -> None:
        self._connection = connection
        self._process = process

    def see_process(self, now: float) -> None:
        """The process is there; if others took it for lost, after a sleep of the machine perhaps,
        its streams go on."""
        self._connection.execute(
            "UPDATE streams SET closed_at = NULL, reason = NULL WHERE process = ? AND reason = ?",
            (self._process, Departure.PROCESS_LOST.value),
        )
        self._connection.execute(
            "INSERT INTO processes (id, seen_at) VALUES (?, ?)"
            " ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at",
            (self._process, now),
        )

    def lose_processes(self, *, before: float) -> None:
        """Others that were not seen since `before` are gone: so are their streams, since then."""
        self._connection.execute(
            "UPDATE streams SET reason = ?, closed_at = max(opened_at,"
            " (SELECT seen_at FROM processes WHERE processes.id = process))"
            " WHERE closed_at IS NULL AND process IN"
            " (SELECT id FROM processes WHERE seen_at < ? AND id <> ?)",
            (Departure.PROCESS_LOST.value, before, self._process),
        )

    def add_deliveries(self, now: float, old: Sequence[int], new: Sequence[int]) -> None:
        """Counts for each of BOUNDS_MS and what is later, as they were and as they are."""
        self._connection.executemany(
            "INSERT INTO deliveries (minute, up_to_ms, updates) VALUES (?, ?, ?)"
            " ON CONFLICT (minute, up_to_ms) DO UPDATE SET updates = updates + excluded.updates",
            [
                (_minute(now), bound_ms, after - before)
                for bound_ms, before, after in zip(_BOUNDS_MS, old, new, strict=True)
                if after > before
            ],
        )

    def add(self, facts: Iterable[Fact], experiment: Experiment) -> None:
        for fact in facts:
            match fact:
                case OpenedStream():
                    self._stream(fact, experiment)
                case ClosedStream(opened=opened):
                    # Again, in case that its opening was not kept.
                    self._stream(opened, experiment)
                    self._closed(fact)
                case Poll():
                    self._poll(fact, experiment)
                case Refusal():
                    self._refusal(fact)
                case Report():
                    self._report(fact, experiment)

    def prune(self, *, before: float) -> None:
        """Forget what ended before."""
        for statement, limit in (
            ("DELETE FROM streams WHERE closed_at < ?", before),
            ("DELETE FROM polls WHERE minute < ?", _minute(before)),
            ("DELETE FROM refusals WHERE minute < ?", _minute(before)),
            ("DELETE FROM deliveries WHERE minute < ?", _minute(before)),
            ("DELETE FROM reports WHERE last_at < ?", before),
            (_FORGET_PROCESSES, before),
        ):
            self._connection.execute(statement, (limit,))

    def _stream(self, stream: OpenedStream, experiment: Experiment) -> None:
        self._connection.execute(
            "INSERT INTO streams"
            " (id, process, session_id, user_id, arm, opened_at, is_resumed)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (
                stream.id,
                self._process,
                stream.session_id,
                stream.user_id,
                experiment.arm_of(stream.user_id).value,
                stream.at.timestamp(),
                stream.is_resumed,
            ),
        )

    def _closed(self, stream: ClosedStream) -> None:
        self._connection.execute(
            "UPDATE streams SET closed_at = ?, reason = ?, updates = ?, conflated = ?, bytes = ?,"
            " head_bytes = ?, status_bytes = ? WHERE id = ?",
            (
                stream.at.timestamp(),
                stream.reason.value,
                stream.updates,
                stream.conflated,
                stream.bytes,
                stream.head_bytes,
                stream.status_bytes,
                stream.opened.id,
            ),
        )

    def _poll(self, poll: Poll, experiment: Experiment) -> None:
        at = poll.at.timestamp()
        self._connection.execute(
            "INSERT INTO polls (session_id, minute, user_id, arm, requests, unchanged, bytes,"
            " first_at, last_at) VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)"
            " ON CONFLICT (session_id, minute) DO UPDATE SET requests = requests + 1,"
            " unchanged = unchanged + excluded.unchanged, bytes = bytes + excluded.bytes,"
            " last_at = max(last_at, excluded.last_at)",
            (
                poll.session_id,
                _minute(at),
                poll.user_id,
                experiment.arm_of(poll.user_id).value,
                poll.is_unchanged,
                poll.bytes,
                at,
                at,
            ),
        )

    def _refusal(self, refusal: Refusal) -> None:
        at = refusal.at.timestamp()
        self._connection.execute(
            "INSERT INTO refusals (session_id, minute, transport, http_status, code, user_id,"
            " times, bytes, last_at) VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)"
            " ON CONFLICT (session_id, minute, transport, http_status, code) DO UPDATE"
            " SET times = times + 1, bytes = bytes + excluded.bytes,"
            " last_at = max(last_at, excluded.last_at),"
            " user_id = coalesce(excluded.user_id, user_id)",
            (
                refusal.session_id,
                _minute(at),
                refusal.transport.value,
                refusal.http_status,
                refusal.code,
                refusal.user_id,
                refusal.bytes,
                at,
            ),
        )

    def _report(self, report: Report, experiment: Experiment) -> None:
        at = report.at.timestamp()
        self._connection.execute(
            "INSERT INTO reports (session_id, connection_id, user_id, arm, first_at, last_at,"
            " number, reason, state, mode, fallback_reason, metrics)"
            " SELECT :session_id, :connection_id, :user_id, :arm, :at, :at, :number, :reason,"
            " :state, :mode, :fallback_reason, :metrics"
            " WHERE (SELECT count(*) FROM reports WHERE session_id = :session_id) < :most"
            " OR EXISTS (SELECT 1 FROM reports"
            " WHERE session_id = :session_id AND connection_id = :connection_id)"
            " ON CONFLICT (session_id, connection_id) DO UPDATE SET last_at = excluded.last_at,"
            " number = excluded.number, reason = excluded.reason, state = excluded.state,"
            " mode = excluded.mode, fallback_reason = excluded.fallback_reason,"
            " metrics = excluded.metrics WHERE excluded.number > number",
            {
                "session_id": report.session_id,
                "connection_id": report.connection_id,
                "user_id": report.user_id,
                "arm": experiment.arm_of(report.user_id).value,
                "at": at,
                "number": report.number,
                "reason": report.reason,
                "state": report.state,
                "mode": report.mode,
                "fallback_reason": report.fallback_reason,
                "metrics": report.metrics,
                "most": _MOST_CONNECTIONS,
            },
        )


def _minute(moment: float) -> int:
    """The Unix time, in whole minutes, of the minute that `moment` is in."""
    return int(moment // 60)
