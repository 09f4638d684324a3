"""Recordings, opened: the only importer of PyAV.

Files are opened by path, with the protocols and formats FFmpeg may use narrowed down to plain local
media; nothing here can reach a network. Sound and picture share one origin and are placed by their
presentation times. Damage is skipped, counted and reported, never fatal while anything can be read.
"""

from readreel.media.cues import embedded_cues
from readreel.media.inspection import Inspection, inspect
from readreel.media.picture import TrackFrames, open_video
from readreel.media.sound import TrackSound, open_audio

__all__ = [
    "Inspection",
    "TrackFrames",
    "TrackSound",
    "embedded_cues",
    "inspect",
    "open_audio",
    "open_video",
]
