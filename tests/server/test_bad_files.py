"""What cannot be transcribed is refused with its reason, and leaves nothing behind."""

import httpx
import pytest

from audio_files import RATE, encoded, noise, silence, wav, wav_header
from transcription_service.service import Service
from upload_form import PATH, assert_refused

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("disk_stays_clean")]

PCM = bytes(RATE * 2)
FLAC = encoded(noise(2), "flac", "flac", RATE)
OGG = encoded(noise(2), "ogg", "libopus")
MP3 = encoded(noise(2), "mp3", "libmp3lame")
WEBM = encoded(noise(2), "webm", "libopus")
M4A = encoded(noise(2), "mp4", "aac")

USELESS = {
    "text": (b"Dear Sir or Madam, " * 50, 415, "not_audio"),
    "zeros": (bytes(100_000), 415, "not_audio"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), 415, "not_audio"),
    "play list": (b"#EXTM3U\n#EXTINF:10,\n/etc/passwd\n", 415, "not_audio"),
    "concatenation": (b"ffconcat version 1.0\nfile /etc/passwd\n", 415, "not_audio"),
    "one byte": (b"R", 415, "not_audio"),
    "empty": (b"", 422, "audio_empty"),
    "RIFF alone": (b"RIFF", 422, "audio_broken"),
    "WAV without chunks": (b"RIFF\x04\0\0\0WAVE", 422, "audio_truncated"),
    "WAV without samples": (wav_header(data_size=0), 422, "audio_empty"),
    "WAV cut off": (silence(1)[:-100], 422, "audio_truncated"),
    "WAV header alone": (wav_header(data_size=32_000), 422, "audio_truncated"),
    "WAV of 4 GB, it says": (wav_header(data_size=0xFFFFFFFF) + PCM, 422, "audio_truncated"),
    "WAV without channels": (
        wav_header(data_size=len(PCM), channels=0) + PCM,
        422,
        "audio_broken",
    ),
    "WAV of 65535 channels": (
        wav_header(data_size=len(PCM), channels=65535) + PCM,
        422,
        "audio_broken",
    ),
    "WAV at 0 Hz": (wav_header(data_size=len(PCM), rate=0) + PCM, 422, "audio_broken"),
    "WAV at 4 GHz": (
        wav_header(data_size=len(PCM), rate=0xFFFFFFFF) + PCM,
        422,
        "audio_broken",
    ),
    "WAV with blocks of 0": (wav_header(data_size=len(PCM), block=0) + PCM, 422, "audio_broken"),
    "WAV of an unknown codec": (
        wav_header(data_size=len(PCM), codec=0x1234) + PCM,
        422,
        "audio_broken",
    ),
    "WAV with a format of 4 GB": (
        wav_header(data_size=len(PCM), fmt_size=0xFFFFFFF0) + PCM,
        422,
        "audio_truncated",
    ),
    "WAV whose data come first": (b"RIFF\0\0\0\0WAVEdata\4\0\0\0abcd", 422, "audio_broken"),
    "FLAC cut off": (FLAC[: len(FLAC) // 2], 422, "audio_truncated"),
    "FLAC name alone": (b"fLaC" + bytes(60), 422, "audio_broken"),
    "Ogg cut off": (OGG[: len(OGG) // 2], 422, "audio_truncated"),
    "MP3 cut off": (MP3[: len(MP3) // 2], 422, "audio_truncated"),
    "WebM cut off": (WEBM[: len(WEBM) // 2], 422, "audio_truncated"),
    "M4A cut off": (M4A[: len(M4A) // 2], 422, "audio_broken"),
    "a format that is not on the list": (
        encoded(noise(2), "au", "pcm_s16be", RATE),
        415,
        "not_audio",
    ),
    "longer than a minute": (
        encoded(bytes(RATE * 130), "flac", "flac", RATE),
        422,
        "audio_too_long",
    ),
}


@pytest.mark.parametrize("name", USELESS)
async def test_a_useless_file_is_refused_with_the_reason(
    name: str, client: httpx.AsyncClient
) -> None:
    body, status, code = USELESS[name]
    answer = await client.post(PATH, files={"audio": ("talk.wav", body, "audio/wav")})
    assert_refused(answer, status, code)
    assert (await client.get(PATH)).json()["sessions"] == []


async def test_a_refusal_tells_what_was_expected_and_what_came(client: httpx.AsyncClient) -> None:
    answer = await client.post(PATH, files={"audio": ("a.wav", silence(1)[:-100])})
    assert_refused(answer, 422, "audio_truncated", "promises 32000 bytes", "31900 came")


@pytest.mark.parametrize(
    "body",
    [
        wav(noise(2)),
        FLAC,
        OGG,
        MP3,
        WEBM,
        M4A,
        encoded(noise(2), "ogg", "vorbis", layout="stereo"),
        b"RIFF\0\0\0\0WAVE" + b"LIST\5\0\0\0abcde\0" + wav(noise(2))[12:],
    ],
    ids=["wav", "flac", "opus", "mp3", "webm", "m4a", "vorbis", "wav with an odd chunk"],
)
async def test_what_is_whole_is_accepted(
    body: bytes, client: httpx.AsyncClient, service: Service
) -> None:
    service.jobs.halt()
    answer = await client.post(PATH, files={"audio": ("a", body)})
    assert answer.status_code == 201, answer.text
    assert answer.json()["audio_seconds"] == pytest.approx(2, abs=0.15)
    service.cancel(answer.json()["session_id"])
