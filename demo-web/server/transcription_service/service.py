"""The parts of the service, put together once."""

from datetime import timedelta

from anyio import CapacityLimiter, to_thread

from transcription_service import __version__
from transcription_service.clock import Clock, SystemClock
from transcription_service.database import Database
from transcription_service.experiment import Experiment
from transcription_service.faults.switchboard import Faults
from transcription_service.history import schema as history_schema
from transcription_service.history.recorder import Recorder
from transcription_service.identity import Administrators, Identity, Origins, Tickets, Tokens
from transcription_service.isolation.children import Children
from transcription_service.jobs.cancellation import cancel
from transcription_service.jobs.celery_app import celery_app
from transcription_service.jobs.celery_queue import CeleryQueue
from transcription_service.jobs.child_recogniser import ChildRecogniser
from transcription_service.jobs.deletion import delete
from transcription_service.jobs.examiner import Examiner
from transcription_service.jobs.leases import Leases
from transcription_service.jobs.queue import JobQueue
from transcription_service.jobs.reaper import Reaper, look_interval_s
from transcription_service.jobs.transcription import Transcribe, TranscriptionTask
from transcription_service.jobs.worker import Worker
from transcription_service.models.status import TranscriptionStatus
from transcription_service.observation import Observer, Observers, Tally
from transcription_service.observation.logs import ConnectionLog
from transcription_service.observation.metrics import Metrics
from transcription_service.publisher import StatusPublisher
from transcription_service.rates import Rates
from transcription_service.redis_link import StoreUnavailable
from transcription_service.rounds import Rounds
from transcription_service.sessions.data_folder import DataFolder
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session
from transcription_service.sessions.retention import Retention
from transcription_service.sessions.schema import MIGRATIONS
from transcription_service.settings import Settings
from transcription_service.shared_state import open_shared_state
from transcription_service.streams import LeaseKeeper, OpenStreams, Times
from transcription_service.subscriber import StatusSubscriber

_RETENTION_S = 60.0
"""Recordings are kept up to a minute longer than promised."""


class Service:
    """Everything that routes need; made before the server listens, started by its lifespan.

    `transcribe` and `jobs` replace the recogniser and the queue in tests.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        transcribe: Transcribe | None = None,
        jobs: JobQueue | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        origins = Origins(settings.allowed_origins)
        self._folder = DataFolder(settings.data_dir)
        self._folder.lock(shared=settings.redis_url is not None)
        self._database = Database(self._folder.database, MIGRATIONS)
        self._shared = open_shared_state(settings, self.clock)
        self.repository = Repository(self._database, self.clock)
        self.recordings = Recordings(
            self._folder.recordings,
            keep_ended=settings.recording_days > 0,
            max_arriving_bytes=settings.arriving_max_bytes,
        )
        self.retention = Retention(
            self.recordings,
            self.repository,
            self.clock,
            keep=timedelta(days=settings.recording_days),
            max_bytes=settings.recordings_max_bytes,
        )
        self.tokens = Tokens(
            settings.secret_key.get_secret_value()
            if settings.secret_key
            else self._folder.secret(),
            timedelta(days=settings.token_days),
            self.repository,
            self.clock,
        )
        tickets = Tickets(self._shared.tickets, self.clock)
        self.identity = Identity(self.tokens, tickets, origins)
        self.administrators = Administrators(
            settings.admin_key.get_secret_value()
            if settings.admin_key
            else self._folder.admin_key(),
            self.tokens,
            self.identity,
            self.repository,
        )
        self.rates = Rates(self._shared.counts, settings)
        self.publisher = StatusPublisher(self._shared.bus, self.clock)
        self.subscriber = StatusSubscriber(self._shared.bus)
        tally = Tally()
        self.experiment = Experiment(settings.experiment_name, settings.experiment_polling_percent)
        self.connections_database = Database(self._folder.connections, history_schema.MIGRATIONS)
        self.recorder = Recorder(
            self.connections_database,
            self.clock,
            self.experiment,
            tally,
            self._knows_session,
            keep_days=settings.history_days,
        )
        self.metrics = Metrics(
            tally,
            version=__version__,
            redis_reconnects=lambda: self._shared.bus.reconnects,
            dropped=lambda: self.recorder.dropped,
        )
        self.observer: Observer = Observers((ConnectionLog(), self.metrics, self.recorder))
        times = Times(
            heartbeat_s=settings.heartbeat_seconds,
            idle_s=settings.idle_seconds,
            life_s=settings.stream_life_seconds,
            send_s=settings.send_seconds,
        )
        self._stream_leases = LeaseKeeper(self._shared.stream_leases, self.clock, times.heartbeat_s)
        self.streams = OpenStreams(
            self.subscriber, self._stream_leases, self.clock, times, self.observer, tally
        )
        self._children = Children()
        self.examiner = Examiner(
            self._children,
            max_audio_s=settings.max_audio_seconds,
            patience_s=settings.probe_seconds,
        )
        self.examinations = CapacityLimiter(settings.parallel_jobs)
        """How many uploads are examined at a time: each takes a process."""
        in_children = ChildRecogniser(
            self._children,
            self.recordings,
            max_audio_s=settings.max_audio_seconds,
            stall_s=settings.stall_seconds,
        )
        self.faults = Faults(self.clock) if settings.demo_faults else None
        self.questions = CapacityLimiter(1)
        """How many of administrators are answered at a time."""
        self.leases = Leases(self.repository, settings.job_lease_seconds, in_children.interrupt)
        self.jobs = jobs or self._open_queue(transcribe or in_children)
        self.reaper = Reaper(
            self.repository,
            self.recordings,
            self.publisher,
            self.jobs,
            max_attempts=settings.max_attempts,
        )
        self._rounds = [
            Rounds("reaper", self.clock, look_interval_s(settings.job_lease_seconds), self._look),
            Rounds("retention", self.clock, _RETENTION_S, self.retention.look),
        ]

    def start(self) -> None:
        """Take up unfinished jobs and begin to work."""
        alone = self.settings.redis_url is None
        self.recorder.start(alone=alone)
        self.retention.look()
        self.reaper.begin(alone=alone)
        self.jobs.start()
        for rounds in self._rounds:
            rounds.start()

    def announce_stop(self) -> None:
        """Tell all streams and end all children, at once."""
        for rounds in self._rounds:
            rounds.stop()
        self.recorder.stop()
        self.jobs.halt()
        self.leases.close()
        self._children.close()
        self.streams.shut_down()

    async def stop(self) -> None:
        """Let go of everything; jobs that are not done go on at the next start."""
        self.announce_stop()
        await to_thread.run_sync(self.jobs.join)
        await self._stream_leases.close()
        for rounds in self._rounds:
            await to_thread.run_sync(rounds.join)
        await to_thread.run_sync(self.recorder.close)
        await self._shared.close()
        self.connections_database.close()
        self._database.close()
        self._folder.unlock()

    async def current_status(self, session: Session) -> TranscriptionStatus:
        """A session's last status: the final one, once there is one, else the bus's.

        Raises StoreUnavailable when the bus has lost its state: whoever runs the job, or looks
        after those that wait, will say it again within seconds.
        """
        status = session.final_status or await self.subscriber.snapshot(session.id)
        if status is None:
            raise StoreUnavailable(f"session {session.id} has no status at the moment")
        return status

    def cancel(self, session_id: str) -> TranscriptionStatus:
        """See `jobs.cancellation.cancel`."""
        return cancel(session_id, self.publisher, self.repository, self.recordings, self.leases)

    def delete(self, session: Session) -> None:
        """See `jobs.deletion.delete`."""
        delete(session, self.publisher, self.repository, self.recordings, self.leases)

    def _knows_session(self, session_id: str) -> bool:
        return self.repository.has_session(session_id)

    def _look(self) -> None:
        # In this order: after a sleep of the machine no job that runs here is overdue.
        self.leases.renew()
        self.reaper.look()

    def _open_queue(self, transcribe: Transcribe) -> JobQueue:
        if self._shared.link is not None and self.settings.redis_url is not None:
            app = celery_app(self.settings.redis_url.get_secret_value())
            return CeleryQueue(app, self._shared.link, self.clock)
        task = TranscriptionTask(
            self.publisher, self.leases, self.repository, self.recordings, transcribe, self.clock
        )
        return Worker(task.run, task.on_failure, self.settings.parallel_jobs)
