"""Containers that tell their own size are held to it, before and beside the decoder.

FFmpeg mends what it can and plays the rest. That is right for a player, and wrong for someone who
would get half a transcript and never know.
"""

import struct
from pathlib import Path
from typing import BinaryIO

from transcription_service.audio.refusal import AudioRefused

_OGG_PAGE_LIMIT = 27 + 255 + 255 * 255
_HEAD_BYTES = 16 * 1024
_WAV_FORMAT_BYTES = 16


def check_container(path: Path) -> None:
    """Raises AudioRefused for a WAV or Ogg file that is not what it says of itself."""
    with path.open("rb") as file:
        head = file.read(12)
        size = path.stat().st_size
        if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
            _check_wav(file, size)
        elif head[:4] == b"OggS":
            _check_ogg(file, size)


def tells_its_length(path: Path, container: str) -> bool:
    """Whether the duration that the container gives was written there, and not estimated.

    Raw MP3 and AAC have none; an MP3's first frame may hold a Xing, Info or VBRI table that does.
    """
    if container == "aac":
        return False
    if container == "mp3":
        with path.open("rb") as file:
            file.seek(_id3_size(file.read(10)))
            head = file.read(_HEAD_BYTES)
        return any(mark in head for mark in (b"Xing", b"Info", b"VBRI"))
    return True


def _check_wav(file: BinaryIO, size: int) -> None:
    format_seen = False
    while len(header := file.read(8)) == 8:
        name, length = struct.unpack("<4sI", header)
        left = size - file.tell()
        if name == b"data":
            if not format_seen:
                raise AudioRefused(
                    "audio_broken", "WAV: expected a fmt chunk before the data, came none"
                )
            if length == 0:
                raise AudioRefused(
                    "audio_empty", "WAV: expected audio, came a data chunk of 0 bytes"
                )
            if length > left:
                raise AudioRefused(
                    "audio_truncated",
                    f"WAV: the header promises {length} bytes of audio, {left} came: "
                    "upload the whole file, or write its header anew",
                )
            return
        if length > left:
            raise AudioRefused(
                "audio_truncated",
                f"WAV: chunk {name!r} promises {length} bytes, {left} came",
            )
        if name == b"fmt ":
            _check_wav_format(file.read(min(length, _WAV_FORMAT_BYTES)))
            format_seen = True
            file.seek(length - min(length, _WAV_FORMAT_BYTES), 1)
        else:
            file.seek(length, 1)
        # Chunks begin at even offsets.
        file.seek(length & 1, 1)
    raise AudioRefused("audio_truncated", "WAV: expected a data chunk, came the end of the file")


def _check_wav_format(chunk: bytes) -> None:
    if len(chunk) < _WAV_FORMAT_BYTES:
        raise AudioRefused(
            "audio_broken",
            f"WAV: expected a fmt chunk of {_WAV_FORMAT_BYTES} bytes or more, came {len(chunk)}",
        )
    _, channels, rate, _, block, _ = struct.unpack("<HHIIHH", chunk)
    if channels == 0 or rate == 0 or block == 0:
        raise AudioRefused(
            "audio_broken",
            "WAV: expected channels, sample rate and block size above 0, "
            f"came {channels}, {rate} and {block}",
        )


def _check_ogg(file: BinaryIO, size: int) -> None:
    start = max(0, size - _OGG_PAGE_LIMIT)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"OggS")
    if at >= 0 and len(tail) >= at + 27:
        lacing = tail[at + 27 : at + 27 + tail[at + 26]]
        if len(lacing) == tail[at + 26] and len(tail) >= at + 27 + len(lacing) + sum(lacing):
            return
    raise AudioRefused(
        "audio_truncated",
        f"Ogg: expected a whole last page, came one that is cut off at byte {size}",
    )


def _id3_size(head: bytes) -> int:
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte & 0x7F
    return size + 10
