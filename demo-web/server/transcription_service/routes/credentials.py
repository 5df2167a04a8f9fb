"""How a request may say who sends it, for the description of the API.

FastAPI hands on what these find; who it is, and whether it holds, is for `Identity` to judge.
"""

from typing import Annotated

from fastapi import Security
from fastapi.security import APIKeyCookie, APIKeyQuery, HTTPAuthorizationCredentials, HTTPBearer

from transcription_service.identity import COOKIE

TokenGiven = Annotated[
    HTTPAuthorizationCredentials | None,
    Security(
        HTTPBearer(
            scheme_name="token", auto_error=False, description="From POST /api/v1/auth/token."
        )
    ),
]
CookieGiven = Annotated[
    str | None,
    Security(
        APIKeyCookie(
            name=COOKIE,
            scheme_name="cookie",
            auto_error=False,
            description="Comes with the page. With what changes something, and to watch a "
            "session, it is taken from pages of the service's own origin and of ALLOWED_ORIGINS.",
        )
    ),
]
TICKET = APIKeyQuery(
    name="ticket",
    scheme_name="ticket",
    auto_error=False,
    description="In place of a token, for a browser's EventSource on another site: from "
    "POST /api/v1/auth/ticket, for one request.",
)
