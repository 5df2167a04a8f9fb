"""A word for each sentence that a status may tell, so that pages can say it in another language."""

from enum import StrEnum


class MessageCode(StrEnum):
    """In the order in which a job comes by them; the last four are its ends."""

    QUEUED = "queued"
    QUEUED_AGAIN = "queued_again"
    """After an interruption."""
    LISTENING = "listening"
    PREPARING = "preparing"
    SEGMENTS = "segments"
    WORDS = "words"
    HALFWAY = "halfway"
    PATTERNS = "patterns"
    ASSEMBLING = "assembling"
    COMPLETED = "completed"
    NO_SPEECH = "no_speech"
    """Completed as well: there was nothing to write down."""
    FAILED = "failed"
    """`error.code` tells how."""
    CANCELLED = "cancelled"
