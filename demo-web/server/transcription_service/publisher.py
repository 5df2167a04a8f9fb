"""Says how a job goes. Knows the bus, and nothing of who listens."""

from datetime import datetime

from transcription_service.bus import Bus
from transcription_service.clock import Clock
from transcription_service.models.message_code import MessageCode
from transcription_service.models.status import (
    JobError,
    JobStatus,
    Statistics,
    StatusUpdate,
    TranscriptionStatus,
)


class StatusPublisher:
    """Publishes to the channel of a session; every call returns the status as it was numbered.

    May be used on any thread. Every method that publishes raises UpdateRefused when the session has
    ended or the update comes from an attempt that was replaced; every one raises StoreUnavailable
    when the bus is out of reach.
    """

    def __init__(self, bus: Bus, clock: Clock) -> None:
        self._bus = bus
        self._clock = clock

    def last(self, session_id: str) -> TranscriptionStatus | None:
        """What was published last for a session, if the bus still has it."""
        return self._bus.last(session_id)

    def queued(self, session_id: str, *, attempt: int) -> TranscriptionStatus:
        """The job waits; from its second attempt on, to start over."""
        message, code = (
            ("Waiting for a free worker...", MessageCode.QUEUED)
            if attempt == 1
            else (
                "Waiting for a free worker, to start over after an interruption...",
                MessageCode.QUEUED_AGAIN,
            )
        )
        return self._bus.publish(
            StatusUpdate(
                session_id=session_id,
                attempt=attempt,
                status=JobStatus.QUEUED,
                progress=0,
                message=message,
                message_code=code,
                timestamp=self._clock.now(),
            )
        )

    def processing(
        self,
        session_id: str,
        *,
        attempt: int,
        progress: int,
        message: str,
        message_code: str | None = None,
        estimated_completion: datetime | None = None,
        statistics: Statistics | None = None,
    ) -> TranscriptionStatus:
        """The job is `progress` percent done, from 0 to 100."""
        return self._bus.publish(
            StatusUpdate(
                session_id=session_id,
                attempt=attempt,
                status=JobStatus.PROCESSING,
                progress=progress,
                message=message,
                message_code=message_code,
                timestamp=self._clock.now(),
                estimated_completion=estimated_completion,
                statistics=statistics,
            )
        )

    def completed(
        self,
        session_id: str,
        *,
        attempt: int,
        message: str,
        message_code: str | None = None,
        statistics: Statistics,
    ) -> TranscriptionStatus:
        """The transcript is ready: the last update."""
        now = self._clock.now()
        return self._bus.publish(
            StatusUpdate(
                session_id=session_id,
                attempt=attempt,
                status=JobStatus.COMPLETED,
                progress=100,
                message=message,
                message_code=message_code,
                timestamp=now,
                estimated_completion=now,
                statistics=statistics,
            )
        )

    def failed(
        self, session_id: str, error: JobError, *, attempt: int | None = None
    ) -> TranscriptionStatus:
        """The job failed for `error`: the last update. Without `attempt`, whichever it is at."""
        return self._bus.publish(
            StatusUpdate(
                session_id=session_id,
                attempt=attempt,
                status=JobStatus.FAILED,
                message=error.message,
                message_code=MessageCode.FAILED,
                timestamp=self._clock.now(),
                error=error,
            )
        )

    def cancelled(self, session_id: str) -> TranscriptionStatus:
        """The job was cancelled by its owner: the last update."""
        return self._bus.publish(
            StatusUpdate(
                session_id=session_id,
                status=JobStatus.CANCELLED,
                message="Cancelled at your request.",
                message_code=MessageCode.CANCELLED,
                timestamp=self._clock.now(),
            )
        )
