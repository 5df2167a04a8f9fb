"""The real service with its embedded bus, on a clock that its orders move: an hour in a minute.

Orders are those of tests/load/servers/orders.py. What a job's updates say, and when they come, is
the service's own doing; only the recogniser's reports are made up, evenly over the work.
"""

import asyncio
from typing import Any

from manual_clock import ManualClock
from orders import serve
from sessions import Sessions
from transcription_service.jobs.narration import completion_message
from transcription_service.jobs.progress import Progress
from transcription_service.log_records import write_records
from transcription_service.models.report import Finished, Recognition, Segmentation
from transcription_service.server import Server, listen
from transcription_service.service import Service
from transcription_service.settings import Settings

REPORT_S = 0.5
"""As recognition/recogniser.py reports at the latest."""

SPEED = 5.0
"""Seconds of audio that are recognised in one of work."""

SPEECH = 0.8
"""Part of the audio that is speech."""

WORDS_A_SECOND = 2.5


class Job:
    """One job at work, and what it has published: `sequence → second of the job`."""

    def __init__(self, service: Service, session_id: str, work_s: float) -> None:
        session = service.repository.session(session_id)
        assert session is not None, "made before"
        audio_s = work_s * SPEED
        self._found = Segmentation(
            audio_seconds=audio_s,
            speech_seconds=audio_s * SPEECH,
            segments=max(1, int(audio_s / 4)),
        )
        self._service = service
        self._session = session
        self._work_s = work_s
        self._began = service.clock.monotonic()
        self._progress = Progress(service.publisher, service.clock, session)
        self._progress.take(self._found)
        self._told = 0.0
        self._is_over = False

    @property
    def _at_s(self) -> float:
        return self._service.clock.monotonic() - self._began

    def go_on(self) -> None:
        """Report, if it is time to; at the end of the work, complete."""
        at_s = self._at_s
        if self._is_over:
            return
        if at_s >= self._work_s:
            self._is_over = True
            self._progress.take(Finished())
            statistics, _ = self._progress.result()
            message = completion_message(statistics.words)
            self._service.publisher.completed(
                self._session.id,
                attempt=self._session.attempt,
                message=message.text,
                message_code=message.code,
                statistics=statistics,
            )
            return
        if at_s - self._told < REPORT_S:
            return
        self._told = at_s
        done = at_s / self._work_s
        self._progress.take(
            Recognition(
                progress=min(99, int(100 * done)), work_seconds=at_s, **self._statistics(done)
            )
        )

    def _statistics(self, done: float) -> dict[str, Any]:
        audio_s = self._found.audio_seconds * done
        return {
            "position_seconds": audio_s,
            "speech_seconds_done": audio_s * SPEECH,
            "segments_done": int(self._found.segments * done),
            "words": int(audio_s * SPEECH * WORDS_A_SECOND),
        }


class Watched:
    """The orders there are."""

    def __init__(self, service: Service, clock: ManualClock) -> None:
        self._service = service
        self._clock = clock
        identity = service.identity
        self._sessions = Sessions(
            identity.new_token, identity.holder, service.repository, service.publisher
        )
        self._job: Job | None = None

    async def make(self) -> tuple[str, str]:
        """A user's token and session."""
        (made,) = await asyncio.to_thread(self._sessions.make, 1)
        return made

    async def begin(self, session_id: str, work_s: float) -> None:
        """This session's job is at work from now on."""
        self._job = await asyncio.to_thread(Job, self._service, session_id, work_s)

    async def advance(self, session_id: str, seconds: float) -> dict[str, Any]:
        """Let time pass; gives the newest status of the session."""
        self._clock.advance(seconds)
        assert self._job is not None, "begun before"
        # As a worker's thread does.
        await asyncio.to_thread(self._job.go_on)
        status = self._service.publisher.last(session_id)
        assert status is not None, "published before"
        return {"sequence": status.sequence, "status": status.status}


async def main() -> None:
    settings = Settings()
    write_records(level=settings.log_level, line_format=settings.log_format)
    listener = listen(settings.host, settings.port, patience_s=settings.send_seconds)
    clock = ManualClock()
    service = Service(settings, clock)
    watched = Watched(service, clock)
    orders = {name: getattr(watched, name) for name in ("make", "begin", "advance")}
    await serve(Server(service), listener, orders)


if __name__ == "__main__":
    asyncio.run(main())
