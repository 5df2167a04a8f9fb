"""Multipart forms, whole and in pieces, and what a refused one is answered."""

from collections.abc import AsyncIterator

import httpx
from fastapi import FastAPI
from starlette.types import Message

PATH = "/api/v1/sessions"
FORM = {"Content-Type": "multipart/form-data; boundary=X"}
HEAD = b'--X\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\n\r\n'
TAIL = b"\r\n--X--\r\n"


def assert_refused(answer: httpx.Response, status: int, code: str, *words: str) -> None:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    for word in words:
        assert word in answer.json()["detail"]


async def raw_post(
    app: FastAPI,
    client: httpx.AsyncClient,
    headers: dict[str, str],
    pieces: AsyncIterator[bytes],
    *,
    leave: bool = False,
) -> tuple[int, bytes]:
    """Send a form piece by piece, each only when the server asks."""
    answer: list[Message] = []

    async def receive() -> Message:
        if answer:
            return {"type": "http.disconnect"}
        piece = await anext(pieces, None)
        if piece is None:
            return (
                {"type": "http.disconnect"}
                if leave
                else {"type": "http.request", "body": b"", "more_body": False}
            )
        return {"type": "http.request", "body": piece, "more_body": True}

    async def send(message: Message) -> None:
        answer.append(message)

    request = client.build_request(
        "POST", PATH, headers={"Transfer-Encoding": "chunked", **headers}
    )
    await app(
        {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": PATH,
            "raw_path": PATH.encode(),
            "query_string": b"",
            "root_path": "",
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "server": ("testserver", 80),
            "client": ("127.0.0.1", 50000),
        },
        receive,
        send,
    )
    return answer[0]["status"], b"".join(part["body"] for part in answer[1:])
