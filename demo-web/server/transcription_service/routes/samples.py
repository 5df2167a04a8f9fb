"""Recordings for those who have none: they lie beside their list, `samples.json`."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.responses import FileResponse

from transcription_service.problems import Problem
from transcription_service.routes.access import ServiceNeeded
from transcription_service.routes.answers import refusals
from transcription_service.routes.bodies import API, SampleList

_AUDIO = {"content": {"audio/*": {"schema": {"type": "string", "format": "binary"}}}}
_FILE: dict[int | str, dict[str, Any]] = {
    200: _AUDIO,
    206: {"description": "The part that `Range` asked for."} | _AUDIO,
    400: {"description": "`Range` cannot be read."},
    416: {"description": "`Range` lies beyond the end."},
}

router = APIRouter(tags=["samples"])


@router.get(f"{API}/samples")
def samples(service: ServiceNeeded) -> SampleList:
    """What can be tried without a recording of one's own; open to everyone."""
    return _listed(service.settings.samples_dir)


@router.get(
    "/samples/{name}",
    response_class=FileResponse,
    responses=refusals(404) | _FILE,
)
def sample(name: str, service: ServiceNeeded) -> FileResponse:
    """The audio of one sample."""
    folder = service.settings.samples_dir
    # Only what is listed: no other name ever reaches the file system.
    if all(listed.url != f"/samples/{name}" for listed in _listed(folder).samples):
        raise Problem(404, "sample_unknown", f"There is no sample {name[:80]!r}.")
    return FileResponse(folder / name)


def _listed(folder: Path) -> SampleList:
    try:
        text = (folder / "samples.json").read_bytes()
    except FileNotFoundError:
        return SampleList(samples=[])
    return SampleList.model_validate_json(text)
