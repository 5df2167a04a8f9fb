"""How long each question of the admin API takes, with many sessions:

PYTHONPATH=demo-web/server python tests/server/measure_analysis.py [SESSIONS]   # 10,000 unless said

Fills a database with a day of SESSIONS sessions, ten streams each, asks each question three times
and prints the middle of the processor's times. Making the answer's JSON is in it, HTTP is not.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from connection_rows import NOON, asked, metrics
from table_rows import insert
from transcription_service.analysis.comparison import comparison
from transcription_service.analysis.connections import connections
from transcription_service.analysis.engagement import engagement
from transcription_service.analysis.failures import failures
from transcription_service.analysis.latency import latency
from transcription_service.analysis.one_session import session_history
from transcription_service.analysis.overview import overview
from transcription_service.analysis.reading import reading
from transcription_service.analysis.reconnections import reconnections
from transcription_service.analysis.savings import kinds, savings
from transcription_service.analysis.stability import Order, stability
from transcription_service.database import Database
from transcription_service.experiment import Experiment
from transcription_service.history.schema import MIGRATIONS
from transcription_service.observation import Departure
from transcription_service.observation.deliveries import BOUNDS_MS

DAY_S = 86_400
STREAMS = 10
SESSIONS_OF_A_USER = 4
ENDS = ("left", "left", "error", "shutdown", "replaced", "idle")
TIMES = 3


def fill(database: Database, sessions: int) -> None:
    """Streams of one to fifteen minutes one after another; a few polls, refusals and a report."""
    chance = random.Random(1)
    experiment = Experiment("measured", 50)
    streams: list[tuple[Any, ...]] = []
    polls: list[tuple[Any, ...]] = []
    refusals: list[tuple[Any, ...]] = []
    reports: list[tuple[Any, ...]] = []
    for number in range(sessions):
        session_id, user = f"{number:032x}", f"user-{number // SESSIONS_OF_A_USER}"
        arm = experiment.arm_of(user).value
        at = NOON + chance.uniform(0, DAY_S - 12_000)
        for turn in range(STREAMS):
            ends = at + chance.uniform(60, 900)
            reason = chance.choice(ENDS) if turn < STREAMS - 1 else Departure.COMPLETED.value
            who = (f"{number}-{turn}", "p1", session_id, user, arm)
            figures = (chance.randint(1, 40), 1, 9000, 600, 7000)
            streams.append((*who, at, turn > 0, ends, reason, *figures))
            at = ends + chance.uniform(0.1, 90)
            polls.append((session_id, int(at // 60) - 1, user, arm, 2, 1, 900, at - 60, at - 57))
        refusals.append(
            (session_id, int(at // 60), "sse", 429, "too_many_streams", user, 2, 600, at)
        )
        figure = json.dumps(
            metrics(uptime=chance.random(), open_ms=9e5, latency={"upTo10": 50, "upTo250": 3})
        )
        reports.append(
            (session_id, "1", user, arm, at, at, 1, "ended", "closed", None, None, figure)
        )
    deliveries = [
        (int((NOON + at) // 60), bound, chance.randint(1, 90))
        for at in range(0, DAY_S, 60)
        for bound in BOUNDS_MS
    ]
    # Written as they come, as the service does.
    streams.sort(key=lambda row: row[5])
    tables = {
        "processes": [("p1", NOON + DAY_S)],
        "streams": streams,
        "polls": {(row[0], row[1]): row for row in polls}.values(),
        "refusals": refusals,
        "deliveries": deliveries,
        "reports": reports,
    }
    insert(database, tables)


def measure(database: Database) -> None:
    day = asked(0, DAY_S)
    experiment = Experiment("measured", 50)

    def ends_of(session_ids: Any) -> dict[str, float]:
        return dict.fromkeys(session_ids, NOON)

    questions: dict[str, Callable[..., Any]] = {
        "overview": lambda history: overview(history, day),
        "connections": lambda history: connections(history, day),
        "sessions, worst": lambda history: stability(history, day, Order.WORST, limit=50, offset=0),
        "sessions, newest": lambda history: stability(
            history, day, Order.NEWEST, limit=50, offset=0
        ),
        "one session": lambda history: session_history(history, day, f"{7:032x}"),
        "failures": lambda history: failures(history, day),
        "reconnections": lambda history: reconnections(history, day),
        "latency": lambda history: latency(history, day),
        "savings": lambda history: savings(day, kinds(history, day)),
        "engagement": lambda history: engagement(history, day, {}, ends_of),
        "experiment": lambda history: comparison(history, day, experiment, ends_of),
    }
    for name, question in questions.items():
        took = []
        for _ in range(TIMES):
            begin = time.process_time()
            with reading(database) as history:
                answer = question(history).model_dump_json()
            took.append(time.process_time() - begin)
        print(f"{name:18} {statistics.median(took) * 1000:7.0f} ms {len(answer):8,} bytes")


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "connections.sqlite3", MIGRATIONS)
        fill(database, sessions)
        print(f"{sessions:,} sessions, {sessions * STREAMS:,} streams within a day")
        measure(database)
        database.close()


if __name__ == "__main__":
    main()
