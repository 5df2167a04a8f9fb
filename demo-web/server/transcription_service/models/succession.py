"""Which update may follow which: the rules that every bus applies atomically."""

from transcription_service.models.status import StatusUpdate, TranscriptionStatus


class UpdateRefused(Exception):
    """The update may not follow the present status; nothing was changed or published.

    `reason` is `terminal` (the session has ended), `attempt` (from a worker that was replaced)
    or `progress` (it would run backwards within an attempt).
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def succeed(
    previous: TranscriptionStatus | None, update: StatusUpdate, epoch: str
) -> TranscriptionStatus:
    """The status that `update` makes of `previous`.

    Raises UpdateRefused when the update may not follow.
    """
    attempt, progress, statistics = update.attempt, update.progress, update.statistics
    if previous is not None:
        if previous.is_terminal:
            raise UpdateRefused(
                "terminal", f"the session is {previous.status}; no update may follow"
            )
        attempt = previous.attempt if attempt is None else attempt
        if attempt < previous.attempt:
            raise UpdateRefused(
                "attempt", f"expected attempt {previous.attempt} or later, came {attempt}"
            )
        if attempt == previous.attempt:
            progress = previous.progress if progress is None else progress
            statistics = statistics or previous.statistics
            if progress < previous.progress:
                raise UpdateRefused(
                    "progress",
                    f"expected {previous.progress} % or more within an attempt, came {progress} %",
                )
    return TranscriptionStatus(
        session_id=update.session_id,
        epoch=epoch,
        sequence=previous.sequence + 1 if previous else 1,
        attempt=attempt or 1,
        status=update.status,
        progress=progress or 0,
        message=update.message,
        timestamp=update.timestamp,
        estimated_completion=update.estimated_completion,
        error=update.error,
        statistics=statistics,
    )
