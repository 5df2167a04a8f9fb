"""Finds the speech in a recording (voice-activity detection)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from pocketsphinx import Endpointer

from transcription_service.audio.decoding import SAMPLE_BYTES, SAMPLE_RATE
from transcription_service.audio.refusal import AudioRefused

LONGEST_SEGMENT = 30 * SAMPLE_RATE
"""Samples. Speech without a pause is cut there, which bounds the recogniser's memory."""

_PADDING = SAMPLE_RATE // 10
"""Samples kept on both sides of speech: words begin softly."""

_SPECIMEN_BYTES = 20 * SAMPLE_RATE * SAMPLE_BYTES


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech, in samples from the start."""

    start: int
    end: int


@dataclass(slots=True)
class Segmentation:
    """All speech of a recording, in order and without overlap."""

    total: int = 0
    segments: list[Segment] = field(default_factory=list)
    specimen: bytes = b""
    """The first seconds of speech as PCM: from them the recogniser learns the voice's level."""

    @property
    def speech(self) -> int:
        """Samples of speech."""
        return sum(segment.end - segment.start for segment in self.segments)


def find_speech(
    pieces: Iterable[bytes], max_seconds: float, on_heard: Callable[[float], None]
) -> Segmentation:
    """Listen to a whole recording; `on_heard` is told how many seconds have been heard.

    Raises AudioRefused when it lasts longer than `max_seconds`, whatever its headers said.
    """
    endpointer = Endpointer(sample_rate=SAMPLE_RATE)
    found = Segmentation()
    speech = _Speech(found)
    rest = b""
    for piece in pieces:
        found.total += len(piece) // SAMPLE_BYTES
        if found.total > max_seconds * SAMPLE_RATE:
            raise AudioRefused("audio_too_long", f"the audio lasts longer than {max_seconds:g} s")
        rest += piece
        whole = len(rest) - len(rest) % endpointer.frame_bytes
        for at in range(0, whole, endpointer.frame_bytes):
            speech.add(endpointer.process(rest[at : at + endpointer.frame_bytes]))
            if not endpointer.in_speech and speech.collected:
                speech.close(endpointer.speech_start, endpointer.speech_end)
        rest = rest[whole:]
        on_heard(found.total / SAMPLE_RATE)
    if endpointer.in_speech:
        # An empty last frame is not accepted; one sample of silence is.
        speech.add(endpointer.end_stream(rest or bytes(SAMPLE_BYTES)))
        speech.close(endpointer.speech_start, found.total / SAMPLE_RATE)
    return found


class _Speech:
    """Collects the stretch of speech that is being heard."""

    def __init__(self, found: Segmentation) -> None:
        self._found = found
        self.collected = 0

    def add(self, pcm: bytes | None) -> None:
        if pcm:
            self.collected += len(pcm)
            room = _SPECIMEN_BYTES - len(self._found.specimen)
            self._found.specimen += pcm[: max(0, room)]

    def close(self, start_s: float, end_s: float) -> None:
        """The stretch has ended: keep it, with some padding, in parts that are not too long."""
        self.collected = 0
        segments = self._found.segments
        after = segments[-1].end if segments else 0
        start = max(after, int(start_s * SAMPLE_RATE) - _PADDING)
        end = min(self._found.total, int(end_s * SAMPLE_RATE) + _PADDING)
        for at in range(start, end, LONGEST_SEGMENT):
            segments.append(Segment(at, min(at + LONGEST_SEGMENT, end)))
