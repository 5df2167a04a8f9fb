"""The parts that statements have in common: who was watched when, and what an end means."""

from transcription_service.observation import Departure

POLL_EVERY_S = 3
"""What a poll stands for: clients ask again after so many seconds."""
BACK_WITHIN_S = 60
"""Who comes back later than this has not been cut off, but has gone and returned."""
BACK_BEFORE_S = 45
"""Who was cut off is back so long before the end at most: clients give up a stream that is silent
for longer, and the server one that took no bytes for `SEND_SECONDS`, 30 unless set."""
TOLD_THE_END = (Departure.COMPLETED, Departure.FAILED, Departure.CANCELLED)
"""Ends of streams that told the job's."""
WANTED_BACK = (Departure.IDLE, Departure.SHUTDOWN, Departure.EXPIRED, Departure.REPLACED)
"""Ends that the server made before the job's: it is the server's doing that a client comes back."""
PLANNED = (*TOLD_THE_END, *WANTED_BACK)
"""Ends that the server announced; any other is a break, if the client comes back."""

COUNTED = "minute >= :first_minute AND minute < :end_minute"
"""Which counts of minutes belong to the period."""


def words(departures: tuple[Departure, ...]) -> str:
    """As a list for SQL."""
    return "(" + ", ".join(f"'{departure}'" for departure in departures) + ")"


def watched(only: str = "TRUE") -> str:
    """Table expressions of the streams that were open within the period.

    `watched`: all columns, and `ended_at`: null while open; when its process was last seen, if that
    was lost without a word. `begins`, `ends`: within the period.

    `fresh`: `session_id`, `user_id`, `begins`, `ends`, and `fresh_from`: from there to `ends` no
    earlier stream of the session was open, so that time is not counted twice when it has several.
    """
    return f"""
    known AS (
        SELECT *, coalesce(closed_at, (
            SELECT max(opened_at, seen_at) FROM processes WHERE id = process AND seen_at < :alive
        )) AS ended_at
        FROM streams
        WHERE opened_at < :until AND (closed_at >= :since OR closed_at IS NULL) AND {only}
    ),
    watched AS (
        SELECT *, max(opened_at, :since) AS begins, min(coalesce(ended_at, :now), :until) AS ends
        FROM known WHERE ended_at IS NULL OR ended_at >= :since
    ),
    fresh AS MATERIALIZED (
        SELECT session_id, user_id, begins, ends, min(ends, max(begins, coalesce(max(ends) OVER (
            PARTITION BY session_id ORDER BY opened_at
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), begins))) AS fresh_from
        FROM watched
    )"""


def polled(only: str = "TRUE") -> str:
    """A table expression, after those of `watched`: `polls` within the period, and `polling_s`: how
    long a session was followed by them alone. Each stands for 3 s, but not beyond the next, and not
    beside a stream. How a minute's polls lie between its first and its last is not kept: where
    there were streams, they are taken to lie in what the streams left free."""
    return f"""
    stretches AS (
        SELECT session_id, minute, user_id, requests, first_at,
            min(last_at + {POLL_EVERY_S}, coalesce((
                SELECT first_at FROM polls AS next
                WHERE next.session_id = polls.session_id AND next.minute = polls.minute + 1
            ), last_at + {POLL_EVERY_S})) AS followed_to
        FROM polls WHERE {COUNTED} AND {only}
    ),
    beside AS (
        SELECT stretches.session_id, minute,
            sum(min(ends, followed_to) - max(fresh_from, first_at)) AS beside_s
        FROM stretches JOIN fresh ON fresh.session_id = stretches.session_id
            AND ends > first_at AND fresh_from < followed_to AND fresh_from < ends
        GROUP BY stretches.session_id, minute
    ),
    polled AS (
        SELECT session_id, minute, user_id, max(0, min(requests * {POLL_EVERY_S}.0,
            followed_to - first_at - coalesce(beside_s, 0))) AS polling_s
        FROM stretches LEFT JOIN beside USING (session_id, minute)
    )"""


ENDED = "closed_at >= :since AND closed_at < :until"
"""Which streams ended within the period."""
IS_LOST = f"reason = '{Departure.PROCESS_LOST}'"
"""What such a stream carried is not known: its figures are 0."""
IS_REFUSED = "http_status <> 204"
"""204 refuses nothing: the client knows the end already."""
CAUSE = """(
    SELECT before.reason FROM streams AS before
    WHERE before.session_id = streams.session_id AND before.opened_at < streams.opened_at
    ORDER BY before.opened_at DESC LIMIT 1
)"""
"""Why a client came back, for a row of `streams`: how the session's stream before had ended; null
when that is not known, or still open, in another tab."""
