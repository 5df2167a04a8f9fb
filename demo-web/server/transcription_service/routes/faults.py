"""Makes status streams and polls misbehave, so that anyone can see what their client does then.

Part of the application only when DEMO_FAULTS is set.
"""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path
from pydantic import BaseModel
from starlette.requests import Request

from transcription_service.faults.kinds import Fault
from transcription_service.faults.switchboard import ALL, Faults
from transcription_service.routes.access import (
    ServiceNeeded,
    check_administrator,
    own_session,
    user_of,
)
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API
from transcription_service.routes.credentials import CookieGiven, TokenGiven

_LONGEST_BODY = 4096


class FaultBody(BaseModel):
    """What is switched on for a session, or for `all`."""

    fault: Fault | None


async def _faults(service: ServiceNeeded) -> Faults:
    assert service.faults is not None
    return service.faults


FaultsNeeded = Annotated[Faults, Depends(_faults)]


async def _whose(
    session_id: Annotated[
        str,
        Path(
            pattern=rf"^({ALL}|[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}})$",
            description="One of your own, or, for administrators, `all`.",
        ),
    ],
    request: Request,
    service: ServiceNeeded,
    _: TokenGiven,
    __: CookieGiven,
) -> str:
    if session_id == ALL:
        await check_administrator(request, service)
        return ALL
    return own_session(session_id, await user_of(request, service), service).id


Whose = Annotated[str, Depends(_whose)]
"""Whose streams and polls whoever asks may let misbehave."""

router = APIRouter(prefix=f"{API}/demo/faults", tags=["demo"])


@router.get("/{session_id}", responses=refusals(403, 404, 422) | WHO_ASKS)
async def show(whose: Whose, faults: FaultsNeeded) -> FaultBody:
    """What is switched on at the moment. A page learns by this whether the server offers faults:
    404 where it does not."""
    return FaultBody(fault=faults.switched_on(whose))


@router.put(
    "/{session_id}",
    status_code=204,
    max_body_size=_LONGEST_BODY,
    responses=refusals(400, 403, 404, 408, 413, 422) | WHO_ASKS,
)
async def switch_on(whose: Whose, fault: Annotated[Fault, Body()], faults: FaultsNeeded) -> None:
    """Make the streams or polls of a session, or of `all`, misbehave from now on."""
    faults.switch_on(whose, fault)


@router.delete("/{session_id}", status_code=204, responses=refusals(403, 404, 422) | WHO_ASKS)
async def switch_off(whose: Whose, faults: FaultsNeeded) -> None:
    """Let them be well again."""
    faults.switch_off(whose)
