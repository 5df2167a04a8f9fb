"""The faults that can be asked for, with their units and ranges."""

from http import HTTPStatus
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from transcription_service.event_stream import CloseReason

_LONGEST_S = 3600


def _registered(status: int) -> int:
    if status not in set(HTTPStatus):
        raise ValueError(f"expected a status that HTTP has a name for, like 503, came {status}")
    return status


Seconds = Annotated[float, Field(gt=0, le=_LONGEST_S)]


class _Fault(BaseModel):
    # Frozen, so that what was switched on can be compared; a misspelt field is an error.
    model_config = ConfigDict(extra="forbid", frozen=True)


class _InsteadOfAnAnswer(_Fault):
    """Answers in place of the stream's route, the status's route, or both."""

    target: Literal["stream", "status", "both"] = "stream"


class Refuse(_InsteadOfAnAnswer):
    """Answers `status`, with `Retry-After` if given: as seconds, or as the date by then."""

    kind: Literal["refuse"]
    status: Annotated[int, Field(ge=400, le=599), AfterValidator(_registered)] = 503
    retry_after_s: Annotated[int, Field(ge=0, le=_LONGEST_S)] | None = None
    retry_after_as: Literal["seconds", "date"] = "seconds"


class Html(_InsteadOfAnAnswer):
    """Answers 200 with a page to sign in at, as a captive portal does."""

    kind: Literal["html"]


class NoContent(_InsteadOfAnAnswer):
    """Answers 204."""

    kind: Literal["no_content"]


class Redirect(_InsteadOfAnAnswer):
    """Sends the client elsewhere: 307 to the same at another address, or 302 to a login page."""

    kind: Literal["redirect"]
    to: Literal["same", "login"] = "same"


class Swallow(_Fault):
    """Headers, then nothing, as behind a proxy that collects the whole response."""

    kind: Literal["swallow"]


class HelloThenDie(_Fault):
    """Every stream ends after its first event: the status, or a mere heartbeat."""

    kind: Literal["hello_then_die"]
    hello: Literal["status", "heartbeat"] = "status"


class ShortLived(_Fault):
    """Every stream ends after `seconds` in good health; `planned`, with a `close` that says so."""

    kind: Literal["short_lived"]
    seconds: Seconds
    planned: bool = False
    reason: Literal[CloseReason.SHUTDOWN, CloseReason.IDLE] = CloseReason.SHUTDOWN
    retry_after_ms: Annotated[int, Field(ge=0, le=_LONGEST_S * 1000)] = 0

    @model_validator(mode="after")
    def _close_event_is_planned(self) -> "ShortLived":
        asked = {"reason", "retry_after_ms"} & self.model_fields_set
        if asked and not self.planned:
            raise ValueError(
                f"{' and '.join(sorted(asked))} belong to a close event: expected planned true"
            )
        return self


class BeatsThenSilence(_Fault):
    """`beats` heartbeats, one `every_s`, then nothing more on a stream that stays open."""

    kind: Literal["beats_then_silence"]
    beats: Annotated[int, Field(ge=0, le=1000)] = 2
    every_s: Seconds = 1


class GzipBuffer(_Fault):
    """Compresses without flushing: events stay in the compressor."""

    kind: Literal["gzip_buffer"]


class Slow(_Fault):
    """Waits before each event; what comes meanwhile is made up by the newest status."""

    kind: Literal["slow"]
    delay_s: Seconds


class LatePoll(_Fault):
    """Holds the answers to status requests back, old as they then are: for `delay_s` seconds, or
    until the fault is switched off."""

    kind: Literal["late_poll"]
    delay_s: Seconds | None = None


class Restart(_Fault):
    """Drops every stream and is away for `down_s` seconds, as a process that starts again behind
    a proxy: 502 for streams and statuses alike. Heals by itself."""

    kind: Literal["restart"]
    down_s: Seconds = 1


StreamFault = Swallow | HelloThenDie | ShortLived | BeatsThenSilence | GzipBuffer | Slow
AnswerFault = Refuse | Html | NoContent | Redirect
Fault = Annotated[
    StreamFault | AnswerFault | LatePoll | Restart,
    Field(discriminator="kind"),
]
