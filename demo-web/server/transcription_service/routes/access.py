"""What most routes need before they answer: the service, the user, and the user's session."""

import uuid
from typing import Annotated

from fastapi import Depends
from starlette.requests import Request

from transcription_service.identity import User
from transcription_service.problems import Problem
from transcription_service.service import Service
from transcription_service.sessions.repository import Session


# `async`, all three: FastAPI would send plain functions through its thread pool, and these take
# microseconds.
async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceNeeded = Annotated[Service, Depends(_service)]


async def _user(request: Request, service: ServiceNeeded) -> User:
    return service.identity.user(request)


UserNeeded = Annotated[User, Depends(_user)]


async def _own_session(session_id: str, user: UserNeeded, service: ServiceNeeded) -> Session:
    try:
        known = str(uuid.UUID(session_id)) == session_id
    except ValueError:
        known = False
    if not known:
        raise Problem(
            404,
            "session_unknown",
            "Expected a session id like 1b4e28ba-2fa1-41d2-883f-0016d3cca427, "
            f"came {session_id[:80]!r}.",
        )
    session = service.repository.session(session_id)
    # One answer for both, so that ids cannot be tried out.
    if session is None or session.user_id != user.id:
        raise Problem(404, "session_unknown", f"You have no session {session_id}.")
    return session


OwnSession = Annotated[Session, Depends(_own_session)]
