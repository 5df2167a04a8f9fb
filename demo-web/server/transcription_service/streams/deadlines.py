"""When a stream must say something or end, whatever happens."""

from collections.abc import Callable

from transcription_service.clock import Clock, TimerHandle
from transcription_service.streams.times import Times


class Deadlines:
    """The next heartbeat, the end for want of change, and the end of the stream's life, behind
    one timer for whichever comes first."""

    __slots__ = ("_armed", "_clock", "_heartbeat", "_idle", "_life", "_on_due", "_timer", "_times")

    def __init__(
        self, clock: Clock, times: Times, *, life_s: float, on_due: Callable[[], None]
    ) -> None:
        now = clock.monotonic()
        self._clock = clock
        self._times = times
        self._on_due = on_due
        self._heartbeat = now + times.heartbeat_s
        self._idle = now + times.idle_s
        self._life = now + life_s
        self._armed = now
        self._timer: TimerHandle | None = None

    @property
    def life_is_over(self) -> bool:
        return self._clock.monotonic() >= self._life

    @property
    def is_idle(self) -> bool:
        return self._clock.monotonic() >= self._idle

    @property
    def heartbeat_is_due(self) -> bool:
        return self._clock.monotonic() >= self._heartbeat

    def status_was_sent(self) -> None:
        self._idle = self._clock.monotonic() + self._times.idle_s

    def heartbeat_was_sent(self) -> None:
        self._heartbeat = self._clock.monotonic() + self._times.heartbeat_s

    def arm(self) -> None:
        """Call `on_due` at the next of them."""
        following = min(self._heartbeat, self._idle, self._life)
        if following == self._armed and self._timer is not None:
            return
        self.cancel()
        self._armed = following
        self._timer = self._clock.call_later(following - self._clock.monotonic(), self._fired)

    def cancel(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def end(self) -> None:
        """Call back no more; whoever was called is let go of."""
        self.cancel()
        self._on_due = _nobody

    def _fired(self) -> None:
        # Armed anew by whoever is called, also when it came a little early.
        self._timer = None
        self._on_due()


def _nobody() -> None:
    pass
