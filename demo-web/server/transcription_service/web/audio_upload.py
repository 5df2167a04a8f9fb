"""Takes the audio out of a multipart form while it arrives."""

import errno
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from anyio import to_thread
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import Request

from transcription_service.problems import Problem
from transcription_service.sessions.recordings import NoRoom
from transcription_service.sessions.retention import Retention

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FIELD = "audio"

_FORM_BYTES = 64 * 1024
"""Room for everything in the form that is not audio."""

_WRITE_BYTES = 1024 * 1024
_LONGEST_NAME = 200
_NAMED_FIELDS = 5
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Upload:
    """An audio file that has arrived whole. `file_name` is for display only."""

    file_name: str
    size_bytes: int


async def receive_audio(
    request: Request, path: Path, max_bytes: int, retention: Retention
) -> Upload:
    """Write the form's file field `audio` to `path`, reading no more than is allowed.

    Raises Problem: 413 as soon as the file is too large, 415 for something other than a form,
    422 for a form without exactly one such field or that ends early, 507 when there is no room, for
    what is announced or for what is there already.
    Starlette raises ClientDisconnect when the client leaves.
    """
    reader = _FormReader(max_bytes)
    try:
        parser = _form_parser(request, reader)
        announced = _announced(request, max_bytes)
        await to_thread.run_sync(retention.check_announced, max(0, announced - _FORM_BYTES))
        with path.open("wb") as file:
            async for chunk in request.stream():
                parser.write(chunk)
                if len(reader.arrived) >= _WRITE_BYTES:
                    await to_thread.run_sync(_write, file, reader, retention)
            parser.finalize()
            await to_thread.run_sync(_write, file, reader, retention)
    except FormParserError as error:
        raise Problem(422, "form_broken", f"The form is malformed: {error}.") from error
    except NoRoom as error:
        raise disk_full() from error
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise disk_full() from error
    return reader.upload()


def _write(file: BinaryIO, reader: "_FormReader", retention: Retention) -> None:
    # Uploads that ask at the same moment may go past the bound by one piece each.
    retention.check_arriving(len(reader.arrived))
    file.write(reader.arrived)
    reader.arrived.clear()


def _announced(request: Request, max_bytes: int) -> int:
    """How long the form is to be; 0 when that is not said."""
    header = request.headers.get("content-length", "")
    announced = int(header) if header.isdecimal() else 0
    if announced > max_bytes + _FORM_BYTES:
        raise _too_large(max_bytes, f"{announced} bytes were announced")
    return announced


def _form_parser(request: Request, reader: "_FormReader") -> MultipartParser:
    came = request.headers.get("content-type", "")
    kind, parameters = parse_options_header(came)
    boundary = parameters.get(b"boundary")
    if kind == b"multipart/form-data" and boundary:
        return MultipartParser(boundary, reader.callbacks())
    # Without a body, or with another kind of form, what lacks is the file and not the type.
    lacks_file = kind in (b"", b"application/x-www-form-urlencoded", b"multipart/form-data")
    raise Problem(
        422 if lacks_file else 415,
        "form_expected",
        f"Expected multipart/form-data with one file field {FIELD!r} and a boundary, "
        f"came {came[:100] or 'nothing'}.",
    )


class _FormReader:
    """Collects one file field, and counts everything else against a small allowance."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._allowance = _FORM_BYTES
        self._header_name = b""
        self._header_value = b""
        self._disposition = b""
        self._fields: list[str] = []
        self._in_audio = False
        self._ended = False
        self._size = 0
        self._file_name = ""
        self.arrived = bytearray()

    def callbacks(self) -> "MultipartCallbacks":
        return {
            "on_part_begin": self._part_begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value_part,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._part_data,
            "on_end": self._end,
        }

    def upload(self) -> Upload:
        if not self._ended:
            raise Problem(
                422, "form_broken", "The form ends before its closing boundary: send it whole."
            )
        if self._fields.count(FIELD) != 1:
            raise Problem(
                422,
                "audio_field_expected",
                f"Expected one file field {FIELD!r}, came {self._fields_that_came()}.",
            )
        return Upload(self._file_name, self._size)

    def _fields_that_came(self) -> str:
        return ", ".join(map(repr, self._fields[:_NAMED_FIELDS])) or "no field"

    def _part_begin(self) -> None:
        self._disposition = b""

    def _header_field(self, chunk: bytes, start: int, end: int) -> None:
        self._header_name += chunk[start:end]

    def _header_value_part(self, chunk: bytes, start: int, end: int) -> None:
        self._header_value += chunk[start:end]

    def _header_end(self) -> None:
        if self._header_name.lower() == b"content-disposition":
            self._disposition = self._header_value
        self._header_name = self._header_value = b""

    def _headers_finished(self) -> None:
        _, parameters = parse_options_header(self._disposition)
        name = _clean(parameters.get(b"name", b""))
        self._spend(len(self._disposition) + 1)
        self._fields.append(name)
        self._in_audio = name == FIELD and self._fields.count(FIELD) == 1
        if self._in_audio:
            path = parameters.get(b"filename", b"").replace(b"\\", b"/")
            self._file_name = _clean(path.rpartition(b"/")[2]) or "recording"

    def _part_data(self, chunk: bytes, start: int, end: int) -> None:
        if not self._in_audio:
            self._spend(end - start)
            return
        self._size += end - start
        if self._size > self._max_bytes:
            raise _too_large(self._max_bytes, "more is coming")
        self.arrived += chunk[start:end]

    def _end(self) -> None:
        self._ended = True

    def _spend(self, size: int) -> None:
        self._allowance -= size
        if self._allowance < 0:
            raise Problem(
                422,
                "audio_field_expected",
                f"Expected little but the file field {FIELD!r}, came more than {_FORM_BYTES} bytes "
                f"of {self._fields_that_came()}.",
            )


def disk_full() -> Problem:
    """507: for what does not fit in."""
    return Problem(507, "disk_full", "There is no room for the file; try later.")


def _clean(name: bytes) -> str:
    return _CONTROL.sub("", name.decode("utf-8", "replace")).strip()[:_LONGEST_NAME]


def _too_large(max_bytes: int, came: str) -> Problem:
    return Problem(
        413,
        "upload_too_large",
        f"Expected an audio file of at most {max_bytes} bytes, but {came}: "
        "send a shorter or compressed recording.",
    )
