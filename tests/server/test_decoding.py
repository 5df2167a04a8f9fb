"""Whatever the file, what comes out is 16 kHz mono 16-bit PCM."""

import random
from pathlib import Path

import pytest

from audio_files import RATE, encoded, noise, wav
from transcription_service.audio.decoding import decode
from transcription_service.audio.probe import examine
from transcription_service.audio.refusal import AudioRefused

TONE = noise(2)


def seconds_of(path: Path) -> float:
    return sum(len(piece) for piece in decode(path)) / 2 / RATE


@pytest.mark.parametrize(
    ("container", "codec", "rate", "layout"),
    [
        ("wav", "pcm_s16le", 44_100, "stereo"),
        ("wav", "pcm_f32le", 8_000, "mono"),
        ("flac", "flac", 96_000, "stereo"),
        ("mp3", "libmp3lame", 22_050, "mono"),
        ("ogg", "libopus", 48_000, "stereo"),
        ("webm", "libopus", 48_000, "mono"),
        ("mp4", "aac", 44_100, "stereo"),
        ("adts", "aac", 44_100, "mono"),
        ("aiff", "pcm_s16be", 44_100, "mono"),
    ],
)
def test_every_format_comes_out_as_long_as_it_was(
    container: str, codec: str, rate: int, layout: str, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    path.write_bytes(encoded(TONE, container, codec, rate, layout))
    assert seconds_of(path) == pytest.approx(2, abs=0.1)
    assert examine(path, 60).audio_seconds == pytest.approx(2, abs=0.15)


def test_a_file_that_is_16_khz_already_comes_out_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(wav(TONE))
    assert b"".join(decode(path)) == TONE


def test_joined_files_of_different_shapes_are_followed(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(
        encoded(TONE, "mp3", "libmp3lame", 48_000, "mono")
        + encoded(TONE, "mp3", "libmp3lame", 44_100, "stereo")
    )
    assert seconds_of(path) == pytest.approx(4, abs=0.3)


def test_a_broken_packet_in_the_middle_costs_no_more_than_itself(tmp_path: Path) -> None:
    flac = bytearray(encoded(TONE, "flac", "flac", RATE))
    flac[len(flac) // 2 : len(flac) // 2 + 20] = bytes(20)
    path = tmp_path / "a"
    path.write_bytes(flac)
    assert 1 < seconds_of(path) <= 2.01


def test_damaged_files_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    seed = random.randrange(2**32)
    print("seed", seed)
    chance = random.Random(seed)
    whole = [
        wav(TONE),
        encoded(TONE, "flac", "flac", RATE),
        encoded(TONE, "ogg", "libopus"),
        encoded(TONE, "mp3", "libmp3lame"),
        encoded(TONE, "webm", "libopus"),
        encoded(TONE, "mp4", "aac"),
    ]
    path = tmp_path / "a"
    refused = 0
    for _ in range(300):
        body = bytearray(chance.choice(whole))
        for _ in range(chance.choice((1, 5, 50))):
            body[chance.randrange(chance.choice((64, 300, len(body))))] = chance.randrange(256)
        path.write_bytes(body[: chance.randrange(len(body))] if chance.random() < 0.3 else body)
        try:
            examine(path, 60)
            assert seconds_of(path) < 600
        except AudioRefused:
            refused += 1
    assert 0 < refused < 300
