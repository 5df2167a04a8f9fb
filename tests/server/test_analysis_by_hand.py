"""The figures of an hour that was made up, against a count by hand: each row is told with what it
adds to which figure, each expected figure with its sum."""

from collections.abc import Sequence
from typing import Any

import pytest
from pydantic import BaseModel

from connection_rows import NOON, Rows, asked
from transcription_service.analysis.comparison import comparison
from transcription_service.analysis.connections import connections
from transcription_service.analysis.engagement import engagement
from transcription_service.analysis.failures import failures
from transcription_service.analysis.latency import latency
from transcription_service.analysis.overview import overview
from transcription_service.analysis.reconnections import reconnections
from transcription_service.analysis.savings import kinds, savings
from transcription_service.analysis.stability import Order, SessionStability, stability
from transcription_service.experiment import Arm, Experiment

M = 60
HOUR = asked(0, 60 * M)
"""From noon to one o'clock, asked at one."""


@pytest.fixture
def rows(rows: Rows) -> Rows:
    # Polling in place of a stream of S seconds: 1 + floor(S / 3) requests, each of the stream's
    # head bytes and its mean status; with 304 a status for each update only.
    #
    # A went well: 120 s, 41 requests. Mean status 1200 / 6 = 200.
    # 41 * (500 + 200) = 28,700; with 304 41 * 500 + 6 * 200 = 21,700.
    rows.stream("A", 10, 130, "completed", updates=6, conflated=1, size=size(2000, 1200))
    # Its client knew the end and was told 204: a request, but nothing was refused.
    rows.refusal("A", 3 * M, 204, size=300)

    # B was cut off twice. Mean status 150 each time.
    # 60 s: 21 * 650 = 13,650; with 304 21 * 500 + 3 * 150 = 10,950. A break: back in 5 s.
    rows.stream("B", 10 * M, 11 * M, "left", user="ben", updates=3, size=size(1100, 450))
    # Between them, 2 polls: each stands for 3 s, but not beyond the next, nor beside a stream: from
    # 661 to 665, when the next stream is opened.
    rows.polls("B", 11 * M + 1, 11 * M + 3, requests=2, unchanged=1, size=700, user="ben")
    # 60 s: 13,650; with 304 10,500 + 2 * 150 = 10,800. A break: back in 55 s.
    rows.stream("B", 665, 725, "error", updates=2, size=size(1000, 300), user="ben", resumed=True)
    rows.refusal("B", 750, 429, "too_many_streams", user="ben", size=400)
    rows.refusal("B", 752, 503, "stopping", transport="polling", user="ben", times=2, size=600)
    # 60 s: 13,650; with 304 10,500 + 150 = 10,650. No break: the server wanted it.
    rows.stream(
        "B", 13 * M, 14 * M, "shutdown", updates=1, size=size(700, 150), user="ben", resumed=True
    )
    # 360 s: 121 * 650 = 78,650; with 304 60,500 + 10 * 150 = 62,000.
    rows.stream(
        "B", 841, 1201, "completed", updates=10, size=size(3000, 1500), user="ben", resumed=True
    )
    rows.report(
        "B",
        1202,
        user="ben",
        uptime=0.9,
        open_ms=90_000,
        polling_ms=10_000,
        failures={"error": 2, "refused": 1},
        status_failures=2,
        latency={"upTo10": 8, "upTo250": 2},
    )

    # C polled: 60 s and 30 s. Its job ended a second before the last poll.
    rows.polls("C", 1800, 1857, requests=20, unchanged=15, size=6000, user="cy", arm="polling")
    rows.polls("C", 1860, 1887, requests=10, unchanged=8, size=3000, user="cy", arm="polling")
    rows.report("C", 1888, polling_ms=300_000, latency={"upTo3000": 10}, user="cy", arm="polling")

    # D went away, and nobody came back: no break. 90 s: 31 * (500 + 150) = 20,150;
    # with 304 31 * 500 + 2 * 150 = 15,800.
    rows.stream("D", 40 * M, 2490, "left", user="ben", updates=2, size=size(900, 300))

    # E is open, in two tabs: 600 s, the second's 300 s within them.
    rows.stream("E", 50 * M, user="dan")
    rows.stream("E", 55 * M, user="dan")

    # F's process was last seen after 60 s, and is lost.
    rows.process("p2", seen=45 * M)
    rows.stream("F", 44 * M, user="dan", process="p2")

    # G polls, last 4 s ago: 9 s. Someone else asked for it in vain.
    rows.polls("G", 3590, 3596, requests=3, size=1000, user="eve", arm="polling")
    rows.refusal("G", 58 * M, 401, "unauthorized", user=None, times=4, size=800)

    rows.sent(0, 1, 10)
    rows.sent(30, 50, 6)
    rows.sent(20 * M, 100, 3)
    rows.sent(20 * M, 250, 1)
    return rows


def size(of_all: int, statuses: int) -> tuple[int, int, int]:
    return of_all, 500, statuses


def ends_of(_: object) -> dict[str, float]:
    """D's job ended when nobody watched; those of E, F and G are running."""
    ends = {"A": 130, "B": 1201, "C": 1886, "D": 3000}
    return {session_id: NOON + at for session_id, at in ends.items()}


def test_overview(rows: Rows) -> None:
    """AC-3.2.4 AC-4.1.5"""
    with rows.reading() as history:
        found = overview(history, HOUR)
    assert found.now.streams == 2  # both of E
    assert found.now.sse_sessions == 1
    assert found.now.polling_sessions == 1  # G
    assert found.sessions == 7  # A to G
    assert found.streams_refused == 5  # 429, and 4 * 401
    assert found.attempts == 14  # A, 4 of B, D, 2 of E, F, and those refused
    assert found.polls == 35  # 2 + 20 + 10 + 3
    assert found.polls_refused == 2  # 503
    assert found.reconnects == 3  # B
    assert found.updates == 24  # 6 + 3 + 2 + 1 + 10 + 2
    assert found.conflated == 1
    assert found.uptime.reports == 2
    assert found.uptime.uptime_ratio == pytest.approx(0.975)  # (90 s + 300 s) / 400 s
    assert found.uptime.failures.error == 2
    assert found.uptime.failures.status == 2


def test_latency(rows: Rows) -> None:
    """AC-4.1.1"""
    with rows.reading() as history:
        found = latency(history, HOUR)
    assert found.sent.updates == 20
    assert found.sent.share_within_100_ms == pytest.approx(19 / 20)
    assert found.sent.p50_ms == pytest.approx(1)  # the 10th of 10 between 0.5 and 1
    assert found.sent.p95_ms == pytest.approx(100)  # the 19th: the 3rd of 3 between 50 and 100
    assert found.sent.p99_ms == pytest.approx(220)  # 19.8: 100 + 0.8 * 150
    bars = {bar.up_to_ms: bar.updates for bar in found.sent.histogram if bar.updates}
    assert bars == {1: 10, 50: 6, 100: 3, 250: 1}
    assert nonzero(found.sent.series, "updates") == {0: 16, 20: 4}
    assert found.received.updates == 20
    assert found.received.share_within_100_ms == pytest.approx(8 / 20)
    assert found.received.p50_ms == pytest.approx(250)  # the 10th: the 2nd of 2 up to 250
    assert found.received.p95_ms == pytest.approx(2800)  # the 19th: 1000 + 9 / 10 * 2000


def test_latency_on_streams_alone(rows: Rows) -> None:
    """AC-4.1.1: who polled, by choice or after streams had failed, does not make streams late."""
    rows.report("E", 3300, user="dan", open_ms=60_000, latency={"upTo50": 3, "upTo250": 1})
    with rows.reading() as history:
        found = overview(history, HOUR)
    assert found.received_on_streams.updates == 4
    assert found.received_on_streams.share_within_100_ms == pytest.approx(3 / 4)
    assert found.received_on_streams.p50_ms == pytest.approx(25 + 2 / 3 * 25)


def test_connections(rows: Rows) -> None:
    """AC-3.2.5"""
    with rows.reading() as history:
        found = connections(history, HOUR)
    assert found.bucket_s == 60
    assert len(found.series) == 60
    assert nonzero(found.series, "streams_open") == {
        # One that is opened at a minute's beginning was not open before.
        **dict.fromkeys([1, 2], 1),  # A
        **dict.fromkeys([11, 12, 14, *range(15, 21)], 1),  # B
        41: 1,  # D
        45: 1,  # F, to the last that was seen of its process
        **dict.fromkeys(range(51, 56), 1),  # E
        **dict.fromkeys(range(56, 60), 2),
    }
    assert nonzero(found.series, "streams_mean") == pytest.approx(
        {0: 50 / 60, 1: 1, 2: 10 / 60}  # A
        | {10: 1, 11: 55 / 60, 12: 5 / 60, 13: 1, 14: 59 / 60}  # B
        | {**dict.fromkeys(range(15, 20), 1), 20: 1 / 60}
        | {40: 1, 41: 30 / 60, 44: 1}  # D, F
        | {**dict.fromkeys(range(50, 55), 1), **dict.fromkeys(range(55, 60), 2)}  # E
    )
    assert nonzero(found.series, "polling_mean") == pytest.approx(
        {11: 6 / 60, 30: 1, 31: 30 / 60, 59: 9 / 60}
    )
    opened = dict.fromkeys([0, 10, 11, 13, 14, 40, 44, 50, 55], 1)
    assert nonzero(found.series, "streams_opened") == opened
    assert nonzero(found.series, "reconnects") == {11: 1, 13: 1, 14: 1}
    assert nonzero(found.series, "streams_refused") == {12: 1, 58: 4}
    assert nonzero(found.series, "attempts") == {**opened, 12: 1, 58: 4}
    assert nonzero(found.series, "polls_refused") == {12: 2}
    assert nonzero(found.series, "polls") == {11: 2, 30: 20, 31: 10, 59: 3}
    assert nonzero(found.series, "sessions_polling") == dict.fromkeys([11, 30, 31, 59], 1)
    assert nonzero(found.series, "ends") == {
        2: {"completed": 1},
        11: {"left": 1},
        12: {"error": 1},
        14: {"shutdown": 1},
        20: {"completed": 1},
        41: {"left": 1},
    }


def nonzero(series: Sequence[BaseModel], field: str) -> dict[int, Any]:
    """By minutes after noon."""
    values = ((minute, getattr(point, field)) for minute, point in enumerate(series))
    return {minute: value for minute, value in values if value}


def test_stability(rows: Rows) -> None:
    """AC-3.2.2 AC-3.2.3"""
    with rows.reading() as history:
        page = stability(history, HOUR, Order.WORST, limit=100, offset=0)
        newest = stability(history, HOUR, Order.NEWEST, limit=100, offset=0)
    # B has breaks; G has refusals; C has polled; of the others who was seen last.
    assert [session.session_id for session in page.sessions] == list("BGCEFDA")
    assert [session.session_id for session in newest.sessions] == list("GEFDCBA")
    assert page.total == 7
    found = {session.session_id: session for session in page.sessions}
    worst = found["B"]
    assert worst.user_id == "ben"
    assert worst.streams == 4
    assert worst.breaks == 2
    assert worst.reconnects == 3
    assert worst.refusals == 3  # 429, and 2 * 503
    assert worst.polls == 2
    assert worst.sse_s == pytest.approx(540)  # 60 + 60 + 60 + 360
    assert worst.polling_s == pytest.approx(4)
    assert worst.watched_s == pytest.approx(544)
    assert worst.uptime_ratio == pytest.approx(0.9)
    assert worst.failures.error == 2
    assert worst.failures.refused == 1
    assert worst.state == "closed"
    assert not worst.is_flapping
    assert _watched_s(found) == {
        "A": (120, 0),
        "B": (540, 4),
        "C": (0, 90),
        "D": (90, 0),
        "E": (600, 0),
        "F": (60, 0),
        "G": (0, 9),
    }
    assert {name for name, session in found.items() if session.is_open} == {"E"}
    assert {name for name, session in found.items() if session.breaks} == {"B"}
    assert found["G"].refusals == 4  # nobody knows who asked
    assert found["C"].arm is Arm.POLLING


def _watched_s(found: dict[str, SessionStability]) -> dict[str, tuple[float, float]]:
    return {name: (round(s.sse_s, 3), round(s.polling_s, 3)) for name, s in found.items()}


def test_reconnections(rows: Rows) -> None:
    """AC-3.2.4"""
    with rows.reading() as history:
        found = reconnections(history, HOUR)
    assert found.reconnects == 3
    assert found.causes == {"error": 1, "left": 1, "shutdown": 1}
    assert nonzero(found.series, "causes") == {
        11: {"left": 1},
        13: {"error": 1},
        14: {"shutdown": 1},
    }
    assert found.storms.total == 0
    assert found.flapping.total == 0


def test_failures(rows: Rows) -> None:
    """AC-3.2.3"""
    with rows.reading() as history:
        found = failures(history, HOUR)
    # 204 is none.
    assert [(r.transport, r.http_status, r.code, r.times, r.sessions) for r in found.refusals] == [
        ("sse", 401, "unauthorized", 4, 1),  # G
        ("polling", 503, "stopping", 2, 1),  # B
        ("sse", 429, "too_many_streams", 1, 1),
    ]
    # B and D were left, B broke; F's process was lost just now, which nobody has written down yet.
    assert [(e.reason, e.streams, e.sessions) for e in found.ends] == [
        ("left", 2, 2),
        ("error", 1, 1),
    ]
    assert found.breaks == 2  # B came back twice
    assert found.ends[0].last_at.timestamp() == NOON + 2490
    assert found.reported.failures.error == 2
    assert found.reported.reports == 2


def test_savings(rows: Rows) -> None:
    """AC-4.1.2 AC-4.1.3"""
    with rows.reading() as history:
        found = savings(HOUR, kinds(history, HOUR))
    assert found.sessions == 3  # A, B, D; E's and F's streams have not ended
    # Streams 1 + 4 + 1, polls 2, refusals 1 + 1 + 2.
    assert found.actual.requests == 12
    assert found.actual.requests_per_session == pytest.approx(4)
    # 2000 + 1100 + 1000 + 700 + 3000 + 900, polls 700, refusals 300 + 400 + 600.
    assert found.actual.bytes == 10_700
    assert found.polling.requests == 256  # 41 + 21 + 21 + 21 + 121 + 31
    # 21,700 + 10,950 + 10,800 + 10,650 + 62,000 + 15,800
    assert found.polling.bytes == 131_900
    assert found.polling_bytes_without_304 == 168_450  # 28,700 + 3 * 13,650 + 78,650 + 20,150
    assert found.requests_ratio == pytest.approx(12 / 256)
    assert found.bytes_ratio == pytest.approx(10_700 / 131_900)
    assert found.bytes_ratio_without_304 == pytest.approx(10_700 / 168_450)
    assert found.polling_sessions == 2  # C, G
    assert found.polling_actual.requests == 37  # 20 + 10 + 3, refused 4
    assert found.polling_actual.bytes == 10_800  # 6000 + 3000 + 1000 + 800
    assert found.refused_sessions == 0  # G's stream was refused to a stranger
    assert found.streams_lost == 0


def test_engagement(rows: Rows) -> None:
    """AC-4.1.4"""
    with rows.reading() as history:
        found = engagement(history, HOUR, {"2026-01-01": 5}, ends_of)
    assert found.created == 5
    assert found.watched == 7
    assert found.watched_to_the_end == 3  # A and B by streams, C by its last poll
    # 120 + 544 + 90 + 90 + 600 + 60 + 9
    assert found.mean_watched_s == pytest.approx(1513 / 7)
    assert found.median_watched_s == pytest.approx(90)
    assert found.active_users == 5
    assert found.returning_users == 0
    assert [day.model_dump() for day in found.days] == [
        {"day": "2026-01-01", "created": 5, "watched": 7, "active_users": 5}
    ]


def test_experiment(rows: Rows) -> None:
    """AC-4.1.5: a user with two sessions counts once."""
    with rows.reading() as history:
        found = comparison(history, HOUR, Experiment("hour", 50), ends_of)
    # A, B, D; E's streams are open, F's was never said to have ended
    assert found.arms[Arm.SSE].model_dump() == {
        "users": 2,
        "sessions": 3,
        "sessions_left_out": 0,
        "sessions_of_unknown_cost": 0,
    }
    # C; G's job is running
    assert found.arms[Arm.POLLING].model_dump() == {
        "users": 1,
        "sessions": 1,
        "sessions_left_out": 1,
        "sessions_of_unknown_cost": 0,
    }
    differences = {
        name: (measure["sse"]["mean"], measure["polling"]["mean"], measure["difference"])
        for name, measure in found.measures.model_dump().items()
    }
    assert differences == {
        # ben 8 / 10; cy none of 10
        "share_within_100_ms": pytest.approx((0.8, 0, 0.8)),
        # ada 1 + 1, ben (4 + 2 + 3 for B, 1 for D) / 2 = 5; cy 30
        "requests": pytest.approx((3.5, 30, -26.5)),
        # ada 2000 + 300, ben (5800 + 700 + 1000, 900) / 2 = 4200; cy 9000
        "bytes": pytest.approx((3250, 9000, -5750)),
        "uptime_ratio": pytest.approx((0.9, 1, -0.1)),
        # ada 1, ben (1 + 0) / 2; cy 1
        "watched_to_the_end": pytest.approx((0.75, 1, -0.25)),
        # ben 3 streams and 2 requests; cy none
        "failures": pytest.approx((5, 0, 5)),
    }
    assert found.measures.requests.interval is None
    assert found.measures.requests.reason is not None
    assert "30 users" in found.measures.requests.reason
