"""Cancelling reaches the child that does the work, however long it would go on in silence."""

import os
from pathlib import Path

import pytest

from conftest import add_session
from transcription_service.isolation.children import ChildLost, Children
from transcription_service.isolation.requests import TranscribeRequest
from transcription_service.jobs.cancellation import cancel
from transcription_service.service import Service

pytestmark = pytest.mark.anyio

ID = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"


async def test_a_silent_child_is_ended_at_once(
    service: Service, token: str, tmp_path: Path
) -> None:
    add_session(service, token, ID)
    endless = tmp_path / "pipe"
    # Nobody ever writes to it: the child waits for its first byte.
    os.mkfifo(endless)
    children = Children()
    request = TranscribeRequest(path=endless, max_seconds=60, expected_seconds=10)
    with children.run(ID, request, silence_s=60) as reports:
        cancel(ID, service.publisher, service.repository, service.recordings, children)
        with pytest.raises(ChildLost) as lost:
            next(reports)
    assert lost.value.code == "killed"
