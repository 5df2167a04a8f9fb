"""How much of a recording has been processed, in percent."""

LISTENING_SHARE = 2
"""Percent for finding speech: it takes about a hundredth of the time that recognising takes."""

_RECOGNITION_SHARE = 100 - LISTENING_SHARE


def listening_progress(heard_seconds: float, expected_seconds: float) -> int:
    """Percent while speech is being found; `expected_seconds` is the file's own word."""
    if expected_seconds <= 0:
        return 0
    return min(LISTENING_SHARE, int(LISTENING_SHARE * heard_seconds / expected_seconds))


def recognition_progress(position: int, total: int) -> int:
    """Percent when `position` of `total` samples have been recognised."""
    return LISTENING_SHARE + _RECOGNITION_SHARE * position // total


def position_of(progress: int, total: int) -> int:
    """The first sample position at which `recognition_progress` reaches `progress`."""
    return -(-(progress - LISTENING_SHARE) * total // _RECOGNITION_SHARE)
