"""The bus for any number of processes: Redis keeps the state and carries the updates."""

from importlib import resources
from uuid import uuid4

from transcription_service.bus.feed import Feed
from transcription_service.bus.port import ENDED_SECONDS, LIVE_SECONDS, Deliver
from transcription_service.models.status import StatusUpdate, TranscriptionStatus
from transcription_service.models.succession import refusal
from transcription_service.redis_link import RedisLink, reachable

EPOCH = "transcription:epoch"

_SCRIPT = resources.files(__package__).joinpath("publish.lua").read_text()


def state_key(session_id: str) -> str:
    """Where a session's last status is kept."""
    return f"transcription:state:{session_id}"


def channel(session_id: str) -> str:
    """Where a session's updates are published."""
    return f"transcription:status:{session_id}"


class RedisBus:
    """One script does sequence, state, expiry and publishing of an update, atomically."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link
        self._script = link.threads.register_script(_SCRIPT)
        self._feed = Feed(link, channel, self._snapshots)

    @property
    def reconnects(self) -> int:
        return self._feed.reconnects

    def publish(self, update: StatusUpdate) -> TranscriptionStatus:
        with reachable():
            reason, *answer = self._script(
                keys=[state_key(update.session_id), EPOCH],
                args=[channel(update.session_id), uuid4().hex, *_arguments(update)],
            )
        if not reason:
            return TranscriptionStatus.from_body(answer[0])
        attempt, progress, status = answer
        raise refusal(
            reason.decode(),
            update,
            attempt=int(attempt),
            progress=int(progress),
            status=status.decode(),
        )

    def last(self, session_id: str) -> TranscriptionStatus | None:
        with reachable():
            return _status(self._link.threads.hget(state_key(session_id), "body"))

    async def snapshot(self, session_id: str) -> TranscriptionStatus | None:
        async with self._link.answering():
            return _status(await self._link.loop.hget(state_key(session_id), "body"))

    async def listen(self, session_id: str, deliver: Deliver) -> None:
        await self._feed.listen(session_id, deliver)

    async def unlisten(self, session_id: str, deliver: Deliver) -> None:
        await self._feed.unlisten(session_id, deliver)

    async def close(self) -> None:
        await self._feed.close()

    async def _snapshots(self, session_ids: list[str]) -> list[TranscriptionStatus]:
        async with self._link.answering():
            pipeline = self._link.loop.pipeline(transaction=False)
            for session_id in session_ids:
                pipeline.hget(state_key(session_id), "body")
            kept = map(_status, await pipeline.execute())
        return [status for status in kept if status is not None]


def _status(body: bytes | str | None) -> TranscriptionStatus | None:
    # Bytes, as this link does not decode; the library's types cannot tell.
    return TranscriptionStatus.from_body(body) if isinstance(body, bytes) else None


def _arguments(update: StatusUpdate) -> tuple[str | int, ...]:
    """What `publish.lua` takes from its third argument on."""
    # The bus numbers; everything else is written here, so that it looks the same on every bus.
    draft = TranscriptionStatus.model_construct(
        session_id=update.session_id,
        epoch="",
        sequence=1,
        attempt=1,
        status=update.status,
        progress=0,
        message=update.message,
        message_code=update.message_code,
        timestamp=update.timestamp,
        estimated_completion=update.estimated_completion,
        error=update.error,
        statistics=None,
    )
    head = draft.model_dump_json(include={"session_id"})[:-1] + ","
    told = draft.model_dump_json(
        include={"message", "message_code", "timestamp", "estimated_completion", "error"}
    )
    lifetime = ENDED_SECONDS if update.status.is_terminal else LIVE_SECONDS
    return (
        "" if update.attempt is None else update.attempt,
        "" if update.progress is None else update.progress,
        update.status.value,
        "1" if update.status.is_terminal else "0",
        "" if update.statistics is None else update.statistics.model_dump_json(),
        head,
        told[1:-1] + ",",
        int(lifetime),
    )
