"""The application: routes, pages and error handling around one service."""

from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Receive, Scope, Send

from transcription_service import __version__
from transcription_service.faults.middleware import FaultyStatuses
from transcription_service.problems import install_problem_handlers
from transcription_service.routes import (
    admin,
    faults,
    health,
    login,
    metrics,
    recordings,
    samples,
    sessions,
    status,
    telemetry,
    transcripts,
)
from transcription_service.routes.answers import describe
from transcription_service.routes.bodies import API
from transcription_service.service import Service
from transcription_service.web.exchanges import Exchanges
from transcription_service.web.handover import Handover
from transcription_service.web.pages import Pages
from transcription_service.web.security_headers import SecurityHeaders
from transcription_service.web.slow_bodies import SlowBodies
from transcription_service.web.unread_bodies import UnreadBodies

# What pages of other origins need.
_METHODS = ("GET", "POST", "DELETE")
_METHODS_OF_FAULTS = ("PUT",)
_REQUEST_HEADERS = (
    "Authorization",
    "Content-Type",
    "Last-Event-ID",
    "If-None-Match",
    "If-Range",
    "Range",
)
_RESPONSE_HEADERS = ("ETag", "Location", "Retry-After", "Accept-Ranges", "Content-Range")


class Application(FastAPI):
    """Runs streams outside all of the framework."""

    # Not a coroutine function itself, whose frame each stream would keep.
    def __call__(  # type: ignore[override]
        self, scope: Scope, receive: Receive, send: Send
    ) -> Awaitable[None]:
        return Handover(super().__call__)(scope, receive, send)


def create_app(service: Service) -> FastAPI:
    """Starts and stops `service` with its own life."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await to_thread.run_sync(service.start)
        yield
        await service.stop()

    # Faults are to see all that passes: there, streams are run within them.
    kind = FastAPI if service.faults is not None else Application
    app = kind(
        title="Transcription status",
        version=__version__,
        lifespan=lifespan,
        openapi_url=f"{API}/openapi.json",
        # Both load their scripts from elsewhere, which our own policy forbids.
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    describe(app)
    # The first middleware that is added is the innermost.
    app.add_middleware(Exchanges, observer=service.observer, clock=service.clock, api=API)
    install_problem_handlers(app)
    # The first that matches is taken: those that are asked for most come first.
    for module in (
        status,
        health,
        metrics,
        login,
        samples,
        sessions,
        transcripts,
        recordings,
        telemetry,
        admin,
    ):
        app.include_router(module.router)
    if service.faults is not None:
        app.include_router(faults.router)
        app.add_middleware(Handover)
        app.add_middleware(FaultyStatuses, faults=service.faults, clock=service.clock, api=API)
    app.add_middleware(
        SlowBodies,
        clock=service.clock,
        idle_s=service.settings.upload_idle_seconds,
        bytes_per_s=service.settings.upload_bytes_per_second,
    )
    app.add_middleware(UnreadBodies)
    if service.identity.origins.named:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=service.identity.origins.named,
            allow_credentials=True,
            allow_methods=_METHODS + (_METHODS_OF_FAULTS if service.faults is not None else ()),
            allow_headers=_REQUEST_HEADERS,
            expose_headers=_RESPONSE_HEADERS,
        )
    app.add_middleware(SecurityHeaders)
    app.router.default = Pages(
        service.settings.static_dir, service.identity, service.rates.tokens, service.experiment
    )
    return app
