"""What was said, to read or to work with."""

from pathlib import PurePath
from typing import Any
from urllib.parse import quote

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
from transcription_service.subtitles import cues, subrip, webvtt

_REFUSALS = refusals(404, 409) | WHO_ASKS


def _written_as(media_type: str) -> dict[int | str, dict[str, Any]]:
    return {200: {"content": {media_type: {"schema": {"type": "string"}}}}}


router = APIRouter(prefix=f"{API}/sessions/{{session_id}}", tags=["transcripts"])


@router.get("/transcript.txt", response_class=PlainTextResponse, responses=_REFUSALS)
async def text(session: OwnSession, service: ServiceNeeded) -> Response:
    """One line for each stretch of speech; empty when there was none."""
    transcript = await _transcript(session, service)
    return PlainTextResponse(transcript.plain(), headers=_headers(session, "txt"))


@router.get(
    "/transcript.srt",
    response_class=Response,
    responses=_REFUSALS | _written_as("application/x-subrip"),
)
async def srt(session: OwnSession, service: ServiceNeeded) -> Response:
    """Subtitles for video players."""
    transcript = await _transcript(session, service)
    return Response(
        subrip(cues(transcript)),
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
    transcript = await _transcript(session, service)
    return Response(
        webvtt(cues(transcript)), media_type="text/vtt", headers=_headers(session, "vtt")
    )


@router.get("/transcript.json", response_model=Transcript, responses=_REFUSALS)
async def json(session: OwnSession, service: ServiceNeeded) -> Response:
    """Segments and words with their times in seconds."""
    transcript = await _transcript(session, service)
    return Response(
        transcript.model_dump_json(),
        media_type="application/json",
        headers=_headers(session, "json"),
    )


async def _transcript(session: Session, service: Service) -> Transcript:
    status = (await service.current_status(session)).status
    if not status.is_terminal:
        raise Problem(
            409,
            "transcript_not_ready",
            f"Expected a completed session, came one that is {status}: watch its status.",
        )
    transcript = service.repository.transcript(session.id)
    if status is not JobStatus.COMPLETED or transcript is None:
        raise Problem(
            409, "no_transcript", f"The session is {status}, so there is no transcript of it."
        )
    return transcript


def _headers(session: Session, extension: str) -> dict[str, str]:
    name = quote(f"{PurePath(session.file_name).stem}.{extension}", safe="")
    return {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Cache-Control": "private, no-cache",
    }
