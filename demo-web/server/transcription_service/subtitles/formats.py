"""Cues as text: SubRip as its first program wrote it, and WebVTT (https://www.w3.org/TR/webvtt1/)."""

from collections.abc import Iterable

from transcription_service.subtitles.cues import Cue

_HOUR_MS, _MINUTE_MS, _SECOND_MS = 3_600_000, 60_000, 1000
_ARROW = "-->"
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\N{REPLACEMENT CHARACTER}"}
)


def subrip(cues: Iterable[Cue]) -> str:
    """`.srt`: numbered from 1, lines ended by CR LF. It knows no escapes, so that an arrow, which
    would pass for times, becomes another one."""
    return "".join(
        f"{number}\r\n{_times(cue, ',')}\r\n"
        + "".join(f"{line.replace(_ARROW, '→')}\r\n" for line in cue.lines)
        + "\r\n"
        for number, cue in enumerate(cues, start=1)
    )


def webvtt(cues: Iterable[Cue]) -> str:
    """`.vtt`: nothing in a cue's text is taken for a tag, an escape or times."""
    return "WEBVTT\n\n" + "".join(
        f"{_times(cue, '.')}\n"
        + "".join(f"{line.translate(_ESCAPES)}\n" for line in cue.lines)
        + "\n"
        for cue in cues
    )


def _times(cue: Cue, mark: str) -> str:
    return f"{_time(cue.start_ms, mark)} {_ARROW} {_time(cue.end_ms, mark)}"


def _time(ms: int, mark: str) -> str:
    hours, ms = divmod(ms, _HOUR_MS)
    minutes, ms = divmod(ms, _MINUTE_MS)
    seconds, ms = divmod(ms, _SECOND_MS)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{ms:03}"
