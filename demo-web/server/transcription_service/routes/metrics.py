"""What Prometheus asks for."""

import hmac
from ipaddress import ip_address

from fastapi import APIRouter, Request, Response

from transcription_service.problems import Problem
from transcription_service.routes.access import ServiceNeeded
from transcription_service.routes.answers import refusals
from transcription_service.service import Service
from transcription_service.web.client_address import client_address

router = APIRouter(tags=["health"])


@router.get(
    "/metrics",
    response_class=Response,
    responses=refusals(401, 403)
    | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(request: Request, service: ServiceNeeded) -> Response:
    """Of this process, since it started. For clients of this machine or, where METRICS_TOKEN is
    set, for those that send it as bearer token."""
    _check(request, service)
    text, content_type = service.metrics.exposition(request.headers.get("accept", ""))
    return Response(text, headers={"Content-Type": content_type, "Cache-Control": "no-store"})


def _check(request: Request, service: Service) -> None:
    expected = service.settings.metrics_token
    if expected is None:
        if _is_local(client_address(request)):
            return
        raise Problem(
            403,
            "not_local",
            "Without METRICS_TOKEN, metrics are for clients of the service's own machine: set it, "
            "and send it as bearer token.",
        )
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    is_right = hmac.compare_digest(token.strip().encode(), expected.get_secret_value().encode())
    if scheme.lower() != "bearer" or not is_right:
        raise Problem(
            401,
            "unauthorized",
            "Expected Authorization: Bearer and METRICS_TOKEN.",
            {"WWW-Authenticate": "Bearer"},
        )


def _is_local(address: str) -> bool:
    try:
        return ip_address(address.partition("/")[0]).is_loopback
    except ValueError:
        return False
