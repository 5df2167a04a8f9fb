"""What people read while they wait, and for how long they will."""

from manual_clock import START
from transcription_service.jobs.estimate import estimated_completion
from transcription_service.jobs.narration import LISTENING, completion_message, message_at
from transcription_service.models.message_code import MessageCode
from transcription_service.models.report import Recognition, Segmentation


def test_each_stretch_of_progress_has_its_message() -> None:
    """AC-1.3.2: messages are friendly and change on the way."""
    messages = [message_at(progress) for progress in range(100)]
    assert len(set(messages)) == 6
    assert messages == sorted(messages, key=messages.index)
    assert completion_message(1) != completion_message(0)


def test_each_sentence_has_its_word() -> None:
    """AC-2.2.2: pages say it in their reader's language."""
    said = [LISTENING, *map(message_at, range(100)), *map(completion_message, (0, 1))]
    assert len({sentence.text for sentence in said}) == len({sentence.code for sentence in said})
    assert {sentence.code for sentence in said} == set(MessageCode) - {
        MessageCode.QUEUED,
        MessageCode.QUEUED_AGAIN,
        MessageCode.FAILED,
        MessageCode.CANCELLED,
    }


def test_an_estimate_is_the_work_left_at_the_pace_so_far() -> None:
    """AC-1.3.5: silence does not count once speech was measured."""
    found = Segmentation(audio_seconds=100, speech_seconds=20, segments=4)

    def at(position: float, speech: float, work: float) -> float | None:
        done = Recognition(
            progress=50,
            position_seconds=position,
            speech_seconds_done=speech,
            segments_done=1,
            words=0,
            work_seconds=work,
        )
        estimate = estimated_completion(START, found, done)
        return None if estimate is None else (estimate - START).total_seconds()

    assert at(0, 0, 0) is None
    assert at(50, 10, 5) == 5
    assert at(50, 20, 5) == 0
    # Nothing was said in the first quarter: its pace goes for the rest until there is better.
    assert at(25, 0, 1) == 3
