"""Recordings are played: whole, in part, and by nobody but their owner."""

import httpx
import pytest
from fastapi import FastAPI

from audio_files import encoded, noise, silence
from connection import connect
from scripted_recogniser import ScriptedRecogniser
from transcription_service.isolation.children import ChildLost
from transcription_service.service import Service
from transcription_service.sessions.repository import Session

pytestmark = pytest.mark.anyio

BYTES = bytes(range(256)) * 1000


@pytest.fixture
def audio(service: Service, own_session: str) -> str:
    """The address of a recording of BYTES."""
    service.recordings.path(own_session).write_bytes(BYTES)
    return f"/api/v1/sessions/{own_session}/audio"


async def test_a_recording_is_what_was_uploaded(
    client: httpx.AsyncClient, recogniser: ScriptedRecogniser
) -> None:
    """While its job runs, and when it has ended."""
    wav = silence(1)
    upload = await client.post("/api/v1/sessions", files={"audio": ("mø te.wav", wav)})
    urls = upload.json()["urls"]
    assert urls["audio"] == f"{urls['self']}/audio"
    for _ in range(2):
        answer = await client.get(urls["audio"])
        assert (answer.status_code, answer.content) == (200, wav)
        assert answer.headers["content-type"] == "audio/wav"
        assert answer.headers["content-length"] == str(len(wav))
        assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''m%C3%B8%20te.wav"
        assert answer.headers["cache-control"] == "private, no-cache"
        assert answer.headers["accept-ranges"] == "bytes"
        assert answer.headers["x-content-type-options"] == "nosniff"
        recogniser.end(ChildLost("crashed", "signal 11"))
        await client.get(urls["stream"])


@pytest.mark.parametrize(
    ("audio_format", "codec", "kind"),
    [
        ("flac", "flac", "audio/flac"),
        ("ogg", "libopus", "audio/ogg"),
        ("mp3", "libmp3lame", "audio/mpeg"),
        ("webm", "libopus", "audio/webm"),
        ("mp4", "aac", "audio/mp4"),
        ("adts", "aac", "audio/aac"),
        ("aiff", "pcm_s16be", "audio/aiff"),
    ],
)
async def test_its_type_is_what_the_file_was_found_to_be(
    audio_format: str,
    codec: str,
    kind: str,
    client: httpx.AsyncClient,
    recogniser: ScriptedRecogniser,
) -> None:
    """Whatever its sender called it."""
    file = encoded(noise(2), audio_format, codec, 16_000 if codec == "flac" else 48_000)
    upload = await client.post(
        "/api/v1/sessions", files={"audio": ("page.html", file, "text/html")}
    )
    assert upload.status_code == 201, upload.text
    answer = await client.head(upload.json()["urls"]["audio"])
    assert answer.headers["content-type"] == kind
    recogniser.end(ChildLost("crashed", "signal 11"))


@pytest.mark.parametrize("media_format", ["nut", "", "text/html"])
async def test_what_has_no_known_type_is_never_a_page(
    media_format: str, client: httpx.AsyncClient, service: Service, token: str
) -> None:
    session_id = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"
    service.repository.add_session(
        Session(
            id=session_id,
            user_id=service.identity.holder(token).id,
            file_name="<script>.html",
            media_format=media_format,
            size_bytes=8,
            audio_seconds=1,
            created_at="2026-01-01T12:00:00.000Z",
        )
    )
    service.recordings.path(session_id).write_bytes(b"<script>")
    service.publisher.queued(session_id, attempt=1)
    answer = await client.get(f"/api/v1/sessions/{session_id}/audio")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


SIZE = len(BYTES)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=5-9", 5, 9),
        ("BYTES=5-9", 5, 9),
        ("bytes=255998-", 255998, SIZE - 1),
        ("bytes=255999-255999", SIZE - 1, SIZE - 1),
        ("bytes=5-999999999999", 5, SIZE - 1),
        ("bytes=-7", SIZE - 7, SIZE - 1),
        ("bytes=-999999999", 0, SIZE - 1),
        ("bytes=1000-200000", 1000, 200000),
    ],
)
async def test_a_part_is_sent_to_who_asks_for_it(
    asked: str, first: int, last: int, audio: str, client: httpx.AsyncClient
) -> None:
    answer = await client.get(audio, headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.headers["content-range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer.headers["content-length"] == str(last - first + 1)
    assert answer.headers["content-type"] == "audio/wav"
    assert answer.content == BYTES[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=256000-256001", "bytes=-0"])
async def test_a_part_beyond_the_end_is_refused_with_the_size(
    asked: str, audio: str, client: httpx.AsyncClient
) -> None:
    answer = await client.get(audio, headers={"Range": asked})
    assert (answer.status_code, answer.json()["code"]) == (416, "range_unsatisfiable")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    [
        "seconds=1-2",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=x-y",
        "bytes=9-5",
        "bytes=+1-2",
        "bytes=1_0-2_0",
        "bytes=--5",
        "bytes=0-1,5-6",
        "bytes=" + "9" * 400 + "-",
    ],
)
async def test_a_range_that_means_nothing_here_is_ignored(
    asked: str, audio: str, client: httpx.AsyncClient
) -> None:
    """RFC 9110, 14.2: also a unit that is not known. Of several at once all is sent."""
    answer = await client.get(audio, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, BYTES)
    assert "content-range" not in answer.headers


@pytest.mark.parametrize("asked", ["bytes=0-", "bytes=-5", "bytes=0-9"])
async def test_of_an_empty_file_all_is_sent(
    asked: str, audio: str, client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    service.recordings.path(own_session).write_bytes(b"")
    answer = await client.get(audio, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, b"")


async def test_a_part_of_something_older_is_not_mixed_with_this(
    audio: str, client: httpx.AsyncClient
) -> None:
    whole = await client.get(audio)

    async def status(if_range: str, asked: str = "bytes=5-9") -> int:
        headers = {"Range": asked, "If-Range": if_range}
        return (await client.get(audio, headers=headers)).status_code

    assert await status(whole.headers["etag"]) == 206
    assert await status(whole.headers["last-modified"]) == 206
    assert await status('"other"') == 200
    assert await status(f"W/{whole.headers['etag']}") == 200
    assert await status("Thu, 01 Jan 1970 00:00:00 GMT") == 200
    assert await status('"other"', "bytes=999999-") == 200


async def test_who_has_it_is_not_sent_it_again(audio: str, client: httpx.AsyncClient) -> None:
    tag = (await client.get(audio)).headers["etag"]
    assert not tag.startswith("W/")
    for headers in ({}, {"Range": "bytes=0-1"}):
        answer = await client.get(audio, headers={"If-None-Match": tag, **headers})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
        assert answer.headers["cache-control"] == "private, no-cache"


async def test_a_head_tells_the_same_without_the_bytes(
    audio: str, client: httpx.AsyncClient
) -> None:
    whole = await client.get(audio)
    head = await client.head(audio, headers={"Range": "bytes=0-1"})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("content-length", "content-type", "etag", "accept-ranges"):
        assert head.headers[name] == whole.headers[name]


async def test_a_recording_is_for_its_owner_alone(
    audio: str, anonymous: httpx.AsyncClient, service: Service
) -> None:
    other = {"Authorization": f"Bearer {service.identity.new_token()}"}
    for method in ("GET", "HEAD"):
        assert (await anonymous.request(method, audio)).status_code == 401
        assert (await anonymous.request(method, audio, headers=other)).status_code == 404
    answer = await anonymous.get(audio, headers=other)
    assert answer.json()["code"] == "session_unknown"


async def test_one_that_is_not_kept_any_more_is_gone(
    audio: str, client: httpx.AsyncClient, service: Service, own_session: str
) -> None:
    service.recordings.remove(own_session)
    answer = await client.get(audio)
    assert (answer.status_code, answer.json()["code"]) == (404, "recording_gone")
    session = (await client.get(f"/api/v1/sessions/{own_session}")).json()
    assert (session["urls"]["audio"], session["urls"]["retry"]) == (None, None)
    [listed] = (await client.get("/api/v1/sessions")).json()["sessions"]
    assert listed["urls"] == session["urls"]


async def test_who_is_listening_hears_it_to_the_end(
    audio: str,
    app: FastAPI,
    service: Service,
    own_session: str,
    headers: dict[str, str],
) -> None:
    """Though it is deleted meanwhile, even before its first byte is read."""
    async with connect(app, audio, headers, awaits_head=False) as player:
        player.stall()
        await player.settled()
        service.recordings.remove(own_session)
        player.go_on()
        await player.head()
        assert player.status == 200
        assert await player.rest() == BYTES
