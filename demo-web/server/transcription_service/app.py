"""The application: routes, pages and error handling around one service."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI

from transcription_service import __version__
from transcription_service.faults.middleware import FaultyStatuses
from transcription_service.faults.switchboard import Faults
from transcription_service.problems import (
    BEFORE_THE_FIRST_BYTE,
    ProblemBody,
    install_problem_handlers,
)
from transcription_service.routes import (
    faults,
    health,
    login,
    samples,
    sessions,
    status,
    transcripts,
)
from transcription_service.routes.bodies import API
from transcription_service.service import Service
from transcription_service.web.handover import Handover
from transcription_service.web.pages import Pages
from transcription_service.web.security_headers import SecurityHeaders
from transcription_service.web.unread_bodies import UnreadBodies


def create_app(service: Service) -> FastAPI:
    """Starts and stops `service` with its own life."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(service.start)
        yield
        await service.stop()

    app = FastAPI(
        title="Transcription status",
        version=__version__,
        lifespan=lifespan,
        openapi_url=f"{API}/openapi.json",
        # Both load their scripts from elsewhere, which our own policy forbids.
        docs_url=None,
        redoc_url=None,
        responses={"4XX": {"model": ProblemBody, "content": {"application/problem+json": {}}}},
    )
    app.state.service = service
    install_problem_handlers(app)
    for module in (health, login, samples, sessions, status, transcripts):
        app.include_router(module.router)
    app.add_middleware(Handover, handlers=BEFORE_THE_FIRST_BYTE)
    if service.settings.demo_faults:
        app.state.faults = Faults(service.clock)
        app.include_router(faults.router)
        app.add_middleware(FaultyStatuses, faults=app.state.faults, clock=service.clock, api=API)
    app.add_middleware(UnreadBodies)
    app.add_middleware(SecurityHeaders)
    app.router.default = Pages(service.settings.static_dir, service.identity)
    return app
