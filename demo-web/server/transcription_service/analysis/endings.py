"""Which sessions were watched until their watcher was told how the job had ended."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping

from transcription_service.analysis.periods import Period
from transcription_service.analysis.watching import COUNTED, TOLD_THE_END, words

EndsOf = Callable[[Iterable[str]], Mapping[str, float]]
"""For ids of sessions, when the jobs of those that have ended did, in Unix seconds."""

_BY_STREAM = f"""
SELECT DISTINCT session_id FROM streams
WHERE closed_at >= :since AND closed_at < :until AND reason IN {words(TOLD_THE_END)}"""
_BY_POLL = f"""
SELECT session_id, max(last_at) AS last_at FROM polls WHERE {COUNTED} GROUP BY session_id"""


def told_the_end(history: sqlite3.Connection, period: Period, ends_of: EndsOf) -> set[str]:
    """Sessions with a stream that ended with the job, or whose status was asked for afterwards."""
    by_stream = {session_id for (session_id,) in history.execute(_BY_STREAM, period.arguments)}
    polled = {
        session_id: last_at
        for session_id, last_at in history.execute(_BY_POLL, period.arguments)
        if session_id not in by_stream
    }
    ended = ends_of(polled)
    return by_stream | {
        session_id
        for session_id, last_at in polled.items()
        if session_id in ended and last_at >= ended[session_id]
    }
