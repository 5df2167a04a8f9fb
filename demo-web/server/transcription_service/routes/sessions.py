"""Uploads become sessions; sessions are listed, looked at, cancelled, done again and deleted."""

import errno
import uuid
from dataclasses import replace
from typing import Annotated, Any

from anyio import to_thread
from fastapi import APIRouter, Query, Response
from starlette.requests import Request

from transcription_service.audio.refusal import AudioRefused
from transcription_service.identity import User
from transcription_service.isolation.children import ChildLost
from transcription_service.models.status import TranscriptionStatus
from transcription_service.models.succession import UpdateRefused
from transcription_service.models.timestamp import rfc3339
from transcription_service.problems import Problem
from transcription_service.routes.access import (
    OwnSession,
    ServiceNeeded,
    UploaderNeeded,
    UserNeeded,
)
from transcription_service.routes.answers import WHO_ASKS, refusals
from transcription_service.routes.bodies import API, SessionBody, SessionPage, session_body
from transcription_service.routes.recordings import recording_gone
from transcription_service.service import Service
from transcription_service.sessions.recordings import NoRoom, RecordingGone
from transcription_service.sessions.repository import Session, TooManyJobs
from transcription_service.web.audio_upload import FIELD, disk_full, receive_audio

router = APIRouter(prefix=f"{API}/sessions", tags=["sessions"])

_JOB_S = 15
"""A guess at when one of many jobs will have ended."""

_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": [FIELD],
                    "properties": {FIELD: {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}

_CREATED: dict[int | str, dict[str, Any]] = {
    201: {"headers": {"Location": {"required": True, "schema": {"type": "string"}}}}
}


@router.post(
    "",
    status_code=201,
    openapi_extra=_FORM,
    responses=refusals(400, 403, 408, 413, 415, 422, 507) | WHO_ASKS | _CREATED,
)
async def create_session(
    request: Request, response: Response, user: UploaderNeeded, service: ServiceNeeded
) -> SessionBody:
    """Upload a recording, in the multipart file field `audio`; its transcription starts as soon
    as a worker is free."""
    _check_jobs(service, user)
    session_id = str(uuid.uuid4())
    with service.recordings.incoming(session_id) as path:
        upload = await receive_audio(
            request, path, service.settings.max_upload_bytes, service.retention
        )
        try:
            found = await to_thread.run_sync(
                service.examiner.examine, path, limiter=service.examinations
            )
        except AudioRefused as refused:
            raise _unusable(refused) from refused
        except ChildLost as lost:
            raise Problem(
                503, "stopping", "The server is being stopped.", {"Retry-After": "1"}
            ) from lost
        session = Session(
            id=session_id,
            user_id=user.id,
            file_name=upload.file_name,
            media_format=found.media_format,
            size_bytes=upload.size_bytes,
            audio_seconds=found.audio_seconds,
            created_at=rfc3339(service.clock.now()),
        )
        status = await to_thread.run_sync(_admit, service, session)
    return _created(response, session, status)


@router.get("", responses=refusals(422) | WHO_ASKS)
async def list_sessions(
    user: UserNeeded,
    service: ServiceNeeded,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    before: Annotated[
        int | None, Query(ge=1, le=2**63 - 1, description="As it stands in a page's `next`.")
    ] = None,
) -> SessionPage:
    """Your sessions, newest first; `next` leads to those that are older."""
    page = service.repository.sessions_of(user.id, limit=limit, before=before)
    return SessionPage(
        sessions=[
            _body(service, session, await service.current_status(session))
            for session in page.sessions
        ],
        next=f"{API}/sessions?limit={limit}&before={page.older_than}"
        if page.older_than is not None
        else None,
    )


@router.get("/{session_id}", responses=refusals(404) | WHO_ASKS)
async def show_session(session: OwnSession, service: ServiceNeeded) -> SessionBody:
    """One of your sessions."""
    return _body(service, session, await service.current_status(session))


@router.post("/{session_id}/cancel", responses=refusals(403, 404, 409) | WHO_ASKS)
def cancel_session(session: OwnSession, service: ServiceNeeded) -> TranscriptionStatus:
    """Cancel a job that waits or runs; 409 when it has ended already."""
    try:
        if session.final_status is None:
            return service.cancel(session.id)
    except UpdateRefused:
        # It ended between the question and the answer.
        pass
    raise Problem(409, "session_ended", "The job has ended; there is nothing to cancel.")


@router.post(
    "/{session_id}/retry",
    status_code=201,
    responses=refusals(403, 404, 409, 507) | WHO_ASKS | _CREATED,
)
async def retry_session(
    session: OwnSession, response: Response, user: UserNeeded, service: ServiceNeeded
) -> SessionBody:
    """Transcribe the recording of an ended job once more, as a new session: what there is of the
    old one stays as it is. Counts as an upload, unless it is refused for what it asks."""
    status = await service.current_status(session)
    if not status.is_terminal:
        raise Problem(
            409,
            "session_running",
            f"Expected a session that has ended, came one that is {status.status}: wait for its "
            "end, or cancel it.",
        )
    if not service.recordings.has(session.id):
        raise recording_gone()
    _check_jobs(service, user)
    await service.rates.uploads.spend(user.id)
    again = replace(
        session,
        id=str(uuid.uuid4()),
        created_at=rfc3339(service.clock.now()),
        attempt=1,
        final_status=None,
    )
    queued = await to_thread.run_sync(_admit_again, service, session.id, again)
    return _created(response, again, queued)


@router.delete("/{session_id}", status_code=204, responses=refusals(403, 404) | WHO_ASKS)
async def delete_session(session: OwnSession, service: ServiceNeeded) -> None:
    """Delete a session, its recording and its transcript; a job that waits or runs is cancelled,
    and streams of it end."""
    await to_thread.run_sync(service.delete, session)
    if service.faults is not None:
        service.faults.switch_off(session.id)


def _admit_again(service: Service, session_id: str, again: Session) -> TranscriptionStatus:
    try:
        with service.recordings.again(session_id, again.id):
            return _admit(service, again)
    except RecordingGone as gone:
        raise recording_gone() from gone
    except NoRoom as full:
        raise disk_full() from full
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise disk_full() from error


def _admit(service: Service, session: Session) -> TranscriptionStatus:
    """Accept what is incoming for a session; in the context of its claim."""
    try:
        service.retention.keep(session.id)
    except NoRoom as full:
        raise disk_full() from full
    try:
        status = service.publisher.queued(session.id, attempt=session.attempt)
        service.repository.add_session(
            session, unended_at_most=service.settings.waiting_jobs_per_user
        )
    except TooManyJobs as too_many:
        service.recordings.remove(session.id)
        raise _too_many_jobs(service) from too_many
    except BaseException:
        service.recordings.remove(session.id)
        raise
    service.jobs.submit(session.id)
    return status


def _body(service: Service, session: Session, status: TranscriptionStatus) -> SessionBody:
    return session_body(session, status, has_recording=service.recordings.has(session.id))


def _created(response: Response, session: Session, status: TranscriptionStatus) -> SessionBody:
    body = session_body(session, status, has_recording=True)
    response.headers["Location"] = body.urls.self
    return body


def _check_jobs(service: Service, user: User) -> None:
    """Before anything is done for one more; decided when it is added."""
    if service.repository.unended_of(user.id) >= service.settings.waiting_jobs_per_user:
        raise _too_many_jobs(service)


def _too_many_jobs(service: Service) -> Problem:
    return Problem(
        429,
        "too_many_jobs",
        f"Expected at most {service.settings.waiting_jobs_per_user} jobs of yours at a time, came "
        "one more: wait until one has ended, or cancel one.",
        {"Retry-After": str(_JOB_S)},
    )


def _unusable(refused: AudioRefused) -> Problem:
    status = 415 if refused.code == "not_audio" else 422
    return Problem(status, refused.code, f"The upload is not usable: {refused.detail}.")
