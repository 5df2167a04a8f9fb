"""Real speech through the real recogniser."""

import itertools
from array import array

import pytest

from audio_files import RATE
from transcription_service.audio.refusal import AudioRefused
from transcription_service.models.report import RecognisedSegment, Recognition, Report
from transcription_service.recognition.progress import (
    LISTENING_SHARE,
    listening_progress,
    position_of,
    recognition_progress,
)
from transcription_service.recognition.recogniser import recognise
from transcription_service.recognition.segmentation import (
    LONGEST_SEGMENT,
    Segmentation,
    find_speech,
)


def pieces(pcm: bytes, size: int = 7_778) -> list[bytes]:
    """PCM cut at places that mean nothing."""
    return [pcm[at : at + size] for at in range(0, len(pcm), size)]


def ignore(_: float) -> None:
    """Nobody wants to know."""


@pytest.fixture(scope="module")
def found(speech: bytes) -> Segmentation:
    return find_speech(pieces(speech), 60, ignore)


@pytest.fixture(scope="module")
def reports(speech: bytes, found: Segmentation) -> list[Report]:
    return list(recognise(pieces(speech), found))


def test_the_sample_is_understood(reports: list[Report]) -> None:
    text = " ".join(
        report.segment.text for report in reports if isinstance(report, RecognisedSegment)
    )
    assert "this is a short recording that was made by a computer" in text
    assert "have a good day" in text


@pytest.mark.parametrize("gain", [0.03, 3])
def test_a_quiet_or_a_loud_voice_is_understood_from_its_first_word(
    gain: float, short_speech: bytes
) -> None:
    """The recogniser learns the level from a specimen, not from the words that it gets wrong."""
    samples = array("h", short_speech)
    pcm = array("h", (max(-32768, min(32767, int(gain * s))) for s in samples)).tobytes()
    said = recognise(pieces(pcm), find_speech(pieces(pcm), 60, ignore))
    assert [report.segment.text for report in said if isinstance(report, RecognisedSegment)] == [
        "good morning",
        "this is a short recording that was made by a computer",
    ]


def test_its_five_sentences_are_five_segments(found: Segmentation, speech: bytes) -> None:
    assert len(found.segments) == 5
    assert found.total == len(speech) // 2
    for one, next_one in itertools.pairwise(found.segments):
        assert 0 <= one.start < one.end <= next_one.start
    assert found.segments[-1].end <= found.total


def test_every_percent_is_reported_when_its_audio_was_processed(
    reports: list[Report], found: Segmentation
) -> None:
    """AC-1.3.1: progress is the position in the audio, at 10, 25, 50, 75, 90 % and all between."""
    first: dict[int, float] = {}
    for report in reports:
        if isinstance(report, Recognition):
            first.setdefault(report.progress, report.position_seconds)
    assert list(first) == list(range(LISTENING_SHARE + 1, 100))
    for progress, position in first.items():
        assert position == position_of(progress, found.total) / RATE


def test_nothing_ever_runs_backwards(reports: list[Report], found: Segmentation) -> None:
    steps = [report for report in reports if isinstance(report, Recognition)]
    for one, next_one in itertools.pairwise(steps):
        assert next_one.progress >= one.progress
        assert next_one.position_seconds >= one.position_seconds
        assert next_one.speech_seconds_done >= one.speech_seconds_done
        assert next_one.segments_done >= one.segments_done
        assert next_one.words >= one.words
        assert next_one.work_seconds >= one.work_seconds
    assert steps[-1].position_seconds == found.total / RATE
    assert steps[-1].segments_done == len(found.segments)
    assert steps[-1].speech_seconds_done == pytest.approx(found.speech / RATE)


def test_words_lie_in_order_within_their_segments(
    reports: list[Report], found: Segmentation
) -> None:
    said = [report.segment for report in reports if isinstance(report, RecognisedSegment)]
    assert len(said) == len(found.segments)
    for segment, place in zip(said, found.segments, strict=True):
        assert segment.text == " ".join(word.word for word in segment.words)
        assert place.start / RATE <= segment.start < segment.end <= place.end / RATE + 0.02
        for one, next_one in itertools.pairwise(segment.words):
            assert one.start < one.end <= next_one.start + 0.001
        assert not any(mark in segment.text for mark in "<>[]()+")


def test_the_size_of_the_pieces_does_not_matter(speech: bytes, found: Segmentation) -> None:
    assert find_speech(pieces(speech, 999_998), 60, ignore) == found


@pytest.mark.parametrize("seconds", [0, 0.001, 0.02, 3])
def test_silence_has_no_speech(seconds: float) -> None:
    found = find_speech([bytes(int(seconds * RATE) * 2)], 60, ignore)
    assert found.segments == []
    reports = list(recognise([bytes(int(seconds * RATE) * 2)], found))
    assert all(isinstance(report, Recognition) for report in reports)


def test_silence_passes_the_milestones_too() -> None:
    pcm = bytes(3 * RATE * 2)
    found = find_speech([pcm], 60, ignore)
    told = {r.progress for r in recognise([pcm], found) if isinstance(r, Recognition)}
    assert {10, 25, 50, 75, 90} <= told


def test_speech_up_to_the_last_sample_is_kept(speech: bytes, found: Segmentation) -> None:
    second = found.segments[1]
    middle = (second.start + second.end) // 2
    cut_off = find_speech(pieces(speech[: 2 * middle]), 60, ignore)
    assert cut_off.segments[-1].end == middle


def test_speech_without_a_pause_is_cut_into_bearable_parts(
    speech: bytes, found: Segmentation
) -> None:
    second = found.segments[1]
    sentence = speech[2 * second.start + 6400 : 2 * second.end - 6400]
    repeated = find_speech([sentence * 25], 120, ignore)
    lengths = [segment.end - segment.start for segment in repeated.segments]
    assert max(lengths) == LONGEST_SEGMENT
    assert sum(lengths) > 0.95 * repeated.total


def test_audio_that_lasts_longer_than_allowed_is_refused_whatever_its_header_said() -> None:
    endless = itertools.repeat(bytes(RATE * 2))
    with pytest.raises(AudioRefused, match="longer than 60 s"):
        find_speech(endless, 60, ignore)


def test_audio_that_is_shorter_the_second_time_is_refused(
    speech: bytes, found: Segmentation
) -> None:
    with pytest.raises(AudioRefused, match="ended earlier"):
        list(recognise([speech[:1000]], found))


def test_listening_is_reported_by_the_seconds_heard(speech: bytes) -> None:
    heard: list[float] = []
    find_speech(pieces(speech), 60, heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == len(speech) / 2 / RATE


def test_progress_and_position_are_each_others_inverse() -> None:
    for total in (98, 99, 1000, 12_345_678):
        assert recognition_progress(0, total) == LISTENING_SHARE
        assert recognition_progress(total, total) == 100
        for progress in range(LISTENING_SHARE + 1, 101):
            position = position_of(progress, total)
            assert recognition_progress(position, total) >= progress
            assert recognition_progress(position - 1, total) < progress


@pytest.mark.parametrize(
    ("heard", "expected", "progress"), [(0, 10, 0), (5, 10, 1), (10, 10, 2), (99, 10, 2), (5, 0, 0)]
)
def test_listening_never_passes_its_share(heard: float, expected: float, progress: int) -> None:
    assert listening_progress(heard, expected) == progress
