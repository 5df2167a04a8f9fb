"""Audio files: each is there from its upload on, while its job needs it and for some days more."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_INCOMING = ".incoming"


class RecordingGone(Exception):
    """There is no recording of the session any more."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that takes room. Files of one `content` are names of the same bytes."""

    name: str
    """The session's id, unless it is still incoming."""
    size_bytes: int
    content: int


class Recordings:
    """One file for each session; of those whose jobs have ended, only if `keep_ended`."""

    def __init__(self, folder: Path, *, keep_ended: bool) -> None:
        self._folder = folder
        self._keep_ended = keep_ended

    def path(self, session_id: str) -> Path:
        return self._folder / session_id

    def has(self, session_id: str) -> bool:
        return self.path(session_id).exists()

    def open(self, session_id: str) -> IO[bytes]:
        """To be read, also when it is removed meanwhile. Raises RecordingGone."""
        try:
            return self.path(session_id).open("rb")
        except FileNotFoundError as error:
            raise RecordingGone(session_id) from error

    @contextmanager
    def incoming(self, session_id: str) -> Iterator[Path]:
        """A path to write an upload to; what is there at the end is removed, unless `keep`
        was called."""
        path = self._incoming(session_id)
        with _claimed(path):
            try:
                yield path
            finally:
                path.unlink(missing_ok=True)

    @contextmanager
    def again(self, session_id: str, new_id: str) -> Iterator[None]:
        """A session's recording, incoming for a new session as well; see `incoming`.

        Raises RecordingGone, or OSError where it had to be copied and could not.
        """
        with self.open(session_id) as source:
            # A claim is on the bytes: their new name has it from its first moment on.
            fcntl.flock(source, fcntl.LOCK_SH)
            if self._named_again(session_id, new_id):
                try:
                    yield
                finally:
                    self._incoming(new_id).unlink(missing_ok=True)
            else:
                with self.incoming(new_id) as path:
                    with path.open("wb") as target:
                        shutil.copyfileobj(source, target)
                    yield

    def keep(self, session_id: str) -> None:
        """The upload was accepted."""
        self._incoming(session_id).rename(self.path(session_id))

    def job_ended(self, session_id: str) -> None:
        """No job needs the recording any more."""
        if not self._keep_ended:
            self.remove(session_id)

    def remove(self, session_id: str) -> None:
        self.path(session_id).unlink(missing_ok=True)

    def held(self) -> list[Held]:
        """All there are at the moment."""
        found = []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                stat = path.stat()
                found.append(Held(path.name, stat.st_size, stat.st_ino))
        return found

    def clear_away(self, wanted: Callable[[list[str]], set[str]]) -> None:
        """Remove what nobody wants any more, and what processes that were killed have left.

        `wanted` tells of sessions whose recordings are to stay.
        """
        names = [path.name for path in self._folder.iterdir()]
        for name in set(names) - wanted(names):
            path = self.path(name)
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue
            with file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                # Asked again: whoever has let go of it has stored its session before.
                if not wanted([name]):
                    path.unlink(missing_ok=True)

    def _named_again(self, session_id: str, new_id: str) -> bool:
        """Give a recording a second name, which takes no room; False where files have only one."""
        try:
            self._incoming(new_id).hardlink_to(self.path(session_id))
        except FileNotFoundError as error:
            raise RecordingGone(session_id) from error
        except OSError:
            return False
        return True

    def _incoming(self, session_id: str) -> Path:
        return self._folder / f"{session_id}{_INCOMING}"


@contextmanager
def _claimed(path: Path) -> Iterator[None]:
    """Make a file that is not cleared away.

    The lock goes with the file when it is renamed, and with the process when that is killed:
    whoever clears away knows by it that the file still has somebody who cares for it.
    """
    while True:
        with path.open("wb") as claim:
            fcntl.flock(claim, fcntl.LOCK_SH)
            # Between the two it may have been cleared away: then the lock is on nothing.
            if _is_at(path, claim):
                yield
                return


def _is_at(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
