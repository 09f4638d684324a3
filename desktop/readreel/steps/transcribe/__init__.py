"""Transcribe: what was said in a recording, listened to or taken from its subtitles."""

from readreel.steps.transcribe.transcribe import transcribe

__all__ = ["transcribe"]
