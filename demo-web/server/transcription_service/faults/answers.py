"""What is answered in place of a stream or a status."""

from datetime import timedelta
from email.utils import format_datetime
from typing import assert_never

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Scope

from transcription_service.clock import Clock
from transcription_service.faults.kinds import (
    AnswerFault,
    Html,
    NoContent,
    Redirect,
    Refuse,
    Restart,
)
from transcription_service.problems import Problem

MOVED = "/demo/moved"
"""Before a path, below the API's own prefix: the same, with no fault in its way."""

LOGIN = "/demo/login"

_SIGN_IN = "<!doctype html><title>Sign in</title><h1>Welcome to our network</h1>"


def answer(fault: AnswerFault | Restart, scope: Scope, clock: Clock, api: str) -> Response:
    """The response to the request of `scope`; `api` is the prefix of all routes."""
    match fault:
        case Refuse():
            headers = _retry_after(fault, clock)
            return Problem(
                fault.status, "demo_fault", "This fault was asked for.", headers
            ).response()
        case Restart():
            return Problem(502, "demo_fault", "The server is being started again.").response()
        case Html():
            return login_page()
        case NoContent():
            return Response(status_code=204)
        case Redirect(to="login"):
            return RedirectResponse(api + LOGIN, 302)
        case Redirect():
            query = scope["query_string"].decode("latin-1")
            address = f"{api}{MOVED}{scope['path']}"
            return RedirectResponse(f"{address}?{query}" if query else address, 307)
        case _:
            assert_never(fault)


def login_page() -> Response:
    """A page to sign in at, as captive portals answer everything with."""
    return HTMLResponse(_SIGN_IN)


def _retry_after(fault: Refuse, clock: Clock) -> dict[str, str]:
    if fault.retry_after_s is None:
        return {}
    if fault.retry_after_as == "seconds":
        return {"Retry-After": str(fault.retry_after_s)}
    # Dates have whole seconds: rounded up, so that nobody is invited back too early.
    until = clock.now() + timedelta(seconds=fault.retry_after_s, microseconds=999_999)
    return {"Retry-After": format_datetime(until.replace(microsecond=0), usegmt=True)}
