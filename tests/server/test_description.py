"""What the API's description promises is so: schemathesis asks for everything in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from pydantic import SecretStr
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from audio_files import SAMPLES, silence
from conftest import add_session
from connection import PATIENCE_S
from connection_rows import NOON, Rows
from running_server import running
from transcription_service.models.status import Statistics
from transcription_service.models.transcript import Transcript
from transcription_service.service import Service
from transcription_service.settings import Settings

EXAMPLES = 30
"""Requests, right and wrong, for each operation."""

UPLOAD = "POST /api/v1/sessions"
ADMIN = "/api/v1/admin"
ADMIN_KEY = "described, and asked for everything"
COMPLETED = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
CANCELLED = "7d4f2b1c-6a6e-4a53-9b8e-0c9f4d1e2a3b"
DELETED = "e5a1c0de-2fa1-41d2-883f-0016d3cca427"
# What would take away, or start, what others are asked about.
OTHERS = {
    "DELETE /api/v1/sessions/{session_id}": DELETED,
    "POST /api/v1/sessions/{session_id}/retry": CANCELLED,
}
STATISTICS = Statistics(
    audio_seconds=10,
    processed_seconds=10,
    segments_done=0,
    segments_total=0,
    words=0,
    realtime_factor=None,
)


@dataclass(frozen=True)
class Api:
    """A running server, a user of it, and its administrator."""

    url: str
    headers: dict[str, str]
    admin: dict[str, str]

    def headers_for(self, path: str) -> dict[str, str]:
        return self.admin if path.startswith(ADMIN) else self.headers


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """With sessions that have ended: a stream of one that goes on has no end."""
    folder: Path = tmp_path_factory.mktemp("described")
    service = Service(
        Settings(
            data_dir=folder / "data",
            static_dir=folder / "page",
            samples_dir=SAMPLES,
            demo_faults=True,
            admin_key=SecretStr(ADMIN_KEY),
            requests_per_minute=1_000_000,
            uploads_per_minute=1_000_000,
            admin_keys_per_minute=10**9,
            tokens_per_minute=1_000_000,
        )
    )
    token = service.identity.new_token()
    with running(service) as url:
        for session_id in (COMPLETED, CANCELLED, DELETED):
            add_session(service, token, session_id)
        service.cancel(CANCELLED)
        service.cancel(DELETED)
        service.recordings.remove(CANCELLED)
        service.repository.start(COMPLETED, lease_s=60)
        assert service.repository.save_transcript(
            Transcript(session_id=COMPLETED, audio_seconds=10, text="", segments=()), attempt=1
        )
        service.repository.end(
            service.publisher.completed(
                COMPLETED, attempt=1, message="Done.", statistics=STATISTICS
            )
        )
        rows = Rows(service.connections_database)
        since = datetime.now(UTC).timestamp() - NOON - 600
        rows.stream(COMPLETED, since, since + 60, "left", updates=1, size=(2000, 600, 900))
        rows.stream(COMPLETED, since + 61, since + 99, "completed", resumed=True)
        rows.polls(COMPLETED, since, since + 9, requests=4)
        rows.refusal(COMPLETED, since, 429, "too_many_streams")
        rows.sent(since, 25, 3)
        rows.report(COMPLETED, since + 99, open_ms=1000, latency={"upTo25": 3})
        yield Api(
            url,
            headers={"Authorization": f"Bearer {token}"},
            admin={"Authorization": f"Bearer {ADMIN_KEY}"},
        )


@pytest.fixture
def described(api: Api) -> BaseSchema:
    # Derandomised: the same requests each time, so that what fails fails again.
    generation = GenerationConfig(
        modes=list(GenerationMode), deterministic=True, with_security_parameters=False
    )
    config = SchemathesisConfig(
        projects=ProjectsConfig(default=ProjectConfig(generation=generation))
    )
    schema = schemathesis.openapi.from_url(f"{api.url}/api/v1/openapi.json", config=config)

    @schema.hook
    def map_path_parameters(
        context: Any, parameters: dict[str, Any] | None
    ) -> dict[str, Any] | None:
        # Ids are never guessed: what looks like one becomes one that there is.
        if parameters and len(str(parameters.get("session_id", ""))) == len(COMPLETED):
            session_id = OTHERS.get(context.operation.label, COMPLETED)
            return {**parameters, "session_id": session_id}
        return parameters

    return schema


@pytest.mark.parametrize("mode", GenerationMode)
def test_whatever_is_asked_is_answered_as_described(
    mode: GenerationMode, described: BaseSchema, api: Api
) -> None:
    """What fits the description, and what does not: NUL, over-long, of another type, missing."""
    failures = []
    asked = 0
    for found in described.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        try:
            asked += ask(operation, mode, api)
        except Unsatisfiable:
            # Nothing can be wrong about a request without parameters.
            assert mode.is_negative
        except Exception as failure:  # noqa: BLE001 - all operations are asked, and told of at once
            failure.add_note(operation.label)
            failures.append(failure)
    if failures:
        raise ExceptionGroup("answers that are not as described", failures)
    assert asked > EXAMPLES


def ask(operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode, api: Api) -> int:
    """Send requests to one operation, and tell how many."""
    asked = 0

    @settings(
        # Nearly all of an administrator's questions have the same parameters.
        max_examples=EXAMPLES // 3 if operation.path.startswith(ADMIN) else EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask_one(case: schemathesis.Case[Any]) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(
            headers=api.headers_for(operation.path),
            timeout=PATIENCE_S,
            # No description can say what audio is, nor which of two times is the earlier.
            excluded_checks=[positive_data_acceptance]
            if operation.label == UPLOAD or operation.path.startswith(ADMIN)
            else [],
        )

    ask_one()
    return asked


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200),
        ("/status", 200),
        ("/status/stream", 200),
        ("/audio", 200),
        ("/transcript.txt", 200),
        ("/transcript.srt", 200),
        ("/transcript.vtt", 200),
        ("/transcript.json", 200),
    ],
)
def test_what_is_there_is_answered_as_described(
    path: str, status: int, described: BaseSchema, api: Api
) -> None:
    operation = described["/api/v1/sessions/{session_id}" + path]["GET"]
    case = operation.Case(path_parameters={"session_id": COMPLETED})
    assert case.call_and_validate(headers=api.headers).status_code == status


@pytest.mark.parametrize(
    "path",
    [
        *("overview", "connections", "sessions", "sessions/{session_id}", "reconnections"),
        *("latency", "savings", "engagement", "experiment"),
    ],
)
def test_what_administrators_are_told_is_as_described(
    path: str, described: BaseSchema, api: Api
) -> None:
    operation = described[f"{ADMIN}/{path}"]["GET"]
    ids = {"session_id": COMPLETED} if "{" in path else {}
    case = operation.Case(path_parameters=ids)
    assert case.call_and_validate(headers=api.admin).status_code == 200


def test_sessions_and_tickets_are_made_as_described(described: BaseSchema, api: Api) -> None:
    upload = described["/api/v1/sessions"]["POST"].Case(
        # Its types are those of JSON bodies.
        body={"audio": silence(0.2)},  # type: ignore[dict-item]
        media_type="multipart/form-data",
    )
    created = upload.call_and_validate(headers=api.headers)
    assert created.status_code == 201
    session_id = created.json()["session_id"]
    ticket = described["/api/v1/auth/ticket"]["POST"].Case(
        body={"session_id": session_id}, media_type="application/json"
    )
    assert ticket.call_and_validate(headers=api.headers).status_code == 200
    retry = described["/api/v1/sessions/{session_id}/retry"]["POST"].Case(
        path_parameters={"session_id": COMPLETED}
    )
    assert retry.call_and_validate(headers=api.headers).status_code == 201


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Range": "bytes=1-2"}, 206), ({"Range": "bytes=5-"}, 416), ({"If-None-Match": "*"}, 304)],
)
def test_a_part_of_a_recording_is_answered_as_described(
    headers: dict[str, str], status: int, described: BaseSchema, api: Api
) -> None:
    audio = described["/api/v1/sessions/{session_id}/audio"]["GET"]
    case = audio.Case(path_parameters={"session_id": COMPLETED})
    assert case.call_and_validate(headers=api.headers | headers).status_code == status
