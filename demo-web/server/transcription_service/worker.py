"""`python -m transcription_service.worker`: run jobs for the servers of the same REDIS_URL and
DATA_DIR, until Ctrl-C or SIGTERM.

Knows nothing of HTTP.
"""

import asyncio
import logging
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any, NoReturn

from celery import signals
from celery.apps.worker import Worker as CeleryWorker
from celery.worker import WorkController, state
from pydantic import ValidationError

from transcription_service.bus import open_bus
from transcription_service.clock import SystemClock
from transcription_service.database import Database
from transcription_service.isolation.children import Children
from transcription_service.jobs.celery_app import celery_app, install
from transcription_service.jobs.child_recogniser import ChildRecogniser
from transcription_service.jobs.leases import RENEWALS_PER_LEASE, Leases
from transcription_service.jobs.transcription import TranscriptionTask
from transcription_service.log_records import write_records
from transcription_service.publisher import StatusPublisher
from transcription_service.redis_link import RedisLink
from transcription_service.rounds import Rounds
from transcription_service.sessions.data_folder import DataFolder, FolderInUse
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository
from transcription_service.sessions.schema import MIGRATIONS
from transcription_service.settings import Settings

_STOPPED_WELL: Any = 0
"""What Celery ends with; its own word, which its types do not know."""

_GRACE_S = 5.0
"""Seconds that threads have to end once a stop was asked for; their children end at once."""

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Worker:
    """One process that runs up to `parallel_jobs` jobs at a time."""

    def __init__(self, settings: Settings) -> None:
        """Raises ValueError without a REDIS_URL, FolderInUse when an embedded server runs."""
        if settings.redis_url is None:
            raise ValueError(
                "REDIS_URL is not set: name the Redis that the servers use; a server without one "
                "runs its jobs itself and needs no worker"
            )
        clock = SystemClock()
        self._folder = DataFolder(settings.data_dir)
        self._folder.lock(shared=True)
        self._database = Database(self._folder.database, MIGRATIONS)
        self._link = RedisLink(settings.redis_url.get_secret_value())
        self._bus = open_bus(clock, self._link)
        self._children = Children()
        repository = Repository(self._database, clock)
        recordings = Recordings(
            self._folder.recordings,
            keep_ended=settings.recording_days > 0,
            max_arriving_bytes=settings.arriving_max_bytes,
        )
        recogniser = ChildRecogniser(
            self._children,
            recordings,
            max_audio_s=settings.max_audio_seconds,
            stall_s=settings.stall_seconds,
        )
        self._leases = Leases(repository, settings.job_lease_seconds, recogniser.interrupt)
        renewal_s = settings.job_lease_seconds / RENEWALS_PER_LEASE
        self._rounds = [
            Rounds("leases", clock, renewal_s, self._leases.renew),
            # Apart, since it may have to wait for Redis.
            Rounds("reminders", clock, renewal_s, self._leases.remind),
        ]
        app = celery_app(settings.redis_url.get_secret_value())
        task = TranscriptionTask(
            StatusPublisher(self._bus, clock),
            self._leases,
            repository,
            recordings,
            recogniser,
            clock,
        )
        install(app, task)
        self._celery = _Celery(
            app=app,
            stop=self.stop,
            quiet=True,
            concurrency=settings.parallel_jobs,
            pool_cls="threads",
            without_gossip=True,
            without_mingle=True,
            without_heartbeat=True,
        )

    def run(self) -> None:
        """Returns after `stop`, when what was running has been given back."""
        for rounds in self._rounds:
            rounds.start()
        try:
            self._celery.start()
        finally:
            self.stop()
            for rounds in self._rounds:
                rounds.join()
            asyncio.run(self._link.close())
            self._database.close()
            self._folder.unlock()

    def stop(self) -> None:
        """End all children; their jobs are given back, and other workers take them over."""
        self._leases.close()
        self._children.close()
        for rounds in self._rounds:
            rounds.stop()
        hurry = threading.Timer(_GRACE_S, self._leave)
        hurry.daemon = True
        hurry.start()
        state.should_stop = _STOPPED_WELL

    def _leave(self) -> None:
        # A Redis that hangs holds up whoever wants to publish, longer than a stop may take.
        self._leases.give_back()
        os._exit(0)


class _Celery(CeleryWorker):
    """Celery's worker, which says when it is ready, and is stopped in our way: its own would wait
    for the running jobs to be done."""

    def __init__(self, *, stop: Callable[[], None], **options: Any) -> None:
        self._stop = stop
        super().__init__(**options)

    # The arguments of both are Celery's.
    def install_platform_tweaks(self, worker: WorkController) -> None:  # noqa: ARG002
        for number in _STOP_SIGNALS:
            signal.signal(number, self._signalled)

    def on_consumer_ready(self, consumer: Any) -> None:  # noqa: ARG002
        print("Transcription worker: ready", flush=True)

    def _signalled(self, *_: object) -> None:
        for number in _STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        self._stop()


def main() -> None:
    """Works until it is told to stop; exits with 2 where it cannot start, and says why."""
    for number in _STOP_SIGNALS:
        signal.signal(number, lambda *_: sys.exit(0))
    # A message that arrives during a stop goes back to Redis, as it should.
    logging.getLogger("kombu.transport.virtual").setLevel(logging.ERROR)
    # Connected, so that Celery leaves logging as it is.
    signals.setup_logging.connect(_leave_logging)
    # It fears root for what a message might have run; ours name nothing (`accept_content`).
    warnings.filterwarnings("ignore", message="You're running the worker with superuser")
    try:
        settings = Settings()
        write_records(level=settings.log_level, line_format=settings.log_format)
        worker = Worker(settings)
    except ValidationError as error:
        _give_up("; ".join(f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors()))
    except (OSError, ValueError, FolderInUse) as error:
        _give_up(str(error))
    worker.run()


def _leave_logging(**_: object) -> None:
    pass


def _give_up(reason: str) -> NoReturn:
    print(f"The worker cannot start: {reason}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
