"""What people read while they wait."""

from typing import NamedTuple

from transcription_service.models.message_code import MessageCode


class Sentence(NamedTuple):
    """In English, and its word for those who say it otherwise."""

    text: str
    code: MessageCode


_MILESTONES = (
    (90, Sentence("Putting the transcript together...", MessageCode.ASSEMBLING)),
    (75, Sentence("Analyzing speech patterns...", MessageCode.PATTERNS)),
    (50, Sentence("Halfway through your recording...", MessageCode.HALFWAY)),
    (25, Sentence("Recognizing words...", MessageCode.WORDS)),
    (10, Sentence("Processing audio segments...", MessageCode.SEGMENTS)),
    (0, Sentence("Preparing your audio...", MessageCode.PREPARING)),
)

MILESTONES = frozenset(start for start, _ in _MILESTONES)
"""Percentages that every client is told of."""

LISTENING = Sentence("Listening for speech...", MessageCode.LISTENING)


def message_at(progress: int) -> Sentence:
    """The message for a job that is being recognised, by its progress in percent."""
    return next(message for start, message in _MILESTONES if progress >= start)


def completion_message(words: int) -> Sentence:
    """What is said of a job that is done; `words`: how many were recognised."""
    if words == 0:
        return Sentence("Finished: no speech was found in this recording.", MessageCode.NO_SPEECH)
    return Sentence("Your transcript is ready.", MessageCode.COMPLETED)
