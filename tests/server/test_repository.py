"""What the database decides when two would change the same session."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from conftest import add_session
from manual_clock import ManualClock
from transcription_service.models.transcript import Transcript
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


def transcript(text: str) -> Transcript:
    return Transcript(session_id=ID, audio_seconds=1, text=text, segments=())


async def test_a_job_starts_once(service: Service, token: str) -> None:
    add_session(service, token, ID)
    started = service.repository.start(ID, lease_s=15)
    assert started is not None
    assert started.id == ID
    assert service.repository.start(ID, lease_s=15) is None


async def test_a_session_that_has_ended_does_not_start(service: Service, token: str) -> None:
    add_session(service, token, ID)
    service.repository.end(service.publisher.cancelled(ID))
    assert service.repository.start(ID, lease_s=15) is None
    assert service.repository.waiting() == []


async def test_the_first_end_stays(service: Service, token: str) -> None:
    queued = add_session(service, token, ID)
    first = service.publisher.cancelled(ID)
    service.repository.end(first)
    service.repository.end(queued)
    session = service.repository.session(ID)
    assert session is not None
    assert session.final_status == first


async def test_a_later_attempts_transcript_takes_the_place_of_the_first(
    service: Service, clock: ManualClock, token: str
) -> None:
    add_session(service, token, ID)
    for attempt in (1, 2):
        service.repository.start(ID, lease_s=15)
        assert service.repository.save_transcript(transcript(f"by {attempt}"), attempt=attempt)
        clock.advance(15)
        service.repository.requeue_expired()
    assert service.repository.transcript(ID) == transcript("by 2")


async def test_who_was_replaced_saves_nothing(
    service: Service, clock: ManualClock, token: str
) -> None:
    add_session(service, token, ID)
    service.repository.start(ID, lease_s=15)
    clock.advance(15)
    service.repository.requeue_expired()
    assert not service.repository.save_transcript(transcript("late"), attempt=1)
    service.repository.start(ID, lease_s=15)
    assert not service.repository.save_transcript(transcript("later"), attempt=1)
    assert service.repository.transcript(ID) is None


async def test_a_lease_that_is_renewed_does_not_run_out(
    service: Service, clock: ManualClock, token: str
) -> None:
    add_session(service, token, ID)
    service.repository.start(ID, lease_s=15)
    for _ in range(5):
        clock.advance(14)
        assert service.repository.requeue_expired() == []
        assert service.repository.renew([(ID, 1)], lease_s=15) == set()
    clock.advance(15)
    assert [session.attempt for session in service.repository.requeue_expired()] == [2]
    assert service.repository.renew([(ID, 1)], lease_s=15) == {(ID, 1)}


async def test_an_expired_job_is_given_to_one_of_many_who_ask(
    service: Service, clock: ManualClock, token: str
) -> None:
    ids = [f"{number:08x}-2fa1-41d2-883f-0016d3cca427" for number in range(10)]
    for session_id in ids:
        add_session(service, token, session_id)
        service.repository.start(session_id, lease_s=15)
    clock.advance(15)
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(lambda _: service.repository.requeue_expired(), range(8)))
    assert [session.id for sessions in given for session in sessions] == ids


async def test_a_job_that_was_given_back_is_taken_over_at_once(
    service: Service, token: str
) -> None:
    add_session(service, token, ID)
    service.repository.start(ID, lease_s=15)
    service.repository.give_back(ID, 2)
    assert service.repository.requeue_expired() == []
    service.repository.give_back(ID, 1)
    assert [session.attempt for session in service.repository.requeue_expired()] == [2]


async def test_a_job_is_counted_until_it_has_ended(service: Service, token: str) -> None:
    user = service.identity.holder(token).id
    add_session(service, token, ID)
    assert service.repository.unended_of(user) == 1
    service.repository.start(ID, lease_s=15)
    assert service.repository.unended_of(user) == 1
    service.repository.end(service.publisher.cancelled(ID))
    assert service.repository.unended_of(user) == 0
