"""What was uploaded, to be listened to."""

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import FileResponse

from transcription_service.problems import Problem
from transcription_service.routes.access import OwnSession, ServiceNeeded
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API
from transcription_service.sessions.recordings import RecordingGone
from transcription_service.web.recording_response import RecordingResponse

# By what the examiner found the file to be; what its sender says of it is not asked.
_MEDIA_TYPES = {
    "aac": "audio/aac",
    "aiff": "audio/aiff",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "webm": "audio/webm",
}
_ANY = "application/octet-stream"

_HEADERS: dict[str, Any] = {"ETag": {"required": True, "schema": {"type": "string"}}}
_RANGE: dict[str, Any] = {"Content-Range": {"required": True, "schema": {"type": "string"}}}
_AUDIO: dict[str, Any] = {
    kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("audio/*", _ANY)
}
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": _AUDIO, "headers": _HEADERS},
    206: {
        "description": "The part that `Range` asked for.",
        "content": _AUDIO,
        "headers": _HEADERS | _RANGE,
    },
    304: {"description": "Unchanged.", "headers": _HEADERS},
}

router = APIRouter(prefix=f"{API}/sessions/{{session_id}}", tags=["sessions"])


# Its own addition of HEAD, of which the description says nothing.
@router.head("/audio", include_in_schema=False)
@router.get(
    "/audio",
    response_class=FileResponse,
    responses=refusals(404, 416) | WHO_ASKS | _FILE,
)
async def audio(session: OwnSession, service: ServiceNeeded) -> RecordingResponse:
    """The recording as it was uploaded, or a part of it (`Range`); 404 when it is not kept any
    more."""
    try:
        file = service.recordings.open(session.id)
    except RecordingGone as gone:
        raise recording_gone() from gone
    name = quote(session.file_name, safe="")
    return RecordingResponse(
        file,
        _MEDIA_TYPES.get(session.media_format, _ANY),
        {
            "Content-Disposition": f"inline; filename*=UTF-8''{name}",
            # Asked for again each time: a copy must not outlive a recording that was deleted.
            "Cache-Control": "private, no-cache",
        },
    )


def recording_gone() -> Problem:
    """404: it was kept for as long as it is."""
    return Problem(
        404,
        "recording_gone",
        "The recording is not kept any more: upload it again to have it transcribed anew.",
    )
