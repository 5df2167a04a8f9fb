"""Tokens for those who do not come with a browser."""

from fastapi import APIRouter

from transcription_service.routes.access import ServiceNeeded
from transcription_service.routes.bodies import API, TokenBody

router = APIRouter(prefix=API, tags=["login"])


# Not `async`: it writes to the database, so it belongs in the thread pool.
@router.post("/auth/token")
def create_token(service: ServiceNeeded) -> TokenBody:
    """A token for a new anonymous user."""
    return TokenBody(access_token=service.identity.new_token())
