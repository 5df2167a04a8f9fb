"""Sends a recording, or the part of it that a player asks for."""

import os
from typing import IO

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send

from transcription_service.problems import Problem
from transcription_service.web.etags import matches
from transcription_service.web.ranges import Unsatisfiable, asked_range


class RecordingResponse(FileResponse):
    """Of an open file, which is closed at the end: it may be removed while it is played.

    What the framework's own reading of conditions and ranges lacks is done here: 304, units that it
    does not know, HEAD (whose `Range` means nothing), and problems as bodies of errors.
    """

    def __init__(self, file: IO[bytes], media_type: str, headers: dict[str, str]) -> None:
        self._file = file
        super().__init__(
            # The file that is open, whatever has become of its name.
            f"/dev/fd/{file.fileno()}",
            headers=headers,
            media_type=media_type,
            stat_result=os.fstat(file.fileno()),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._file:
            headers = Headers(scope=scope)
            if matches(headers.get("if-none-match"), self.headers["etag"]):
                unchanged = Response(status_code=304, headers=self._validators())
                await unchanged(scope, receive, send)
                return
            asked = MutableHeaders(raw=list(scope["headers"]))
            part = self._part(scope, headers)
            del asked["range"]
            if part is not None:
                asked["range"] = "bytes={}-{}".format(*part)
            await super().__call__({**scope, "headers": asked.raw}, receive, send)

    def _part(self, scope: Scope, headers: Headers) -> tuple[int, int] | None:
        """The bytes to send; None for all. Raises Problem (416)."""
        if scope["method"] != "GET" or "range" not in headers:
            return None
        if headers.get("if-range", self.headers["etag"]) not in (
            self.headers["etag"],
            self.headers["last-modified"],
        ):
            return None
        size = int(self.headers["content-length"])
        try:
            return asked_range(headers["range"], size)
        except Unsatisfiable as error:
            raise Problem(
                416,
                "range_unsatisfiable",
                f"Expected a range that begins within {size} bytes, came "
                f"{headers['range'][:80]!r}.",
                {"Content-Range": f"bytes */{size}"},
            ) from error

    def _validators(self) -> dict[str, str]:
        return {name: self.headers[name] for name in ("etag", "last-modified", "cache-control")}
