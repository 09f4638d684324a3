"""Transcribe: what was said, as sentences of timed words.

Existing subtitles are used where they are good enough; otherwise the recording is listened to. What was
used, and what was not understood, is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from readreel.core.engines import AudioSource, Cue, Listener
from readreel.core.errors import ModelError
from readreel.core.time import clock, rounded
from readreel.project.artifacts import AudioTrack, Hole, Recording, Transcript
from readreel.project.context import Context
from readreel.project.parameters import TranscribeParameters
from readreel.steps.transcribe.cues import said, timed_words
from readreel.steps.transcribe.languages import UNKNOWN, asked, known, settled
from readreel.steps.transcribe.listening import listen
from readreel.steps.transcribe.script import written_in
from readreel.steps.transcribe.sentences import sentences
from readreel.steps.transcribe.subtitles import Chosen, demanded, reader, suitable

OpenListener = Callable[[], Listener]


def transcribe(
    recording: Recording,
    parameters: TranscribeParameters,
    audio: AudioSource | None,
    listener: OpenListener | None,
    embedded: Callable[[int], Sequence[Cue]],
    context: Context,
) -> Transcript:
    """The transcript of the recording's span.

    ``audio`` is None where there is no sound; ``listener`` opens the engine and is called only when
    somebody has to listen, at most once; ``embedded`` gives the cues of a subtitle track in the file.
    Raises `UsageError` for an unknown language or unknown subtitles, and what the engine raises.
    """
    language = asked(parameters.language)
    opened = _once(listener)
    chosen = _subtitles(recording, parameters, language, audio, opened, embedded, context)
    if chosen is not None:
        return _from_subtitles(recording, chosen, context)
    if audio is None:
        context.notice("transcribe.no_sound")
        return Transcript(language=language or UNKNOWN, source="none")
    return _listened(recording, language, audio, opened, context)


def _once(listener: OpenListener | None) -> OpenListener:
    kept: list[Listener] = []

    def opened() -> Listener:
        if not kept:
            if listener is None:
                raise ModelError("model.missing", path="Whisper", command="readreel models list")
            kept.append(listener())
        return kept[0]

    return opened


def _subtitles(
    recording: Recording,
    parameters: TranscribeParameters,
    language: str,
    audio: AudioSource | None,
    opened: OpenListener,
    embedded: Callable[[int], Sequence[Cue]],
    context: Context,
) -> Chosen | None:
    read = reader(embedded)
    wish = parameters.subtitles.strip() or "auto"
    if recording.kind == "subtitles":
        track = recording.subtitles[0]
        cues = tuple(said(read(track)))
        code = language or known(track.language) or written_in(cue.text for cue in cues)
        return Chosen(recording.name, code, cues)
    if wish == "none":
        return None
    if wish != "auto":
        return demanded(recording, wish, read, language)

    def spoken() -> str:
        return language or _spoken(recording, audio, opened, context)

    chosen, refused = suitable(recording, _remembered(spoken), read)
    for one in refused:
        context.notice("transcribe.subtitles_refused", name=one.name, reason=one.reason)
    return chosen


def _remembered(ask: Callable[[], str]) -> Callable[[], str]:
    known_: list[str] = []

    def answer() -> str:
        if not known_:
            known_.append(ask())
        return known_[0]

    return answer


def _spoken(
    recording: Recording, audio: AudioSource | None, opened: OpenListener, context: Context
) -> str:
    """The language of the chosen sound track: as it is tagged, else as it is heard."""
    track = next((t for t in recording.audio if t.index == recording.audio_track), None)
    tagged = known(track.language) if isinstance(track, AudioTrack) else ""
    if tagged or audio is None:
        return tagged
    try:
        return settled(audio, recording.span, opened(), context.check)[0]
    except ModelError:
        return ""


def _from_subtitles(recording: Recording, chosen: Chosen, context: Context) -> Transcript:
    words = timed_words(chosen.cues, chosen.language, recording.span)
    if recording.kind != "subtitles":
        context.notice("transcribe.subtitles_used", name=chosen.name)
    if not words:
        context.notice("transcribe.nothing_said")
    context.progress(recording.span.length, recording.span.length, "seconds")
    return Transcript(
        language=chosen.language or UNKNOWN,
        source="subtitles",
        detail=chosen.name,
        sentences=tuple(sentences(words, chosen.language or UNKNOWN)),
    )


def _listened(
    recording: Recording,
    language: str,
    audio: AudioSource,
    opened: OpenListener,
    context: Context,
) -> Transcript:
    windows = listen(audio, recording.span, language, opened, context)
    code = next((window.language for window in windows if window.language), language) or UNKNOWN
    words = [word for window in windows for word in window.words]
    holes = _merged([hole for window in windows for hole in window.holes])
    if not words:
        context.notice("transcribe.nothing_said")
    if holes:
        context.notice(
            "transcribe.holes",
            count=len(holes),
            seconds=round(sum(hole.end - hole.start for hole in holes)),
            times=", ".join(clock(hole.start) for hole in holes[:10]),
        )
    return Transcript(
        language=code,
        source="listened",
        sentences=tuple(sentences(words, code)),
        holes=tuple(holes),
    )


def _merged(holes: Sequence[Hole]) -> list[Hole]:
    """Holes of one reason that touch, across windows too, are one."""
    found: list[Hole] = []
    for hole in sorted(holes, key=lambda hole: (hole.start, hole.end)):
        if found and found[-1].reason == hole.reason and hole.start - found[-1].end < 1.0:
            end = rounded(max(found[-1].end, hole.end))
            found[-1] = msgspec.structs.replace(found[-1], end=end)
        else:
            found.append(hole)
    return found
