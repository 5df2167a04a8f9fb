"""What was said, and when."""

from pydantic import BaseModel, ConfigDict


class Word(BaseModel):
    """One word; times in seconds from the start of the recording."""

    model_config = ConfigDict(frozen=True)

    word: str
    start: float
    end: float


class TranscriptSegment(BaseModel):
    """A stretch of speech between two pauses; times as in `Word`."""

    model_config = ConfigDict(frozen=True)

    start: float
    end: float
    text: str
    words: tuple[Word, ...]


class Transcript(BaseModel):
    """The whole recording. A recording without speech has no segments and an empty text."""

    model_config = ConfigDict(frozen=True)

    session_id: str
    language: str = "en-US"
    audio_seconds: float
    text: str
    segments: tuple[TranscriptSegment, ...]

    def plain(self) -> str:
        """One line for each segment, each ended by a line feed."""
        return "".join(f"{segment.text}\n" for segment in self.segments)
