"""What was said, to read or to work with."""

from collections.abc import Callable, Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from fastapi import APIRouter, Response
from starlette.responses import PlainTextResponse

from transcription_service.models.status import JobStatus
from transcription_service.models.transcript import Transcript
from transcription_service.problems import Problem
from transcription_service.routes.access import OwnSession, ServiceNeeded
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API
from transcription_service.service import Service
from transcription_service.sessions.repository import Session
from transcription_service.subtitles import Cue, cues, subrip, webvtt

_REFUSALS = refusals(404, 409) | WHO_ASKS


def _written_as(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}}}


router = APIRouter(prefix=f"{API}/sessions/{{session_id}}", tags=["transcripts"])


@router.get("/transcript.txt", response_class=PlainTextResponse, responses=_REFUSALS)
async def text(session: OwnSession, service: ServiceNeeded) -> Response:
    """One line for each stretch of speech; empty when there was none."""
    return PlainTextResponse(
        await _written(Transcript.plain, session, service), headers=_headers(session, "txt")
    )


@router.get(
    "/transcript.srt",
    response_class=Response,
    responses=_REFUSALS | _written_as("application/x-subrip"),
)
async def srt(session: OwnSession, service: ServiceNeeded) -> Response:
    """Subtitles for video players."""
    return Response(
        await _written(_subtitles(subrip), session, service),
        media_type="application/x-subrip; charset=utf-8",
        headers=_headers(session, "srt"),
    )


@router.get(
    "/transcript.vtt",
    response_class=Response,
    responses=_REFUSALS | _written_as("text/vtt"),
)
async def vtt(session: OwnSession, service: ServiceNeeded) -> Response:
    """Subtitles for browsers."""
    return Response(
        await _written(_subtitles(webvtt), session, service),
        media_type="text/vtt",
        headers=_headers(session, "vtt"),
    )


@router.get("/transcript.json", response_model=Transcript, responses=_REFUSALS)
async def json(session: OwnSession, service: ServiceNeeded) -> Response:
    """Segments and words with their times in seconds."""
    return Response(
        await _written(Transcript.model_dump_json, session, service),
        media_type="application/json",
        headers=_headers(session, "json"),
    )


def _subtitles(write: Callable[[Iterable[Cue]], str]) -> Callable[[Transcript], str]:
    return lambda transcript: write(cues(transcript))


async def _written(write: Callable[[Transcript], str], session: Session, service: Service) -> str:
    status = (await service.current_status(session)).status
    if not status.is_terminal:
        raise Problem(
            409,
            "transcript_not_ready",
            f"Expected a completed session, came one that is {status}: watch its status.",
        )
    # An hour of speech is a fifth of a second of work, for which no stream is to wait.
    text = await to_thread.run_sync(_kept, write, session, service)
    if status is not JobStatus.COMPLETED or text is None:
        raise Problem(
            409, "no_transcript", f"The session is {status}, so there is no transcript of it."
        )
    return text


def _kept(write: Callable[[Transcript], str], session: Session, service: Service) -> str | None:
    transcript = service.repository.transcript(session.id)
    return write(transcript) if transcript else None


def _headers(session: Session, extension: str) -> dict[str, str]:
    name = quote(f"{PurePath(session.file_name).stem}.{extension}", safe="")
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-cache",
    }
