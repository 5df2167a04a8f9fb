"""Subtitles, read as players read them: by the grammar of each format, and by FFmpeg."""

import html
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcription_service.models.transcript import Transcript, TranscriptSegment, Word
from transcription_service.subtitles import Cue, cues, subrip, webvtt
from transcription_service.subtitles.cues import CUE_LINES, CUE_SECONDS, LINE_CHARACTERS


@dataclass(frozen=True)
class Shown:
    """What a player shows: milliseconds and text."""

    start: int
    end: int
    lines: tuple[str, ...]


def transcript(*segments: list[Word]) -> Transcript:
    return Transcript(
        session_id="one",
        audio_seconds=100,
        text="",
        segments=tuple(
            TranscriptSegment(
                start=words[0].start if words else 0,
                end=words[-1].end if words else 0,
                text=" ".join(word.word for word in words),
                words=tuple(words),
            )
            for words in segments
        ),
    )


def spoken(text: str, *, start: float = 0, each_s: float = 0.1) -> list[Word]:
    """Words one right after the other."""
    return [
        Word(
            word=word,
            start=round(start + number * each_s, 3),
            end=round(start + (number + 1) * each_s, 3),
        )
        for number, word in enumerate(text.split(" "))
    ]


def read_vtt(text: str) -> list[Shown]:
    """By the syntax of a WebVTT file, W3C WebVTT section 4.1; strictly."""
    assert not set(text) & {"\0", "\r"}
    signature, _, body = text.partition("\n\n")
    assert signature == "WEBVTT"
    shown = []
    for block in body.removesuffix("\n\n").split("\n\n") if body else []:
        timing, *lines = block.split("\n")
        times = re.fullmatch(
            r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})",
            timing,
            re.ASCII,
        )
        assert times, timing
        assert lines
        assert all(lines), "an empty line would end the cue"
        for line in lines:
            assert "-->" not in line
            assert not re.search(r"&(?!amp;|lt;|gt;)|[<>]", line), line
        start, end = _ms(times.groups()[:4]), _ms(times.groups()[4:])
        shown.append(Shown(start, end, tuple(map(html.unescape, lines))))
    assert body == "" or body.endswith("\n\n")
    for one in shown:
        assert one.start < one.end
    for earlier, later in pairwise(shown):
        assert earlier.start <= later.start
    return shown


def read_srt(text: str) -> list[Shown]:
    """As SubRip writes it: a number, times with a comma, lines, an empty line."""
    if not text:
        return []
    assert text.endswith("\r\n\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    shown = []
    for number, block in enumerate(text.removesuffix("\r\n\r\n").split("\r\n\r\n"), start=1):
        counter, timing, *lines = block.split("\r\n")
        assert counter == str(number)
        times = re.fullmatch(
            r"(\d{2,}):(\d\d):(\d\d),(\d{3}) --> (\d{2,}):(\d\d):(\d\d),(\d{3})", timing, re.ASCII
        )
        assert times, timing
        assert lines
        assert all(lines)
        assert "-->" not in "".join(lines)
        shown.append(Shown(_ms(times.groups()[:4]), _ms(times.groups()[4:]), tuple(lines)))
    return shown


def _ms(parts: tuple[str, ...]) -> int:
    hours, minutes, seconds, ms = map(int, parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def shown_by_ffmpeg(path: Path) -> list[Shown]:
    """Times and lines of each packet."""
    with av.open(str(path)) as container:
        [stream] = container.streams.subtitles
        shown = []
        for packet in container.demux(stream):
            if packet.size:
                assert packet.pts is not None
                assert packet.duration is not None
                assert packet.time_base is not None
                unit_ms = packet.time_base * 1000
                start, length = packet.pts * unit_ms, packet.duration * unit_ms
                lines = bytes(packet).decode().replace("\r\n", "\n").split("\n")
                shown.append(Shown(int(start), int(start + length), tuple(lines)))
        return shown


LONG = "it was a dark and stormy night and the rain fell in torrents except at occasional intervals"
TALK = transcript(
    spoken("good morning", start=1),
    spoken(LONG, start=3, each_s=0.3),
    spoken("the end", start=3725.5, each_s=0.25),
)


def test_a_transcript_is_shown_in_readable_pieces() -> None:
    assert list(cues(TALK)) == [
        Cue(1000, 1200, ("good morning",)),
        Cue(3000, 6000, ("it was a dark and stormy", "night and the rain")),
        Cue(6000, 8100, ("fell in torrents except", "at occasional intervals")),
        Cue(3725500, 3726000, ("the end",)),
    ]


def test_subrip_is_as_its_readers_know_it() -> None:
    assert subrip(cues(TALK)).split("\r\n\r\n") == [
        "1\r\n00:00:01,000 --> 00:00:01,200\r\ngood morning",
        "2\r\n00:00:03,000 --> 00:00:06,000\r\nit was a dark and stormy\r\nnight and the rain",
        "3\r\n00:00:06,000 --> 00:00:08,100\r\nfell in torrents except\r\nat occasional intervals",
        "4\r\n01:02:05,500 --> 01:02:06,000\r\nthe end",
        "",
    ]


@pytest.mark.parametrize("name", ["talk.srt", "talk.vtt"])
def test_ffmpeg_reads_what_was_meant(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    write = subrip if name.endswith("srt") else webvtt
    path.write_bytes(write(cues(TALK)).encode())
    assert shown_by_ffmpeg(path) == [
        Shown(cue.start_ms, cue.end_ms, cue.lines) for cue in cues(TALK)
    ]


def test_nothing_said_is_nothing_shown() -> None:
    for silent in (transcript(), transcript([])):
        assert subrip(cues(silent)) == ""
        assert webvtt(cues(silent)) == "WEBVTT\n\n"


def test_no_cue_goes_on_over_a_pause() -> None:
    shown = list(cues(transcript(spoken("one"), spoken("two", start=0.1))))
    assert [cue.lines for cue in shown] == [("one",), ("two",)]


def test_a_cue_ends_before_seven_seconds_have_passed() -> None:
    slow = spoken("a b c d e f", each_s=2.5)
    assert [cue.lines for cue in cues(transcript(slow))] == [("a b",), ("c d",), ("e f",)]
    [drawn] = cues(transcript(spoken("aaah", each_s=20)))
    assert (drawn.start_ms, drawn.end_ms) == (0, 7000)


def test_speech_is_shared_out_and_leaves_no_word_alone() -> None:
    # Two lines hold eight of these.
    shown = list(cues(transcript(spoken(" ".join(["sentence"] * 9)))))
    assert [len(" ".join(cue.lines).split()) for cue in shown] == [4, 5]


def test_a_word_that_is_longer_than_a_line_has_one_of_its_own() -> None:
    word = "x" * (LINE_CHARACTERS + 1)
    shown = list(cues(transcript(spoken(f"a {word} b"))))
    assert [cue.lines for cue in shown] == [("a",), (word,), ("b",)]


def test_a_word_without_duration_is_shown_all_the_same() -> None:
    [cue] = cues(transcript([Word(word="oh", start=1, end=1)]))
    assert (cue.start_ms, cue.end_ms) == (1000, 1001)


HOSTILE = "<b>x</b> & &lt; --> \0 {\\an8}"


def test_text_that_looks_like_markup_is_shown_as_it_is() -> None:
    [cue] = cues(transcript(spoken(HOSTILE)))
    text = webvtt([cue])
    assert "&lt;b&gt;x&lt;/b&gt; &amp; &amp;lt; --&gt; \N{REPLACEMENT CHARACTER}" in text
    [shown] = read_vtt(text)
    assert shown.lines == tuple(line.replace("\0", "\ufffd") for line in cue.lines)


def test_no_word_ends_its_cue_or_begins_another() -> None:
    text = "one\n\n2\r\n00:00:01,000 --> 00:00:02,000\u2028two"
    said = transcript([Word(word=text, start=0, end=1), Word(word=" \n", start=1, end=2)])
    [in_srt], [in_vtt] = read_srt(subrip(cues(said))), read_vtt(webvtt(cues(said)))
    assert in_vtt.lines == ("one 2 00:00:01,000 --> 00:00:02,000 two",)
    assert in_srt.lines == ("one 2 00:00:01,000 → 00:00:02,000 two",)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    """Segments one after the other; words of any text, with gaps between them or none."""
    at = 0.0
    segments = []
    for _ in range(draw(st.integers(0, 4))):
        words = []
        for _ in range(draw(st.integers(1, 30))):
            start = round(at + draw(st.floats(0, 1)), 2)
            at = round(start + draw(st.floats(0.0, 9.0)), 2)
            text = draw(st.text(st.characters(codec="utf-8"), max_size=50))
            words.append(Word(word=text, start=start, end=at))
        segments.append(words)
        at += draw(st.floats(0.1, 4000))
    return transcript(*segments)


@settings(max_examples=200, derandomize=True, deadline=None, database=None)
@given(transcripts())
def test_whatever_was_said_both_formats_show_all_of_it_in_its_time(said: Transcript) -> None:
    whole = [" ".join(word.word.split()) for segment in said.segments for word in segment.words]
    expected = " ".join(word for word in whole if word)
    in_vtt, in_srt = read_vtt(webvtt(cues(said))), read_srt(subrip(cues(said)))
    assert [(one.start, one.end) for one in in_vtt] == [(one.start, one.end) for one in in_srt]
    vtt_text = " ".join(line for one in in_vtt for line in one.lines)
    srt_text = " ".join(line for one in in_srt for line in one.lines)
    assert vtt_text == expected.replace("\0", "\ufffd")
    assert srt_text == expected.replace("-->", "→")
    words = {word for word in whole if word}
    starts = {round(word.start * 1000) for segment in said.segments for word in segment.words}
    for one in in_vtt:
        assert one.start in starts
        assert one.end - one.start <= CUE_SECONDS * 1000
        assert len(one.lines) <= CUE_LINES
        for line in one.lines:
            assert len(line) <= LINE_CHARACTERS or line in {
                word.replace("\0", "\ufffd") for word in words
            }
