"""How far a job is: a child's reports become status updates, and at last a transcript."""

import logging
from collections.abc import Callable
from functools import partial

from transcription_service.clock import Clock
from transcription_service.isolation.children import ChildLost
from transcription_service.jobs.estimate import estimated_completion
from transcription_service.jobs.narration import LISTENING, MILESTONES, message_at
from transcription_service.jobs.pace import fine_update_interval_s
from transcription_service.models.report import (
    Finished,
    Listening,
    RecognisedSegment,
    Recognition,
    Refusal,
    Report,
    Segmentation,
)
from transcription_service.models.status import JobError, Statistics
from transcription_service.models.succession import UpdateRefused
from transcription_service.models.transcript import Transcript, TranscriptSegment
from transcription_service.publisher import StatusPublisher
from transcription_service.redis_link import StoreUnavailable
from transcription_service.sessions.repository import Session

logger = logging.getLogger(__name__)


class JobFailed(Exception):
    """The job cannot succeed; told to the user as it stands."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.error = JobError(code=code, message=message)


_AWAY_S = 1.0
"""So long no fine update is tried after one found the bus out of reach: each costs time."""


class Progress:
    """Of one attempt of a job. An update that finds the bus out of reach is dropped: the next one
    is complete as well."""

    def __init__(self, publisher: StatusPublisher, clock: Clock, session: Session) -> None:
        self._publisher = publisher
        self._clock = clock
        self._session = session
        self._segmentation: Segmentation | None = None
        self._statistics: Statistics | None = None
        self._segments: list[TranscriptSegment] = []
        self._finished = False
        self._told_progress = 0
        self._next_fine_update = 0.0
        self._publish_last: Callable[[], object] | None = None

    def take(self, report: Report) -> None:
        match report:
            case Listening(progress=progress):
                self._publish(
                    partial(
                        self._publisher.processing,
                        self._session.id,
                        attempt=self._session.attempt,
                        progress=progress,
                        message=LISTENING.text,
                        message_code=LISTENING.code,
                    )
                )
            case Segmentation():
                self._segmentation = report
                self._statistics = _statistics(report, None)
            case Recognition():
                self._recognised(report)
            case RecognisedSegment(segment=segment):
                self._segments.append(segment)
            case Refusal(code=code, detail=detail):
                raise JobFailed(code, f"The recording could not be transcribed: {detail}.")
            case Finished():
                self._finished = True

    def result(self) -> tuple[Statistics, Transcript]:
        if not self._finished or self._statistics is None:
            raise ChildLost("crashed", "the child ended before it was done")
        transcript = Transcript(
            session_id=self._session.id,
            audio_seconds=self._statistics.audio_seconds,
            text=" ".join(segment.text for segment in self._segments),
            segments=tuple(self._segments),
        )
        return self._statistics, transcript

    def remind(self) -> None:
        """Publish the last update again if the bus has forgotten it. On any thread."""
        publish = self._publish_last
        try:
            if publish is not None and self._publisher.last(self._session.id) is None:
                publish()
        except (UpdateRefused, StoreUnavailable) as error:
            logger.info("session %s: no reminder, %s", self._session.id, error)

    def _recognised(self, report: Recognition) -> None:
        assert self._segmentation is not None, "a child segments before it recognises"
        self._statistics = _statistics(self._segmentation, report)
        is_milestone = report.progress in MILESTONES and report.progress != self._told_progress
        if not is_milestone and self._clock.monotonic() < self._next_fine_update:
            return
        now = self._clock.now()
        ends = estimated_completion(now, self._segmentation, report)
        left_s = (ends - now).total_seconds() if ends else 0.0
        interval_s = fine_update_interval_s(report.work_seconds + left_s)
        self._next_fine_update = self._clock.monotonic() + interval_s
        self._told_progress = report.progress
        message = message_at(report.progress)
        self._publish(
            partial(
                self._publisher.processing,
                self._session.id,
                attempt=self._session.attempt,
                progress=report.progress,
                message=message.text,
                message_code=message.code,
                estimated_completion=ends,
                statistics=self._statistics,
            )
        )

    def _publish(self, publish: Callable[[], object]) -> None:
        self._publish_last = publish
        try:
            publish()
        except StoreUnavailable as away:
            logger.warning("session %s: an update was dropped, %s", self._session.id, away)
            self._next_fine_update = self._clock.monotonic() + _AWAY_S


def _statistics(segmentation: Segmentation, done: Recognition | None) -> Statistics:
    measured = done is not None and done.position_seconds > 0
    return Statistics(
        audio_seconds=round(segmentation.audio_seconds, 3),
        processed_seconds=round(done.position_seconds, 3) if done else 0.0,
        segments_done=done.segments_done if done else 0,
        segments_total=segmentation.segments,
        words=done.words if done else 0,
        realtime_factor=round(done.work_seconds / done.position_seconds, 4)
        if done and measured
        else None,
    )
