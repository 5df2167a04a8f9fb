"""Who may know whom, as the code's imports show it."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from audio_files import ROOT

PACKAGE = ROOT / "demo-web" / "server" / "transcription_service"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Each package may import itself and what is named; whatever is not a key may import anything.
MAY_KNOW = {
    "models": {"models"},
    "redis_link": {"redis_link"},
    "bus": {"bus", "models", "clock", "redis_link"},
    "stream_leases": {"stream_leases", "clock", "redis_link"},
    "publisher": {"bus", "models", "clock"},
    "mailbox": {"models"},
    "subscriber": {"bus", "models", "mailbox"},
    "event_stream": {"models"},
    "audio": {"audio"},
    "recognition": {"recognition", "audio", "models"},
    "isolation": {"isolation", "recognition", "audio", "models"},
    "database": {"database"},
    "sessions": {"sessions", "database", "models", "clock"},
    "observation": {"observation"},
    "experiment": {"experiment"},
    "history": {"history", "observation", "experiment", "database", "clock", "rounds"},
    "analysis": {"analysis", "observation", "experiment", "database", "models"},
    "jobs": {
        "jobs",
        "isolation",
        "sessions",
        "models",
        "publisher",
        "clock",
        "audio",
        "redis_link",
    },
    "faults": {"faults", "streams", "event_stream", "problems", "clock"},
    "streams": {
        "streams",
        "stream_leases",
        "subscriber",
        "mailbox",
        "event_stream",
        "models",
        "clock",
        "problems",
        "redis_link",
        "observation",
        "exchange",
    },
    "exchange": {"exchange", "observation"},
    "identity": {"identity", "sessions", "problems", "redis_link", "clock"},
    "rounds": {"rounds", "clock"},
    "rates": {"rates", "problems", "redis_link", "settings", "clock"},
}
# Nothing of HTTP in here: the same code runs in a worker process.
WITHOUT_HTTP = {
    "models",
    "redis_link",
    "bus",
    "stream_leases",
    "publisher",
    "audio",
    "recognition",
    "isolation",
    "sessions",
    "analysis",
    "jobs",
    "worker",
}
HTTP = {"fastapi", "starlette", "uvicorn"}
# Libraries that parse hostile files are loaded by child processes only.
NATIVE = {"av", "pocketsphinx"}


def imported(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def part(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_inward(module: Path) -> None:
    here = part(module)
    own = {
        name.split(".")[1] for name in imported(module) if name.startswith("transcription_service.")
    }
    if here in MAY_KNOW:
        assert own <= MAY_KNOW[here]
    roots = {name.split(".")[0] for name in imported(module)}
    if here in WITHOUT_HTTP:
        assert not roots & HTTP
    if here not in ("audio", "recognition"):
        assert not roots & NATIVE


def test_a_worker_loads_nothing_of_http() -> None:
    """However far from the worker's own imports it might come in."""
    script = "import sys, transcription_service.worker; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], cwd=PACKAGE.parent, capture_output=True, check=True
    ).stdout.decode()
    assert not set(loaded.split()) & HTTP


def test_every_rule_is_about_something_that_exists() -> None:
    parts = {part(module) for module in MODULES}
    assert set(MAY_KNOW) | WITHOUT_HTTP <= parts
