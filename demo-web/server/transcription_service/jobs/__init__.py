"""Transcription jobs. Know the publisher, and nothing of HTTP."""
