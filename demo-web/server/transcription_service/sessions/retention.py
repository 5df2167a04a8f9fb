"""How long recordings of ended jobs are kept, and how much room all may take."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from transcription_service.clock import Clock
from transcription_service.models.timestamp import rfc3339
from transcription_service.sessions.recordings import Held, NoRoom, Recordings
from transcription_service.sessions.repository import Repository

logger = logging.getLogger(__name__)


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
        with self._recordings.alone():
            self._let_go(self._clearance(self._recordings.held(), 0).contents)

    def check_announced(self, size_bytes: int) -> None:
        """Before that much arrives: raises NoRoom when it would be refused as things stand."""
        self._recordings.check_arriving(size_bytes)
        self._clearance(self._recordings.held(), size_bytes).check()

    def check_arriving(self, more_bytes: int) -> None:
        """See `Recordings.check_arriving`."""
        self._recordings.check_arriving(more_bytes)

    def keep(self, session_id: str) -> None:
        """Accept what is incoming for a session, in place of others where that is what it takes.

        Raises NoRoom, and has let go of none then.
        """
        arrived = self._recordings.arrived(session_id)
        with self._recordings.alone():
            held = self._recordings.held()
            # A second name of what is kept takes no room.
            if all(other.content != arrived.content for other in held):
                clearance = self._clearance(held, arrived.size_bytes)
                clearance.check()
                self._let_go(clearance.contents)
            self._recordings.keep(session_id)

    def _clearance(self, files: list[Held], more_bytes: int) -> "_Clearance":
        """What is to go before there is room for that many more."""
        contents: dict[int, list[Held]] = defaultdict(list)
        for held in files:
            contents[held.content].append(held)
        total = sum(names[0].size_bytes for names in contents.values())
        lacking = total + more_bytes - self._max_bytes
        to_go = []
        if lacking > 0:
            for names in self._ended(list(contents.values())):
                to_go.append(names)
                lacking -= names[0].size_bytes
                if lacking <= 0:
                    break
        return _Clearance(to_go, lacking)

    def _ended(self, contents: list[list[Held]]) -> list[list[Held]]:
        """Those that no job needs, the longest unneeded first."""
        ends = self._repository.ends_of(held.name for names in contents for held in names)
        unneeded = [names for names in contents if all(held.name in ends for held in names)]
        return sorted(unneeded, key=lambda names: max(ends[held.name] for held in names))

    def _let_go(self, contents: Iterable[list[Held]]) -> None:
        for names in contents:
            for held in names:
                logger.warning("session %s: recording removed to make room", held.name)
                self._recordings.remove(held.name)


@dataclass(frozen=True, slots=True)
class _Clearance:
    """What may go to make room, each with all its names."""

    contents: list[list[Held]]
    lacking_bytes: int
    """How many are still too many then, if above 0."""

    def check(self) -> None:
        """Raises NoRoom when it is not enough."""
        if self.lacking_bytes > 0:
            raise NoRoom
