"""Which update may follow which: the rules that every bus applies atomically. `bus/publish.lua` has
them in the language of Redis."""

from transcription_service.models.status import StatusUpdate, TranscriptionStatus


class UpdateRefused(Exception):
    """The update may not follow the present status; nothing was changed or published.

    `reason` is `terminal` (the session has ended), `attempt` (from a worker that was replaced)
    or `progress` (it would run backwards within an attempt).
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def refusal(
    reason: str, update: StatusUpdate, *, attempt: int, progress: int, status: str
) -> UpdateRefused:
    """The refusal of `update` for `reason`; the other arguments are those of the present status."""
    match reason:
        case "terminal":
            detail = f"the session is {status}; no update may follow"
        case "attempt":
            detail = f"expected attempt {attempt} or later, came {update.attempt}"
        case _:
            detail = f"expected {progress} % or more within an attempt, came {update.progress} %"
    return UpdateRefused(reason, detail)


def succeed(
    previous: TranscriptionStatus | None, update: StatusUpdate, epoch: str
) -> TranscriptionStatus:
    """The status that `update` makes of `previous`.

    Raises UpdateRefused when the update may not follow.
    """
    attempt, progress, statistics = update.attempt, update.progress, update.statistics
    if previous is not None:
        if previous.is_terminal:
            raise _refused("terminal", update, previous)
        attempt = previous.attempt if attempt is None else attempt
        if attempt < previous.attempt:
            raise _refused("attempt", update, previous)
        if attempt == previous.attempt:
            progress = previous.progress if progress is None else progress
            statistics = statistics or previous.statistics
            if progress < previous.progress:
                raise _refused("progress", update, previous)
    return TranscriptionStatus(
        session_id=update.session_id,
        epoch=epoch,
        sequence=previous.sequence + 1 if previous else 1,
        attempt=attempt or 1,
        status=update.status,
        progress=progress or 0,
        message=update.message,
        message_code=update.message_code,
        timestamp=update.timestamp,
        estimated_completion=update.estimated_completion,
        error=update.error,
        statistics=statistics,
    )


def _refused(reason: str, update: StatusUpdate, previous: TranscriptionStatus) -> UpdateRefused:
    return refusal(
        reason,
        update,
        attempt=previous.attempt,
        progress=previous.progress,
        status=previous.status,
    )
