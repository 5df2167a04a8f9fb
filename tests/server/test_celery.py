"""Jobs in worker processes: a real Celery on a real Redis, with real speech."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from audio_files import silence, wav
from processes import PATIENCE_S, SERVER, Server, Worker, assert_gone
from redis_server import RedisServer
from transcription_service.clock import SystemClock
from transcription_service.jobs.celery_app import KEY_PREFIX, QUEUE, celery_app
from transcription_service.jobs.celery_queue import CeleryQueue
from transcription_service.redis_link import RedisLink

LONG_LEASE_S = 600.0
"""Nothing that happens in a test may be owed to such a lease running out."""


class Site:
    """Servers and workers that share a folder and a Redis."""

    def __init__(self, data_dir: Path, redis: RedisServer) -> None:
        self._data_dir = data_dir
        self.redis = redis
        self.lease_s = LONG_LEASE_S
        self._processes: list[Server | Worker] = []

    def server(self) -> Server:
        """With a user of its own."""
        server = Server(self._data_dir, **self._settings)
        self._processes.append(server)
        server.user.get("/")
        return server

    def worker(self) -> Worker:
        worker = Worker(self._data_dir, **self._settings)
        self._processes.append(worker)
        return worker

    @property
    def recordings(self) -> Path:
        return self._data_dir / "recordings"

    def close(self) -> None:
        for process in self._processes:
            process.close()

    @property
    def _settings(self) -> dict[str, str]:
        return {"REDIS_URL": self.redis.url, "JOB_LEASE_SECONDS": str(self.lease_s)}


@pytest.fixture
def site(tmp_path: Path, own_redis: RedisServer) -> Iterator[Site]:
    site = Site(tmp_path / "data", own_redis)
    yield site
    site.close()


def statuses(server: Server, session_id: str) -> Iterator[dict[str, Any]]:
    for name, data in server.events(session_id):
        if name == "status":
            yield data


def under_way(watched: Iterator[dict[str, Any]]) -> dict[str, Any]:
    """The first status of a job that a worker is in the middle of."""
    return next(status for status in watched if status["progress"] >= 5)


@pytest.mark.parametrize(
    ("how", "lease_s"), [(signal.SIGKILL, 2.0), (signal.SIGTERM, LONG_LEASE_S)]
)
def test_a_job_whose_worker_ends_is_done_by_another_as_a_new_attempt(
    how: signal.Signals, lease_s: float, site: Site, speech: bytes
) -> None:
    """Of a worker that is killed when its lease has run out, of one that is stopped at once."""
    site.lease_s = lease_s
    server, worker = site.server(), site.worker()
    session_id = server.upload(wav(speech))
    watched = statuses(server, session_id)
    assert under_way(watched)["attempt"] == 1
    children = worker.children()
    successor = site.worker()
    assert worker.end(how) == (-how if how == signal.SIGKILL else 0)
    assert_gone(children)
    told = list(watched)
    assert [told[-1][key] for key in ("status", "attempt")] == ["completed", 2]
    again = [status for status in told if status["attempt"] == 2]
    assert (again[0]["status"], again[0]["progress"]) == ("queued", 0)
    text = server.user.get(f"/api/v1/sessions/{session_id}/transcript.txt").text
    assert "this is a short recording" in text
    assert successor.end(signal.SIGTERM) == 0
    assert worker.errors() == ""
    assert successor.errors() == ""


def test_a_job_that_waits_outlives_the_loss_of_all_state(site: Site) -> None:
    server = site.server()
    session_id = server.upload(silence(1))
    watched = statuses(server, session_id)
    first = next(watched)
    site.redis.flush()
    site.worker()
    last = list(watched)[-1]
    assert (last["status"], last["attempt"]) == ("completed", 1)
    assert last["epoch"] > first["epoch"]


def test_a_job_is_done_again_and_deleted_by_whichever_server_is_asked(
    site: Site, short_speech: bytes
) -> None:
    """Servers and workers share the recordings; the job that is done again outlives the first."""
    one, other = site.server(), site.server()
    other.user.cookies = one.user.cookies
    site.worker()
    audio = wav(short_speech)
    session_id = one.upload(audio)
    assert list(statuses(one, session_id))[-1]["status"] == "completed"
    old = f"/api/v1/sessions/{session_id}"
    new = other.user.post(f"{old}/retry").json()
    assert one.user.delete(old).status_code == 204
    assert other.user.get(old).status_code == 404
    assert list(statuses(one, new["session_id"]))[-1]["status"] == "completed"
    assert "good morning" in one.user.get(new["urls"]["transcript_vtt"]).text
    assert one.user.get(new["urls"]["audio"]).content == audio


def test_who_watches_elsewhere_is_told_when_a_session_is_deleted(site: Site, speech: bytes) -> None:
    one, other = site.server(), site.server()
    other.user.cookies = one.user.cookies
    worker = site.worker()
    session_id = one.upload(wav(speech))
    told = one.events(session_id)
    assert next(told)[1]["status"] == "queued"
    under_way(data for name, data in told if name == "status")
    children = worker.children()
    assert other.user.delete(f"/api/v1/sessions/{session_id}").status_code == 204
    *_, (name, last) = told
    assert (name, last["reason"], last["reconnect"]) == ("close", "cancelled", False)
    assert one.user.get(f"/api/v1/sessions/{session_id}").status_code == 404
    assert [path for path in site.recordings.rglob("*") if path.is_file()] == []
    # The worker learns of it when it renews its lease, or says how far it is.
    assert_gone(children)
    assert worker.end(signal.SIGTERM) == 0
    assert worker.errors() == ""


def test_a_job_that_waits_outlives_the_loss_of_its_message(site: Site) -> None:
    server = site.server()
    session_id = server.upload(silence(1))
    with redis.Redis.from_url(site.redis.url) as client:
        assert client.delete(f"{KEY_PREFIX}{QUEUE}") == 1
    site.worker()
    assert list(statuses(server, session_id))[-1]["status"] == "completed"


def test_a_job_goes_on_while_redis_is_away_and_its_end_is_told_when_it_is_back(
    site: Site, short_speech: bytes
) -> None:
    server, worker = site.server(), site.worker()
    session_id = server.upload(wav(short_speech))
    watched = statuses(server, session_id)
    under_way(watched)
    children = worker.children()
    site.redis.kill()
    # The child is done with its work; what came of it cannot be told yet.
    assert_gone(children)
    site.redis.start()
    last = list(watched)[-1]
    assert (last["status"], last["attempt"]) == ("completed", 1)
    later = server.upload(silence(1))
    assert list(statuses(server, later))[-1]["status"] == "completed"


def test_a_worker_ends_in_time_while_redis_hangs(site: Site, speech: bytes) -> None:
    """What it ran is given back, and done by another when Redis answers again."""
    server, worker = site.server(), site.worker()
    session_id = server.upload(wav(speech))
    under_way(statuses(server, session_id))
    children = worker.children()
    site.redis.suspend()
    assert worker.end(signal.SIGTERM) == 0
    assert_gone(children)
    site.redis.resume()
    site.worker()
    last = list(statuses(server, session_id))[-1]
    assert (last["status"], last["attempt"]) == ("completed", 2)


def test_each_of_many_jobs_is_run_once_however_often_it_is_submitted(site: Site) -> None:
    server = site.server()
    link = RedisLink(site.redis.url)
    again = CeleryQueue(celery_app(site.redis.url), link, SystemClock())
    sessions = [server.upload(silence(1)) for _ in range(10)]
    for session_id in sessions * 2:
        again.submit(session_id)
    workers = [site.worker() for _ in range(2)]
    for session_id in sessions:
        told = list(statuses(server, session_id))
        assert [status["progress"] for status in told] == sorted(
            status["progress"] for status in told
        )
        assert (told[-1]["status"], told[-1]["attempt"]) == ("completed", 1)
    for worker in workers:
        assert worker.end(signal.SIGTERM) == 0
        assert worker.errors() == ""
    again.join()
    link.threads.close()


def test_a_job_is_cancelled_in_whichever_process_it_runs(site: Site, speech: bytes) -> None:
    site.lease_s = 3
    server, worker = site.server(), site.worker()
    session_id = server.upload(wav(speech * 30))
    watched = statuses(server, session_id)
    under_way(watched)
    children = worker.children()
    assert server.user.post(f"/api/v1/sessions/{session_id}/cancel").status_code == 200
    assert list(watched)[-1]["status"] == "cancelled"
    assert_gone(children)
    later = server.upload(silence(1))
    assert list(statuses(server, later))[-1]["status"] == "completed"


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({}, "REDIS_URL is not set"),
        ({"REDIS_URL": "http://localhost"}, "Redis URL must specify one of the following schemes"),
        ({"PARALLEL_JOBS": "0"}, "parallel_jobs: Input should be greater than or equal to 1"),
    ],
)
def test_a_worker_says_what_it_lacks(
    settings: dict[str, str], complaint: str, tmp_path: Path
) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "transcription_service.worker"],
        cwd=SERVER,
        env={"PATH": os.defpath, "DATA_DIR": str(tmp_path), **settings},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.startswith("The worker cannot start: ")
    assert complaint in ended.stderr
    assert "Traceback" not in ended.stderr
