"""Where jobs go to be run, whoever runs them."""

from collections.abc import Sequence
from typing import Protocol


class JobQueue(Protocol):
    """Carries "run this session's job" and no more: what is to be done stands in the database.

    May be used on any thread.
    """

    def start(self) -> None:
        """Begin to carry."""

    def submit(self, session_id: str) -> None:
        """Run the session's job as soon as a worker is free.

        Never raises: a message that is lost is found missing later. To submit a job twice is
        harmless, since it is started once.
        """

    def missing(self, waiting: Sequence[str]) -> list[str]:
        """Which of the sessions that wait to be started are presumed to have lost their message.

        `waiting` holds all there are, oldest first.
        """

    def halt(self) -> None:
        """Start no more jobs."""

    def join(self) -> None:
        """Return once the running jobs have ended; whoever wants that soon ends their children."""
