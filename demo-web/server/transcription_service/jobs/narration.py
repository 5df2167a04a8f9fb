"""What people read while they wait."""

_MILESTONES = (
    (90, "Putting the transcript together..."),
    (75, "Analyzing speech patterns..."),
    (50, "Halfway through your recording..."),
    (25, "Recognizing words..."),
    (10, "Processing audio segments..."),
    (0, "Preparing your audio..."),
)

MILESTONES = frozenset(start for start, _ in _MILESTONES)
"""Percentages that every client is told of."""

LISTENING = "Listening for speech..."


def message_at(progress: int) -> str:
    """The message for a job that is being recognised, by its progress in percent."""
    return next(message for start, message in _MILESTONES if progress >= start)


def completion_message(words: int) -> str:
    if words == 0:
        return "Finished: no speech was found in this recording."
    return "Your transcript is ready."
