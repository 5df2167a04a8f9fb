"""`python -m transcription_service.accuracy FOLDER`: how well recordings are understood.

For each audio file in FOLDER with a `.txt` of the same name beside it, the word error rate: words
replaced, left out and put in, divided by the words that were really said. The same recogniser as
the service's runs on each file, in the same child process.
"""

import argparse
import re
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from transcription_service.isolation.children import Children
from transcription_service.isolation.requests import TranscribeRequest
from transcription_service.models.report import RecognisedSegment, Refusal, Segmentation

_SUFFIXES = {".wav", ".flac", ".mp3", ".ogg", ".webm", ".m4a"}
_NOT_A_WORD = re.compile(r"[^\w' ]+")
_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class Score:
    """One recording, or several added up."""

    errors: int = 0
    words: int = 0
    audio_seconds: float = 0.0
    work_seconds: float = 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.errors + other.errors,
            self.words + other.words,
            self.audio_seconds + other.audio_seconds,
            self.work_seconds + other.work_seconds,
        )

    @property
    def word_error_rate(self) -> float:
        return self.errors / self.words if self.words else 0.0


def words_of(text: str) -> list[str]:
    """The words of a text, without case and punctuation."""
    return _NOT_A_WORD.sub(" ", text.lower()).split()


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """The least number of words to replace, leave out or put in to make one of the other."""
    row = list(range(len(heard) + 1))
    for said_count, said_word in enumerate(said, start=1):
        diagonal, row[0] = row[0], said_count
        for column, heard_word in enumerate(heard, start=1):
            replaced = diagonal + (said_word != heard_word)
            diagonal = row[column]
            row[column] = min(replaced, row[column] + 1, row[column - 1] + 1)
    return row[-1]


def measure(path: Path, said: str) -> tuple[Score, str]:
    """Transcribe a recording; the score against what was said, and what was heard."""
    heard: list[str] = []
    seconds = 0.0
    request = TranscribeRequest(path=path.resolve(), max_seconds=24 * 3600, expected_seconds=0)
    started = time.perf_counter()
    with Children().run(path.name, request, silence_s=_PATIENCE_S) as reports:
        for report in reports:
            match report:
                case Segmentation(audio_seconds=audio_seconds):
                    seconds = audio_seconds
                case RecognisedSegment(segment=segment):
                    heard.append(segment.text)
                case Refusal(detail=detail):
                    raise ValueError(f"{path.name}: {detail}")
                case _:
                    pass
    work = time.perf_counter() - started
    text = " ".join(heard)
    words = words_of(said)
    return Score(word_errors(words, words_of(text)), len(words), seconds, work), text


def main() -> int:
    """Prints the word error rate of a folder; exits with 1 where it has no recordings."""
    parser = argparse.ArgumentParser(description="Word error rate of recordings with known text.")
    parser.add_argument("folder", type=Path, help="audio files, each with its text in a .txt")
    folder: Path = parser.parse_args().folder
    total = Score()
    for path in sorted(folder.glob("*")):
        text = path.with_suffix(".txt")
        if path.suffix.lower() not in _SUFFIXES or not text.exists():
            continue
        score, heard = measure(path, text.read_text())
        total += score
        print(f"{_line(score)}  {path.name}\n      heard: {heard}")
    if not total.words:
        print(
            f"{folder}: expected audio files with a .txt beside each, found none", file=sys.stderr
        )
        return 1
    print(f"{_line(total)}  in all")
    return 0


def _line(score: Score) -> str:
    return (
        f"WER {score.word_error_rate:6.1%}  ({score.errors} of {score.words} words)  "
        f"{score.audio_seconds:.1f} s of audio in {score.work_seconds:.1f} s, start included"
    )


if __name__ == "__main__":
    sys.exit(main())
