"""The status of a session, once or as a stream."""

from fastapi import APIRouter, Request, Response

from transcription_service.models.status import TranscriptionStatus
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API
from transcription_service.routes.watching import (
    ABOUT_A_STATUS,
    ABOUT_A_STREAM,
    client_id,
    last_event_id,
    watched,
)
from transcription_service.streams import StatusStream, Visit
from transcription_service.web.etags import matches
from transcription_service.web.handover import Beginning

router = APIRouter(prefix=f"{API}/sessions/{{session_id}}/status", tags=["status"])

# What is told of each event.
_EVENT = {
    "type": "object",
    "required": ["event", "data"],
    "properties": {
        "event": {"type": "string", "enum": ["status", "heartbeat", "close"]},
        "id": {"type": "string", "description": "Of a status: `<epoch>-<sequence>`."},
        "data": {
            "type": "string",
            "contentMediaType": "application/json",
            "description": "Of a `status`, what the status itself is answered with; of a "
            "`heartbeat`, `timestamp`; of a `close`, `reason`, `reconnect` and `retry_after_ms`.",
        },
    },
}
_ETAG = {"ETag": {"required": True, "schema": {"type": "string"}}}


@router.get(
    "",
    response_model=TranscriptionStatus,
    openapi_extra=ABOUT_A_STATUS,
    responses=refusals(403, 404)
    | WHO_ASKS
    | {200: {"headers": _ETAG}, 304: {"description": "Unchanged.", "headers": _ETAG}},
)
async def status(request: Request) -> Response:
    """The last status of a session."""
    asked = await watched(request)
    current = await asked.service.current_status(asked.session)
    tag = f'"{current.event_id}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if matches(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    return Response(current.body, headers=headers, media_type="application/json")


@router.get(
    "/stream",
    response_class=Response,
    openapi_extra=ABOUT_A_STREAM,
    responses=refusals(403, 404, 422)
    | WHO_ASKS
    | {
        200: {"content": {"text/event-stream": {"schema": _EVENT}}},
        204: {"description": "The terminal status was delivered already."},
    },
)
async def stream(request: Request) -> Response:
    """Each status as it comes, until the job has ended."""
    asked = await watched(request)
    visit = Visit(
        session_id=asked.session.id,
        user_id=asked.user.id,
        expires_at=asked.user.expires_at,
        client_id=client_id(request),
        settled=asked.session.final_status,
        last_event_id=last_event_id(request),
    )
    return Beginning(StatusStream(visit, asked.service.streams))
