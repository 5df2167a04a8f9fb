"""What a child process tells its parent: one JSON object a line, one of the shapes below."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from transcription_service.models.transcript import TranscriptSegment


class _Report(BaseModel):
    model_config = ConfigDict(frozen=True)


class Examination(_Report):
    """An upload can be transcribed."""

    kind: Literal["examination"] = "examination"
    media_format: str
    audio_seconds: float


class Refusal(_Report):
    """The audio cannot be used; `code` and `detail` as in `AudioRefused`."""

    kind: Literal["refusal"] = "refusal"
    code: str
    detail: str


class Listening(_Report):
    """Speech is being told from silence."""

    kind: Literal["listening"] = "listening"
    progress: int


class Segmentation(_Report):
    """All speech has been found."""

    kind: Literal["segmentation"] = "segmentation"
    audio_seconds: float
    speech_seconds: float
    segments: int


class Recognition(_Report):
    """How far the recogniser is. Seconds of audio, but for `work_seconds`, which are real."""

    kind: Literal["recognition"] = "recognition"
    progress: int
    position_seconds: float
    speech_seconds_done: float
    segments_done: int
    words: int
    work_seconds: float


class RecognisedSegment(_Report):
    """What was said between two pauses; segments without a word are not reported."""

    kind: Literal["segment"] = "segment"
    segment: TranscriptSegment


class Finished(_Report):
    """All audio has been processed."""

    kind: Literal["finished"] = "finished"


Report = Annotated[
    Examination | Refusal | Listening | Segmentation | Recognition | RecognisedSegment | Finished,
    Field(discriminator="kind"),
]

REPORT: TypeAdapter[Report] = TypeAdapter(Report)
