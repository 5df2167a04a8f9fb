"""Recognition in child processes, one for each attempt of a job."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from transcription_service.isolation.children import Children
from transcription_service.isolation.requests import TranscribeRequest
from transcription_service.models.report import Report
from transcription_service.sessions.recordings import Recordings
from transcription_service.sessions.repository import Session


class ChildRecogniser:
    """See `Transcribe`: reports come from a child, which is gone when the context ends."""

    def __init__(
        self, children: Children, recordings: Recordings, *, max_audio_s: float, stall_s: float
    ) -> None:
        self._children = children
        self._recordings = recordings
        self._max_audio_s = max_audio_s
        self._stall_s = stall_s

    def __call__(self, session: Session) -> AbstractContextManager[Iterator[Report]]:
        request = TranscribeRequest(
            path=self._recordings.path(session.id),
            max_seconds=self._max_audio_s,
            expected_seconds=session.audio_seconds,
        )
        return self._children.run(_label(session), request, silence_s=self._stall_s)

    def interrupt(self, session: Session) -> None:
        """End the child of this attempt, if there is one; that of another attempt works on."""
        self._children.kill(_label(session))


def _label(session: Session) -> str:
    return f"{session.id}/{session.attempt}"
