"""Fills a data folder with a history of connections, for the administrators' page to show:

PYTHONPATH=demo-web/server python tests/server/seed_history.py FOLDER --sessions 500 --until now
cd demo-web/server && DATA_DIR=FOLDER EXPERIMENT_POLLING_PERCENT=30 python -m transcription_service

Without `--until` it ends at noon on the first day of 2026, the same to the last byte each time; to
look at that run the service with HISTORY_DAYS=100000, which else clears it away.
"""

import argparse
import sys
import time
from datetime import datetime
from pathlib import Path

from made_up_history import made_up
from manual_clock import START
from table_rows import insert
from transcription_service.database import Database
from transcription_service.experiment import Experiment
from transcription_service.history import schema as history_schema
from transcription_service.sessions import schema as sessions_schema
from transcription_service.sessions.data_folder import DataFolder
from transcription_service.settings import Settings


def seed(
    root: Path, *, sessions: int, days: float, until: float, seed: int, polling_percent: float
) -> None:
    """The folder may be new, but must not be in use."""
    folder = DataFolder(root)
    name = Settings.model_fields["experiment_name"].default
    made = made_up(
        sessions=sessions,
        days=days,
        until=until,
        seed=seed,
        experiment=Experiment(name, polling_percent),
    )
    for path, migrations, tables in (
        (folder.database, sessions_schema.MIGRATIONS, made.jobs),
        (folder.connections, history_schema.MIGRATIONS, made.history),
    ):
        database = Database(path, migrations)
        insert(database, tables)
        database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="DATA_DIR of the service")
    parser.add_argument("--sessions", type=int, default=500)
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--until", default=START.isoformat(), help="RFC 3339, or `now`")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--polling-percent", type=float, default=30)
    given = parser.parse_args()
    until = time.time() if given.until == "now" else datetime.fromisoformat(given.until).timestamp()
    seed(
        given.folder,
        sessions=given.sessions,
        days=given.days,
        until=until,
        seed=given.seed,
        polling_percent=given.polling_percent,
    )
    sys.stdout.write(f"{given.sessions:,} sessions in {given.folder}\n")


if __name__ == "__main__":
    main()
