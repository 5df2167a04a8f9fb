"""Streams that were cut off: nobody wanted them to end, and their clients came back."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from transcription_service.analysis.periods import Period
from transcription_service.analysis.watching import (
    BACK_BEFORE_S,
    BACK_WITHIN_S,
    ENDED,
    PLANNED,
    TOLD_THE_END,
    words,
)

# Ends of before the period may have taken returns within it.
_STREAMS = f"""
SELECT session_id, opened_at, is_resumed, closed_at, reason IN {words(TOLD_THE_END)} AS is_told,
    reason NOT IN {words(PLANNED)} AND {ENDED} AS counts
FROM streams WHERE opened_at <= :until + {BACK_WITHIN_S}
    AND (closed_at >= :since - {BACK_WITHIN_S + BACK_BEFORE_S} OR closed_at IS NULL) AND {{only}}
ORDER BY session_id, opened_at"""


def breaks(
    history: sqlite3.Connection, period: Period, session_ids: Sequence[str] | None = None
) -> Mapping[str, int]:
    """Of these sessions, or of all: how many of the streams that ended within the period were cut
    off; sessions without are left out."""
    arguments: dict[str, float | str] = {**period.arguments}
    only = "TRUE"
    if session_ids is not None:
        only = "session_id IN (SELECT value FROM json_each(:sessions))"
        arguments["sessions"] = json.dumps(session_ids)
    found = Counter[str]()
    rows = map(tuple, history.execute(_STREAMS.format(only=only), arguments))
    for session_id, streams in groupby(rows, key=lambda row: row[0]):
        if cut_off := _cut_off(streams):
            found[session_id] = cut_off
    return found


def _cut_off(streams: Iterable[tuple[str, float, int, float | None, int, int]]) -> int:
    """Of one session, by opening. Each return is that of one end, of a stream opened before: the
    nearest that is not another's. Planned ends have returns as well."""
    found = 0
    unpaired: list[tuple[float, int]] = []
    for _, opened_at, is_resumed, closed_at, is_told, counts in streams:
        if is_resumed:
            unpaired = [end for end in unpaired if end[0] >= opened_at - BACK_WITHIN_S]
            near = [
                (abs(end[0] - opened_at), end)
                for end in unpaired
                if end[0] <= opened_at + BACK_BEFORE_S
            ]
            if near:
                _, nearest = min(near)
                unpaired.remove(nearest)
                found += nearest[1]
        if closed_at is not None and not is_told:
            unpaired.append((closed_at, counts))
    return found
