"""What is a break, who flaps, and what a storm is."""

import pytest

from connection_rows import NOON, Rows, asked
from transcription_service.analysis.engagement import engagement
from transcription_service.analysis.one_session import SessionHistory, session_history
from transcription_service.analysis.periods import moment
from transcription_service.analysis.reconnections import Reconnections, reconnections
from transcription_service.analysis.stability import Order, SessionStability, stability
from transcription_service.observation import Departure

PLANNED = ["completed", "failed", "cancelled", "idle", "shutdown", "expired", "replaced"]
HOUR = asked(0, 3600)


def sessions(rows: Rows) -> list[SessionStability]:
    with rows.reading() as history:
        return stability(history, HOUR, Order.WORST, limit=100, offset=0).sessions


def came_back(rows: Rows) -> Reconnections:
    with rows.reading() as history:
        return reconnections(history, HOUR)


@pytest.mark.parametrize("reason", Departure)
def test_an_end_is_a_break_when_nobody_planned_it_and_the_client_is_back(
    reason: Departure, rows: Rows
) -> None:
    """AC-3.2.2"""
    rows.stream("A", 0, 100, reason)
    rows.stream("A", 101, 200, "completed", resumed=True)
    [found] = sessions(rows)
    assert found.breaks == (reason not in PLANNED)
    assert came_back(rows).causes == {reason: 1}


@pytest.mark.parametrize(
    ("back_after", "resumed", "breaks"), [(60, True, 1), (61, True, 0), (5, False, 0)]
)
def test_who_comes_back_late_or_anew_has_gone_in_between(
    back_after: int, resumed: bool, breaks: int, rows: Rows
) -> None:
    rows.stream("A", 0, 100, "left")
    rows.stream("A", 100 + back_after, 300, "completed", resumed=resumed)
    assert sessions(rows)[0].breaks == breaks


@pytest.mark.parametrize(
    ("back_at", "breaks"),
    [
        (35, 1),  # The server noticed 5 s later.
        (-5, 1),
        (-6, 0),  # Nobody who was cut off took so long to notice.
    ],
)
def test_who_is_back_before_the_server_notices_was_cut_off(
    back_at: int, breaks: int, rows: Rows
) -> None:
    """AC-3.2.2: clients give up a silent stream after 45 s."""
    rows.stream("A", -100, 40, "stuck")
    rows.stream("A", back_at, 300, "completed", resumed=True)
    with rows.reading() as history:
        page = stability(history, asked(-120, 3600), Order.WORST, limit=100, offset=0)
    assert page.sessions[0].breaks == breaks


def test_a_stream_is_not_its_own_return_nor_that_of_a_later_one(rows: Rows) -> None:
    rows.stream("A", 0, 20, "left", resumed=True)
    # Opened before B's second tab was, so it can't be that one's return.
    rows.stream("B", 0, 600, "completed", resumed=True)
    rows.stream("B", 5, 20, "left")
    assert {session.session_id: session.breaks for session in sessions(rows)} == {"A": 0, "B": 0}


def test_one_return_mends_one_end(rows: Rows) -> None:
    """AC-3.2.2"""
    # One tab was closed, another cut off and back: one break, not two.
    rows.stream("A", 0, 100, "left")
    rows.stream("A", 1, 110, "error")
    rows.stream("A", 112, 300, "completed", resumed=True)
    # Two tabs were cut off at once, and both came back.
    rows.stream("B", 0, 100, "left")
    rows.stream("B", 1, 101, "left")
    rows.stream("B", 102, 300, "completed", resumed=True)
    rows.stream("B", 103, 300, "completed", resumed=True)
    # The return is that of the planned end, which is nearer; the other tab was closed.
    rows.stream("C", 0, 100, "left")
    rows.stream("C", 1, 104, "shutdown")
    rows.stream("C", 105, 300, "completed", resumed=True)
    # An end with the job's is no one's to come back from.
    rows.stream("D", 0, 100, "left")
    rows.stream("D", 1, 104, "completed")
    rows.stream("D", 105, 300, "completed", resumed=True)
    # Cut off twice in a row: the second return is later than the first end's minute.
    rows.stream("E", 0, 100, "left")
    rows.stream("E", 101, 150, "left", resumed=True)
    rows.stream("E", 155, 300, "completed", resumed=True)
    # One end is mended once, by whichever of two.
    rows.stream("F", 0, 100, "left")
    rows.stream("F", 101, 300, "completed", resumed=True)
    rows.stream("F", 102, 300, "completed", resumed=True)
    found = sessions(rows)
    breaks = {session.session_id: session.breaks for session in found}
    assert breaks == {"A": 1, "B": 2, "C": 0, "D": 1, "E": 2, "F": 1}
    assert [session.breaks for session in found] == [2, 2, 1, 1, 1, 0]
    with rows.reading() as history:
        newest = stability(history, HOUR, Order.NEWEST, limit=100, offset=0).sessions
    assert {session.session_id: session.breaks for session in newest} == breaks


def test_breaks_belong_to_the_period_in_which_streams_ended(rows: Rows) -> None:
    rows.stream("A", 0, 59, "left")
    rows.stream("A", 61, 119, "left", resumed=True)
    rows.stream("A", 121, 300, "completed", resumed=True)
    with rows.reading() as history:
        found = [
            stability(history, asked(*at), Order.WORST, limit=1, offset=0).sessions[0].breaks
            for at in ((0, 60), (60, 120), (120, 180))
        ]
    assert found == [1, 1, 0]


def test_a_return_to_another_session_mends_nothing(rows: Rows) -> None:
    rows.stream("A", 0, 100, "left")
    rows.stream("B", 101, 200, "completed", resumed=True)
    assert {session.session_id: session.breaks for session in sessions(rows)} == {"A": 0, "B": 0}
    # How B's stream before had ended is not known.
    assert came_back(rows).causes == {"unknown": 1}


def test_time_with_two_streams_is_counted_once(rows: Rows) -> None:
    for opened, closed in ((0, 100), (10, 50), (40, 120), (200, 230), (210, 220)):
        rows.stream("A", opened, closed, "left")
    assert sessions(rows)[0].sse_s == 150  # 0 to 120, 200 to 230


def test_polls_far_apart_are_not_followed_in_between(rows: Rows) -> None:
    rows.polls("A", 0, 50, requests=2)  # 3 s each
    rows.polls("A", 60, 69, requests=10)  # 9 s and 3 s
    assert sessions(rows)[0].polling_s == pytest.approx(6 + 12)


def test_polls_beside_a_stream_are_not_counted_twice(rows: Rows) -> None:
    """AC-3.2.2 AC-4.1.4"""
    rows.stream("A", 0, 60, "left")
    rows.polls("A", 0, 57, requests=20)  # 60 s, all beside the stream
    rows.stream("B", 0, 30, "left")
    rows.stream("B", 20, 31, "left")
    rows.polls("B", 0, 57, requests=20)  # 29 s after the streams
    # While it had no stream: 2 polls before, 2 after, 3 s each but for the last before the stream.
    rows.stream("C", 10, 40, "left")
    rows.polls("C", 5, 45, requests=4)
    # The second minute's first poll ends what the first minute's last began: 60 s and 3 s.
    rows.polls("D", 0, 59, requests=30)
    rows.polls("D", 60, 60, requests=1)
    found = {session.session_id: session for session in sessions(rows)}
    assert {
        name: (session.sse_s, session.polling_s, session.watched_s)
        for name, session in found.items()
    } == {
        "A": pytest.approx((60, 0, 60)),
        "B": pytest.approx((31, 29, 60)),
        "C": pytest.approx((30, 12, 42)),
        "D": pytest.approx((0, 63, 63)),
    }
    with rows.reading() as history:
        active = engagement(history, HOUR, {}, lambda _: {})
    assert active.mean_watched_s == pytest.approx((60 + 60 + 42 + 63) / 4)


def test_who_was_never_let_in_is_listed_by_the_refusals(rows: Rows) -> None:
    """AC-3.2.3"""
    rows.refusal("A", 10, 429, "too_many_streams", times=7)
    rows.refusal("A", 70, 503, "stopping", transport="polling", times=2)
    rows.refusal("B", 10, 401, "unauthorized", user=None, times=50)
    unknown, found = sessions(rows)
    assert (found.session_id, found.refusals, found.streams) == ("A", 9, 0)
    assert (found.user_id, found.arm) == ("ada", None)
    assert (unknown.session_id, unknown.refusals, unknown.user_id) == ("B", 50, None)


def test_several_clients_of_a_session_weigh_by_their_time(rows: Rows) -> None:
    """AC-3.2.2"""
    rows.report("A", 10, connection="1", uptime=1, open_ms=9000, failures={"silence": 1})
    rows.report(
        "A",
        20,
        connection="2",
        uptime=0,
        polling_ms=1000,
        state="polling",
        mode="polling",
        fallback_reason="silence",
        failures={"silence": 2, "connectTimeout": 1},
    )
    [found] = sessions(rows)
    assert found.reports == 2
    assert found.uptime_ratio == pytest.approx(0.9)
    assert (found.failures.silence, found.failures.connect_timeout) == (3, 1)
    assert (found.state, found.mode, found.fallback_reason) == ("polling", "polling", "silence")


def test_pages_hold_every_session_once(rows: Rows) -> None:
    for number in range(7):
        rows.stream(f"session-{number}", number, number + 1, "left")
    with rows.reading() as history:
        pages = [
            stability(history, HOUR, Order.NEWEST, limit=3, offset=offset) for offset in (0, 3, 6)
        ]
    assert [page.total for page in pages] == [7, 7, 7]
    assert [session.session_id for page in pages for session in page.sessions] == [
        f"session-{number}" for number in reversed(range(7))
    ]


@pytest.mark.parametrize(
    ("times", "flaps"), [((0, 100, 200, 300), True), ((0, 100, 200, 301), False)]
)
def test_four_reconnects_within_five_minutes_are_flapping(
    times: tuple[int, ...], flaps: bool, rows: Rows
) -> None:
    """AC-3.2.4"""
    for at in times:
        rows.stream("A", 1000 + at, 1001 + at, "left", resumed=True)
    # Calm: as many, but not as near.
    for at in range(4):
        rows.stream("B", 1000 + 200 * at, 1001 + 200 * at, "left", resumed=True)
    found = came_back(rows).flapping
    assert found.total == flaps
    assert [(session.session_id, session.most_within_5_minutes) for session in found.told] == (
        [("A", 4)] if flaps else []
    )
    assert {session.session_id for session in sessions(rows) if session.is_flapping} == (
        {"A"} if flaps else set()
    )


@pytest.mark.parametrize("reason", Departure)
def test_who_comes_back_because_the_server_wanted_it_does_not_flap(
    reason: Departure, rows: Rows
) -> None:
    """AC-3.2.4"""
    for at in range(5):
        rows.stream("A", 1000 + 10 * at, 1009 + 10 * at, reason, resumed=at > 0)
    is_planned = reason in {"idle", "shutdown", "expired", "replaced"}
    assert came_back(rows).flapping.total == (not is_planned)
    assert sessions(rows)[0].is_flapping == (not is_planned)


def test_returns_that_the_server_wanted_do_not_add_to_others(rows: Rows) -> None:
    """AC-3.2.4"""
    # B comes back 5 times, 4 of them on its own account; A 4 times, 3 of them so.
    for session_id, reasons in (
        ("A", ["left", "expired", "left", "left", "left"]),
        ("B", ["left", "left", "expired", "left", "left", "left"]),
    ):
        for turn, reason in enumerate(reasons):
            at = 1000 + 10 * turn
            rows.stream(session_id, at, at + 9, reason, resumed=turn > 0)
    found = came_back(rows)
    assert found.reconnects == 9
    assert [
        (session.session_id, session.reconnects, session.most_within_5_minutes)
        for session in found.flapping.told
    ] == [("B", 4, 4)]


def outage(rows: Rows, *, watched: int, back: int, reason: str = "shutdown") -> None:
    """At 1,000 s all lose their streams; so many come back between 1,002 and 1,010 s."""
    for number in range(watched):
        rows.stream(f"session-{number}", 500, 1000, reason)
    for number in range(back):
        rows.stream(f"session-{number}", 1002 + 0.1 * number, 1200, "completed", resumed=True)


@pytest.mark.parametrize(
    ("watched", "back", "storms"), [(50, 10, 1), (20, 9, 0), (51, 10, 0), (10, 10, 1)]
)
def test_a_storm_is_ten_sessions_and_a_fifth_of_all_within_ten_seconds(
    watched: int, back: int, storms: int, rows: Rows
) -> None:
    """AC-3.2.4"""
    outage(rows, watched=watched, back=back)
    assert came_back(rows).storms.total == storms


def test_a_storm_may_begin_at_any_time(rows: Rows) -> None:
    """AC-3.2.4"""
    for number in range(10):
        rows.stream(f"session-{number}", 500, 1000, "shutdown")
        # 1,004.5 to 1,013.5 s
        rows.stream(f"session-{number}", 1004.5 + number, 1200, "completed", resumed=True)
    [found] = came_back(rows).storms.told
    assert (found.since, found.until) == (moment(NOON + 1004.5), moment(NOON + 1013.5))
    assert (found.sessions, found.reconnects) == (10, 10)


@pytest.mark.parametrize(("last", "storms"), [(1014.5, 1), (1014.75, 0)])
def test_a_storm_is_within_ten_seconds(last: float, storms: int, rows: Rows) -> None:
    for number in range(10):
        at = 1004.5 if number < 9 else last
        rows.stream(f"session-{number}", at, 1200, "completed", resumed=True)
    assert came_back(rows).storms.total == storms


def test_one_session_that_comes_again_and_again_is_no_storm(rows: Rows) -> None:
    for number in range(30):
        rows.stream(f"session-{number % 9}", 1000 + 0.1 * number, 1200, "left", resumed=True)
    assert came_back(rows).storms.total == 0


def test_stormy_times_that_overlap_are_one_storm_with_its_commonest_cause(rows: Rows) -> None:
    """AC-3.2.4"""
    outage(rows, watched=40, back=20, reason="process_lost")
    for number in range(20, 32):
        rows.stream(f"session-{number}", 1011, 1200, "completed", resumed=True)
    # Two of them come twice; one of those had left.
    rows.stream("session-0", 1200.5, 1201, "left", resumed=True)
    rows.stream("session-0", 1012, 1013, "left", resumed=True)
    # A second storm, a minute and a half later.
    for number in range(10):
        rows.stream(f"other-{number}", 1100, 1105, "error")
        rows.stream(f"other-{number}", 1106, 1107, "left", resumed=True)
    found = came_back(rows).storms
    assert found.total == 2
    second, first = found.told
    assert (first.since, first.until) == (moment(NOON + 1002), moment(NOON + 1012))
    assert (first.sessions, first.reconnects) == (32, 33)  # 20 + 12, one of them twice
    assert first.cause is Departure.PROCESS_LOST
    assert (second.since, second.cause) == (moment(NOON + 1106), Departure.ERROR)


def test_who_has_two_streams_is_one_of_those_watched(rows: Rows) -> None:
    outage(rows, watched=50, back=10)
    for number in range(50):
        rows.stream(f"session-{number}", 600, 1000, "shutdown")
    assert came_back(rows).storms.total == 1


def of_one(rows: Rows, session_id: str) -> SessionHistory:
    with rows.reading() as history:
        return session_history(history, HOUR, session_id)


def test_everything_of_one_session_is_told_newest_first(rows: Rows) -> None:
    """AC-3.2.3: a failed attempt with its status and code."""
    rows.stream("A", 0, 50, "left", updates=2, conflated=1, size=(900, 500, 300))
    rows.stream("A", 55, resumed=True)
    rows.polls("A", 51, 54, requests=2, unchanged=1, size=700)
    rows.refusal("A", 52, 503, "stopping", times=2, size=600)
    rows.report("A", 60, connection="c", uptime=0.5)
    rows.stream("B", 0, 50, "left")
    found = of_one(rows, "A")
    assert found.totals.model_dump() == {"streams": 2, "refusals": 1, "polls": 1, "reports": 1}
    assert [stream.reason for stream in found.streams] == [None, "left"]
    assert found.streams[1].closed_at == moment(NOON + 50)
    assert (found.streams[1].updates, found.streams[1].status_bytes) == (2, 300)
    [refusal] = found.refusals
    assert (refusal.http_status, refusal.code, refusal.times) == (503, "stopping", 2)
    assert refusal.minute == moment(NOON)
    assert found.polls[0].unchanged == 1
    assert found.reports[0].metrics["uptimeRatio"] == 0.5
    assert found.stability is not None
    assert found.stability.breaks == 1


def test_a_long_history_is_told_in_part_with_its_length(rows: Rows) -> None:
    for at in range(501):
        rows.stream("A", at, at + 1, "left")
    found = of_one(rows, "A")
    assert (found.totals.streams, len(found.streams)) == (501, 500)
    assert found.streams[0].opened_at == moment(NOON + 500)
    assert of_one(rows, "none").stability is None
