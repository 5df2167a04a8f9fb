"""Makes status streams and polls misbehave, so that anyone can see what their client does then.

Part of the application only when DEMO_FAULTS is set.
"""

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Path
from starlette.requests import Request

from transcription_service.faults.kinds import Fault
from transcription_service.faults.switchboard import Faults
from transcription_service.routes.access import UserNeeded
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API

_LONGEST_BODY = 4096

Whose = Annotated[
    str,
    Path(pattern=r"^(all|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$", description="Or `all`."),
]


async def _faults(request: Request) -> Faults:
    faults: Faults = request.app.state.faults
    return faults


FaultsNeeded = Annotated[Faults, Depends(_faults)]

router = APIRouter(prefix=f"{API}/demo/faults", tags=["demo"])


@router.put(
    "/{session_id}",
    status_code=204,
    max_body_size=_LONGEST_BODY,
    responses=refusals(400, 403, 408, 413, 422) | WHO_ASKS,
)
async def switch_on(
    session_id: Whose, fault: Annotated[Fault, Body()], faults: FaultsNeeded, _: UserNeeded
) -> None:
    """Make the streams or polls of a session, or of `all`, misbehave from now on."""
    faults.switch_on(session_id, fault)


@router.delete("/{session_id}", status_code=204, responses=refusals(403, 422) | WHO_ASKS)
async def switch_off(session_id: Whose, faults: FaultsNeeded, _: UserNeeded) -> None:
    """Let them be well again."""
    faults.switch_off(session_id)
