"""Small files that hold much, or say that they do: refused in bounded time and memory."""

import gzip
import io
import zipfile

import httpx
import pytest

from audio_files import RATE, encoded, noise, silence, wav_header
from transcription_service.service import Service
from upload_form import FORM, HEAD, PATH, TAIL, assert_refused

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("disk_stays_clean")]

_STREAMINFO = 8
"""Where a FLAC's first metadata block begins (RFC 9639, 8.2)."""


def lying_flac() -> bytes:
    """Twenty minutes of silence, of which the header says that they are one second."""
    flac = bytearray(encoded(bytes(RATE * 2 * 1200), "flac", "flac", RATE))
    # The last 36 of the 64 bits from the tenth byte on are the number of samples.
    at = _STREAMINFO + 10
    fields = int.from_bytes(flac[at : at + 8], "big") >> 36 << 36
    flac[at : at + 8] = (fields | RATE).to_bytes(8, "big")
    return bytes(flac)


async def test_a_file_that_lies_about_its_length_is_refused(client: httpx.AsyncClient) -> None:
    """A decoder bomb: a thousandth of the bytes that it would become."""
    bomb = lying_flac()
    assert len(bomb) < 1200 * RATE * 2 / 100
    answer = await client.post(PATH, files={"audio": ("talk.flac", bomb)})
    assert answer.status_code == 422, answer.text
    assert answer.json()["code"] in ("audio_too_long", "audio_broken", "audio_truncated")


@pytest.mark.parametrize("rate", [1, 0xFFFFFFFF])
async def test_a_file_that_would_be_stretched_beyond_measure_is_refused(
    rate: int, client: httpx.AsyncClient
) -> None:
    bomb = wav_header(data_size=100_000, rate=rate) + bytes(100_000)
    answer = await client.post(PATH, files={"audio": ("talk.wav", bomb)})
    assert_refused(answer, 422, "audio_broken")


async def test_archives_are_not_unpacked(client: httpx.AsyncClient) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("talk.wav", bytes(50_000_000))
    for bomb in (archive.getvalue(), gzip.compress(bytes(50_000_000))):
        assert len(bomb) < 100_000
        answer = await client.post(PATH, files={"audio": ("talk.wav", bomb)})
        assert_refused(answer, 415, "not_audio")


async def test_a_compressed_body_is_not_unpacked(client: httpx.AsyncClient) -> None:
    body = gzip.compress(HEAD + silence(60) + TAIL)
    answer = await client.post(PATH, content=body, headers=FORM | {"Content-Encoding": "gzip"})
    assert_refused(answer, 422, "form_broken")


async def test_thousands_of_joined_streams_are_one_short_file(
    client: httpx.AsyncClient, service: Service
) -> None:
    """An Ogg chain: each link brings headers of its own, which a decoder has to set up."""
    service.jobs.halt()
    link = encoded(noise(0.1), "ogg", "libopus")
    answer = await client.post(PATH, files={"audio": ("talk.ogg", link * (1_500_000 // len(link)))})
    assert answer.status_code in (201, 422), answer.text
    if answer.status_code == 201:
        service.cancel(answer.json()["session_id"])
