"""How the connections of all users are, for administrators."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime

from transcription_service.analysis.comparison import Comparison, comparison
from transcription_service.analysis.connections import Connections, connections
from transcription_service.analysis.engagement import Engagement, engagement
from transcription_service.analysis.latency import Latency, latency
from transcription_service.analysis.one_session import SessionHistory, session_history
from transcription_service.analysis.overview import Overview, overview
from transcription_service.analysis.periods import BadPeriod, Period, always, moment, period
from transcription_service.analysis.reading import reading
from transcription_service.analysis.reconnections import Reconnections, reconnections
from transcription_service.analysis.savings import Savings, kinds, savings
from transcription_service.analysis.stability import Order, StabilityPage, stability
from transcription_service.models.timestamp import rfc3339
from transcription_service.problems import Problem
from transcription_service.routes.access import AdminNeeded, ServiceNeeded, SessionId
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API

_ADMIN = f"{API}/admin"
_REFUSALS = refusals(403, 422) | WHO_ASKS

router = APIRouter(prefix=_ADMIN, tags=["administration"])


async def _period(
    _: AdminNeeded,
    service: ServiceNeeded,
    since: Annotated[
        AwareDatetime | None,
        Query(description="RFC 3339; a day before `until` when left out. Rounded to minutes."),
    ] = None,
    until: Annotated[
        AwareDatetime | None,
        Query(description="RFC 3339; now when left out, or later. At most 366 days after `since`."),
    ] = None,
) -> Period:
    try:
        return period(since, until, service.clock.now())
    except BadPeriod as bad:
        raise Problem(422, "bad_period", str(bad)) from bad


PeriodNeeded = Annotated[Period, Depends(_period)]
"""An administrator's: nobody else's is looked at."""


# All plain functions: FastAPI sends them through its thread pool, and they may take a second.
@router.get("/overview", responses=_REFUSALS)
def show_overview(asked: PeriodNeeded, service: ServiceNeeded) -> Overview:
    """Who is watching now, and the headline figures of a period."""
    with reading(service.connections_database) as history:
        return overview(history, asked)


@router.get("/connections", responses=_REFUSALS)
def show_connections(asked: PeriodNeeded, service: ServiceNeeded) -> Connections:
    """Connections over time, by transport, in 200 points or fewer."""
    with reading(service.connections_database) as history:
        return connections(history, asked)


@router.get("/sessions", responses=_REFUSALS)
def show_stability(
    asked: PeriodNeeded,
    service: ServiceNeeded,
    sort: Order = Order.WORST,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> StabilityPage:
    """How stable each session's connections were."""
    with reading(service.connections_database) as history:
        page = stability(history, asked, sort, limit=limit, offset=offset)
    if offset + len(page.sessions) < page.total and page.sessions:
        further = {
            "since": rfc3339(moment(asked.since)),
            "until": rfc3339(moment(asked.until)),
            "sort": sort.value,
            "limit": limit,
            "offset": offset + limit,
        }
        page.next = f"{_ADMIN}/sessions?{urlencode(further)}"
    return page


@router.get("/sessions/{session_id}", responses=refusals(403, 404) | WHO_ASKS)
def show_session(session_id: SessionId, _: AdminNeeded, service: ServiceNeeded) -> SessionHistory:
    """All that is known of one session's connections."""
    with reading(service.connections_database) as history:
        found = session_history(history, always(service.clock.now()), session_id)
    is_known = any(found.totals.model_dump().values())
    if not is_known and service.repository.session(session_id) is None:
        raise Problem(404, "session_unknown", f"There is no session {session_id[:80]!r}.")
    return found


@router.get("/reconnections", responses=_REFUSALS)
def show_reconnections(asked: PeriodNeeded, service: ServiceNeeded) -> Reconnections:
    """Why clients came back, storms of them, and sessions that flap."""
    with reading(service.connections_database) as history:
        return reconnections(history, asked)


@router.get("/latency", responses=_REFUSALS)
def show_latency(asked: PeriodNeeded, service: ServiceNeeded) -> Latency:
    """How late updates were sent, and received."""
    with reading(service.connections_database) as history:
        return latency(history, asked)


@router.get("/savings", responses=_REFUSALS)
def show_savings(asked: PeriodNeeded, service: ServiceNeeded) -> Savings:
    """Requests and bytes of streams, against those of polling."""
    with reading(service.connections_database) as history:
        return savings(asked, kinds(history, asked))


@router.get("/engagement", responses=_REFUSALS)
def show_engagement(asked: PeriodNeeded, service: ServiceNeeded) -> Engagement:
    """What users do with the service."""
    created = service.repository.created_by_day(
        rfc3339(moment(asked.since)), rfc3339(moment(asked.until))
    )
    with reading(service.connections_database) as history:
        return engagement(history, asked, created, service.repository.ends_of)


@router.get("/experiment", responses=_REFUSALS)
def show_experiment(asked: PeriodNeeded, service: ServiceNeeded) -> Comparison:
    """Users who have streams against users who poll."""
    with reading(service.connections_database) as history:
        return comparison(history, asked, service.experiment, service.repository.ends_of)
