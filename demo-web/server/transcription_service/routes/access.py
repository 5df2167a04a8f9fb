"""What most routes need before they answer: the service, the user, and the user's session."""

import uuid
from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import Request

from transcription_service.identity import User
from transcription_service.problems import Problem
from transcription_service.routes.credentials import CookieGiven, TokenGiven
from transcription_service.service import Service
from transcription_service.sessions.repository import Session
from transcription_service.web.client_address import client_address

SessionId = Annotated[
    str,
    Path(
        description="As it came with the upload.",
        # Told, but not checked by the framework: a malformed id is as unknown as any other.
        json_schema_extra={"format": "uuid", "example": "1b4e28ba-2fa1-41d2-883f-0016d3cca427"},
    ),
]


# `async`, all of these: FastAPI would send plain functions through its thread pool, and these take
# microseconds.
async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


ServiceNeeded = Annotated[Service, Depends(_service)]


async def _user(request: Request, service: ServiceNeeded, _: TokenGiven, __: CookieGiven) -> User:
    return await user_of(request, service)


UserNeeded = Annotated[User, Depends(_user)]


async def _uploader(
    request: Request, service: ServiceNeeded, _: TokenGiven, __: CookieGiven
) -> User:
    user = service.identity.user(request)
    await service.rates.uploads.spend(user.id)
    return user


UploaderNeeded = Annotated[User, Depends(_uploader)]
"""The user, about to upload."""


async def _own_session(session_id: SessionId, user: UserNeeded, service: ServiceNeeded) -> Session:
    return own_session(session_id, user, service)


OwnSession = Annotated[Session, Depends(_own_session)]


async def _administrator(
    request: Request, service: ServiceNeeded, _: TokenGiven, __: CookieGiven
) -> None:
    await check_administrator(request, service)


AdminNeeded = Annotated[None, Depends(_administrator)]
"""Whoever asks has shown the administration key."""


async def user_of(request: Request, service: Service) -> User:
    """Raises Problem: 401, 403 or 429."""
    user = service.identity.user(request)
    await service.rates.requests.spend(user.id)
    return user


async def check_administrator(request: Request, service: Service) -> None:
    """Raises Problem: 401, 403 or 429."""
    try:
        service.administrators.check(request)
    except Problem:
        if "authorization" in request.headers:
            # A key may have been guessed.
            await service.rates.admin_keys.spend(client_address(request))
        raise
    await service.rates.requests.spend(f"administrator/{client_address(request)}")


def own_session(session_id: str, user: User, service: Service) -> Session:
    """Raises Problem (404) when the user has no such session."""
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
