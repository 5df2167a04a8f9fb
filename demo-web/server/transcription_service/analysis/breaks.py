"""Streams that were cut off: nobody wanted them to end, and their clients came back."""

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence

from transcription_service.analysis.periods import Period
from transcription_service.analysis.watching import (
    BACK_BEFORE_S,
    BACK_WITHIN_S,
    PLANNED,
    TOLD_THE_END,
    words,
)

# A stream of the session that was opened later than the one that ended may be its client's return.
_RETURNS = f"""
SELECT back.session_id, back.rowid AS back, ended.rowid AS ended,
    ended.reason NOT IN {words(PLANNED)}
        AND ended.closed_at >= :since AND ended.closed_at < :until AS counts
FROM streams AS back JOIN streams AS ended ON ended.session_id = back.session_id
    AND ended.opened_at < back.opened_at
    AND ended.closed_at >= back.opened_at - {BACK_WITHIN_S}
    AND ended.closed_at <= back.opened_at + {BACK_BEFORE_S}
    AND ended.reason NOT IN {words(TOLD_THE_END)}
WHERE back.is_resumed AND back.opened_at >= :since - {BACK_BEFORE_S}
    AND back.opened_at <= :until + {BACK_WITHIN_S} AND {{only}}
ORDER BY back.opened_at, back.rowid, abs(back.opened_at - ended.closed_at), ended.rowid"""


def breaks(
    history: sqlite3.Connection, period: Period, session_ids: Sequence[str] | None = None
) -> Mapping[str, int]:
    """Of these sessions, or of all: how many of the streams that ended within the period were cut
    off. Each return is that of one end, the nearest which is not another's; planned ends have
    returns as well."""
    arguments: dict[str, float | str] = {**period.arguments}
    only = "TRUE"
    if session_ids is not None:
        only = "back.session_id IN (SELECT value FROM json_each(:sessions))"
        arguments["sessions"] = json.dumps(session_ids)
    found = Counter[str]()
    paired_ends, paired_returns = set[int](), set[int]()
    for session_id, back, ended, counts in history.execute(_RETURNS.format(only=only), arguments):
        if back not in paired_returns and ended not in paired_ends:
            paired_returns.add(back)
            paired_ends.add(ended)
            found[session_id] += counts
    return found
