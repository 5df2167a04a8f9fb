"""A recogniser that reports what the test tells it to, when the test tells it to."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager

from transcription_service.models.report import (
    Finished,
    Listening,
    RecognisedSegment,
    Recognition,
    Report,
    Segmentation,
)
from transcription_service.models.transcript import TranscriptSegment, Word
from transcription_service.sessions.repository import Session

PATIENCE_S = 30.0

SEGMENTATION = Segmentation(audio_seconds=10, speech_seconds=8, segments=2)

SEGMENT = RecognisedSegment(
    segment=TranscriptSegment(
        start=1.0,
        end=2.0,
        text="good morning",
        words=(Word(word="good", start=1.0, end=1.4), Word(word="morning", start=1.4, end=2.0)),
    )
)


def recognition(progress: int, *, work_s: float = 1.0, words: int = 0) -> Recognition:
    """Half of the speech of a recording of 10 s at 50 %, and so on."""
    return Recognition(
        progress=progress,
        position_seconds=progress / 10,
        speech_seconds_done=progress * 8 / 100,
        segments_done=progress // 50,
        words=words,
        work_seconds=work_s,
    )


WHOLE_JOB: tuple[Report, ...] = (
    Listening(progress=1),
    SEGMENTATION,
    *(recognition(progress) for progress in (10, 25, 50)),
    SEGMENT,
    *(recognition(progress, words=2) for progress in (75, 90, 99)),
    Finished(),
)


class ScriptedRecogniser:
    """Stands in for the child process."""

    def __init__(self) -> None:
        self._script: queue.Queue[Report | Exception | None] = queue.Queue()
        self.started: queue.Queue[str] = queue.Queue()

    def say(self, *reports: Report) -> None:
        for report in reports:
            self._script.put(report)

    def end(self, how: Exception | None = None) -> None:
        """The child ends, or is lost in the way of `how`."""
        self._script.put(how)

    @contextmanager
    def __call__(self, session: Session) -> Iterator[Iterator[Report]]:
        self.started.put(session.id)
        yield self._reports()

    def _reports(self) -> Iterator[Report]:
        while True:
            step = self._script.get(timeout=PATIENCE_S)
            if step is None:
                return
            if isinstance(step, Exception):
                raise step
            yield step
