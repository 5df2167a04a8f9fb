"""What updates say under load: as much as those of a real job, and when they were published."""

import time

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


def stamp() -> str:
    """The message of an update that is published now: nanoseconds of CLOCK_MONOTONIC, which all
    processes of a machine read alike."""
    return str(time.monotonic_ns())
