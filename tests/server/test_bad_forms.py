"""Uploads that are too large, broken off or no form at all: refused, and nothing left behind."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from audio_files import silence
from connection import PATIENCE_S
from transcription_service.service import Service
from transcription_service.settings import Settings
from upload_form import FORM, HEAD, PATH, TAIL, assert_refused, raw_post

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("disk_stays_clean")]


async def test_a_file_over_the_limit_is_refused_while_it_arrives(
    app: FastAPI, client: httpx.AsyncClient, settings: Settings
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield HEAD
        while True:
            sent += 65536
            assert sent <= settings.max_upload_bytes + 65536, "the server goes on reading"
            yield bytes(65536)

    reader = endless()
    answer = await asyncio.wait_for(raw_post(app, client, FORM, reader), PATIENCE_S)
    assert answer[0] == 413
    assert b"upload_too_large" in answer[1]


@pytest.mark.parametrize(
    "piece", [bytes(65536), b'\r\n--X\r\nContent-Disposition: form-data; name="x"\r\n\r\n' * 1000]
)
async def test_a_form_that_holds_endless_other_things_is_refused_while_it_arrives(
    piece: bytes, app: FastAPI, client: httpx.AsyncClient
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield HEAD.replace(b'"audio"', b'"sound"')
        while True:
            sent += len(piece)
            assert sent < 1_000_000, "the server goes on reading"
            yield piece

    status, body = await asyncio.wait_for(raw_post(app, client, FORM, endless()), PATIENCE_S)
    assert status == 422
    assert b"audio_field_expected" in body


async def test_an_announced_size_over_the_limit_is_refused_unread(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    asked = False

    async def watched() -> AsyncIterator[bytes]:
        nonlocal asked
        asked = True
        yield HEAD

    headers = {**FORM, "Content-Length": "200000000000"}
    status, body = await asyncio.wait_for(raw_post(app, client, headers, watched()), PATIENCE_S)
    assert status == 413
    assert b"200000000000 bytes were announced" in body
    assert not asked


async def test_a_file_of_just_the_limit_is_read(
    client: httpx.AsyncClient, settings: Settings
) -> None:
    body = bytes(settings.max_upload_bytes)
    just = await client.post(PATH, files={"audio": ("a", body)})
    assert_refused(just, 415, "not_audio")
    over = await client.post(PATH, files={"audio": ("a", body + b"\0")})
    assert_refused(over, 413, "upload_too_large")


async def test_a_client_that_leaves_in_the_middle_leaves_no_file(
    app: FastAPI, client: httpx.AsyncClient, settings: Settings
) -> None:
    async def interrupted() -> AsyncIterator[bytes]:
        yield HEAD
        # More than is kept in memory, so that the file is there.
        for _ in range(30):
            yield bytes(65536)
        assert list((settings.data_dir / "recordings" / "arriving").iterdir())

    await raw_post(app, client, FORM, interrupted(), leave=True)


FORMS = {
    "another field": (
        HEAD.replace(b'"audio"', b'"sound"') + b"x" + TAIL,
        422,
        "audio_field_expected",
    ),
    "no field": (b"--X--\r\n", 422, "audio_field_expected"),
    "two files": (HEAD + b"x\r\n" + HEAD + b"y" + TAIL, 422, "audio_field_expected"),
    "a part without a name": (b"--X\r\n\r\nabc" + TAIL, 422, "audio_field_expected"),
    "no end": (HEAD + b"abc", 422, "form_broken"),
    "no beginning": (b"abc" + TAIL, 422, "form_broken"),
    "nothing": (b"", 422, "form_broken"),
    "a header of 1 MB": (b"--X\r\nA: " + b"b" * 1_000_000 + TAIL, 422, "form_broken"),
}


@pytest.mark.parametrize("name", FORMS)
async def test_a_form_without_one_audio_file_is_refused(
    name: str, client: httpx.AsyncClient
) -> None:
    body, status, code = FORMS[name]
    answer = await client.post(PATH, content=body, headers=FORM)
    assert_refused(answer, status, code)


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("audio/wav", 415),
        ("application/json", 415),
        ("application/x-www-form-urlencoded", 422),
        ("multipart/form-data", 422),
        ("multipart/form-data; boundary=", 422),
        ("multipart/form-data; boundary=" + "X" * 500, 422),
        ("", 422),
    ],
)
async def test_a_body_that_is_no_multipart_form_is_refused(
    content_type: str, status: int, client: httpx.AsyncClient
) -> None:
    answer = await client.post(PATH, content=b"x", headers={"Content-Type": content_type})
    assert answer.status_code == status, answer.text
    assert answer.json()["code"] in ("form_expected", "form_broken")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\talks\\one.wav", "one.wav"),
        ("a\u202egnp.wav", "agnp.wav"),
        ("<script>.wav", "<script>.wav"),
        ("x" * 300, "x" * 200),
        ("\u0085", "recording"),
    ],
)
async def test_a_file_name_is_only_ever_shown(
    sent: str, shown: str, client: httpx.AsyncClient, service: Service
) -> None:
    service.jobs.halt()
    body = (
        b'--X\r\nContent-Disposition: form-data; name="audio"; filename="'
        + sent.replace("\\", "\\\\").encode()
        + b'"\r\n\r\n'
        + silence(0.2)
        + TAIL
    )
    answer = await client.post(PATH, content=body, headers=FORM)
    assert answer.status_code == 201, answer.text
    assert answer.json()["file_name"] == shown
    service.cancel(answer.json()["session_id"])
