"""What `seed_history.py` fills a folder with is a history that the service can tell of."""

from pathlib import Path

from connection_rows import NOON, asked
from seed_history import seed
from transcription_service.analysis.overview import overview
from transcription_service.analysis.reading import reading
from transcription_service.analysis.reconnections import reconnections
from transcription_service.analysis.stability import Order, stability
from transcription_service.database import Database
from transcription_service.history.schema import MIGRATIONS
from transcription_service.sessions.data_folder import DataFolder

SESSIONS = 800
DAYS = 2


def fill(folder: Path) -> bytes:
    seed(folder, sessions=SESSIONS, days=DAYS, until=NOON, seed=7, polling_percent=30)
    return DataFolder(folder).connections.read_bytes()


def test_the_same_history_is_made_up_each_time(tmp_path: Path) -> None:
    assert fill(tmp_path / "one") == fill(tmp_path / "other")


def test_what_is_made_up_has_all_that_an_administrator_looks_for(tmp_path: Path) -> None:
    """AC-3.2.5"""
    fill(tmp_path)
    database = Database(DataFolder(tmp_path).connections, MIGRATIONS)
    period = asked(-DAYS * 86_400, 60)
    with reading(database) as history:
        found = overview(history, period)
        worst = stability(history, period, Order.WORST, limit=1, offset=0)
        back = reconnections(history, period)
    database.close()
    assert found.sessions == worst.total == SESSIONS
    assert found.polls > 0
    assert found.streams_refused > 0
    assert found.uptime.reports == SESSIONS
    assert worst.sessions[0].breaks > 1
    assert back.storms.total == 2
    assert back.flapping.total > 0
    assert {"left", "shutdown"} <= back.causes.keys()


def test_what_clients_report_is_what_the_service_counted(tmp_path: Path) -> None:
    fill(tmp_path)
    database = Database(DataFolder(tmp_path).connections, MIGRATIONS)
    counted, reported = database.connection.execute(_ON_STREAMS_ALONE).fetchone()
    database.close()
    assert counted > SESSIONS
    assert reported == counted


_ON_STREAMS_ALONE = """
WITH alone AS (
    SELECT session_id, json_extract(metrics, '$.requests') AS requests,
        json_extract(metrics, '$.updates') AS updates FROM reports
    WHERE mode = 'sse'
)
SELECT
    (SELECT sum(streams.updates) + count(*) FROM streams JOIN alone USING (session_id))
        + (SELECT total(times) FROM refusals JOIN alone USING (session_id)),
    (SELECT sum(requests + updates) FROM alone)"""
