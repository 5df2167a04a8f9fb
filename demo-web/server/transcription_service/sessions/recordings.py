"""Audio files: they exist from the upload until their job has ended."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_INCOMING = ".incoming"


class Recordings:
    """One file for each session whose job has not ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, session_id: str) -> Path:
        return self._folder / session_id

    @contextmanager
    def incoming(self, session_id: str) -> Iterator[Path]:
        """A path to write an upload to; what is there at the end is removed, unless `keep`
        was called."""
        path = self._incoming(session_id)
        # The lock goes with the file when it is kept, and with the process when that is killed:
        # whoever clears away knows by it that the file still has somebody who cares for it.
        with path.open("wb") as claim:
            fcntl.flock(claim, fcntl.LOCK_SH)
            try:
                yield path
            finally:
                path.unlink(missing_ok=True)

    def keep(self, session_id: str) -> None:
        """The upload was accepted."""
        self._incoming(session_id).rename(self.path(session_id))

    def remove(self, session_id: str) -> None:
        self.path(session_id).unlink(missing_ok=True)

    def clear_away(self, is_wanted: Callable[[str], bool]) -> None:
        """Remove what processes that were killed have left.

        `is_wanted` tells of a session whether it needs its recording.
        """
        for path in self._folder.iterdir():
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                # Asked last: whoever has let go of it has stored its session before.
                if not is_wanted(path.name):
                    path.unlink(missing_ok=True)

    def _incoming(self, session_id: str) -> Path:
        return self._folder / f"{session_id}{_INCOMING}"
