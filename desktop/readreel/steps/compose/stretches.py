"""When each passage has the screen to itself, what is said in it, and when the speaker points."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.core.language import table
from readreel.core.time import Span
from readreel.project.artifacts import Passage, Transcript


class Pointing(msgspec.Struct, frozen=True):
    """``compose.toml``: phrases by which a speaker points at the screen, in lower case."""

    pointing: tuple[str, ...] = ()


def stretches(passages: Sequence[Passage]) -> dict[int, Span]:
    """Each passage with the silence after it, the first also with what comes before: what is shown
    while nobody speaks belongs to what was said last."""
    later = [passage.start for passage in passages[1:]]
    return {
        passage.id: Span(start, max(end, passage.end))
        for passage, start, end in zip(
            passages, [0.0, *later], [*later, float("inf")], strict=False
        )
    }


def said(passage: Passage, transcript: Transcript) -> str:
    """The words of a passage as they were spoken."""
    return " ".join(s.text for s in transcript.sentences[passage.first : passage.last + 1])


def points(passage: Passage, spans: Sequence[Span], transcript: Transcript) -> int:
    """How often the speaker points at something in the passage while the spans last."""
    phrases = table(transcript.language, "compose", Pointing).pointing
    count = 0
    for sentence in transcript.sentences[passage.first : passage.last + 1]:
        moment = Span(sentence.start, sentence.end)
        if any(span.overlap(moment) > 0 for span in spans):
            text = f" {sentence.text.casefold()} "
            count += any(phrase in text for phrase in phrases)
    return count


def visible(spans: Sequence[Span], around: Span) -> float:
    """Seconds of ``around`` in which something with these spans is on the screen."""
    return sum(span.overlap(around) for span in spans)


def length(spans: Sequence[Span]) -> float:
    """Seconds that the spans last together."""
    return sum(span.length for span in spans)


def moment(spans: Sequence[Span], wanted: float) -> Span:
    """The span that is on at ``wanted`` seconds, or the nearest to it."""
    return min(spans, key=lambda s: max(s.start - wanted, wanted - s.end, 0.0))
