"""Percentiles, intervals, savings and engagement where a count by hand needs more than one hour."""

import math
from collections.abc import Iterable

import pytest

from connection_rows import NOON, Rows, asked
from transcription_service.analysis.comparison import Comparison, comparison
from transcription_service.analysis.difference import compared
from transcription_service.analysis.distribution import lateness
from transcription_service.analysis.endings import EndsOf
from transcription_service.analysis.engagement import engagement
from transcription_service.analysis.latency import latency
from transcription_service.analysis.overview import overview
from transcription_service.analysis.savings import kinds, savings
from transcription_service.experiment import Arm, Experiment

HOUR = asked(0, 3600)
DAY = 86_400


def none_ended(_: object) -> dict[str, float]:
    return {}


def all_ended(session_ids: Iterable[str]) -> dict[str, float]:
    return dict.fromkeys(session_ids, NOON)


@pytest.mark.parametrize(
    ("counts", "p50", "p99", "share"),
    [
        ({10: 4, 20: 0, math.inf: 0}, 5, 9.9, 1),
        ({10: 0, 20: 10, math.inf: 0}, 15, 19.9, 1),
        ({50: 1, 100: 1, 250: 2, math.inf: 0}, 100, 247, 0.5),
        # Nobody knows how much later than the last bound.
        ({100: 1, math.inf: 9}, 100, 100, 0.1),
    ],
)
def test_percentiles_lie_between_bounds_in_proportion(
    counts: dict[float, int], p50: float, p99: float, share: float
) -> None:
    """AC-4.1.1"""
    found = lateness(counts)
    assert found.p50_ms == pytest.approx(p50)
    assert found.p99_ms == pytest.approx(p99)
    assert found.share_within_100_ms == pytest.approx(share)


def test_what_is_later_than_all_bounds_is_told_without_one(rows: Rows) -> None:
    rows.sent(0, math.inf, 3)
    with rows.reading() as history:
        found = latency(history, HOUR).sent
    assert (found.histogram[-1].up_to_ms, found.histogram[-1].updates) == (None, 3)
    assert (found.share_within_100_ms, found.p50_ms) == (0, 10_000)


def test_without_data_figures_are_null_and_not_nought(rows: Rows) -> None:
    with rows.reading() as history:
        found = overview(history, HOUR)
        compared_arms = comparison(history, HOUR, Experiment("x", 50), none_ended)
        active = engagement(history, HOUR, {}, none_ended)
        late = latency(history, HOUR)
    assert (found.now.streams, found.sessions, found.attempts) == (0, 0, 0)
    assert found.latency.p99_ms is None
    assert found.latency.share_within_100_ms is None
    assert found.uptime.uptime_ratio is None
    assert found.savings.requests_ratio is None
    assert found.savings.actual.requests_per_session is None
    assert compared_arms.measures.requests.difference is None
    assert compared_arms.arms[Arm.SSE].users == 0
    assert active.mean_watched_s is None
    assert all(point.p50_ms is None for point in late.received.series)


@pytest.mark.parametrize(("seconds", "requests"), [(0, 1), (2.999, 1), (3, 2), (8.999, 3), (9, 4)])
def test_polling_asks_at_once_and_every_three_seconds(
    seconds: float, requests: int, rows: Rows
) -> None:
    """AC-4.1.2"""
    rows.stream("A", 7.3, 7.3 + seconds, "completed", updates=1, size=(900, 500, 100))
    with rows.reading() as history:
        found = savings(HOUR, kinds(history, HOUR))
    assert found.polling.requests == requests
    assert found.polling.bytes == requests * 500 + 100
    assert found.polling_bytes_without_304 == requests * 600


def test_polling_gets_no_more_statuses_than_it_asks_for(rows: Rows) -> None:
    rows.stream("A", 0, 3, "completed", updates=10, size=(9000, 500, 1000))
    with rows.reading() as history:
        found = savings(HOUR, kinds(history, HOUR))
    assert found.polling.bytes == 2 * 500 + 2 * 100


def test_a_stream_that_told_nothing_is_compared_by_its_heads(rows: Rows) -> None:
    rows.stream("A", 0, 30, "left", size=(700, 500, 0))
    with rows.reading() as history:
        found = savings(HOUR, kinds(history, HOUR))
    assert found.polling.bytes == found.polling_bytes_without_304 == 11 * 500


def test_streams_of_a_lost_process_are_on_neither_side_of_savings(rows: Rows) -> None:
    """AC-4.1.2 AC-4.1.3: nobody knows what they carried."""
    rows.stream("A", 0, 9, "completed", updates=1, size=(900, 500, 100))
    rows.stream("A", 20, 620, "process_lost")
    rows.stream("B", 0, 600, "process_lost")
    rows.polls("B", 601, 610, requests=4, size=400)
    with rows.reading() as history:
        found = savings(HOUR, kinds(history, HOUR))
        told = overview(history, HOUR)
    assert (found.sessions, found.actual.requests, found.polling.requests) == (1, 1, 4)
    assert (found.actual.bytes, found.polling.bytes) == (900, 4 * 500 + 100)
    assert found.streams_lost == 2
    # B is neither one that had no stream.
    assert (found.polling_sessions, found.polling_actual.requests) == (0, 0)
    assert told.sessions == 2


def test_who_was_refused_all_streams_is_apart_from_who_polls_by_choice(rows: Rows) -> None:
    """AC-4.1.2"""
    rows.refusal("refused", 0, 429, "too_many_streams", times=3, size=600)
    rows.polls("refused", 10, 40, requests=11, size=1100)
    # Let in at last.
    rows.refusal("late", 0, 429, "too_many_streams", size=200)
    rows.polls("late", 3, 6, requests=2, size=200)
    rows.stream("late", 10, 20, "completed", updates=1, size=(900, 500, 100))
    # These polled, and no stream of theirs was refused: a poll was, a stranger's, or none was.
    rows.refusal("polls", 0, 429, "too_many_requests", transport="polling", size=200)
    rows.refusal("polls", 0, 401, "unauthorized", user=None, size=200)
    rows.refusal("polls", 0, 204, size=200)
    rows.polls("polls", 3, 6, requests=2, size=200)
    with rows.reading() as history:
        found = savings(HOUR, kinds(history, HOUR))
        told = overview(history, HOUR)
    assert (found.sessions, found.polling_sessions, found.refused_sessions) == (1, 1, 1)
    assert (found.refused_actual.requests, found.refused_actual.bytes) == (14, 1700)
    assert (found.polling_actual.requests, found.polling_actual.bytes) == (5, 800)
    assert told.sessions == 3


def test_who_has_a_stream_open_does_not_count_as_polling(rows: Rows) -> None:
    rows.stream("A", 10)
    rows.polls("A", 0, 9, requests=4, size=400)
    with rows.reading() as history:
        found = savings(HOUR, kinds(history, HOUR))
    assert (found.sessions, found.polling_sessions) == (0, 0)


def test_who_polls_beside_a_stream_is_watching_by_the_stream(rows: Rows) -> None:
    """AC-3.2.5"""
    rows.stream("A", 0)
    rows.polls("A", 50, 59, requests=2)
    rows.polls("B", 50, 50, requests=1)
    rows.polls("C", 49, 49, requests=1)
    with rows.reading() as history:
        now = overview(history, asked(0, 60)).now
    assert (now.streams, now.sse_sessions, now.polling_sessions) == (1, 1, 1)  # B, 10 s ago


def test_days_and_returning_users(rows: Rows) -> None:
    """AC-4.1.4"""
    # ada on two days, in one session; ben on one, twice; cy by polls on both.
    rows.stream("A", 0, 60, "left")
    rows.stream("A", DAY, DAY + 120, "completed", resumed=True)
    rows.stream("B", 0, 60, "left", user="ben")
    rows.stream("C", 100, 130, "failed", user="ben")
    rows.polls("D", 0, 3, requests=2, user="cy")
    rows.polls("D", DAY, DAY, requests=1, user="cy")
    with rows.reading() as history:
        found = engagement(
            history, asked(0, DAY + 3600), {"2026-01-02": 2}, lambda _: {"D": NOON + DAY + 1}
        )
    assert (found.created, found.watched, found.active_users) == (2, 4, 3)
    assert found.returning_users == 2  # ada and cy
    assert found.watched_to_the_end == 2  # A and C; D's job ended after its last poll
    assert [(day.day, day.created, day.watched, day.active_users) for day in found.days] == [
        ("2026-01-01", 0, 4, 3),
        ("2026-01-02", 2, 2, 2),
    ]


def test_an_interval_needs_thirty_users_in_each_arm() -> None:
    few = compared([1.0] * 100, [0.0] * 29)
    assert (few.difference, few.interval) == (1, None)
    assert few.reason is not None
    assert "one has 29" in few.reason
    enough = compared([1.0] * 29 + [0.0], [0.0] * 30)
    assert enough.reason is None
    assert enough.interval is not None


def test_where_all_have_the_same_value_there_is_no_interval() -> None:
    """AC-4.1.5: one of zero width would be sure of what is not known."""
    found = compared([1.0] * 30, [0.0] * 40)
    assert (found.difference, found.interval) == (1, None)
    assert found.reason is not None
    assert "the same value" in found.reason
    # Equal, though the sum of 0.1 is rounded.
    assert compared([0.1] * 30, [0.1] * 30).interval is None


def test_the_interval_is_welchs() -> None:
    """AC-4.1.5. By hand: 36 users with 0 and 2 by turns have the variance 36 / 35, 64 with 0 and 4
    the variance 4 * 64 / 63; the error is sqrt(1 / 35 + 4 / 63), the quantile 1.959964."""
    found = compared([0.0, 2.0] * 18, [0.0, 4.0] * 32)
    assert found.difference == pytest.approx(-1)
    assert found.interval is not None
    margin = 1.959964 * math.sqrt(1 / 35 + 4 / 63)
    assert found.interval.low == pytest.approx(-1 - margin)
    assert found.interval.high == pytest.approx(-1 + margin)


def arms(rows: Rows, ends_of: EndsOf = all_ended) -> Comparison:
    with rows.reading() as history:
        return comparison(history, HOUR, Experiment("x", 50), ends_of)


def test_sessions_are_compared_when_their_jobs_have_ended(rows: Rows) -> None:
    """AC-4.1.5: a stream of a running job has not ended, but polls are counted as they come."""
    for arm in Arm:
        for number, name in enumerate(("running", "ended later", "ended")):
            rows.polls(f"{arm} {name}", 0, 30, requests=11, user=f"{arm}-{number}", arm=arm)
    rows.stream("sse running", 40, user="sse-0")
    # After the period, at one o'clock.
    ends = {f"{arm} ended later": NOON + 3600 for arm in Arm} | {
        f"{arm} ended": NOON + 3599 for arm in Arm
    }
    found = arms(rows, lambda _: ends)
    for arm in Arm:
        assert found.arms[arm].model_dump() == {
            "users": 1,
            "sessions": 1,
            "sessions_left_out": 2,
            "sessions_of_unknown_cost": 0,
        }
    assert (found.measures.requests.sse.users, found.measures.requests.polling.users) == (1, 1)
    assert found.measures.requests.difference == 0


def test_a_user_weighs_as_much_as_another_however_many_sessions_are_the_users(rows: Rows) -> None:
    """AC-4.1.5"""
    for number in range(9):
        rows.polls(f"A{number}", 0, 0, requests=10, arm="polling")
    rows.polls("B", 0, 0, requests=30, user="ben", arm="polling")
    found = arms(rows)
    assert (found.arms[Arm.POLLING].users, found.arms[Arm.POLLING].sessions) == (2, 10)
    assert found.measures.requests.polling.mean == pytest.approx(20)


def test_what_a_lost_process_sent_is_not_compared(rows: Rows) -> None:
    """AC-4.1.5: what such a session cost is not known, but how it ended is."""
    rows.stream("A", 0, 10, "process_lost")
    rows.stream("A", 20, 30, "completed", size=(900, 500, 100))
    rows.stream("B", 0, 30, "completed", user="ben", size=(700, 500, 100))
    found = arms(rows)
    assert found.arms[Arm.SSE].model_dump() == {
        "users": 2,
        "sessions": 2,
        "sessions_left_out": 0,
        "sessions_of_unknown_cost": 1,
    }
    measures = found.measures
    assert (measures.requests.sse.users, measures.requests.sse.mean) == (1, 1)
    assert (measures.bytes.sse.users, measures.bytes.sse.mean) == (1, 700)
    assert measures.watched_to_the_end.sse.users == 2


def test_who_was_in_both_arms_is_left_out_and_told(rows: Rows) -> None:
    rows.stream("A", 0, 1, "left")
    rows.polls("B", 0, 0, requests=1, arm="polling")
    rows.stream("C", 0, 1, "left", user="ben")
    found = arms(rows)
    assert found.users_left_out == 1
    assert {arm: body.users for arm, body in found.arms.items()} == {"sse": 1, "polling": 0}


def test_who_was_only_refused_is_in_the_arm_that_was_assigned(rows: Rows) -> None:
    for number in range(20):
        rows.refusal(f"A{number}", 0, 429, user=f"user-{number}")
    rows.refusal("B", 0, 401, user=None)
    found = arms(rows)
    assigned = [Experiment("x", 50).arm_of(f"user-{number}") for number in range(20)]
    assert {arm: body.users for arm, body in found.arms.items()} == {
        arm: assigned.count(arm) for arm in Arm
    }


def test_figures_that_no_client_can_have_do_no_harm(rows: Rows) -> None:
    """The greatest that are taken in, from as many clients as are listened to."""
    for number in range(500):
        rows.report(
            "A",
            10,
            connection=f"{number}",
            open_ms=1e12,
            failures={"error": 2**53, "silence": 2**53},
            status_failures=2**53,
            latency={"upTo10": 2**53, "over3000": 2**53},
        )
    with rows.reading() as history:
        assert latency(history, HOUR).received.share_within_100_ms == pytest.approx(0.5)
        assert overview(history, HOUR).uptime.failures.error > 2**60
    assert arms(rows).measures.failures.sse.mean == pytest.approx(1500 * 2**53)
