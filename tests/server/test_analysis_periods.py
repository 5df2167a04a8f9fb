"""Which time is looked at, and where its borders are."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from connection_rows import NOON, Rows, asked
from manual_clock import START
from transcription_service.analysis.connections import connections
from transcription_service.analysis.overview import overview
from transcription_service.analysis.periods import BadPeriod, moment, period
from transcription_service.analysis.stability import Order, stability

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


def test_without_a_word_it_is_the_day_up_to_now_the_present_minute_included() -> None:
    found = period(None, None, START + 30 * SECOND)
    assert moment(found.until) == START + 60 * SECOND
    assert moment(found.since) == START + 60 * SECOND - DAY


def test_it_is_widened_to_whole_minutes_and_ends_with_the_present_one() -> None:
    now = START + 500 * SECOND
    found = period(START + 61 * SECOND, START + 179 * SECOND, now)
    assert (found.since - NOON, found.until - NOON) == (60, 180)
    assert period(START, now + DAY, now).until - NOON == 540


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (START, START, "to be before"),
        (START + SECOND, START - SECOND, "to be before"),
        (START + DAY, None, "to be before"),
        (START - 367 * DAY, START, "at most 366 days"),
        (datetime(1, 1, 1, tzinfo=UTC), None, "after 1970"),
        (None, datetime(1, 1, 1, tzinfo=UTC), "after 1970"),
        (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), None, "to be before"),
    ],
)
def test_what_is_no_period_is_refused_with_what_was_expected(
    since: datetime | None, until: datetime | None, expected: str
) -> None:
    with pytest.raises(BadPeriod, match=expected):
        period(since, until, START + 10 * SECOND)


@pytest.mark.parametrize(
    ("length", "width_s"),
    [
        (timedelta(minutes=1), 60),
        (timedelta(minutes=200), 60),
        (timedelta(minutes=201), 300),
        (DAY, 600),
        (30 * DAY, 21_600),
        (366 * DAY, 2 * 86_400),
    ],
)
def test_a_plot_has_at_most_200_points_of_equal_width(length: timedelta, width_s: int) -> None:
    found = period(START - length, START, START)
    assert found.bucket_s == width_s
    assert len(found.buckets) <= 200
    assert found.buckets[0] <= found.since
    assert found.buckets[-1] < found.until <= found.buckets[-1] + width_s


def test_the_beginning_belongs_to_a_period_and_its_end_to_the_next(rows: Rows) -> None:
    rows.stream("A", 0, 600, "completed", updates=1)
    rows.stream("B", 600, 1200, "left", updates=2)
    rows.polls("C", 599, 599, requests=1)
    rows.polls("C", 600, 600, requests=2)
    with rows.reading() as history:
        first, second = (overview(history, asked(*at)) for at in ((0, 600), (600, 1200)))
        border = connections(history, asked(600, 1200)).series[0]
    assert (first.attempts, first.updates, first.polls, first.sessions) == (1, 0, 1, 2)
    # A's end at 600 is the second's, and so is all that A carried.
    assert (second.attempts, second.updates, second.polls, second.sessions) == (1, 1, 2, 3)
    assert (border.streams_open, border.streams_opened) == (1, 1)
    assert border.ends == {"completed": 1}


def test_time_watched_is_counted_within_the_period_only(rows: Rows) -> None:
    rows.stream("A", 0, 3600, "completed")
    with rows.reading() as history:
        [found] = stability(history, asked(600, 900), Order.WORST, limit=10, offset=0).sessions
    assert (found.streams, found.sse_s, found.reconnects) == (1, 300, 0)
    assert (found.first_at, found.last_at) == (moment(NOON + 600), moment(NOON + 900))


def test_a_buckets_mean_is_of_what_has_passed_of_it(rows: Rows) -> None:
    """AC-3.2.5"""
    rows.stream("A", 3570)
    rows.polls("B", 3550, 3550, requests=5)
    with rows.reading() as history:
        last = connections(history, asked(0, 3600, now=3590)).series[-1]
        empty = connections(history, asked(0, 3660, now=3600)).series[-1]
    assert last.streams_mean == pytest.approx(20 / 50)
    assert last.polling_mean == pytest.approx(15 / 50)
    # The minute that begins right now.
    assert (empty.streams_open, empty.streams_mean, empty.polling_mean) == (1, 0, 0)


def test_an_open_stream_is_watched_until_now_not_until_the_minutes_end(rows: Rows) -> None:
    rows.stream("A", 0)
    with rows.reading() as history:
        page = stability(history, asked(0, 60, now=42), Order.WORST, limit=10, offset=0)
    [found] = page.sessions
    assert (found.sse_s, found.is_open) == (42, True)


def test_streams_of_a_process_that_is_silent_for_30_s_are_open_no_more(rows: Rows) -> None:
    rows.process("silent", seen=100)
    rows.stream("A", 40, process="silent")
    with rows.reading() as history:
        for now, is_open, watched_s in ((130, True, 90), (131, False, 60)):
            then = asked(0, 180, now=now)
            [found] = stability(history, then, Order.WORST, limit=10, offset=0).sessions
            assert (found.is_open, found.sse_s) == (is_open, watched_s)
            assert overview(history, then).now.streams == is_open
        # Nothing of it belongs to a time after it was last seen.
        later = stability(history, asked(120, 240), Order.WORST, limit=10, offset=0)
    assert later.sessions == []


def test_an_answer_sees_one_state_though_others_write_meanwhile(rows: Rows) -> None:
    with rows.reading() as history:
        before = overview(history, asked(0, 60)).attempts
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(rows.stream, "A", 1, 2, "left").result()
        during = overview(history, asked(0, 60)).attempts
    with rows.reading() as history:
        assert (before, during, overview(history, asked(0, 60)).attempts) == (0, 0, 1)
