"""The status of a session, once or as a stream."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from transcription_service.models.status import TranscriptionStatus
from transcription_service.routes.access import ServiceNeeded, WatchedSession, WatcherNeeded
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API
from transcription_service.streams import StatusStream, Visit
from transcription_service.web.handover import TakenOut

router = APIRouter(prefix=f"{API}/sessions/{{session_id}}/status", tags=["status"])

_LONGEST_EVENT_ID = 256
_CLIENT_ID = r"^[A-Za-z0-9_-]{1,64}$"
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
    responses=refusals(403, 404)
    | WHO_ASKS
    | {200: {"headers": _ETAG}, 304: {"description": "Unchanged.", "headers": _ETAG}},
)
async def status(
    session: WatchedSession,
    service: ServiceNeeded,
    if_none_match: Annotated[str | None, Header()] = None,
) -> Response:
    """The last status of a session."""
    current = await service.current_status(session)
    tag = f'"{current.event_id}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if if_none_match is not None and _matches(if_none_match, tag):
        return Response(status_code=304, headers=headers)
    return Response(current.body, headers=headers, media_type="application/json")


@router.get(
    "/stream",
    response_class=Response,
    responses=refusals(403, 404, 422)
    | WHO_ASKS
    | {
        200: {"content": {"text/event-stream": {"schema": _EVENT}}},
        204: {"description": "The terminal status was delivered already."},
    },
)
async def stream(
    session: WatchedSession,
    user: WatcherNeeded,
    service: ServiceNeeded,
    last_event_id: Annotated[str | None, Header()] = None,
    last_event_id_in_query: Annotated[str | None, Query(alias="last_event_id")] = None,
    client_id: Annotated[str | None, Query(pattern=_CLIENT_ID)] = None,
) -> Response:
    """Each status as it comes, until the job has ended.

    `client_id` names the place in your browser that the stream is for, such as a tab: the stream
    it had of this session before is closed.
    """
    # The browser's own header is the newer of the two: the address stays as the page made it.
    seen = last_event_id or last_event_id_in_query or ""
    visit = Visit(
        session_id=session.id,
        user_id=user.id,
        expires_at=user.expires_at,
        client_id=client_id,
        settled=session.final_status,
        last_event_id=seen if 0 < len(seen) <= _LONGEST_EVENT_ID else None,
    )
    return TakenOut(StatusStream(visit, service.streams))


def _matches(if_none_match: str, tag: str) -> bool:
    given = [candidate.strip().removeprefix("W/") for candidate in if_none_match.split(",")]
    return "*" in given or tag in given
