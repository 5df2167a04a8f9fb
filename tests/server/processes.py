"""The service's programs as processes of their own."""

import json
import os
import select
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import httpx

from audio_files import ROOT

PATIENCE_S = 60.0
SERVER = ROOT / "demo-web" / "server"


class _Process:
    """A program that has said its first line, `said`."""

    def __init__(self, module: str, data_dir: Path, settings: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=SERVER,
            # What is said at all on standard error is a fault, unless a test asks for more.
            env={
                "PATH": os.defpath,
                "DATA_DIR": str(data_dir),
                "LOG_LEVEL": "warning",
                **settings,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.said = self.process.stdout.readline()

    def children(self) -> list[int]:
        """Descriptors that become readable when a child of the process has ended."""
        descriptors = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                if int(stat.read_text().rpartition(")")[2].split()[1]) == self.process.pid:
                    descriptors.append(os.pidfd_open(int(stat.parent.name)))
            except OSError:
                continue
        return descriptors

    def end(self, how: int) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE_S)

    def errors(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()


class Server(_Process):
    """A running server process and one user of it."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        more = {"PORT": "0", "STATIC_DIR": str(data_dir / "no page")}
        super().__init__("transcription_service", data_dir, settings | more)
        assert self.said.startswith("Transcription demo: http://127.0.0.1:"), self.errors()
        self.url = self.said.split()[-1]
        self.user = httpx.Client(base_url=self.url, timeout=PATIENCE_S)

    def upload(self, audio: bytes) -> str:
        answer = self.user.post("/api/v1/sessions", files={"audio": ("talk", audio)})
        assert answer.status_code == 201, answer.text
        session_id: str = answer.json()["session_id"]
        return session_id

    def events(self, session_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Name and data of each event of a session's stream, to its end."""
        path = f"/api/v1/sessions/{session_id}/status/stream"
        name = ""
        with self.user.stream("GET", path) as stream:
            assert stream.status_code == 200
            for line in stream.iter_lines():
                field, _, value = line.partition(": ")
                if field == "event":
                    name = value
                elif field == "data":
                    yield name, json.loads(value)

    def close(self) -> None:
        self.user.close()
        super().close()


class Worker(_Process):
    """A running worker process."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        super().__init__("transcription_service.worker", data_dir, settings)
        assert self.said == "Transcription worker: ready\n", self.errors()


def assert_gone(descriptors: list[int]) -> None:
    assert descriptors
    for descriptor in descriptors:
        ended, _, _ = select.select([descriptor], [], [], PATIENCE_S)
        os.close(descriptor)
        assert ended, "a child lives on"
