"""The parts of the service, put together once."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

from anyio import CapacityLimiter, to_thread

from transcription_service.clock import Clock, SystemClock
from transcription_service.identity import Identity, Origins, Tickets, Tokens
from transcription_service.isolation.children import Children
from transcription_service.isolation.requests import TranscribeRequest
from transcription_service.jobs.cancellation import cancel
from transcription_service.jobs.examiner import Examiner
from transcription_service.jobs.recovery import recover
from transcription_service.jobs.transcription import Transcribe, TranscriptionTask
from transcription_service.jobs.worker import Worker
from transcription_service.models.report import Report
from transcription_service.models.status import TranscriptionStatus
from transcription_service.publisher import StatusPublisher
from transcription_service.rates import Rates
from transcription_service.sessions.data_folder import DataFolder
from transcription_service.sessions.database import Database
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Repository, Session
from transcription_service.settings import Settings
from transcription_service.shared_state import open_shared_state
from transcription_service.stream import OpenStreams
from transcription_service.subscriber import StatusSubscriber


class Service:
    """Everything that routes need; made before the server listens, started by its lifespan.

    `transcribe` replaces the recogniser in tests.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        transcribe: Transcribe | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock or SystemClock()
        origins = Origins(settings.allowed_origins)
        self._folder = DataFolder(settings.data_dir)
        self._folder.lock()
        self._database = Database(self._folder.database)
        self._shared = open_shared_state(settings, self.clock)
        self.repository = Repository(self._database, self.clock)
        self.recordings = Recordings(self._folder.recordings)
        tokens = Tokens(
            settings.secret_key.get_secret_value()
            if settings.secret_key
            else self._folder.secret(),
            timedelta(days=settings.token_days),
            self.repository,
            self.clock,
        )
        tickets = Tickets(self._shared.tickets, self.clock)
        self.identity = Identity(tokens, tickets, origins)
        self.rates = Rates(self._shared.counts, settings)
        self.publisher = StatusPublisher(self._shared.bus, self.clock)
        self.subscriber = StatusSubscriber(self._shared.bus)
        self.streams = OpenStreams()
        self._children = Children()
        self.examiner = Examiner(
            self._children,
            max_audio_s=settings.max_audio_seconds,
            patience_s=settings.probe_seconds,
        )
        self.examinations = CapacityLimiter(settings.parallel_jobs)
        """How many uploads are examined at a time: each takes a process."""
        task = TranscriptionTask(
            self.publisher,
            self.repository,
            self.recordings,
            transcribe or self._transcribe,
            self.clock,
        )
        self.jobs = Worker(task.run, settings.parallel_jobs)

    def start(self) -> None:
        """Take up unfinished jobs and begin to work."""
        recover(
            self.repository,
            self.recordings,
            self.publisher,
            self.jobs,
            max_attempts=self.settings.max_attempts,
        )
        self.jobs.start()

    def announce_stop(self) -> None:
        """Tell all streams and end all children, at once."""
        self.jobs.halt()
        self._children.close()
        self.streams.shut_down()

    async def stop(self) -> None:
        """Let go of everything; jobs that are not done go on at the next start."""
        self.announce_stop()
        await to_thread.run_sync(self.jobs.join)
        await self._shared.close()
        self._database.close()
        self._folder.unlock()

    async def current_status(self, session: Session) -> TranscriptionStatus:
        """A session's last status: the bus's, or once that has forgotten it, the final one."""
        status = await self.subscriber.snapshot(session.id) or session.final_status
        if status is None:
            raise LookupError(f"session {session.id} has no status")
        return status

    def cancel(self, session_id: str) -> TranscriptionStatus:
        """See `jobs.cancellation.cancel`."""
        return cancel(session_id, self.publisher, self.repository, self.recordings, self._children)

    def _transcribe(self, session: Session) -> AbstractContextManager[Iterator[Report]]:
        request = TranscribeRequest(
            path=self.recordings.path(session.id),
            max_seconds=self.settings.max_audio_seconds,
            expected_seconds=session.audio_seconds,
        )
        return self._children.run(session.id, request, silence_s=self.settings.stall_seconds)
