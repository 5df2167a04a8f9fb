"""How long recordings of ended jobs are kept, and how much room all may take."""

import logging
from collections import defaultdict
from datetime import timedelta

from transcription_service.clock import Clock
from transcription_service.models.timestamp import rfc3339
from transcription_service.sessions.recordings import Held, Recordings
from transcription_service.sessions.repository import Repository

logger = logging.getLogger(__name__)


class NoRoom(Exception):
    """Jobs that have not ended need as many bytes as recordings may take."""


class Retention:
    """Lets go of recordings whose jobs ended `keep` ago, and earlier of those that ended first
    when all together take more than `max_bytes`.

    Any number of processes may do so in the same folder.
    """

    def __init__(
        self,
        recordings: Recordings,
        repository: Repository,
        clock: Clock,
        *,
        keep: timedelta,
        max_bytes: int,
    ) -> None:
        self._recordings = recordings
        self._repository = repository
        self._clock = clock
        self._keep = keep
        self._max_bytes = max_bytes

    def look(self) -> None:
        """Let go of what is due, and of files that no session has."""
        since = rfc3339(self._clock.now() - self._keep)

        def wanted(session_ids: list[str]) -> set[str]:
            return self._repository.in_need_of_recordings(session_ids, ended_after=since)

        self._recordings.clear_away(wanted)
        self._shrink()

    def make_room(self) -> None:
        """Before one more is accepted, which is there already. Raises NoRoom."""
        if self._shrink() > 0:
            raise NoRoom

    def _shrink(self) -> int:
        """How many bytes are still too many when all that may go has gone."""
        contents: dict[int, list[Held]] = defaultdict(list)
        for held in self._recordings.held():
            contents[held.content].append(held)
        too_many = sum(names[0].size_bytes for names in contents.values()) - self._max_bytes
        if too_many <= 0:
            return too_many
        for names in self._ended(list(contents.values())):
            for held in names:
                logger.warning("session %s: recording removed to make room", held.name)
                self._recordings.remove(held.name)
            too_many -= names[0].size_bytes
            if too_many <= 0:
                break
        return too_many

    def _ended(self, contents: list[list[Held]]) -> list[list[Held]]:
        """Those that no job needs, the longest unneeded first."""
        ends = self._repository.ends_of(held.name for names in contents for held in names)
        unneeded = [names for names in contents if all(held.name in ends for held in names)]
        return sorted(unneeded, key=lambda names: max(ends[held.name] for held in names))
