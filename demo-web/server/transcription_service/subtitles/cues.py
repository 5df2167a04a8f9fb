"""What is shown when: words gathered to cues that can be read while they are spoken."""

from collections.abc import Iterator
from dataclasses import dataclass

from transcription_service.models.transcript import Transcript, Word

LINE_CHARACTERS = 42
"""What fits beside a picture; the measure of broadcasters and streaming services."""

CUE_LINES = 2
CUE_SECONDS = 7.0


@dataclass(frozen=True, slots=True)
class Cue:
    """One or two lines, from the start of their first word to the end of the last; milliseconds
    from the start of the recording."""

    start_ms: int
    end_ms: int
    lines: tuple[str, ...]


def cues(transcript: Transcript) -> Iterator[Cue]:
    """The whole transcript in its order. No cue goes on over a pause, and none is longer than
    CUE_SECONDS; only a word that is longer than a line is."""
    for segment in transcript.segments:
        words = [word for word in segment.words if word.word.split()]
        for first, end in _evenly(words):
            yield _cue(words[first:end])


def _evenly(words: list[Word]) -> list[tuple[int, int]]:
    """Where to cut a stretch of speech: into few cues of about the same length, rather than into
    full ones and a rest of one word."""
    # For each number of words, from the last backwards: the least cost of showing them, and the
    # end of the first cue then. Room that is left counts as its square, so that it is shared out.
    best: list[tuple[float, int]] = [(0.0, len(words))] * (len(words) + 1)
    for first in range(len(words) - 1, -1, -1):
        best[first] = min(
            (_room_left(words[first:end]) ** 2 + best[end][0], end) for end in _ends(words, first)
        )
    cuts, first = [], 0
    while first < len(words):
        cuts.append((first, best[first][1]))
        first = best[first][1]
    return cuts


def _ends(words: list[Word], first: int) -> Iterator[int]:
    """Where a cue that begins with a word may end."""
    yield first + 1
    for end in range(first + 2, len(words) + 1):
        if (
            words[end - 1].end - words[first].start > CUE_SECONDS
            or _lines(words[first:end]) is None
        ):
            return
        yield end


def _room_left(words: list[Word]) -> int:
    return max(0, CUE_LINES * LINE_CHARACTERS - len(_text(words)))


def _cue(words: list[Word]) -> Cue:
    start_ms = round(words[0].start * 1000)
    end_ms = round(min(words[-1].end, words[0].start + CUE_SECONDS) * 1000)
    # A cue of no duration is an error in WebVTT.
    return Cue(start_ms, max(end_ms, start_ms + 1), _lines(words) or (_text(words),))


def _lines(words: list[Word]) -> tuple[str, ...] | None:
    """The words in one line, or in two of about the same length; None where that does not do."""
    text = _text(words)
    if len(text) <= LINE_CHARACTERS:
        return (text,)
    pairs = [(_text(words[:cut]), _text(words[cut:])) for cut in range(1, len(words))]
    return min(
        (pair for pair in pairs if max(map(len, pair)) <= LINE_CHARACTERS),
        key=lambda pair: max(map(len, pair)),
        default=None,
    )


def _text(words: list[Word]) -> str:
    # A recogniser's word may hold spaces; a line never holds the end of another.
    return " ".join(" ".join(word.word.split()) for word in words)
