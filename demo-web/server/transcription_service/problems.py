"""Errors as `application/problem+json` (RFC 9457)."""

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from transcription_service.exchange import exchange_of
from transcription_service.redis_link import StoreUnavailable

_LONGEST_DETAIL = 2000
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

logger = logging.getLogger(__name__)


class ProblemBody(BaseModel):
    """What an error says: a code for programs, and for people what came and what to do."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str


class Problem(Exception):
    """Ends a request with an error response."""

    def __init__(
        self, status: int, code: str, detail: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers

    def response(self) -> Response:
        body = ProblemBody(
            title=HTTPStatus(self.status).phrase,
            status=self.status,
            code=self.code,
            # JSON may bring halves of characters, which UTF-8 has no bytes for.
            detail=self.detail[:_LONGEST_DETAIL].encode("utf-8", "backslashreplace").decode(),
        )
        headers = {"Cache-Control": "no-store"} | (self.headers or {})
        return _ProblemResponse(body, headers)


class _ProblemResponse(JSONResponse):
    """Lets observers know the code, which the body alone would tell."""

    def __init__(self, body: ProblemBody, headers: dict[str, str]) -> None:
        super().__init__(
            body.model_dump(), body.status, headers, media_type="application/problem+json"
        )
        self._code = body.code

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange_of(scope).code = self._code
        await super().__call__(scope, receive, send)


def install_problem_handlers(app: FastAPI) -> None:
    """Answer every error of `app`, its own and the framework's, with a problem body."""
    app.add_exception_handler(Problem, _own)
    app.add_exception_handler(HTTPException, _frameworks)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ClientDisconnect, _departed)
    app.add_exception_handler(StoreUnavailable, _store_away)
    app.add_middleware(_Unexpected)


async def _own(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return error.response()


async def _frameworks(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    detail = f"{request.method} {request.url.path[:200]}: {error.detail}"
    headers = dict(error.headers or {})
    if status is HTTPStatus.METHOD_NOT_ALLOWED:
        # The framework names those of the first route alone (RFC 9110, 15.5.6: all).
        headers["Allow"] = ", ".join(_allowed(request))
    return Problem(status, status.name.lower(), detail, headers).response()


def _allowed(request: Request) -> list[str]:
    """The methods that some route takes at this address."""
    return [
        method
        for method in _METHODS
        if any(
            route.matches({**request.scope, "method": method})[0] is Match.FULL
            for route in request.app.routes
        )
    ]


async def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = "; ".join(
        f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}"
        for fault in error.errors()
    )
    return Problem(422, "invalid_request", faults).response()


async def _departed(_: Request, __: Exception) -> Response:
    # Nobody reads this; it keeps a client's departure from being logged as a fault of ours.
    return Problem(400, "client_left", "The request ended before it was whole.").response()


async def _store_away(request: Request, error: Exception) -> Response:
    logger.error("%s: %s", _asked(request), error)
    detail = "The service cannot reach its store at the moment; come back."
    return Problem(503, "store_unavailable", detail, {"Retry-After": "1"}).response()


class _Unexpected:
    """Answers faults of ours. A handler of the framework would answer outside all middleware, and
    a page of another origin could not read it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched_send(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched_send)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            logger.error("%s failed", _asked(Request(scope)), exc_info=error)
            detail = "The server could not answer; the fault was logged."
            await Problem(500, "internal_error", detail).response()(scope, receive, send)


def _asked(request: Request) -> str:
    # Quoted, so that a path cannot write lines of its own into the log, and without the query,
    # which may hold a ticket.
    return f"{request.method} {request.url.path[:200]!r}"
