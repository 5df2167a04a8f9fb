"""The experiment: what users with streams have of them, against users who poll."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from math import inf
from statistics import fmean

from pydantic import BaseModel, Field

from transcription_service.analysis.client_reports import said
from transcription_service.analysis.difference import Difference, compared
from transcription_service.analysis.endings import EndsOf, told_the_end
from transcription_service.analysis.periods import Period, PeriodBody
from transcription_service.analysis.watching import COUNTED, ENDED, IS_LOST
from transcription_service.experiment import Arm, Experiment


class ArmBody(BaseModel):
    """Who is in an arm."""

    users: int = Field(description="With a session that is compared.")
    sessions: int = Field(description="That are compared: of jobs that ended before `until`.")
    sessions_left_out: int = Field(
        description="Of jobs that had not ended then, or were removed: streams count when they "
        "have ended, polls at once, so that half a session weighs differently in each arm."
    )
    sessions_of_unknown_cost: int = Field(
        description="Sessions compared but for `requests` and `bytes`: a stream's process was "
        "lost, and with it what was sent."
    )


class Measures(BaseModel):
    """The value of a user is the mean of the user's sessions for which there is one: sessions of
    one user are not independent of each other.

    Of six independent intervals at 95 %, in about one experiment of four one or more would show a
    difference where there is none.
    """

    share_within_100_ms: Difference = Field(
        description="Share of a session's updates that clients had within 100 ms, by their reports."
    )
    requests: Difference = Field(
        description="A session's requests: streams that ended, polls, and refusals."
    )
    bytes: Difference = Field(description="Of these requests and their answers.")
    uptime_ratio: Difference = Field(
        description="Share of the time in which updates were arriving, by clients' reports."
    )
    watched_to_the_end: Difference = Field(
        description="1 for a session whose watcher was told that the job had ended, else 0."
    )
    failures: Difference = Field(
        description="A session's streams and requests for the status that failed, by clients' "
        "reports."
    )


class Comparison(BaseModel):
    """Of users with connections within the period, and their sessions whose jobs have ended."""

    period: PeriodBody
    name: str
    polling_percent: float = Field(description="Share of users in the arm `polling`, 0 to 100.")
    arms: dict[Arm, ArmBody]
    users_left_out: int = Field(description="Users who were in both arms within the period.")
    measures: Measures


_FACTS = f"""
WITH {said()},
facts (session_id, user_id, arm, requests, lost, bytes, reports, updates, in_time, followed_ms,
    connected_ms, failures) AS (
    SELECT session_id, user_id, arm, count(*), sum({IS_LOST}), sum(bytes), 0, 0, 0, 0, 0, 0
    FROM streams WHERE {ENDED}
    GROUP BY session_id, user_id, arm
    UNION ALL
    SELECT session_id, user_id, arm, sum(requests), 0, sum(bytes), 0, 0, 0, 0, 0, 0
    FROM polls WHERE {COUNTED} GROUP BY session_id, user_id, arm
    UNION ALL
    SELECT session_id, user_id, NULL, times, 0, bytes, 0, 0, 0, 0, 0, 0
    FROM refusals WHERE {COUNTED}
    UNION ALL
    SELECT session_id, user_id, arm, 0, 0, 0, 1, updates, in_time, followed_ms, connected_ms,
        error + refused + connect_timeout + silence + died_young + status
    FROM said
)
SELECT session_id, max(user_id) AS user_id, min(arm) AS arm, max(arm) AS other_arm,
    sum(requests) AS requests, sum(lost) AS lost, sum(bytes) AS bytes, sum(reports) AS reports,
    total(updates) AS updates, total(in_time) AS in_time,
    total(followed_ms) AS followed_ms, total(connected_ms) AS connected_ms,
    total(failures) AS failures
FROM facts GROUP BY session_id HAVING max(user_id) IS NOT NULL"""

Value = Callable[[sqlite3.Row], float | None]


def comparison(
    history: sqlite3.Connection, period: Period, experiment: Experiment, ends_of: EndsOf
) -> Comparison:
    """Streams against polling, by users of the experiment; `ends_of` says when jobs ended."""
    users = defaultdict(list)
    for row in history.execute(_FACTS, period.arguments):
        users[row["user_id"]].append(row)
    ends = ends_of(row["session_id"] for sessions in users.values() for row in sessions)
    arms: dict[Arm, list[list[sqlite3.Row]]] = {arm: [] for arm in Arm}
    running = Counter[Arm]()
    left_out = 0
    for user_id, sessions in users.items():
        seen = {row[column] for row in sessions for column in ("arm", "other_arm")} - {None}
        if len(seen) > 1:
            left_out += 1
            continue
        arm = Arm(*seen) if seen else experiment.arm_of(user_id)
        ended = [row for row in sessions if ends.get(row["session_id"], inf) < period.until]
        running[arm] += len(sessions) - len(ended)
        if ended:
            arms[arm].append(ended)
    told = told_the_end(history, period, ends_of)

    def measured(value: Value) -> Difference:
        return compared(
            list(_by_user(arms[Arm.SSE], value)), list(_by_user(arms[Arm.POLLING], value))
        )

    return Comparison(
        period=period.body,
        name=experiment.name,
        polling_percent=experiment.polling_percent,
        arms={
            arm: ArmBody(
                users=len(members),
                sessions=sum(map(len, members)),
                sessions_left_out=running[arm],
                sessions_of_unknown_cost=sum(
                    row["lost"] > 0 for sessions in members for row in sessions
                ),
            )
            for arm, members in arms.items()
        },
        users_left_out=left_out,
        measures=Measures(
            share_within_100_ms=measured(lambda row: _share(row["in_time"], row["updates"])),
            requests=measured(lambda row: row["requests"] if _is_cost_known(row) else None),
            bytes=measured(lambda row: row["bytes"] if _is_cost_known(row) else None),
            uptime_ratio=measured(lambda row: _share(row["connected_ms"], row["followed_ms"])),
            watched_to_the_end=measured(
                lambda row: float(row["session_id"] in told) if row["requests"] else None
            ),
            failures=measured(lambda row: row["failures"] if row["reports"] else None),
        ),
    )


def _is_cost_known(row: sqlite3.Row) -> bool:
    return bool(row["requests"]) and not row["lost"]


def _by_user(users: Iterable[list[sqlite3.Row]], value: Value) -> Iterable[float]:
    for sessions in users:
        values = [found for found in map(value, sessions) if found is not None]
        if values:
            yield fmean(values)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
