"""The folder that holds everything the service keeps."""

import contextlib
import fcntl
import os
import secrets
from pathlib import Path
from typing import IO


class FolderInUse(Exception):
    """Others keep their state there who do not share it; both would fight over sessions and
    jobs."""


class DataFolder:
    """Created when missing, for its owner's eyes only."""

    def __init__(self, root: Path) -> None:
        self._root = root
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.recordings.mkdir(exist_ok=True, mode=0o700)
        self._lock: IO[str] | None = None

    @property
    def database(self) -> Path:
        return self._root / "sessions.sqlite3"

    @property
    def connections(self) -> Path:
        """The database of how connections went."""
        return self._root / "connections.sqlite3"

    @property
    def recordings(self) -> Path:
        return self._root / "recordings"

    def lock(self, *, shared: bool = False) -> None:
        """Claim the folder until `unlock` or the end of the process.

        `shared`: together with others who share it, each a process of one service. Raises
        FolderInUse.
        """
        # Kept open: the kernel drops the lock with the descriptor, however the process ends.
        file = (self._root / "lock").open("a")
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise FolderInUse(
                f"DATA_DIR {self._root} is used by a server that runs without REDIS_URL and shares "
                "it with none: stop it or name another folder"
                if shared
                else f"DATA_DIR {self._root} is used by another server: stop it or name another "
                "folder, or give REDIS_URL to all who are to share it"
            ) from error
        self._lock = file

    def unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def secret(self) -> str:
        """The key that signs access tokens: made at the first call, the same ever after."""
        return self._made_once("secret")

    def admin_key(self) -> str:
        """What an administrator shows; kept in the file `admin-key`, like `secret`."""
        return self._made_once("admin-key")

    def _made_once(self, name: str) -> str:
        path = self._root / name
        if not path.exists():
            # Linked when whole: a crash between the two must not leave an empty key behind, and
            # of several processes that start at once all must end up with the same.
            draft = path.with_suffix(f".{os.getpid()}")
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(draft)
            draft.unlink()
        return path.read_text().strip()
