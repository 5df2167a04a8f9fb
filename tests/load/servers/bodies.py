"""What updates say under load: as much as those of a real job, and when they were to come."""

STATISTICS = {
    "audio_seconds": 183.25,
    "processed_seconds": 91.5,
    "segments_done": 21,
    "segments_total": 42,
    "words": 263,
    "realtime_factor": 0.1874,
}
REMAINING_S = 17
PROGRESS = 50


def stamp(due_ns: int) -> str:
    """The message of an update that was to be published then: nanoseconds of CLOCK_MONOTONIC, which
    all processes of a machine read alike."""
    return str(due_ns)
