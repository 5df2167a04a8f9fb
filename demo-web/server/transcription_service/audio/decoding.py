"""Any accepted audio file as 16 kHz mono 16-bit PCM, in bounded memory (FFmpeg through PyAV)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from transcription_service.audio.refusal import AudioRefused

SAMPLE_RATE = 16_000
"""Samples a second that the acoustic model expects."""

SAMPLE_BYTES = 2

# Play lists and concatenations name other files, which a decoder would open: only containers that
# hold their audio themselves are let in.
_CONTAINERS = "wav,flac,mp3,ogg,matroska,webm,mov,mp4,m4a,aac,aiff"
_RATES = range(4_000, 384_001)
_CHANNELS = range(1, 9)
_MARKS = (
    (0, b"RIFF"),
    (0, b"fLaC"),
    (0, b"OggS"),
    (0, b"ID3"),
    (0, b"\x1aE\xdf\xa3"),
    (0, b"FORM"),
    (4, b"ftyp"),
)


@contextmanager
def open_audio(path: Path) -> Iterator[tuple[InputContainer, AudioStream]]:
    """A file and its first audio stream; raises AudioRefused when there is none to be had."""
    # As a file object: FFmpeg then has no path from which to guess a format or a neighbour.
    with path.open("rb") as file:
        try:
            container = av.open(file, "r", options={"format_whitelist": _CONTAINERS})
        except (av.FFmpegError, ValueError) as error:
            raise _unreadable(path) from error
        with container:
            if not container.streams.audio:
                raise AudioRefused(
                    "not_audio", f"expected audio, came {container.format.name} without any"
                )
            stream = container.streams.audio[0]
            _check_parameters(stream)
            yield container, stream


def decode(path: Path) -> Iterator[bytes]:
    """The audio of a file in pieces of at most a few seconds.

    Packets that cannot be decoded are left out, as every player does: the file was examined when
    it came, and one bad frame in the middle is no reason to lose an hour.
    """
    resampler = _Resampler()
    with open_audio(path) as (container, stream):
        try:
            for packet in container.demux(stream):
                try:
                    frames = packet.decode()
                except av.InvalidDataError:
                    continue
                for frame in frames:
                    yield from resampler.take(frame)
            yield from resampler.rest()
        except av.FFmpegError as error:
            raise AudioRefused("audio_broken", f"the audio cannot be decoded: {error}") from error


class _Resampler:
    """Follows a stream whose rate, channels or format change on the way, as joined files do."""

    def __init__(self) -> None:
        self._shape: tuple[int, str, str] | None = None
        self._inner = self._fresh()

    def take(self, frame: av.AudioFrame) -> Iterator[bytes]:
        shape = (frame.sample_rate, frame.layout.name, frame.format.name)
        if shape != self._shape:
            if self._shape is not None:
                yield from self.rest()
            self._shape = shape
            self._inner = self._fresh()
        yield from self._samples(frame)

    def rest(self) -> Iterator[bytes]:
        """What the filter still held back."""
        yield from self._samples(None)

    def _samples(self, frame: av.AudioFrame | None) -> Iterator[bytes]:
        for part in self._inner.resample(frame):
            # A plane is padded beyond its samples.
            yield bytes(part.planes[0])[: part.samples * SAMPLE_BYTES]

    @staticmethod
    def _fresh() -> av.AudioResampler:
        return av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)


def _check_parameters(stream: AudioStream) -> None:
    # A stream of a codec that FFmpeg does not know has no such attribute.
    if getattr(stream, "rate", None) is None:
        raise AudioRefused("audio_broken", "the audio is encoded in a way that is not known")
    if stream.rate not in _RATES:
        raise AudioRefused(
            "audio_broken",
            f"expected a sample rate of {_RATES[0]} to {_RATES[-1]} Hz, came {stream.rate}",
        )
    if stream.channels not in _CHANNELS:
        raise AudioRefused(
            "audio_broken",
            f"expected {_CHANNELS[0]} to {_CHANNELS[-1]} channels, came {stream.channels}",
        )


def _unreadable(path: Path) -> AudioRefused:
    with path.open("rb") as file:
        head = file.read(16)
    if any(head[at : at + len(mark)] == mark for at, mark in _MARKS):
        return AudioRefused(
            "audio_broken",
            "the file begins like audio, but its headers are broken or cut off: upload the whole "
            "file, or convert it anew",
        )
    return AudioRefused(
        "not_audio",
        "expected WAV, FLAC, MP3, Ogg, WebM, M4A, AAC or AIFF audio, came something else "
        f"(the file begins with {head[:8].hex(' ') or 'nothing'})",
    )
