"""Listening to a recording window by window, so that memory does not grow with its length.

Every window is in the journal before the next is begun. A window is decoded quickly; what the judge does
not believe and what was lost is decoded again with care; what is still a loop is cut, and speech that
stays unheard is recorded as a hole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from readreel.core.engines import (
    SAMPLE_RATE,
    AudioSource,
    HeardSegment,
    HeardWord,
    Listener,
)
from readreel.core.time import Span, rounded
from readreel.project.artifacts import Hole, Word
from readreel.project.context import Context
from readreel.steps.transcribe import judge
from readreel.steps.transcribe.languages import UNSURE, asked, settled
from readreel.steps.transcribe.loops import Loop, loops
from readreel.steps.transcribe.timing import placed
from readreel.steps.transcribe.windows import FIRST_SECONDS, WINDOW_SECONDS, horizon, window_end

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


OVERLAP_SECONDS = 0.1


class Window(msgspec.Struct, frozen=True):
    """What was heard from ``start`` to ``end`` seconds; an entry of the journal.

    ``language`` is empty until somebody spoke.
    """

    start: float
    end: float
    language: str
    words: tuple[Word, ...] = ()
    holes: tuple[Hole, ...] = ()


def listen(
    audio: AudioSource,
    span: Span,
    language: str,
    listener: Callable[[], Listener],
    context: Context,
) -> list[Window]:
    """All windows of the span; ``language`` empty to find it out. The listener is opened if needed."""
    span = Span(span.start, max(span.start, min(span.end, audio.duration)))
    journal = context.journal(Window)
    code = journal.entries[-1].language if journal.entries else asked(language)
    start = journal.entries[-1].end if journal.entries else span.start
    if start >= span.end:
        return journal.entries
    engine = listener()
    if not journal.entries and not code:
        code = _settled(audio, span, engine, context)
    while start < span.end:
        context.check()
        longest = FIRST_SECONDS if start == span.start else WINDOW_SECONDS
        window = _window(audio, Span(start, span.end), longest, code, engine, context.check)
        journal.append(window)
        code, start = window.language, window.end
        context.progress(start - span.start, span.length, "seconds")
    return journal.entries


def _settled(audio: AudioSource, span: Span, engine: Listener, context: Context) -> str:
    code, share = settled(audio, span, engine, context.check)
    if code and share < UNSURE:
        context.notice("transcribe.language_unsure", language=code)
    return code


def _window(
    audio: AudioSource,
    rest: Span,
    longest: float,
    language: str,
    engine: Listener,
    check: Callable[[], None],
) -> Window:
    samples = audio.read(rest.start, horizon(rest.start, rest.end, longest))
    speech = engine.speech(samples)
    spoken = [_moved(span, rest.start) for span in speech]
    end = window_end(rest.start, rest.end, spoken, longest)
    length = end - rest.start
    speech = [Span(s.start, min(s.end, length)) for s in speech if s.start < length]
    samples = samples[: round(length * SAMPLE_RATE)]
    if not speech:
        return Window(rest.start, end, language)
    if not language:
        ranked = engine.languages(samples)
        language = ranked[0][0] if ranked else ""
    words, holes = understood(samples, speech, language, engine, check)
    return Window(
        start=rest.start,
        end=end,
        language=language,
        words=tuple(
            placed(
                [_later(word, rest.start) for word in words],
                Span(rest.start, end),
                [_moved(span, rest.start) for span in speech],
            )
        ),
        holes=tuple(
            Hole(rounded(rest.start + h.start), rounded(rest.start + h.end), h.reason)
            for h in holes
        ),
    )


def understood(
    samples: NDArray[np.float32],
    speech: Sequence[Span],
    language: str,
    engine: Listener,
    check: Callable[[], None],
) -> tuple[list[HeardWord], list[Hole]]:
    """Words and holes of one window, in seconds from its start."""

    def careful(part: Span) -> list[HeardSegment]:
        check()
        first, last = round(part.start * SAMPLE_RATE), round(part.end * SAMPLE_RATE)
        again = engine.listen(samples[max(0, first) : last], language, careful=True)
        return [_shifted(segment, max(0.0, part.start)) for segment in again]

    total = len(samples) / SAMPLE_RATE
    segments = engine.listen(samples, language, careful=False)
    segments = _believed(segments, speech, total, careful)
    words = said_once(segments)
    words, loop_holes = _without_loops(words)
    holes = list(loop_holes)
    for lost in judge.unheard(words, [s for s in speech if not _inside(s, loop_holes)]):
        found = _found(careful(Span(max(0.0, lost.start - 0.3), min(total, lost.end + 0.3))), lost)
        words.extend(found)
        holes.extend(Hole(s.start, s.end, "silent") for s in judge.unheard(found, [lost]))
    return sorted(words, key=lambda word: word.start), sorted(holes, key=lambda hole: hole.start)


def _believed(
    segments: Sequence[HeardSegment],
    speech: Sequence[Span],
    total: float,
    careful: Callable[[Span], list[HeardSegment]],
) -> list[HeardSegment]:
    """Segments, those with faults replaced by what care makes of the same stretch."""
    kept: list[HeardSegment] = []
    for number, segment in enumerate(segments):
        if not judge.faults(segment, speech):
            kept.append(segment)
            continue
        following = segments[number + 1].start if number + 1 < len(segments) else total
        before = segments[number - 1].end if number else 0.0
        part = Span(min(before, segment.start), max(following, segment.end))
        again = [s for s in careful(part) if s.words]
        kept.extend(again or [segment])
    return [segment for segment in kept if judge.believable(segment, speech)]


def said_once(segments: Sequence[HeardSegment]) -> list[HeardWord]:
    """The words of the segments, without what a second one repeats of a time already heard.

    Windows decoded one after another overlap where the model's times are early.
    """
    words: list[HeardWord] = []
    heard = float("-inf")
    for segment in sorted(segments, key=lambda segment: segment.start):
        before = heard
        for word in segment.words:
            if (word.start + word.end) / 2 >= before - OVERLAP_SECONDS:
                words.append(word)
                heard = max(heard, word.end)
    return words


def _without_loops(words: Sequence[HeardWord]) -> tuple[list[HeardWord], list[Hole]]:
    """Each hopeless loop said once; the time of the rest is a hole."""
    kept: list[HeardWord] = []
    holes: list[Hole] = []
    position = 0
    for loop in loops([word.text for word in words], hopeless=True):
        once = loop.first + loop.period
        kept.extend(words[position:once])
        holes.append(_hole(words, loop))
        position = loop.end
    kept.extend(words[position:])
    return kept, holes


def _hole(words: Sequence[HeardWord], loop: Loop) -> Hole:
    start = words[loop.first + loop.period].start
    return Hole(start, max(start, words[loop.end - 1].end), "loop")


def _found(segments: Sequence[HeardSegment], lost: Span) -> list[HeardWord]:
    """The words of a second hearing that belong into the gap, loops cut."""
    believed = [s for s in segments if judge.believable(s, [lost])]
    words, _ = _without_loops(said_once(believed))
    return [word for word in words if lost.start <= (word.start + word.end) / 2 <= lost.end]


def _inside(span: Span, holes: Sequence[Hole]) -> bool:
    return any(span.overlap(Span(h.start, h.end)) > span.length / 2 for h in holes)


def _moved(span: Span, by: float) -> Span:
    return Span(span.start + by, span.end + by)


def _later(word: HeardWord, by: float) -> HeardWord:
    return msgspec.structs.replace(word, start=word.start + by, end=word.end + by)


def _shifted(segment: HeardSegment, by: float) -> HeardSegment:
    return msgspec.structs.replace(
        segment,
        start=segment.start + by,
        end=segment.end + by,
        words=tuple(_later(word, by) for word in segment.words),
    )
