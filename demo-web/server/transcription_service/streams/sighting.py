"""What is seen of one stream."""

import uuid

from starlette.types import Message, Scope

from transcription_service.clock import Clock
from transcription_service.models.status import TranscriptionStatus
from transcription_service.observation import (
    ClosedStream,
    Departure,
    Observer,
    OpenedStream,
    Tally,
)
from transcription_service.observation.wire_size import LAST_CHUNK, answer_head, chunk, request_head


class Sighting:
    """Tells of a stream's beginning and end, and counts what it carries between."""

    __slots__ = (
        "_bytes",
        "_clock",
        "_conflated",
        "_head_bytes",
        "_observer",
        "_opened",
        "_status_bytes",
        "_tally",
        "_updates",
    )

    def __init__(self, observer: Observer, tally: Tally, clock: Clock) -> None:
        self._observer = observer
        self._tally = tally
        self._clock = clock
        self._opened: OpenedStream | None = None
        self._bytes = self._head_bytes = self._status_bytes = 0
        self._updates = self._conflated = 0

    def began(
        self, scope: Scope, start: Message, *, session_id: str, user_id: str, is_resumed: bool
    ) -> None:
        """The head was sent; `start` as the server got it."""
        self._head_bytes = request_head(scope) + answer_head(start)
        self._count(self._head_bytes)
        self._opened = OpenedStream(
            id=uuid.uuid4().hex,
            session_id=session_id,
            user_id=user_id,
            at=self._clock.now(),
            is_resumed=is_resumed,
        )
        self._observer.stream_opened(self._opened)

    def sent(self, body: bytes, *, is_last: bool) -> None:
        """A piece of the stream was handed to the socket."""
        self._count(chunk(len(body)) + (LAST_CHUNK if is_last else 0))

    def told(self, status: TranscriptionStatus) -> None:
        """One of those pieces was a status, the present one as the client came."""
        self._updates += 1
        self._tally.updates += 1
        self._status_bytes += len(status.body)

    def delivered(self, status: TranscriptionStatus) -> None:
        """One was a status that came while the client waited."""
        self.told(status)
        late = self._clock.now() - status.timestamp
        self._tally.deliveries.add(late.total_seconds() * 1000)

    def conflated(self, statuses: int) -> None:
        """So many in all were replaced by a newer one before they could be sent."""
        self._tally.conflated += statuses - self._conflated
        self._conflated = statuses

    def ended(self, reason: Departure) -> None:
        """Harmless for a stream that never began, or has ended."""
        opened, self._opened = self._opened, None
        if opened is None:
            return
        self._observer.stream_closed(
            ClosedStream(
                opened=opened,
                at=self._clock.now(),
                reason=reason,
                updates=self._updates,
                conflated=self._conflated,
                bytes=self._bytes,
                head_bytes=self._head_bytes,
                status_bytes=self._status_bytes,
            )
        )

    def _count(self, size: int) -> None:
        self._bytes += size
        self._tally.stream_bytes += size
