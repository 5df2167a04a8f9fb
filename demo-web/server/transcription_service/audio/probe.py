"""Looks an upload over, before anyone is promised a transcript of it.

All packets are read, which takes a fraction of a second for an hour; only the first and the last
ones are decoded.
"""

# PyAV's Packet is generic for type checkers only.
from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.packet import Packet

from transcription_service.audio.decoding import open_audio
from transcription_service.audio.refusal import AudioRefused
from transcription_service.audio.wholeness import check_container, tells_its_length

# FFmpeg names families; these are the members that people upload.
_FORMATS = {"matroska,webm": "webm", "mov,mp4,m4a,3gp,3g2,mj2": "m4a"}

_HEAD_PACKETS = 16
_TAIL_PACKETS = 8
_TOLERANCE_S = 0.25
"""Encoders' own padding makes a container's duration and its packets' differ by less."""

# The last packet of an Ogg Vorbis file may be trimmed by more than its length; FFmpeg 8 then gives
# it a negative duration, wrapped to some 90,000 s.
_LONGEST_PACKET_S = 60.0


@dataclass(frozen=True, slots=True)
class Examined:
    """An audio file that can be transcribed."""

    media_format: str
    audio_seconds: float


def examine(path: Path, max_seconds: float) -> Examined:
    """What the file holds. Raises AudioRefused when it should not be transcribed."""
    if path.stat().st_size == 0:
        raise AudioRefused("audio_empty", "expected an audio file, came 0 bytes")
    check_container(path)
    with open_audio(path) as (container, stream):
        names = container.format.name
        declared = container.duration / av.time_base if container.duration else None
        seconds = 0.0
        decoded = failures = 0
        tail: deque[Packet[AudioStream]] = deque(maxlen=_TAIL_PACKETS)
        for number, packet in enumerate(_packets(container.demux(stream))):
            if number < _HEAD_PACKETS:
                samples, failed = _decode(packet)
                decoded += samples
                failures += failed
            else:
                tail.append(packet)
            seconds = max(seconds, _end(packet))
            if seconds > max_seconds:
                raise AudioRefused(
                    "audio_too_long",
                    f"expected at most {max_seconds:g} s of audio, came more: cut the recording",
                )
        if decoded == 0:
            raise _silent(failures)
        # An MP3 may end in tags, which look like a broken frame.
        if names != "mp3" and [_decode(packet)[1] for packet in tail][-1:] == [1]:
            raise AudioRefused(
                "audio_truncated", "the last of the audio is cut off: upload the whole file"
            )
    if declared and tells_its_length(path, names) and seconds < declared - _TOLERANCE_S:
        raise AudioRefused(
            "audio_truncated",
            f"the header promises {declared:.2f} s of audio, {seconds:.2f} s came: "
            "upload the whole file",
        )
    return Examined(_FORMATS.get(names, names), seconds or declared or 0.0)


def _packets(packets: Iterator[Packet[AudioStream]]) -> Iterator[Packet[AudioStream]]:
    try:
        # The last one is empty: it tells decoders to give what they have kept.
        yield from (packet for packet in packets if packet.size)
    except av.FFmpegError as error:
        raise AudioRefused("audio_broken", f"the audio cannot be read: {error}") from error


def _decode(packet: Packet[AudioStream]) -> tuple[int, int]:
    try:
        return sum(frame.samples for frame in packet.decode()), 0
    except av.FFmpegError:
        return 0, 1


def _end(packet: Packet[AudioStream]) -> float:
    if packet.pts is None or packet.time_base is None:
        return 0.0
    duration = float((packet.duration or 0) * packet.time_base)
    if duration > _LONGEST_PACKET_S:
        duration = 0.0
    return float(packet.pts * packet.time_base) + duration


def _silent(failures: int) -> AudioRefused:
    if failures:
        return AudioRefused("audio_broken", "none of the first audio packets can be decoded")
    return AudioRefused("audio_empty", "expected audio, came a file that holds no samples")
