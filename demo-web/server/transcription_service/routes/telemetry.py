"""What clients report on their connections, and what they are asked to try."""

from typing import Annotated

from fastapi import APIRouter, Body

from transcription_service.models.connection_report import ConnectionReport
from transcription_service.observation import Report
from transcription_service.routes.access import ServiceNeeded, UserNeeded, own_session
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API, AssignmentBody

_LONGEST_BODY = 8192

router = APIRouter(prefix=API, tags=["telemetry"])


@router.post(
    "/telemetry",
    status_code=204,
    max_body_size=_LONGEST_BODY,
    responses=refusals(400, 403, 404, 408, 413, 422) | WHO_ASKS,
)
async def report(
    body: Annotated[ConnectionReport, Body()], user: UserNeeded, service: ServiceNeeded
) -> None:
    """How a connection of yours fares: what the package sends when `telemetryUrl` is this address.
    Of the reports of one connection the one with the highest number is kept."""
    session = own_session(body.session_id, user, service)
    service.observer.reported(
        Report(
            session_id=session.id,
            user_id=user.id,
            connection_id=body.connection_id,
            number=body.report,
            at=service.clock.now(),
            reason=body.reason,
            state=body.state,
            mode=body.mode,
            fallback_reason=body.fallback_reason,
            metrics=body.metrics.model_dump_json(),
        )
    )


@router.get("/assignment", responses=WHO_ASKS)
async def assignment(user: UserNeeded, service: ServiceNeeded) -> AssignmentBody:
    """Which arm of the experiment you are in: with `polling`, pages are to use no streams."""
    return AssignmentBody(
        experiment=service.experiment.name, arm=service.experiment.arm_of(user.id)
    )
