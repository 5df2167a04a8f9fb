"""Rows of the history of connections, as a test tells them. Times are seconds after noon on the
first day of 2026."""

import json
import sqlite3
from contextlib import AbstractContextManager
from typing import Any

from manual_clock import START
from transcription_service.analysis.periods import Period, period
from transcription_service.analysis.reading import reading
from transcription_service.database import Database

NOON = START.timestamp()
PROCESS = "p1"


class Rows:
    """In a history; the process `p1` is alive at any time."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._streams = 0
        self.process(PROCESS, seen=1e9)

    def reading(self) -> AbstractContextManager[sqlite3.Connection]:
        return reading(self.database)

    def process(self, name: str, *, seen: float) -> None:
        self._insert("processes", id=name, seen_at=NOON + seen)

    def stream(
        self,
        session_id: str,
        opened: float,
        closed: float | None = None,
        reason: str | None = None,
        *,
        user: str = "ada",
        arm: str = "sse",
        process: str = PROCESS,
        resumed: bool = False,
        updates: int = 0,
        conflated: int = 0,
        size: tuple[int, int, int] = (0, 0, 0),
    ) -> None:
        """`size`: bytes in all, those of heads, those of statuses."""
        self._streams += 1
        self._insert(
            "streams",
            id=f"{self._streams:032x}",
            process=process,
            session_id=session_id,
            user_id=user,
            arm=arm,
            opened_at=NOON + opened,
            is_resumed=resumed,
            closed_at=None if closed is None else NOON + closed,
            reason=reason,
            updates=updates,
            conflated=conflated,
            bytes=size[0],
            head_bytes=size[1],
            status_bytes=size[2],
        )

    def polls(
        self,
        session_id: str,
        first: float,
        last: float,
        *,
        requests: int,
        unchanged: int = 0,
        size: int = 0,
        user: str = "ada",
        arm: str = "sse",
    ) -> None:
        """Of one minute."""
        self._insert(
            "polls",
            session_id=session_id,
            minute=_minute(first),
            user_id=user,
            arm=arm,
            requests=requests,
            unchanged=unchanged,
            bytes=size,
            first_at=NOON + first,
            last_at=NOON + last,
        )

    def refusal(
        self,
        session_id: str,
        at: float,
        http_status: int,
        code: str = "",
        *,
        transport: str = "sse",
        user: str | None = "ada",
        times: int = 1,
        size: int = 0,
    ) -> None:
        self._insert(
            "refusals",
            session_id=session_id,
            minute=_minute(at),
            transport=transport,
            http_status=http_status,
            code=code,
            user_id=user,
            times=times,
            bytes=size,
            last_at=NOON + at,
        )

    def sent(self, at: float, up_to_ms: float, updates: int) -> None:
        self._insert("deliveries", minute=_minute(at), up_to_ms=up_to_ms, updates=updates)

    def report(
        self,
        session_id: str,
        at: float,
        *,
        connection: str = "1",
        user: str = "ada",
        arm: str = "sse",
        state: str = "closed",
        mode: str | None = None,
        fallback_reason: str | None = None,
        **figures: Any,
    ) -> None:
        """`figures`: those of `metrics`."""
        self._insert(
            "reports",
            session_id=session_id,
            connection_id=connection,
            user_id=user,
            arm=arm,
            first_at=NOON + at,
            last_at=NOON + at,
            number=1,
            reason="ended",
            state=state,
            mode=mode,
            fallback_reason=fallback_reason,
            metrics=json.dumps(metrics(**figures)),
        )

    def _insert(self, table: str, **values: Any) -> None:
        self.database.connection.execute(
            f"INSERT INTO {table} ({', '.join(values)})"  # noqa: S608 - names of this file
            f" VALUES ({', '.join('?' * len(values))})",
            list(values.values()),
        )


def metrics(
    *,
    uptime: float = 1,
    open_ms: float = 0,
    polling_ms: float = 0,
    failures: dict[str, int] | None = None,
    status_failures: int = 0,
    latency: dict[str, int] | None = None,
) -> dict[str, Any]:
    """`ConnectionMetrics`, with nothing where nothing is said."""
    counts = (
        *("streamsOpened", "connects", "disconnects", "reconnects", "plannedCloses"),
        *("statusRequests", "requests", "bytes", "updates", "outdated", "rejected"),
    )
    causes = ("error", "refused", "connectTimeout", "silence", "diedYoung")
    bounds = ("upTo10", "upTo25", "upTo50", "upTo100", "upTo250", "upTo1000", "upTo3000")
    return {
        **dict.fromkeys(counts, 0),
        "statusFailures": status_failures,
        "uptimeRatio": uptime,
        "failures": dict.fromkeys(causes, 0) | (failures or {}),
        "timeIn": {
            "connecting": 0,
            "open": open_ms,
            "backoff": 0,
            "polling": polling_ms,
            "suspended": 0,
        },
        "latency": {
            "lastMs": None,
            "uncertaintyMs": None,
            "clockOffsetMs": None,
            **dict.fromkeys((*bounds, "over3000"), 0),
            **(latency or {}),
        },
    }


def asked(since: float, until: float, *, now: float | None = None) -> Period:
    """From `since` to `until`, asked at `until`, if no other time is said."""
    zone = START.tzinfo
    begin, end, moment = (
        START.fromtimestamp(NOON + at, zone) for at in (since, until, until if now is None else now)
    )
    return period(begin, end, moment)


def _minute(at: float) -> int:
    return int((NOON + at) // 60)
