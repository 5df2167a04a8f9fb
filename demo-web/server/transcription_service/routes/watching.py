"""What a request for a status or a stream needs before it is answered.

Read by hand: these are most of all requests, and the framework's way to gather parameters took
longer than all else together. What it would say of them in the description is said here.
"""

import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from transcription_service.exchange import exchange_of
from transcription_service.identity import User
from transcription_service.problems import Problem
from transcription_service.routes.access import own_session
from transcription_service.routes.credentials import TICKET
from transcription_service.service import Service
from transcription_service.sessions.repository import Session

_LONGEST_EVENT_ID = 256
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Watched:
    """A session, and who asks for its status and may."""

    service: Service
    user: User
    session: Session


async def watched(request: Request) -> Watched:
    """Raises Problem: 401, 403, 404 or 429."""
    service: Service = request.app.state.service
    session_id: str = request.path_params["session_id"]
    ticket = request.query_params.get(TICKET.model.name)
    user = await service.identity.watcher(request, session_id, ticket)
    await service.rates.requests.spend(user.id)
    session = own_session(session_id, user, service)
    exchange_of(request.scope).user_id = user.id
    return Watched(service, user, session)


def last_event_id(request: Request) -> str | None:
    """Of the last event that the client has seen."""
    # The browser's own header is the newer of the two: the address stays as the page made it.
    seen = request.headers.get("last-event-id") or request.query_params.get("last_event_id") or ""
    return seen if 0 < len(seen) <= _LONGEST_EVENT_ID else None


def client_id(request: Request) -> str | None:
    """Raises Problem (422) for one of another form."""
    given = request.query_params.get("client_id")
    if given is not None and not _CLIENT_ID.fullmatch(given):
        raise Problem(
            422,
            "invalid_request",
            "query.client_id: expected 1 to 64 letters, digits, hyphens and underscores, came "
            f"{given[:80]!r}",
        )
    return given


def _parameter(name: str, where: str, description: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": description,
        "schema": {"type": "string", **schema},
    }


_SESSION = _parameter(
    "session_id",
    "path",
    "As it came with the upload.",
    format="uuid",
    example="1b4e28ba-2fa1-41d2-883f-0016d3cca427",
)
_WHO: list[dict[str, list[str]]] = [{"token": []}, {"cookie": []}, {TICKET.scheme_name: []}]

ABOUT_A_STATUS: dict[str, Any] = {
    "security": _WHO,
    "parameters": [
        _SESSION,
        _parameter("if-none-match", "header", "The `ETag` of a status that is known."),
    ],
}
ABOUT_A_STREAM: dict[str, Any] = {
    "security": _WHO,
    "parameters": [
        _SESSION,
        _parameter("last-event-id", "header", "The `id` of the last event that was seen."),
        _parameter(
            "last_event_id", "query", "The same, for a new EventSource, which sends no header."
        ),
        _parameter(
            "client_id",
            "query",
            "The place in your browser that the stream is for, such as a tab: the stream it had of "
            "this session before is closed.",
            pattern=f"^{_CLIENT_ID.pattern}$",
        ),
    ],
}
"""For `openapi_extra` of the routes."""
