"""Tokens for those who do not come with a browser, tickets for those who cannot send a token."""

from typing import Annotated

from anyio import to_thread
from fastapi import APIRouter, Body, Request, Response

from transcription_service.identity import ADMIN_COOKIE, ADMIN_LIFE, TICKET_SECONDS
from transcription_service.routes.access import ServiceNeeded, UserNeeded, own_session
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API, TicketBody, TokenBody
from transcription_service.web.client_address import client_address

router = APIRouter(prefix=f"{API}/auth", tags=["login"])

_LONGEST_BODY = 4096
_WHERE_ADMINISTRATORS_ASK = f"{API}/admin"
_NOT_KEPT = {"Cache-Control": "no-store"}


@router.post("/token", responses=refusals(429))
async def create_token(request: Request, response: Response, service: ServiceNeeded) -> TokenBody:
    """A token for a new anonymous user."""
    await service.rates.tokens.spend(client_address(request))
    response.headers.update(_NOT_KEPT)
    return TokenBody(access_token=await to_thread.run_sync(service.identity.new_token))


@router.post(
    "/ticket",
    max_body_size=_LONGEST_BODY,
    responses=refusals(400, 403, 404, 408, 413, 422) | WHO_ASKS,
)
async def create_ticket(
    response: Response,
    user: UserNeeded,
    service: ServiceNeeded,
    session_id: Annotated[
        str, Body(embed=True, max_length=64, description="Of the session to watch.")
    ],
) -> TicketBody:
    """A ticket for a browser's EventSource on another site, which can send neither header nor
    cookie: for one request for that session's stream, or its status, within half a minute."""
    session = own_session(session_id, user, service)
    ticket = await service.identity.tickets.new(user, session.id)
    response.headers.update(_NOT_KEPT)
    return TicketBody(
        ticket=ticket,
        expires_in_s=TICKET_SECONDS,
        stream_url=f"{API}/sessions/{session.id}/status/stream?ticket={ticket}",
    )


@router.post(
    "/admin",
    status_code=204,
    max_body_size=_LONGEST_BODY,
    responses=refusals(400, 403, 408, 413, 422) | WHO_ASKS,
)
async def become_administrator(
    request: Request,
    response: Response,
    user: UserNeeded,
    service: ServiceNeeded,
    key: Annotated[
        str, Body(embed=True, max_length=256, description="ADMIN_KEY, or DATA_DIR/admin-key.")
    ],
) -> None:
    """For half a day, this browser's user is an administrator; see `/api/v1/admin`."""
    await service.rates.admin_keys.spend(client_address(request))
    response.set_cookie(
        ADMIN_COOKIE,
        service.administrators.appoint(user, key),
        max_age=int(ADMIN_LIFE.total_seconds()),
        path=_WHERE_ADMINISTRATORS_ASK,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


@router.delete("/admin", status_code=204, responses=refusals(403) | WHO_ASKS)
async def resign(user: UserNeeded, response: Response, service: ServiceNeeded) -> None:
    """This browser's user is no administrator any more, wherever the cookie was copied to."""
    await to_thread.run_sync(service.administrators.dismiss, user)
    response.delete_cookie(ADMIN_COOKIE, path=_WHERE_ADMINISTRATORS_ASK)
