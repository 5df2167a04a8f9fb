"""What is shown when: words gathered to cues that can be read while they are spoken."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

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
        texts = [" ".join(word.word.split()) for word in words]
        for first, end in _cuts(words, texts):
            yield _cue(words[first:end], texts[first:end])


def _cuts(words: list[Word], texts: list[str]) -> Iterator[tuple[int, int]]:
    """Where to cut a stretch of speech: into few cues of about the same length, rather than into
    full ones and a rest of one word."""
    # Where each word begins in the whole text, and behind the last one.
    begins = list(accumulate((len(text) + 1 for text in texts), initial=0))
    # For each word, from the last one backwards: the least cost of showing it and all after it,
    # and the end of its cue then. Room that is left counts as its square: it is shared out.
    best: list[tuple[int, int]] = [(0, 0)] * (len(words) + 1)
    for first in range(len(words) - 1, -1, -1):
        best[first] = min(
            (_room_left(begins[end] - begins[first] - 1) ** 2 + best[end][0], end)
            for end in _ends(words, begins, first)
        )
    first = 0
    while first < len(words):
        _, end = best[first]
        yield first, end
        first = end


def _ends(words: list[Word], begins: list[int], first: int) -> Iterator[int]:
    """Where a cue that begins with a word may end."""
    yield first + 1
    farthest = first
    for _ in range(CUE_LINES):
        # Behind the last word that fits into the line; no word at all, if it is too long itself.
        farthest = bisect_right(begins, begins[farthest] + LINE_CHARACTERS + 1) - 1
    for end in range(first + 2, farthest + 1):
        if words[end - 1].end - words[first].start > CUE_SECONDS:
            return
        yield end


def _room_left(characters: int) -> int:
    return max(0, CUE_LINES * LINE_CHARACTERS - characters)


def _cue(words: list[Word], texts: list[str]) -> Cue:
    start_ms = round(words[0].start * 1000)
    end_ms = round(min(words[-1].end, words[0].start + CUE_SECONDS) * 1000)
    # A cue of no duration is an error in WebVTT.
    return Cue(start_ms, max(end_ms, start_ms + 1), _lines(texts))


def _lines(texts: list[str]) -> tuple[str, ...]:
    """One line, or two of about the same length."""
    whole = " ".join(texts)
    if len(whole) <= LINE_CHARACTERS or len(texts) == 1:
        return (whole,)
    pairs = [(" ".join(texts[:cut]), " ".join(texts[cut:])) for cut in range(1, len(texts))]
    return min(pairs, key=lambda pair: max(map(len, pair)))
