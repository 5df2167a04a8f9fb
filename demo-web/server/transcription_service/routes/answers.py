"""What the description of the API says about the answers that are not successes."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI

from transcription_service.problems import ProblemBody
from transcription_service.routes.credentials import TICKET

PROBLEM = "application/problem+json"

_SCHEMA = "ProblemBody"
_SECONDS: dict[str, Any] = {
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    }
}
_HEADERS: dict[int, dict[str, Any]] = {
    401: {"WWW-Authenticate": {"required": True, "schema": {"type": "string"}}},
    416: {"Content-Range": {"required": True, "schema": {"type": "string"}}},
    429: _SECONDS,
    503: _SECONDS,
}
_WORDS = {
    400: "The body is not readable text.",
    401: "No token, or a false one, or one that has expired.",
    403: "A page of a foreign origin sent the cookie, or it is for administrators.",
    404: "There is none, or it is another user's.",
    408: "The body came too slowly.",
    409: "Not in the state that the session is in.",
    413: "The body is too large.",
    415: "Something other than audio in a form.",
    416: "`Range` lies beyond the end.",
    422: "The request is not as described here; `detail` tells what was expected and what came.",
    429: "Too many of these from one user or address.",
    503: "The service is being stopped or cannot reach its store.",
    507: "There is no room for the file.",
}
# What FastAPI describes where nothing else is said; here every error is a problem.
_FRAMEWORKS = ("HTTPValidationError", "ValidationError")


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that may answer with these problems."""
    return {
        status: {
            "description": _WORDS[status],
            "headers": _HEADERS.get(status, {}),
            "content": {PROBLEM: {"schema": {"$ref": f"#/components/schemas/{_SCHEMA}"}}},
        }
        for status in statuses
    }


WHO_ASKS = refusals(401, 429, 503)
"""Of every route that needs a user."""


def describe(app: FastAPI) -> None:
    """Let the description of `app` tell of problems in place of the framework's own errors, and of
    tickets, which no parameter stands for."""
    described = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is not None:
            return app.openapi_schema
        document = described()
        components = document.setdefault("components", {})
        components.setdefault("securitySchemes", {})[TICKET.scheme_name] = TICKET.model.model_dump(
            by_alias=True, exclude_none=True, mode="json"
        )
        schemas = components.setdefault("schemas", {})
        schemas[_SCHEMA] = ProblemBody.model_json_schema()
        for name in _FRAMEWORKS:
            schemas.pop(name, None)
        for path in document["paths"].values():
            for operation in path.values():
                _forget_frameworks_error(operation["responses"])
        return document

    # The framework's own way to extend the document.
    app.openapi = openapi  # type: ignore[method-assign]


def _forget_frameworks_error(responses: dict[str, Any]) -> None:
    status = str(HTTPStatus.UNPROCESSABLE_ENTITY.value)
    if PROBLEM not in responses.get(status, {}).get("content", {PROBLEM: None}):
        del responses[status]
