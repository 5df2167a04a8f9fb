"""Transcripts as subtitles: what is shown when, and the two formats that players read."""

from transcription_service.subtitles.cues import Cue, cues
from transcription_service.subtitles.formats import subrip, webvtt

__all__ = ["Cue", "cues", "subrip", "webvtt"]
