"""The parent's side: starts children, reads their reports, and ends them."""

import contextlib
import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from transcription_service.isolation.requests import Request
from transcription_service.models.report import REPORT, Report

_PACKAGE_PARENT = Path(__file__).resolve().parent.parent.parent
_LONGEST_LINE = 1024 * 1024


class ChildLost(Exception):
    """The child ended without finishing its work; `code` says how.

    `killed`: by `Children.kill` or `close` · `crashed`: by itself · `stalled`: it said nothing for
    too long and was killed.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class Children:
    """All child processes of this server; none outlives it. May be used on any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[subprocess.Popen[bytes], str] = {}
        self._killed: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    @contextmanager
    def run(self, label: str, request: Request, *, silence_s: float) -> Iterator[Iterator[Report]]:
        """The reports of a new child, which is gone when the context ends.

        Reading them raises ChildLost when the child ends badly, or says nothing for `silence_s`
        seconds.
        """
        child = self._start(label, request)
        try:
            yield self._reports(child, silence_s)
        finally:
            child.kill()
            child.wait()
            with self._lock:
                del self._running[child]
                self._killed.discard(child)
            for pipe in (child.stdin, child.stdout):
                if pipe is not None:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()

    def kill(self, label: str) -> None:
        """End the children that were started under `label`."""
        with self._lock:
            self._kill([child for child, name in self._running.items() if name == label])

    def close(self) -> None:
        """End all children; new ones are refused."""
        with self._lock:
            self._closed = True
            self._kill(list(self._running))

    def _kill(self, children: list[subprocess.Popen[bytes]]) -> None:
        for child in children:
            self._killed.add(child)
            child.kill()

    def _start(self, label: str, request: Request) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise ChildLost("killed", "the server is being stopped")
            child = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "transcription_service.isolation.child",
                    request.model_dump_json(),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=_PACKAGE_PARENT,
                # Nothing of the server's environment is the child's business, its secret least.
                env={"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
                # Ctrl-C at a terminal reaches the server alone, which then ends its children.
                start_new_session=True,
            )
            self._running[child] = label
            return child

    def _reports(self, child: subprocess.Popen[bytes], silence_s: float) -> Iterator[Report]:
        for line in _lines(child, silence_s):
            yield REPORT.validate_json(line)
        status = child.wait()
        if child in self._killed:
            raise ChildLost("killed", "the child was told to end")
        if status != 0:
            raise ChildLost("crashed", f"the child ended with exit status {status}")


def _lines(child: subprocess.Popen[bytes], silence_s: float) -> Iterator[bytes]:
    assert child.stdout is not None
    descriptor = child.stdout.fileno()
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    rest = b""
    while True:
        if not poll.poll(silence_s * 1000):
            raise ChildLost("stalled", f"the child said nothing for {silence_s:g} s")
        came = os.read(descriptor, 65536)
        if not came:
            return
        *lines, rest = (rest + came).split(b"\n")
        if len(rest) > _LONGEST_LINE:
            raise ChildLost("crashed", f"the child's report is longer than {_LONGEST_LINE} bytes")
        yield from lines
