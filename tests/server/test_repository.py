"""What the database decides when two would change the same session."""

import pytest

from conftest import add_session
from transcription_service.models.transcript import Transcript
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


async def test_a_job_starts_once(service: Service, token: str) -> None:
    add_session(service, token, ID)
    started = service.repository.start(ID)
    assert started is not None
    assert started.id == ID
    assert service.repository.start(ID) is None


async def test_a_session_that_has_ended_does_not_start(service: Service, token: str) -> None:
    add_session(service, token, ID)
    service.repository.end(service.publisher.cancelled(ID))
    assert service.repository.start(ID) is None
    assert service.repository.requeue_interrupted() == []


async def test_the_first_end_stays(service: Service, token: str) -> None:
    queued = add_session(service, token, ID)
    first = service.publisher.cancelled(ID)
    service.repository.end(first)
    service.repository.end(queued)
    session = service.repository.session(ID)
    assert session is not None
    assert session.final_status == first


async def test_a_later_attempts_transcript_takes_the_place_of_the_first(
    service: Service, token: str
) -> None:
    add_session(service, token, ID)
    for text in ("one", "two"):
        transcript = Transcript(session_id=ID, audio_seconds=1, text=text, segments=())
        service.repository.save_transcript(transcript)
    assert service.repository.transcript(ID) == transcript
