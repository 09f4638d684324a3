"""Is what the listener returned what somebody said? Judged by figures, never by lists of phrases.

The thresholds of compression and log probability are those of the Whisper paper (Radford et al. 2022,
section 4.5); coverage and rate compare the words with where the voice detector hears somebody.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.engines import HeardSegment, HeardWord
from readreel.core.time import Span
from readreel.steps.transcribe.loops import loops

COMPRESSION = 2.4
LOG_PROBABILITY = -1.0
NO_SPEECH = 0.6
LETTERS_PER_SECOND = 38.0
"""Nobody speaks so fast; the record of English is about 50, of ordinary fast speech 25."""
UNHEARD_SECONDS = 3.0
"""Speech of this length without a word was lost."""
NEAR_SECONDS = 1.0
"""Speech this close to a word counts as heard."""
ALONE_SECONDS = 5.0
MURMUR_SECONDS = 1.5
MURMUR_PROBABILITY = 0.45


def faults(segment: HeardSegment, speech: Sequence[Span]) -> tuple[str, ...]:
    """Why a segment is not believed at once; empty where it is."""
    found = []
    if segment.compression_ratio > COMPRESSION:
        found.append("compression")
    if segment.log_probability < LOG_PROBABILITY:
        found.append("probability")
    if loops([word.text for word in segment.words]):
        found.append("loop")
    if _too_fast(segment, speech):
        found.append("rate")
    return tuple(found)


def _too_fast(segment: HeardSegment, speech: Sequence[Span]) -> bool:
    letters = sum(len(word.text) for word in segment.words)
    spoken = sum(span.overlap(Span(segment.start, segment.end)) for span in speech)
    return letters > 40 and letters > LETTERS_PER_SECOND * max(spoken, 1.0)


def believable(segment: HeardSegment, speech: Sequence[Span]) -> bool:
    """Whether anybody can have said it: somebody speaks there, and not only a doubtful murmur."""
    if segment.no_speech > NO_SPEECH and segment.log_probability < LOG_PROBABILITY:
        return False
    reach = Span(segment.start - NEAR_SECONDS / 2, segment.end + NEAR_SECONDS / 2)
    spoken = sum(span.overlap(reach) for span in speech)
    if spoken <= 0:
        return False
    around = Span(segment.start - ALONE_SECONDS, segment.end + ALONE_SECONDS)
    alone = sum(span.overlap(around) for span in speech) < MURMUR_SECONDS
    return not (alone and _certainty(segment.words) < MURMUR_PROBABILITY)


def _certainty(words: Sequence[HeardWord]) -> float:
    return sum(word.probability for word in words) / len(words) if words else 0.0


def unheard(words: Sequence[HeardWord], speech: Sequence[Span]) -> list[Span]:
    """Stretches of speech of `UNHEARD_SECONDS` and more in which there is no word."""
    heard = sorted(Span(w.start - NEAR_SECONDS, w.end + NEAR_SECONDS) for w in words)
    lost: list[Span] = []
    for span in sorted(speech):
        position = span.start
        for word in heard:
            if word.end <= position or word.start >= span.end:
                continue
            if word.start > position:
                _add(lost, Span(position, word.start))
            position = max(position, word.end)
        if position < span.end:
            _add(lost, Span(position, span.end))
    return [span for span in lost if span.length >= UNHEARD_SECONDS]


def _add(spans: list[Span], span: Span) -> None:
    """Append, joined to the last one where the pause between is short."""
    if spans and span.start - spans[-1].end < NEAR_SECONDS:
        spans[-1] = Span(spans[-1].start, span.end)
    else:
        spans.append(span)
