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

_ARRIVING = "arriving"


class RecordingGone(Exception):
    """There is no recording of the session any more."""


class NoRoom(Exception):
    """There are as many bytes as there may be, and none of them can go."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that takes room. Files of one `content` are names of the same bytes."""

    name: str
    """The session's id."""
    size_bytes: int
    content: int


class Recordings:
    """One file for each session; of those whose jobs have ended, only if `keep_ended`.

    What arrives is apart from them until it is accepted, and takes `max_arriving_bytes` in all.
    """

    def __init__(self, folder: Path, *, keep_ended: bool, max_arriving_bytes: int) -> None:
        self._folder = folder
        self._keep_ended = keep_ended
        self._max_arriving_bytes = max_arriving_bytes
        # On the same file system, wherever that is mounted: what is accepted is only renamed.
        self._arriving = folder / _ARRIVING
        self._arriving.mkdir(exist_ok=True, mode=0o700)

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

        Raises RecordingGone, and where it had to be copied NoRoom or OSError.
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
                        # At its full size from now on, for all who look how much arrives.
                        target.truncate(os.fstat(source.fileno()).st_size)
                        self.check_arriving(0)
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

    def check_arriving(self, more_bytes: int) -> None:
        """Raises NoRoom when those are too many, together with all that are arriving."""
        # A second name of a recording that is kept takes no room.
        arriving = sum(stat.st_size for _, stat in _stats(self._arriving) if stat.st_nlink == 1)
        if arriving + more_bytes > self._max_arriving_bytes:
            raise NoRoom

    def arrived(self, session_id: str) -> Held:
        """What is incoming for a session."""
        stat = self._incoming(session_id).stat()
        return Held(session_id, stat.st_size, stat.st_ino)

    def held(self) -> list[Held]:
        """All that are kept at the moment."""
        return [Held(name, stat.st_size, stat.st_ino) for name, stat in _stats(self._folder)]

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One at a time, over all threads and processes, decides what stays and what goes."""
        descriptor = os.open(self._arriving, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def clear_away(self, wanted: Callable[[list[str]], set[str]]) -> None:
        """Remove what nobody wants any more, and what processes that were killed have left.

        `wanted` tells of sessions whose recordings are to stay.
        """
        kept = list(_names(self._folder))
        for name in set(kept) - wanted(kept):
            with _nobodys(self.path(name)) as path:
                # Asked again: whoever has let go of it has stored its session before.
                if path is not None and not wanted([name]):
                    path.unlink(missing_ok=True)
        for name in _names(self._arriving):
            with _nobodys(self._incoming(name)) as path:
                if path is not None:
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
        return self._arriving / session_id


def _names(folder: Path) -> Iterator[str]:
    """Of the files that are there at the moment."""
    with os.scandir(folder) as entries:
        yield from (entry.name for entry in entries if entry.is_file(follow_symlinks=False))


def _stats(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """What the file system tells of them."""
    for name in _names(folder):
        with contextlib.suppress(FileNotFoundError):
            yield name, os.stat(f"{folder}/{name}")  # noqa: PTH116 - a Path each costs more than the call


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


@contextmanager
def _nobodys(path: Path) -> Iterator[Path | None]:
    """The file, if there is one that nobody has claimed, and nobody can meanwhile."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield None
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield path


def _is_at(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False
