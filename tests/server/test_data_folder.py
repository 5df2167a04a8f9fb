"""One folder, several processes: they share it if they all say so, and start all at once."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

from processes import PATIENCE_S, SERVER
from transcription_service.database import Database
from transcription_service.sessions.data_folder import DataFolder, FolderInUse
from transcription_service.sessions.recordings import NoRoom, Recordings
from transcription_service.sessions.schema import MIGRATIONS

PROCESSES = 8

START = """
import sys
from pathlib import Path
from transcription_service.sessions.data_folder import DataFolder
from transcription_service.database import Database
from transcription_service.sessions.schema import MIGRATIONS

print("ready", flush=True)
sys.stdin.read()
folder = DataFolder(Path(sys.argv[1]))
folder.lock(shared=True)
database = Database(folder.database, MIGRATIONS)
with database.transaction() as connection:
    connection.execute("INSERT INTO users (id, created_at) VALUES (?, 'now')", (sys.argv[2],))
print(folder.secret())
"""


def test_processes_of_one_service_share_the_folder(tmp_path: Path) -> None:
    one, other = DataFolder(tmp_path), DataFolder(tmp_path)
    one.lock(shared=True)
    other.lock(shared=True)
    alone = DataFolder(tmp_path)
    with pytest.raises(FolderInUse, match="or give REDIS_URL to all who are to share it"):
        alone.lock()
    one.unlock()
    with pytest.raises(FolderInUse, match="used by another server"):
        alone.lock()
    other.unlock()
    alone.lock()
    with pytest.raises(FolderInUse, match="a server that runs without REDIS_URL"):
        one.lock(shared=True)
    alone.unlock()


def test_processes_that_start_at_once_make_one_database_and_one_secret(tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", START, str(tmp_path / "data"), str(number)],
            cwd=SERVER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
        process.stdin = None
    secrets = {process.communicate(timeout=PATIENCE_S)[0] for process in processes}
    assert [process.returncode for process in processes] == [0] * PROCESSES
    assert len(secrets) == 1
    folder = DataFolder(tmp_path / "data")
    database = Database(folder.database, MIGRATIONS)
    assert database.connection.execute("SELECT count(*) FROM users").fetchone()[0] == PROCESSES
    database.close()
    assert [path.name for path in (tmp_path / "data").glob("secret*")] == ["secret"]


def test_what_somebody_cares_for_is_not_cleared_away(tmp_path: Path) -> None:
    """An upload that still comes in, and one that was accepted but is not in the database yet."""
    recordings = Recordings(tmp_path, keep_ended=True, max_arriving_bytes=100)
    with recordings.incoming("one") as path:
        path.write_bytes(b"half")
        recordings.clear_away(lambda _: set())
        assert path.exists()
        recordings.keep("one")
        recordings.clear_away(lambda _: set())
        assert recordings.path("one").exists()
    recordings.clear_away(lambda _: {"one"})
    assert recordings.path("one").exists()
    recordings.clear_away(lambda _: set())
    assert recordings.held() == []


def test_a_second_name_of_what_is_kept_counts_as_arriving_when_it_is_the_only_one(
    tmp_path: Path,
) -> None:
    recordings = Recordings(tmp_path, keep_ended=True, max_arriving_bytes=100)
    recordings.path("one").write_bytes(bytes(60))
    with recordings.again("one", "two"):
        recordings.check_arriving(100)
        recordings.remove("one")
        recordings.check_arriving(40)
        with pytest.raises(NoRoom):
            recordings.check_arriving(41)
    recordings.check_arriving(100)


def test_processes_that_keep_and_let_go_take_turns(tmp_path: Path) -> None:
    recordings = Recordings(tmp_path, keep_ended=True, max_arriving_bytes=100)
    with recordings.incoming("one"), recordings.alone():
        recordings.keep("one")
        other = os.open(tmp_path / "arriving", os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(other)
