"""When a job will be done, from what was measured on this very job."""

from datetime import datetime, timedelta

from transcription_service.models.report import Recognition, Segmentation

_MEASURABLE_SPEECH_S = 0.5


def estimated_completion(
    now: datetime, segmentation: Segmentation, done: Recognition
) -> datetime | None:
    """`now` plus the work that is left; None before there is anything to measure.

    Silence costs next to nothing, so the pace is work for each second of speech. Until half a
    second of speech was recognised, the pace over all audio is the best there is.
    """
    if done.speech_seconds_done >= _MEASURABLE_SPEECH_S:
        pace = done.work_seconds / done.speech_seconds_done
        left = segmentation.speech_seconds - done.speech_seconds_done
    elif done.position_seconds > 0:
        pace = done.work_seconds / done.position_seconds
        left = segmentation.audio_seconds - done.position_seconds
    else:
        return None
    return now + timedelta(seconds=max(0.0, left * pace))
