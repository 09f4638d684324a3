"""Existing subtitles instead of listening, where they are good enough.

They are judged by what can be measured: text rather than pictures, the whole recording rather than its
foreign lines, a plausible number of words, the language that is spoken rather than a translation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from readreel.core.engines import Cue
from readreel.core.errors import ReadreelError, UsageError
from readreel.core.language import SPACELESS
from readreel.core.time import Span
from readreel.project.artifacts import Recording, SubtitleTrack
from readreel.project.subtitles import read_cues
from readreel.steps.transcribe.cues import said, split
from readreel.steps.transcribe.languages import known
from readreel.steps.transcribe.script import written_in

COVERAGE = 0.7
REACH_SECONDS = 30.0
"""A moment this close to a cue counts as covered: people do pause."""
WORDS_PER_MINUTE = (25.0, 330.0)
SIGNS_PER_MINUTE = (60.0, 900.0)
LATE_SHARE = 0.05
_PARTIAL = ("forced", "commentary", "foreign", "signs")


class Chosen(msgspec.Struct, frozen=True):
    """Subtitles that stand for listening: their cues, language, and what the user calls them."""

    name: str
    language: str
    cues: tuple[Cue, ...]


class Refused(msgspec.Struct, frozen=True):
    """Subtitles that were looked at and not used, with the code of the reason."""

    name: str
    reason: str


Read = Callable[[SubtitleTrack], Sequence[Cue]]


def reader(embedded: Callable[[int], Sequence[Cue]]) -> Read:
    """Cues of a track, beside the file or inside it."""

    def read(track: SubtitleTrack) -> Sequence[Cue]:
        return read_cues(Path(track.path)) if track.path else embedded(track.index)

    return read


def demanded(recording: Recording, parameter: str, read: Read, language: str) -> Chosen:
    """The subtitles the user named, whatever they are like.

    Raises `UsageError` ``usage.subtitles`` where there are none of that name.
    """
    track = _named(recording, parameter)
    cues = tuple(said(read(track)))
    code = language or known(track.language) or written_in(cue.text for cue in cues)
    return Chosen(name_of(track), code, cues)


def _named(recording: Recording, parameter: str) -> SubtitleTrack:
    kind, _, number = parameter.partition(":")
    if kind == "embedded" and number.isdigit():
        for track in recording.subtitles:
            if track.index == int(number) and not track.path and track.text:
                return track
        raise UsageError("usage.subtitles", text=parameter)
    path = Path(parameter)
    if not path.is_file():
        raise UsageError("usage.subtitles", text=parameter)
    beside = next((t for t in recording.subtitles if t.path and Path(t.path) == path), None)
    return beside or SubtitleTrack(index=0, codec=path.suffix.lstrip("."), path=str(path))


def suitable(
    recording: Recording, spoken: Callable[[], str], read: Read
) -> tuple[Chosen | None, list[Refused]]:
    """The first good subtitles, those beside the file before those inside it.

    ``spoken`` tells the language that is spoken, empty where it cannot be known; it is asked only when
    subtitles are otherwise good, since it may have to listen for a moment.
    """
    refused: list[Refused] = []
    for track in sorted(recording.subtitles, key=_preference):
        if not track.text:
            refused.append(Refused(name_of(track), "pictures"))
            continue
        if any(word in track.title.casefold() for word in _PARTIAL):
            refused.append(Refused(name_of(track), "partial"))
            continue
        try:
            cues = said(read(track))
        except ReadreelError:
            refused.append(Refused(name_of(track), "unreadable"))
            continue
        language = known(track.language) or written_in(cue.text for cue in cues)
        reason = flaw(cues, recording.span, recording.duration, language)
        if not reason and not _same(language, spoken()):
            reason = "translation"
        if not reason:
            return Chosen(name_of(track), language or spoken(), tuple(cues)), refused
        refused.append(Refused(name_of(track), reason))
    return None, refused


def _preference(track: SubtitleTrack) -> tuple[bool, bool, int]:
    automatic = "auto" in track.title.casefold()
    return (automatic, not track.path, track.index)


def _same(written: str, spoken: str) -> bool:
    return not written or not spoken or written == spoken


def name_of(track: SubtitleTrack) -> str:
    """What the user calls a track: its file's name or ``embedded:N``."""
    return Path(track.path).name if track.path else f"embedded:{track.index}"


def flaw(cues: Sequence[Cue], span: Span, duration: float, language: str) -> str:
    """Why cues cannot stand for listening: empty, late, sparse, slow, fast; empty string if they can."""
    inside = [cue for cue in cues if span.start <= cue.start < span.end]
    if not inside:
        return "empty"
    if sum(1 for cue in cues if cue.start > duration + 1.0) > LATE_SHARE * len(cues):
        return "late"
    covered = _covered(((c.start - REACH_SECONDS, c.end + REACH_SECONDS) for c in inside), span)
    if covered < COVERAGE * span.length:
        return "sparse"
    least, most = SIGNS_PER_MINUTE if language in SPACELESS else WORDS_PER_MINUTE
    rate = 60.0 * sum(len(split(cue.text, language)) for cue in inside) / max(covered, 1.0)
    if span.length >= REACH_SECONDS and rate < least:
        return "slow"
    return "fast" if rate > most else ""


def _covered(spans: Iterable[tuple[float, float]], within: Span) -> float:
    """Seconds of ``within`` that the spans cover together."""
    covered, position = 0.0, within.start
    for start, end in sorted(spans):
        start, end = max(start, position), min(end, within.end)
        if end > start:
            covered += end - start
            position = end
    return covered
