"""The embedded worker: a few threads that run jobs in the order they came."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)


class Worker:
    """A `JobQueue` that runs at most `parallel` jobs at a time.

    `on_failure` is told of a session whose `run` has raised.
    """

    def __init__(
        self, run: Callable[[str], None], on_failure: Callable[[str], None], parallel: int
    ) -> None:
        self._run = run
        self._on_failure = on_failure
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

    def missing(self, waiting: Sequence[str]) -> list[str]:  # noqa: ARG002 - nothing is lost in memory
        """None: what is kept in memory is lost with this process, and never before."""
        return []

    def halt(self) -> None:
        self._halted.set()
        for _ in self._threads:
            self._waiting.put(None)

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            session_id = self._waiting.get()
            if session_id is None or self._halted.is_set():
                return
            # One broken job must not take the thread from all later ones.
            try:
                self._run(session_id)
            except Exception:
                logger.exception("session %s: the job ended with an unforeseen error", session_id)
                self._tell(session_id)

    def _tell(self, session_id: str) -> None:
        try:
            self._on_failure(session_id)
        except Exception:
            logger.exception("session %s: its failure could not be told", session_id)
