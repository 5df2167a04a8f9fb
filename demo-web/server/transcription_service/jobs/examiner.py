"""Has uploads looked over by a child process."""

import logging
from pathlib import Path

from transcription_service.audio.refusal import AudioRefused
from transcription_service.isolation.children import ChildLost, Children
from transcription_service.isolation.requests import ExamineRequest
from transcription_service.models.report import Examination, Refusal

logger = logging.getLogger(__name__)


class Examiner:
    """Tells whether a file can be transcribed."""

    def __init__(self, children: Children, *, max_audio_s: float, patience_s: float) -> None:
        self._children = children
        self._max_audio_s = max_audio_s
        self._patience_s = patience_s

    def examine(self, path: Path) -> Examination:
        """What the file holds; blocks while a child looks.

        Raises AudioRefused when it cannot be used, ChildLost when the server is being stopped.
        """
        request = ExamineRequest(path=path, max_seconds=self._max_audio_s)
        try:
            with self._children.run("examination", request, silence_s=self._patience_s) as reports:
                report = next(reports, None)
        except ChildLost as lost:
            if lost.code == "killed":
                raise
            logger.error("an upload's examination %s: %s", lost.code, lost)
            raise AudioRefused(
                "audio_broken",
                "the file made the audio decoder break down or take too long: convert it to WAV "
                "or FLAC",
            ) from lost
        match report:
            case Examination():
                return report
            case Refusal(code=code, detail=detail):
                raise AudioRefused(code, detail)
            case _:
                raise AudioRefused("audio_broken", "the file could not be examined")
