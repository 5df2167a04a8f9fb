"""A month of a service that nobody used: its users, their jobs, and how the connections went.

The same for the same arguments. Most connections go well; some users have a bad line, or a proxy
that holds streams back, or a browser without them; twice the service was started anew while many
were watching.
"""

import json
import math
import random
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum, auto
from typing import Any

from connection_rows import metrics
from transcription_service.experiment import Arm, Experiment
from transcription_service.models.status import JobError, JobStatus, TranscriptionStatus
from transcription_service.models.timestamp import rfc3339
from transcription_service.observation import Departure
from transcription_service.observation.deliveries import BOUNDS_MS

DAY_S = 86_400
PROCESS = "made-up"
POLL_S = 3
HEAD_BYTES = 640
STATUS_BYTES = 430
NEWS_S = 1.5
"""Between two updates of a job."""
SILENCE_S = 45
MOST_IN_A_CROWD = 60
BUSY_HOURS = (1, 1, 1, 1, 1, 2, 4, 8, 14, 18, 19, 17, 15, 17, 19, 18, 15, 11, 8, 7, 6, 5, 3, 2)
"""How many come in each hour of the day, by comparison."""


class Line(Enum):
    """What a user's way to the service is like."""

    GOOD = auto()
    BAD = auto()
    """Streams break now and then."""
    HELD_BACK = auto()
    """A proxy lets no event through."""
    OLD_BROWSER = auto()
    """Knows no streams."""


@dataclass
class MadeUp:
    """Rows by table, as `table_rows.insert` takes them."""

    jobs: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {"users": [], "sessions": []}
    )
    history: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {
            name: []
            for name in ("processes", "streams", "polls", "refusals", "deliveries", "reports")
        }
    )


@dataclass
class _Watch:
    """One session and its watcher."""

    session_id: str
    user_id: str
    arm: str
    begins: float
    ends: float
    """When the job does."""
    requests: int = 0
    """Of the watcher, as what follows."""
    bytes: int = 0
    """Of bodies: those that its browser lets a page see."""
    updates: int = 0


def made_up(
    *, sessions: int, days: float, until: float, seed: int, experiment: Experiment
) -> MadeUp:
    """`sessions` within `days` before `until`, Unix seconds."""
    return _Maker(seed, experiment).make(sessions, days * DAY_S, until)


class _Maker:
    def __init__(self, seed: int, experiment: Experiment) -> None:
        self._chance = random.Random(seed)
        self._experiment = experiment
        self._made = MadeUp()
        self._late = Counter[tuple[int, float]]()
        self._refused: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._restarts: list[float] = []

    def make(self, sessions: int, span_s: float, until: float) -> MadeUp:
        users = [self._id() for _ in range(max(1, sessions // 3))]
        lines = {user: self._line() for user in users}
        since = until - span_s
        self._restarts = [since + span_s * share for share in (0.42, 0.86)]
        self._made.history["processes"].append((PROCESS, until))
        self._made.jobs["users"] += [(user, _text(since), 0) for user in users]
        begins = sorted(self._begin(since, until, number, sessions) for number in range(sessions))
        for begin in begins:
            user = self._chance.choice(users)
            watch = _Watch(
                session_id=str(uuid.UUID(self._id())),
                user_id=user,
                arm=self._experiment.arm_of(user).value,
                begins=begin,
                ends=min(begin + self._job_s(), until - 1),
            )
            self._upload(watch)
            self._watch(watch, lines[user])
        self._made.history["streams"].sort(key=lambda row: (row[5], row[0]))
        self._made.history["refusals"] += [
            (*alike, *figures) for alike, figures in self._refused.items()
        ]
        self._made.history["deliveries"] += [
            (minute, bound, updates) for (minute, bound), updates in sorted(self._late.items())
        ]
        return self._made

    def _line(self) -> Line:
        return self._chance.choices(list(Line), (90, 6, 3, 1))[0]

    def _begin(self, since: float, until: float, number: int, sessions: int) -> float:
        # So many are watching each time that the service is started anew.
        crowd = min(sessions // 10, MOST_IN_A_CROWD)
        if number < 2 * crowd:
            return self._restarts[number % 2] - self._chance.uniform(5, 60)
        while True:
            at = self._chance.uniform(since, until - 60)
            day = datetime.fromtimestamp(at, UTC)
            quiet = 0.35 if day.weekday() >= 5 else 1
            if self._chance.random() < quiet * BUSY_HOURS[day.hour] / max(BUSY_HOURS):
                return at

    def _job_s(self) -> float:
        return min(3600, max(6, self._chance.lognormvariate(math.log(75), 0.9)))

    def _upload(self, watch: _Watch) -> None:
        status = self._chance.choices(
            (JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED), (94, 4, 2)
        )[0]
        failed = status is JobStatus.FAILED
        audio_s = (watch.ends - watch.begins) / 0.3
        final = TranscriptionStatus(
            session_id=watch.session_id,
            epoch="1",
            sequence=self._updates(watch.ends - watch.begins),
            attempt=1,
            status=status,
            progress=100 if status is JobStatus.COMPLETED else 60,
            message="Your transcript is ready.",
            timestamp=datetime.fromtimestamp(watch.ends, UTC),
            estimated_completion=None,
            error=JobError(code="audio_broken", message="It breaks off.") if failed else None,
            statistics=None,
        )
        number = len(self._made.jobs["sessions"]) + 1
        self._made.jobs["sessions"].append(
            (
                *(number, watch.session_id, watch.user_id, f"talk-{number}.mp3", "mp3"),
                *(round(audio_s * 16_000), audio_s, _text(watch.begins), "ended", 1),
                *(final.model_dump_json(), None),
            )
        )

    def _watch(self, watch: _Watch, line: Line) -> None:
        length_s = watch.ends - watch.begins
        if watch.arm == Arm.POLLING:
            self._polls(watch, watch.begins, watch.ends + POLL_S)
            self._report(watch, polling_s=length_s)
        elif line is Line.OLD_BROWSER:
            self._polls(watch, watch.begins, watch.ends + POLL_S)
            self._report(watch, "unsupported", polling_s=length_s)
        elif line is Line.HELD_BACK:
            self._held_back(watch)
        else:
            self._streams(watch, breaks=self._breaks(line))

    def _breaks(self, line: Line) -> int:
        if line is Line.GOOD:
            return self._chance.choices((0, 1), (98, 2))[0]
        return self._chance.choices((1, 2, 3, 6), (45, 30, 15, 10))[0]

    def _streams(self, watch: _Watch, breaks: int) -> None:
        """One after another, cut off `breaks` times, and once by each restart."""
        cuts = {
            self._chance.uniform(watch.begins, watch.ends): self._chance.choices(
                (Departure.LEFT, Departure.ERROR, Departure.STUCK, Departure.IDLE), (70, 8, 12, 10)
            )[0]
            for _ in range(breaks)
        }
        for restart in self._restarts:
            if watch.begins < restart < watch.ends:
                cuts[restart] = Departure.SHUTDOWN
        at, away_s, failures = watch.begins, 0.0, 0
        for cut in sorted(cuts):
            if cut <= at:
                continue
            self._stream(watch, at, cut, cuts[cut], is_resumed=at > watch.begins)
            is_planned = cuts[cut] in (Departure.SHUTDOWN, Departure.IDLE)
            gap_s = self._chance.uniform(0.3, 3) if is_planned else self._chance.uniform(0.6, 9)
            if self._chance.random() < 0.15:
                self._refusal(watch, cut + gap_s / 2)
            at, away_s, failures = cut + gap_s, away_s + gap_s, failures + (not is_planned)
        if at < watch.ends:
            goes_early = self._chance.random() < 0.08
            end = self._chance.uniform(at, watch.ends) if goes_early else watch.ends + 0.02
            reason = Departure.LEFT if goes_early else Departure.COMPLETED
            self._stream(watch, at, end, reason, is_resumed=at > watch.begins)
        length_s = watch.ends - watch.begins
        self._report(
            watch,
            open_s=max(0.1, length_s - away_s),
            away_s=away_s,
            failures={"error": failures} if failures else None,
        )

    def _stream(
        self,
        watch: _Watch,
        opened: float,
        closed: float,
        reason: Departure,
        *,
        is_resumed: bool,
        arrives: bool = True,
    ) -> None:
        updates = self._updates(closed - opened)
        beats = int((closed - opened) / 15)
        statuses = updates * STATUS_BYTES
        who = (self._id(), PROCESS, watch.session_id, watch.user_id, watch.arm)
        size = (HEAD_BYTES + statuses + 42 * updates + 78 * beats, HEAD_BYTES, statuses)
        conflated = self._chance.choice((0, 0, 0, 1, 4))
        watch.requests += 1
        if arrives:
            watch.bytes += size[0] - HEAD_BYTES
            watch.updates += updates
        self._made.history["streams"].append(
            (*who, opened, int(is_resumed), closed, reason.value, updates, conflated, *size)
        )
        minutes = [int(opened // 60), int(closed // 60)]
        for _ in range(updates):
            late_ms = self._chance.lognormvariate(math.log(2.4), 0.75)
            if self._chance.random() < 0.004:
                late_ms *= 60
            bound = next((bound for bound in BOUNDS_MS if late_ms <= bound), math.inf)
            self._late[self._chance.choice(minutes), bound] += 1

    def _held_back(self, watch: _Watch) -> None:
        """Three streams that bring nothing, with a request for the status; then it polls."""
        at, failures = watch.begins, 0
        while failures < 3 and at + SILENCE_S < watch.ends:
            end = at + SILENCE_S
            self._stream(watch, at, end, Departure.LEFT, is_resumed=failures > 0, arrives=False)
            at, failures = at + SILENCE_S + self._chance.uniform(0.5, 2) * 2**failures, failures + 1
        self._polls(watch, at, watch.ends + POLL_S)
        self._report(
            watch,
            "silence" if failures == 3 else None,
            polling_s=max(0.1, watch.ends - at),
            away_s=at - watch.begins,
            failures={"silence": failures} if failures else None,
        )

    def _polls(self, watch: _Watch, begin: float, end: float) -> None:
        for minute, times in _by_minute(begin, end):
            requests = len(times)
            unchanged = sum(self._chance.random() < 0.2 for _ in times)
            statuses = (requests - unchanged) * STATUS_BYTES
            size = requests * HEAD_BYTES + statuses
            watch.requests += requests
            watch.bytes += statuses
            watch.updates += requests - unchanged
            who = (watch.session_id, minute, watch.user_id, watch.arm)
            self._made.history["polls"].append(
                (*who, requests, unchanged, size, times[0], times[-1])
            )

    def _refusal(self, watch: _Watch, at: float) -> None:
        status, code = self._chance.choices(
            ((503, "stopping"), (429, "too_many_streams"), (401, "unauthorized")), (5, 4, 1)
        )[0]
        alike = (watch.session_id, int(at // 60), "sse", status, code)
        _, times, size, _ = self._refused.get(alike, (None, 0, 0, 0))
        self._refused[alike] = (watch.user_id, times + 1, size + 900, at)
        watch.requests += 1

    def _report(
        self,
        watch: _Watch,
        fallback_reason: str | None = None,
        *,
        open_s: float = 0,
        polling_s: float = 0,
        away_s: float = 0,
        failures: dict[str, int] | None = None,
    ) -> None:
        polled = polling_s > 0
        late: Counter[str] = Counter()
        for _ in range(watch.updates):
            late_ms = (
                self._chance.uniform(0, 3000)
                if polled
                else self._chance.lognormvariate(math.log(32), 0.55)
            )
            late[_bucket(late_ms)] += 1
        followed_s = open_s + polling_s + away_s
        figures = metrics(
            uptime=(open_s + polling_s) / followed_s,
            open_ms=open_s * 1000,
            polling_ms=polling_s * 1000,
            failures=failures,
            latency=dict(late),
        )
        figures["timeIn"]["backoff"] = away_s * 1000
        figures |= {name: getattr(watch, name) for name in ("requests", "bytes", "updates")}
        self._made.history["reports"].append(
            (
                *(watch.session_id, self._id(), watch.user_id, watch.arm),
                *(watch.begins, watch.ends, 1, "ended", "closed"),
                *("polling" if polled else "sse", fallback_reason, json.dumps(figures)),
            )
        )

    def _updates(self, seconds: float) -> int:
        return max(1, min(110, round(seconds / NEWS_S)))

    def _id(self) -> str:
        return f"{self._chance.getrandbits(128):032x}"


def _by_minute(begin: float, end: float) -> Iterator[tuple[int, list[float]]]:
    times: dict[int, list[float]] = {}
    at = begin
    while at < end:
        times.setdefault(int(at // 60), []).append(at)
        at += POLL_S
    yield from times.items()


def _bucket(late_ms: float) -> str:
    bounds = (10, 25, 50, 100, 250, 1000, 3000)
    return next((f"upTo{bound}" for bound in bounds if late_ms <= bound), "over3000")


def _text(seconds: float) -> str:
    return rfc3339(datetime.fromtimestamp(seconds, UTC))
