"""The folder that holds everything the service keeps."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import IO


class FolderInUse(Exception):
    """Another server keeps its state there; two would fight over sessions and jobs."""


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
    def recordings(self) -> Path:
        return self._root / "recordings"

    def lock(self) -> None:
        """Claim the folder until `unlock` or the end of the process; raises FolderInUse."""
        # Kept open: the kernel drops the lock with the descriptor, however the process ends.
        file = (self._root / "lock").open("w")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise FolderInUse(
                f"DATA_DIR {self._root} is used by another server: stop it or name another folder"
            ) from error
        self._lock = file

    def unlock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def secret(self) -> str:
        """The key that signs access tokens: made at the first call, the same ever after."""
        path = self._root / "secret"
        if not path.exists():
            # Renamed when whole: a crash between the two must not leave an empty key behind.
            draft = path.with_suffix(".new")
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(48))
            draft.rename(path)
        return path.read_text()
