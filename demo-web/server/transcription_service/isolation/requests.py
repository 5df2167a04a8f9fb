"""What a parent asks of a child."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True)

    path: Path
    max_seconds: float = Field(description="Longer audio is refused.")


class ExamineRequest(_Request):
    """Answered by an Examination or a Refusal."""

    task: Literal["examine"] = "examine"


class TranscribeRequest(_Request):
    """Answered by reports up to Finished, or a Refusal."""

    task: Literal["transcribe"] = "transcribe"
    expected_seconds: float = Field(description="The file's length by its own word.")


Request = Annotated[ExamineRequest | TranscribeRequest, Field(discriminator="task")]

REQUEST: TypeAdapter[Request] = TypeAdapter(Request)
