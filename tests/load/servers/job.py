"""Updates as a job in the middle of its work makes them."""

from datetime import timedelta

from bodies import PROGRESS, REMAINING_S, STATISTICS, stamp
from transcription_service.clock import Clock
from transcription_service.models.status import Statistics
from transcription_service.publisher import StatusPublisher


class Job:
    """Publishes for any session. May be used on any thread."""

    def __init__(self, publisher: StatusPublisher, clock: Clock) -> None:
        self._publisher = publisher
        self._clock = clock
        self._statistics = Statistics.model_validate(STATISTICS)

    def update(self, session_id: str, due_ns: int) -> None:
        """One that was to come at `due_ns` of CLOCK_MONOTONIC. Raises what the publisher raises."""
        self._publisher.processing(
            session_id,
            attempt=1,
            progress=PROGRESS,
            message=stamp(due_ns),
            estimated_completion=self._clock.now() + timedelta(seconds=REMAINING_S),
            statistics=self._statistics,
        )
