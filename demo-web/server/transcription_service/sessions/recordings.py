"""Audio files: they exist from the upload until their job has ended."""

from collections.abc import Iterable, Iterator
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
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def keep(self, session_id: str) -> None:
        """The upload was accepted."""
        self._incoming(session_id).rename(self.path(session_id))

    def remove(self, session_id: str) -> None:
        self.path(session_id).unlink(missing_ok=True)

    def remove_all_but(self, session_ids: Iterable[str]) -> None:
        """Clear away what a process that was killed has left."""
        wanted = set(session_ids)
        for path in self._folder.iterdir():
            if path.name not in wanted:
                path.unlink()

    def _incoming(self, session_id: str) -> Path:
        return self._folder / f"{session_id}{_INCOMING}"
