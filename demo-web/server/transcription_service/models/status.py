"""The status of a transcription, as section 4 of the design puts it on the wire."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Self

from pydantic import BaseModel, ConfigDict, Field

from transcription_service.models.timestamp import Timestamp


class JobStatus(StrEnum):
    """Where a job stands; the last three are terminal."""

    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_terminal(self) -> bool:
        """Nothing follows."""
        return self in _TERMINAL


_TERMINAL = frozenset((JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED))


class JobError(BaseModel):
    """Why a job failed: a code for programs, a message for people."""

    model_config = ConfigDict(frozen=True)

    code: str
    message: str


class Statistics(BaseModel):
    """What has been done so far. Times are seconds of audio."""

    model_config = ConfigDict(frozen=True)

    audio_seconds: float
    processed_seconds: float
    segments_done: int
    segments_total: int
    words: int
    realtime_factor: float | None = Field(
        description="Seconds of work for one second of audio; null before it was measured."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusUpdate:
    """What a publisher says; the bus makes a `TranscriptionStatus` of it.

    `None` for `attempt`, `progress` or `statistics` keeps what was last published: whoever
    cancels a job need not know how far it is.
    """

    session_id: str
    status: JobStatus
    message: str
    timestamp: datetime
    message_code: str | None = None
    attempt: int | None = None
    progress: int | None = None
    estimated_completion: datetime | None = None
    error: JobError | None = None
    statistics: Statistics | None = None


class TranscriptionStatus(BaseModel):
    """A complete status: whoever has the newest one has missed nothing."""

    model_config = ConfigDict(frozen=True)

    session_id: str
    epoch: str = Field(description="The life of the store that counted `sequence`.")
    sequence: int = Field(ge=1, description="Grows by one with each update of the session.")
    attempt: int = Field(ge=1, description="Grows when a lost worker's job is started again.")
    status: JobStatus
    progress: int = Field(ge=0, le=100, description="Percent; never falls within an attempt.")
    message: str
    message_code: str | None = Field(
        None,
        description="A word for the message (`models/message_code.py`); null in statuses that "
        "older releases have kept.",
    )
    timestamp: Timestamp
    estimated_completion: Timestamp | None
    error: JobError | None
    statistics: Statistics | None

    @classmethod
    def from_body(cls, body: bytes) -> Self:
        """The status that `body` was made of; raises ValueError for anything else."""
        status = cls.model_validate_json(body)
        # As it came, not made anew for each of many sessions.
        status.__dict__["body"] = body
        return status

    @property
    def event_id(self) -> str:
        """`<epoch>-<sequence>`: names this very update."""
        return f"{self.epoch}-{self.sequence}"

    @property
    def is_terminal(self) -> bool:
        """Nothing follows."""
        return self.status.is_terminal

    @cached_property
    def body(self) -> bytes:
        """The JSON text, made once however many connections send it."""
        return self.model_dump_json().encode()
