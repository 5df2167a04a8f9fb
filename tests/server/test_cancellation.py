"""Cancelling reaches the child that does the work, however long it would go on in silence."""

import os

import pytest

from conftest import add_session
from transcription_service.isolation.children import ChildLost, Children
from transcription_service.jobs.cancellation import cancel
from transcription_service.jobs.child_recogniser import ChildRecogniser
from transcription_service.jobs.leases import Leases
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


async def test_a_silent_child_is_ended_at_once(service: Service, token: str) -> None:
    add_session(service, token, ID)
    service.recordings.remove(ID)
    # Nobody ever writes to it: the child waits for its first byte.
    os.mkfifo(service.recordings.path(ID))
    children = Children()
    recogniser = ChildRecogniser(children, service.recordings, max_audio_s=60, stall_s=60)
    leases = Leases(service.repository, 15, recogniser.interrupt)
    with leases.take(ID) as lease:
        assert lease is not None
        with recogniser(lease.session) as reports:
            cancel(ID, service.publisher, service.repository, service.recordings, leases)
            with pytest.raises(ChildLost) as lost:
                next(reports)
    assert lost.value.code == "killed"
