"""The child's side: `python -m transcription_service.isolation.child REQUEST`.

REQUEST is the JSON of one of `requests.py`.

Writes one report a line to its standard output, and ends when its standard input does: the parent
holds the other end, so that not even its sudden death leaves a child behind.
"""

import os
import resource
import sys
import threading

from transcription_service.audio.decoding import SAMPLE_RATE, decode
from transcription_service.audio.probe import examine
from transcription_service.audio.refusal import AudioRefused
from transcription_service.isolation.requests import (
    REQUEST,
    ExamineRequest,
    TranscribeRequest,
)
from transcription_service.models.report import (
    Examination,
    Finished,
    Listening,
    Refusal,
    Report,
    Segmentation,
)
from transcription_service.recognition.progress import listening_progress
from transcription_service.recognition.recogniser import recognise
from transcription_service.recognition.segmentation import find_speech

_MEMORY_BYTES = 2 * 1024**3
_NICENESS = 5


def main() -> None:
    """Does what the one argument asks, reports on standard output, and ends with its parent."""
    _limit()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    request = REQUEST.validate_json(sys.argv[1])
    try:
        match request:
            case ExamineRequest():
                found = examine(request.path, request.max_seconds)
                _say(
                    Examination(media_format=found.media_format, audio_seconds=found.audio_seconds)
                )
            case TranscribeRequest():
                _transcribe(request)
    except AudioRefused as refusal:
        _say(Refusal(code=refusal.code, detail=refusal.detail))
    # The watching thread waits in a read that nothing but the parent ends.
    os._exit(0)


def _transcribe(request: TranscribeRequest) -> None:
    told = -1

    def on_heard(seconds: float) -> None:
        nonlocal told
        progress = listening_progress(seconds, request.expected_seconds)
        if progress > told:
            told = progress
            _say(Listening(progress=progress))

    found = find_speech(decode(request.path), request.max_seconds, on_heard)
    _say(
        Segmentation(
            audio_seconds=found.total / SAMPLE_RATE,
            speech_seconds=found.speech / SAMPLE_RATE,
            segments=len(found.segments),
        )
    )
    for report in recognise(decode(request.path), found):
        _say(report)
    _say(Finished())


def _say(report: Report) -> None:
    sys.stdout.write(report.model_dump_json() + "\n")
    sys.stdout.flush()


def _limit() -> None:
    # Behind the server: it answers first, whatever is being computed.
    os.nice(_NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


if __name__ == "__main__":
    main()
