"""What is written down of connections, and what happens when it cannot be."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from manual_clock import START, ManualClock
from transcription_service.database import Database
from transcription_service.experiment import Experiment
from transcription_service.history import recorder as recorder_module
from transcription_service.history.recorder import LOST_AFTER_S, Recorder
from transcription_service.history.schema import MIGRATIONS
from transcription_service.observation import (
    ClosedStream,
    Departure,
    OpenedStream,
    Poll,
    Refusal,
    Tally,
    Transport,
)

KNOWN = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
DAY_S = 86_400


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "connections.sqlite3", MIGRATIONS)
    yield database
    database.close()


@pytest.fixture
def tally() -> Tally:
    return Tally()


def new_recorder(database: Database, clock: ManualClock, tally: Tally) -> Recorder:
    return Recorder(
        database, clock, Experiment("any", 0), tally, lambda known: known == KNOWN, keep_days=30
    )


@pytest.fixture
def recorder(database: Database, clock: ManualClock, tally: Tally) -> Iterator[Recorder]:
    recorder = new_recorder(database, clock, tally)
    recorder.start(alone=True)
    yield recorder
    recorder.stop()
    recorder.close()


def opened(number: int, at_s: float = 0) -> OpenedStream:
    return OpenedStream(
        id=f"{number:032x}",
        session_id=KNOWN,
        user_id="ada",
        at=START + timedelta(seconds=at_s),
        is_resumed=number > 1,
    )


def closed(stream: OpenedStream, after_s: float, reason: Departure) -> ClosedStream:
    return ClosedStream(
        opened=stream,
        at=stream.at + timedelta(seconds=after_s),
        reason=reason,
        updates=3,
        conflated=1,
        bytes=2000,
        head_bytes=900,
        status_bytes=700,
    )


def poll(at_s: float, *, is_unchanged: bool = False) -> Poll:
    at = START + timedelta(seconds=at_s)
    return Poll(session_id=KNOWN, user_id="ada", at=at, is_unchanged=is_unchanged, bytes=1000)


def refusal(session_id: str, at_s: float, user_id: str | None = None) -> Refusal:
    return Refusal(
        session_id=session_id,
        user_id=user_id,
        at=START + timedelta(seconds=at_s),
        transport=Transport.SSE,
        http_status=401,
        code="unauthorized",
        bytes=500,
    )


def rows(database: Database, table: str, *columns: str) -> list[tuple[Any, ...]]:
    query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2"  # noqa: S608 # our own words
    return [tuple(row) for row in database.connection.execute(query)]


def test_a_stream_is_kept_from_its_beginning_and_completed_at_its_end(
    recorder: Recorder, database: Database
) -> None:
    """AC-3.2.1 AC-3.2.2"""
    stream = opened(1)
    recorder.stream_opened(stream)
    recorder.flush()
    begun = START.timestamp()
    columns = ("opened_at", "closed_at", "reason", "updates", "bytes", "is_resumed", "arm")
    assert rows(database, "streams", *columns) == [(begun, None, None, 0, 0, 0, "sse")]
    recorder.stream_closed(closed(stream, 60, Departure.LEFT))
    recorder.flush()
    assert rows(database, "streams", *columns) == [(begun, begun + 60, "left", 3, 2000, 0, "sse")]


def test_polls_and_refusals_are_summed_by_the_minute(
    recorder: Recorder, database: Database
) -> None:
    """AC-3.2.3 AC-4.1.2: however many, they fill no disk."""
    for at_s in (0, 3, 59.9, 60):
        recorder.polled(poll(at_s, is_unchanged=at_s == 3))
    for at_s in (0, 1, 61):
        recorder.refused(refusal(KNOWN, at_s))
    recorder.flush()
    recorder.polled(poll(61))
    recorder.flush()
    minute = int(START.timestamp()) // 60
    assert rows(database, "polls", "minute", "requests", "unchanged", "bytes") == [
        (minute, 3, 1, 3000),
        (minute + 1, 2, 0, 2000),
    ]
    assert rows(database, "refusals", "minute", "times", "http_status", "code", "bytes") == [
        (minute, 2, 401, "unauthorized", 1000),
        (minute + 1, 1, 401, "unauthorized", 500),
    ]


def test_what_was_asked_of_sessions_that_do_not_exist_is_not_kept(
    recorder: Recorder, database: Database
) -> None:
    recorder.refused(refusal("invented", 0))
    recorder.refused(refusal("invented", 0, user_id="ada"))
    recorder.flush()
    assert rows(database, "refusals", "session_id", "user_id") == [("invented", "ada")]


def test_deliveries_are_summed_by_how_late_they_were(
    recorder: Recorder, database: Database, tally: Tally, clock: ManualClock
) -> None:
    for late_ms in (0.2, 0.4, 7, 20_000):
        tally.deliveries.add(late_ms)
    recorder.flush()
    clock.advance(60)
    tally.deliveries.add(0.2)
    recorder.flush()
    recorder.flush()
    minute = int(START.timestamp()) // 60
    assert rows(database, "deliveries", "minute", "up_to_ms", "updates") == [
        (minute, 0.5, 2),
        (minute, 7.5, 1),
        (minute, float("inf"), 1),
        (minute + 1, 0.5, 1),
    ]


def test_a_disk_that_fails_costs_nothing_but_time(
    recorder: Recorder, database: Database, tally: Tally
) -> None:
    """What could not be written is written later, once and in order."""
    stream = opened(1)
    tally.deliveries.add(1)
    recorder.stream_opened(stream)
    recorder.polled(poll(0))
    database.connection.execute("ALTER TABLE polls RENAME TO away")
    recorder.stream_closed(closed(stream, 5, Departure.IDLE))
    with pytest.raises(sqlite3.OperationalError, match="polls"):
        recorder.flush()
    assert rows(database, "streams", "id", "reason") == []
    database.connection.execute("ALTER TABLE away RENAME TO polls")
    recorder.flush()
    assert rows(database, "streams", "id", "reason") == [(stream.id, "idle")]
    assert rows(database, "polls", "requests", "bytes") == [(1, 1000)]
    assert rows(database, "deliveries", "up_to_ms", "updates") == [(1, 1)]


def test_a_fact_that_cannot_be_written_keeps_no_other_back(
    recorder: Recorder, database: Database
) -> None:
    stream = opened(1)
    recorder.polled(dataclasses.replace(poll(0), bytes=2**63 - 1))
    recorder.stream_opened(stream)
    database.connection.execute(
        "CREATE TRIGGER odd BEFORE INSERT ON polls BEGIN SELECT RAISE(ABORT, 'odd'); END"
    )
    with pytest.raises(sqlite3.IntegrityError, match="odd"):
        recorder.flush()
    assert rows(database, "streams", "id", "reason") == [(stream.id, None)]
    assert recorder.dropped == 1
    recorder.flush()


def test_without_its_history_the_service_goes_on_and_says_so_once(
    database: Database, clock: ManualClock, tally: Tally, caplog: pytest.LogCaptureFixture
) -> None:
    database.connection.execute("ALTER TABLE processes RENAME TO away")
    recorder = new_recorder(database, clock, tally)
    recorder.start(alone=True)
    recorder.stop()
    recorder.polled(poll(0))
    recorder.close()
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    database.connection.execute("ALTER TABLE away RENAME TO processes")
    recorder.close()
    assert [record.levelname for record in caplog.records] == ["ERROR", "WARNING"]
    assert rows(database, "polls", "requests", "bytes") == [(1, 1000)]


def test_what_waits_is_bounded_and_what_is_dropped_is_counted(
    recorder: Recorder, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorder_module, "_MOST_WAITING", 3)
    stream = opened(1)
    recorder.stream_opened(stream)
    for _ in range(5):
        recorder.polled(poll(0))
    assert recorder.dropped == 3
    # Without its end, a stream would seem open.
    recorder.stream_closed(closed(stream, 1, Departure.LEFT))
    recorder.flush()
    assert rows(database, "polls", "requests", "bytes") == [(2, 2000)]
    assert rows(database, "streams", "id", "reason") == [(stream.id, "left")]


def test_streams_of_a_process_that_went_without_a_word_end_when_it_was_last_seen(
    database: Database, recorder: Recorder, clock: ManualClock, tally: Tally
) -> None:
    other = new_recorder(database, clock, tally)
    other.stream_opened(opened(1))
    other.flush()
    clock.advance(6)
    other.stream_opened(opened(2, 6))
    other.flush()
    clock.advance(LOST_AFTER_S)
    recorder.flush()
    columns = ("id", "reason", "closed_at")
    assert [row[1] for row in rows(database, "streams", *columns)] == [None, None]
    clock.advance(5)
    recorder.flush()
    seen = START.timestamp() + 6
    assert [row[1:] for row in rows(database, "streams", *columns)] == [
        ("process_lost", seen),
        ("process_lost", seen),
    ]


def test_a_process_that_was_taken_for_lost_has_its_streams_back(
    database: Database, recorder: Recorder, clock: ManualClock, tally: Tally
) -> None:
    """The machine slept, and the other woke first."""
    sleeper = new_recorder(database, clock, tally)
    sleeper.stream_opened(opened(1))
    sleeper.flush()
    clock.advance(LOST_AFTER_S + 60)
    recorder.flush()
    assert rows(database, "streams", "reason", "updates") == [("process_lost", 0)]
    sleeper.flush()
    assert rows(database, "streams", "reason", "closed_at") == [(None, None)]


def test_who_is_alone_knows_at_once_that_all_others_are_gone(
    database: Database, clock: ManualClock, tally: Tally
) -> None:
    killed = new_recorder(database, clock, tally)
    killed.stream_opened(opened(1))
    killed.flush()
    successor = new_recorder(database, clock, tally)
    successor.start(alone=True)
    assert rows(database, "streams", "reason", "updates") == [("process_lost", 0)]
    successor.stop()
    successor.close()


def test_what_is_told_before_a_stop_is_written(
    database: Database, clock: ManualClock, tally: Tally
) -> None:
    recorder = new_recorder(database, clock, tally)
    recorder.start(alone=True)
    recorder.stop()
    recorder.polled(poll(0))
    recorder.close()
    assert rows(database, "polls", "requests", "bytes") == [(1, 1000)]


def test_what_is_too_old_is_forgotten(
    recorder: Recorder, database: Database, clock: ManualClock, tally: Tally
) -> None:
    old, new = opened(1), opened(2, 29 * DAY_S)
    recorder.stream_opened(old)
    recorder.stream_closed(closed(old, 60, Departure.LEFT))
    recorder.polled(poll(0))
    recorder.refused(refusal(KNOWN, 0))
    tally.deliveries.add(1)
    recorder.flush()
    clock.advance(30 * DAY_S + 61)
    recorder.stream_opened(new)
    recorder.flush()
    assert rows(database, "streams", "id", "reason") == [(new.id, None)]
    for table in ("polls", "refusals", "deliveries"):
        assert rows(database, table, "minute", "minute") == []
