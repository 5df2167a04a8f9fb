"""Whether the service is there."""

from fastapi import APIRouter

from transcription_service import __version__
from transcription_service.routes.bodies import HealthBody

router = APIRouter(tags=["health"])


@router.get("/healthz")
async def health() -> HealthBody:
    """200 as long as the event loop turns."""
    return HealthBody(version=__version__)
