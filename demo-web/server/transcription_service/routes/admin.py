"""How the connections of all users are, for administrators."""

import sqlite3
from collections.abc import Callable
from typing import Annotated, TypeVar
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime

from transcription_service.analysis.comparison import Comparison, comparison
from transcription_service.analysis.connections import Connections, connections
from transcription_service.analysis.engagement import Engagement, engagement
from transcription_service.analysis.failures import FailuresByCause, failures
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
from transcription_service.service import Service

_T = TypeVar("_T")

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


async def _answered(service: Service, question: Callable[[sqlite3.Connection], _T]) -> _T:
    """A question keeps a processor busy for as long as two seconds, and a dashboard asks several.
    One is answered at a time, on a thread; those that wait hold none of the threads that uploads,
    logins and pages need."""

    def answer() -> _T:
        with reading(service.connections_database) as history:
            return question(history)

    return await to_thread.run_sync(answer, limiter=service.questions)


@router.get("/overview", responses=_REFUSALS)
async def show_overview(asked: PeriodNeeded, service: ServiceNeeded) -> Overview:
    """Who is watching now, and the headline figures of a period."""
    return await _answered(service, lambda history: overview(history, asked))


@router.get("/connections", responses=_REFUSALS)
async def show_connections(asked: PeriodNeeded, service: ServiceNeeded) -> Connections:
    """Connections over time, by transport, in 200 points or fewer."""
    return await _answered(service, lambda history: connections(history, asked))


@router.get("/sessions", responses=_REFUSALS)
async def show_stability(
    asked: PeriodNeeded,
    service: ServiceNeeded,
    sort: Order = Order.WORST,
    limit: Annotated[int, Query(ge=1, le=100)] = 50,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> StabilityPage:
    """How stable each session's connections were."""
    page = await _answered(
        service, lambda history: stability(history, asked, sort, limit=limit, offset=offset)
    )
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
async def show_session(
    session_id: SessionId, _: AdminNeeded, service: ServiceNeeded
) -> SessionHistory:
    """All that is known of one session's connections."""
    ever = always(service.clock.now())
    found = await _answered(service, lambda history: session_history(history, ever, session_id))
    is_known = any(found.totals.model_dump().values())
    if not is_known and not service.repository.has_session(session_id):
        raise Problem(404, "session_unknown", f"There is no session {session_id[:80]!r}.")
    return found


@router.get("/failures", responses=_REFUSALS)
async def show_failures(asked: PeriodNeeded, service: ServiceNeeded) -> FailuresByCause:
    """What was refused, how streams ended that nobody wanted to end, and what clients report."""
    return await _answered(service, lambda history: failures(history, asked))


@router.get("/reconnections", responses=_REFUSALS)
async def show_reconnections(asked: PeriodNeeded, service: ServiceNeeded) -> Reconnections:
    """Why clients came back, storms of them, and sessions that flap."""
    return await _answered(service, lambda history: reconnections(history, asked))


@router.get("/latency", responses=_REFUSALS)
async def show_latency(asked: PeriodNeeded, service: ServiceNeeded) -> Latency:
    """How late updates were sent, and received."""
    return await _answered(service, lambda history: latency(history, asked))


@router.get("/savings", responses=_REFUSALS)
async def show_savings(asked: PeriodNeeded, service: ServiceNeeded) -> Savings:
    """Requests and bytes of streams, against those of polling."""
    return await _answered(service, lambda history: savings(asked, kinds(history, asked)))


@router.get("/engagement", responses=_REFUSALS)
async def show_engagement(asked: PeriodNeeded, service: ServiceNeeded) -> Engagement:
    """What users do with the service."""
    repository = service.repository

    def question(history: sqlite3.Connection) -> Engagement:
        period = rfc3339(moment(asked.since)), rfc3339(moment(asked.until))
        created = repository.created_by_day(*period)
        return engagement(history, asked, created, repository.ends_of)

    return await _answered(service, question)


@router.get("/experiment", responses=_REFUSALS)
async def show_experiment(asked: PeriodNeeded, service: ServiceNeeded) -> Comparison:
    """Users who have streams against users who poll."""
    return await _answered(
        service,
        lambda history: comparison(history, asked, service.experiment, service.repository.ends_of),
    )
