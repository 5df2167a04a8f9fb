"""The embedded worker: a few threads that run jobs in the order they came."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Protocol

logger = logging.getLogger(__name__)


class JobQueue(Protocol):
    """Where jobs go to be run."""

    def submit(self, session_id: str) -> None:
        """Run the session's job as soon as a worker is free."""


class Worker:
    """Runs at most `parallel` jobs at a time."""

    def __init__(self, run: Callable[[str], None], parallel: int) -> None:
        self._run = run
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"worker-{number}", daemon=True)
            for number in range(parallel)
        ]
        self._halted = threading.Event()

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def submit(self, session_id: str) -> None:
        self._waiting.put(session_id)

    def halt(self) -> None:
        """Start no more jobs."""
        self._halted.set()
        for _ in self._threads:
            self._waiting.put(None)

    def join(self) -> None:
        """Return once the running jobs have ended; whoever wants that soon ends their children."""
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            session_id = self._waiting.get()
            if session_id is None or self._halted.is_set():
                return
            try:
                self._run(session_id)
            except Exception:
                # One broken job must not take the thread from all later ones.
                logger.exception("session %s: the job ended with an unforeseen error", session_id)
