"""The JSON bodies of the API, other than statuses, transcripts and problems."""

from pydantic import BaseModel, Field

from transcription_service.experiment import Arm
from transcription_service.models.status import TranscriptionStatus
from transcription_service.sessions.repository import Session

API = "/api/v1"


class TokenBody(BaseModel):
    """`access_token` is for the header `Authorization: Bearer …`."""

    access_token: str
    token_type: str = "bearer"


class TicketBody(BaseModel):
    """`stream_url` holds the ticket, which is good for one request."""

    ticket: str
    expires_in_s: int
    stream_url: str


class AssignmentBody(BaseModel):
    """The arm of a user in the comparison of transports."""

    experiment: str
    arm: Arm


class SessionUrls(BaseModel):
    """Where to go on from a session; null for what there is nothing of, now or any more."""

    self: str
    status: str
    stream: str
    cancel: str
    retry: str | None = Field(
        description="POST: do the job again, as a new session. Null while it has not ended, and "
        "when its recording is not kept any more."
    )
    audio: str | None = Field(
        description="The recording as it was uploaded. Null when it is not kept any more."
    )
    transcript_txt: str
    transcript_srt: str
    transcript_vtt: str
    transcript_json: str


class SessionBody(BaseModel):
    """An upload and where it stands. `audio_seconds` is the length by the file's own word."""

    session_id: str
    file_name: str
    media_format: str
    size_bytes: int
    audio_seconds: float
    created_at: str
    status: TranscriptionStatus
    urls: SessionUrls


class SessionPage(BaseModel):
    """Newest first; `next` is where older ones are, or null."""

    sessions: list[SessionBody]
    next: str | None


class Sample(BaseModel):
    """A recording for those who have none."""

    title: str
    url: str
    text: str
    seconds: float


class SampleList(BaseModel):
    """The recordings that are offered to who has none."""

    samples: list[Sample]


class HealthBody(BaseModel):
    """That the process answers, and of which release it is."""

    status: str = "ok"
    version: str


def session_body(
    session: Session, status: TranscriptionStatus, *, has_recording: bool
) -> SessionBody:
    """A session as its owner is shown it; `has_recording`: it is still kept."""
    base = f"{API}/sessions/{session.id}"
    return SessionBody(
        session_id=session.id,
        file_name=session.file_name,
        media_format=session.media_format,
        size_bytes=session.size_bytes,
        audio_seconds=round(session.audio_seconds, 3),
        created_at=session.created_at,
        status=status,
        urls=SessionUrls(
            self=base,
            status=f"{base}/status",
            stream=f"{base}/status/stream",
            cancel=f"{base}/cancel",
            retry=f"{base}/retry" if has_recording and status.is_terminal else None,
            audio=f"{base}/audio" if has_recording else None,
            transcript_txt=f"{base}/transcript.txt",
            transcript_srt=f"{base}/transcript.srt",
            transcript_vtt=f"{base}/transcript.vtt",
            transcript_json=f"{base}/transcript.json",
        ),
    )
