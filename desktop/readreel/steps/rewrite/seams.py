"""The seams between paragraphs: what a chapter says twice within a few sentences is said once.

Speakers come back to what they just said, and a writer that sees one passage at a time writes it twice. A
sentence goes when one near it, in the same chapter, tells all of it: every content word, number, name and
denial, by the same checks that back a draft. Nothing is rewritten here, so nothing can be invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from readreel.project.artifacts import Outline, Written
from readreel.steps.rewrite.checks import polarity
from readreel.steps.rewrite.checks.support import Source, review, split
from readreel.steps.rewrite.language.words import content
from readreel.steps.rewrite.passage import joined

_NEAR = 6
"""Sentences before and behind among which the one may stand that tells it all."""
_SUBSTANCE = 4
"""Content words below which saying it again may be rhetoric."""


class _Sentence(msgspec.Struct, frozen=True):
    """A sentence at its place (from 0) in the paragraph of a passage."""

    passage: int
    place: int
    text: str
    stems: frozenset[str]


def sewn(paragraphs: Sequence[Written], outline: Outline, language: str) -> tuple[Written, ...]:
    """The paragraphs, in their order, without what a chapter says twice in a row."""
    by_passage = {written.passage: written for written in paragraphs}
    gone: dict[int, set[int]] = {}
    for chapter in outline.chapters:
        own = [by_passage[p.id] for p in chapter.passages if p.id in by_passage]
        for sentence in _repeated(own, language):
            gone.setdefault(sentence.passage, set()).add(sentence.place)
    return tuple(_without(one, gone.get(one.passage, set()), language) for one in paragraphs)


def _repeated(paragraphs: Sequence[Written], language: str) -> Iterator[_Sentence]:
    """The sentences that go; of each paragraph at least one stays."""
    every = [
        _Sentence(written.passage, place, text, frozenset(content(text, language)))
        for written in paragraphs
        for place, text in enumerate(split(written.text, language))
    ]
    left = Counter(sentence.passage for sentence in every)
    gone: set[int] = set()
    for index, one in enumerate(every):
        near = range(max(0, index - _NEAR), min(len(every), index + _NEAR + 1))
        others = (every[n] for n in near if n != index and n not in gone)
        if left[one.passage] > 1 and any(_told(one, other, language) for other in others):
            gone.add(index)
            left[one.passage] -= 1
            yield one


def _told(one: _Sentence, other: _Sentence, language: str) -> bool:
    """Whether the other sentence says all that this one says."""
    if len(one.stems) < _SUBSTANCE or not one.stems <= other.stems or one.text[-1:] in "?？؟":
        return False
    if polarity.denies(one.text, language) != polarity.denies(other.text, language):
        return False
    verdict = review(one.text, Source(other.text, language=language), shortest=0.0)
    return all(sentence.support == 1.0 and not sentence.faults for sentence in verdict.sentences)


def _without(written: Written, places: set[int], language: str) -> Written:
    if not places:
        return written
    kept = [text for at, text in enumerate(split(written.text, language)) if at not in places]
    return msgspec.structs.replace(written, text=joined(kept, language))
