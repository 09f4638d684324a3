"""The first step: from a path to `Recording`, or a plain refusal.

It decides which tracks are used and which span; it finds the subtitles beside the file; it tells the
user what is odd. Nothing of the recording is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from readreel.core.errors import RecordingError, UsageError
from readreel.core.time import Span, clock, rounded
from readreel.project.artifacts import AudioTrack, Mark, Recording, SubtitleTrack, VideoTrack
from readreel.project.context import Context
from readreel.project.fingerprint import fingerprint
from readreel.project.parameters import ProbeParameters
from readreel.project.recordings import SUBTITLES
from readreel.project.subtitles import read_cues
from readreel.steps.probe.sidecars import sidecars

_SMALLEST_SIDE = 32
"""Pixels below which a picture track shows nothing (players of music put 1x1 pictures there)."""
_MANY_DAMAGES = 20


class Inspected(Protocol):
    """What `readreel.media.inspect` finds."""

    @property
    def container(self) -> str:
        """FFmpeg's name of the format."""
        ...

    @property
    def duration(self) -> float:
        """Seconds that can be played."""
        ...

    @property
    def video(self) -> tuple[VideoTrack, ...]:
        """Picture tracks without cover art."""
        ...

    @property
    def audio(self) -> tuple[AudioTrack, ...]:
        """Sound tracks."""
        ...

    @property
    def subtitles(self) -> tuple[SubtitleTrack, ...]:
        """Subtitles inside the file."""
        ...

    @property
    def chapters(self) -> tuple[Mark, ...]:
        """Chapter marks."""
        ...

    @property
    def video_track(self) -> int | None:
        """The default picture track."""
        ...

    @property
    def audio_track(self) -> int | None:
        """The default sound track."""
        ...

    @property
    def title(self) -> str:
        """The title in the metadata."""
        ...

    @property
    def date(self) -> str:
        """The day in the metadata."""
        ...

    @property
    def damage(self) -> tuple[str, ...]:
        """What was wrong, each line beginning with its time in seconds."""
        ...


Inspect = Callable[[Path], Inspected]


def probe(
    path: Path, parameters: ProbeParameters, inspection: Inspect, context: Context
) -> Recording:
    """Describe the recording at ``path``. Raises `RecordingError` or `UsageError`."""
    if path.suffix.lower() in SUBTITLES:
        return _subtitles_alone(path, parameters)
    found = inspection(path)
    video_track = _picture(found)
    audio_track = _sound(found.audio, found.audio_track, parameters.audio_track)
    beside = sidecars(path, first=len(found.subtitles))
    if audio_track is None and video_track is None and not (found.subtitles or beside):
        raise RecordingError("recording.no_tracks", path=path)
    recording = Recording(
        path=str(path.absolute()),
        name=path.name,
        size=path.stat().st_size,
        fingerprint=fingerprint(path),
        container=found.container,
        duration=found.duration,
        title=found.title,
        date=found.date,
        video=found.video,
        audio=found.audio,
        subtitles=(*found.subtitles, *beside),
        chapters=_marks(found.chapters, found.duration),
        video_track=video_track,
        audio_track=audio_track,
        span=_span(parameters, found.duration),
        damage=found.damage[:_MANY_DAMAGES],
    )
    _tell(recording, context)
    return recording


def _subtitles_alone(path: Path, parameters: ProbeParameters) -> Recording:
    cues = read_cues(path)
    duration = rounded(max(cue.end for cue in cues))
    return Recording(
        path=str(path.absolute()),
        name=path.name,
        size=path.stat().st_size,
        fingerprint=fingerprint(path),
        container=path.suffix.lower().lstrip("."),
        duration=duration,
        kind="subtitles",
        subtitles=(
            SubtitleTrack(
                index=0, codec=path.suffix.lower().lstrip("."), path=str(path.absolute())
            ),
        ),
        span=_span(parameters, duration),
    )


def _picture(found: Inspected) -> int | None:
    """The default picture track if it shows anything, else the largest that does."""
    useful = [t for t in found.video if min(t.width, t.height) >= _SMALLEST_SIDE]
    if any(track.index == found.video_track for track in useful):
        return found.video_track
    best = max(useful, key=lambda track: (track.width * track.height, -track.index), default=None)
    return best.index if best else None


def _sound(tracks: Sequence[AudioTrack], default: int | None, wanted: int | None) -> int | None:
    if wanted is None:
        return default
    if wanted not in {track.index for track in tracks}:
        listed = "; ".join(_named(track) for track in tracks) or "none"
        raise UsageError("usage.audio_track", track=wanted, tracks=listed)
    return wanted


def _named(track: AudioTrack) -> str:
    words = " ".join(word for word in (track.language, track.title) if word)
    return f"{track.index}: {words or track.codec}"


def _span(parameters: ProbeParameters, duration: float) -> Span:
    end = duration if parameters.end is None else min(parameters.end, duration)
    if parameters.start < 0 or parameters.start >= end:
        asked = duration if parameters.end is None else parameters.end
        raise UsageError(
            "usage.span",
            start=clock(parameters.start),
            end=clock(asked),
            duration=clock(duration),
        )
    return Span(rounded(parameters.start), rounded(end))


def _marks(marks: Sequence[Mark], duration: float) -> tuple[Mark, ...]:
    """Chapter marks that lie inside what can be played."""
    return tuple(
        Mark(mark.start, min(mark.end, duration), mark.title)
        for mark in marks
        if mark.start < duration
    )


def _tell(recording: Recording, context: Context) -> None:
    if recording.audio_track is None:
        context.notice("probe.no_sound", name=recording.name)
    if recording.video_track is None:
        context.notice("probe.no_picture", name=recording.name)
    if len(recording.audio) > 1 and recording.audio_track is not None:
        used = next(t for t in recording.audio if t.index == recording.audio_track)
        listed = "; ".join(_named(track) for track in recording.audio)
        context.notice("probe.several_tracks", used=_named(used), tracks=listed)
    if recording.damage:
        first = recording.damage[0].split(" ", 1)[0]
        context.notice("probe.damage", count=len(recording.damage), time=clock(float(first)))
