"""What became of every spoken sentence: carried by which written one, or dropped and why.

A small writer leaves things out without a word. Here each sentence of a passage is either carried (a
written sentence draws from it, or most of what it says stands in the paragraph) or listed as dropped:

    filler       nothing is left of it after the clean-up, or nothing but grammar
    repetition   what it says is said by another sentence of the passage, too
    lost         neither: the article lacks it

The figures come from the same alignment as the checks, so they hold in every language.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.project.artifacts import Dropped, Reason
from readreel.steps.rewrite.checks.align import Unit, missed, pairing, shared, unit, weights
from readreel.steps.rewrite.cleaning.clean import clean
from readreel.steps.rewrite.language.words import count, plain, sentences

_HELD = 0.34
"""Least share of a sentence's weight that must stand in the paragraph for it to count as carried."""
_SAID = 0.75
"""Least share of it that another spoken sentence must have, for it to be said again."""


class Told(msgspec.Struct, frozen=True):
    """A spoken sentence (by its place) and the written ones that carry it, or why none does."""

    sentence: int
    written: tuple[int, ...]
    reason: Reason | None = None


class Coverage(msgspec.Struct, frozen=True):
    """All spoken sentences of a passage, in order.

    ``share`` of the words worth telling is in sentences that are carried; ``content`` is stricter, the
    share of all content words (rare ones counting most) that stand in the text.
    """

    told: tuple[Told, ...]
    share: float
    content: float

    def dropped(self, ids: Sequence[int]) -> tuple[Dropped, ...]:
        """The dropped ones, named by the ids of the transcript."""
        return tuple(Dropped(ids[t.sentence], t.reason) for t in self.told if t.reason)


def coverage(text: str, spoken: Sequence[str], language: str) -> Coverage:
    """What the written ``text`` carries of the ``spoken`` sentences of its passage."""
    lines = sentences(text, language)
    written = [unit(line, language) for line in lines]
    tidy = clean(spoken, language)
    units = [unit(sentence, language) for sentence in tidy]
    pairs = pairing(written, units)
    weight = weights(units)
    absent = set(missed(written, units, pairs))
    carriers = [
        tuple(at for at, pair in enumerate(pairs) if index in pair) for index in range(len(units))
    ]
    held = [
        ()
        if index in absent
        else carriers[index] or _holder(one, written, weight) or _literal(tidy[index], lines)
        for index, one in enumerate(units)
    ]
    told = []
    for index, one in enumerate(units):
        reason: Reason | None = None
        if not held[index]:
            # Said twice and told not at all it is lost, but once.
            others = [o for at, o in enumerate(units) if at < index or (at > index and held[at])]
            reason = _reason(spoken[index], tidy[index], one, others, weight, language)
        told.append(Told(index, held[index], reason))
    return Coverage(tuple(told), _share(told, spoken), _content(units, written, weight))


def _holder(one: Unit, written: Sequence[Unit], weight: dict[str, float]) -> tuple[int, ...]:
    """The written sentence that has most of a short one, if any has enough."""
    best, place = 0.0, -1
    for at, other in enumerate(written):
        held, whole = shared(one, other, weight)
        if whole and held / whole > best:
            best, place = held / whole, at
    return (place,) if best >= _HELD else ()


def _literal(sentence: str, lines: Sequence[str]) -> tuple[int, ...]:
    """The written sentence that has a spoken one of mere grammar word for word."""
    said = f" {' '.join(plain(sentence))} "
    return tuple(at for at, line in enumerate(lines) if said in f" {' '.join(plain(line))} ")[:1]


def _reason(
    said: str,
    tidy: str,
    one: Unit,
    others: Sequence[Unit],
    weight: dict[str, float],
    language: str,
) -> Reason:
    """Why a sentence is not told; ``others`` are those that count for it if they say the same."""
    if not tidy:  # noise by itself, or said again by the next
        return "repetition" if clean([said], language)[0] else "filler"
    if not one.stems:
        return "filler"
    for other in others:
        held, whole = shared(one, other, weight)
        if held >= _SAID * whole:
            return "repetition"
    return "lost"


def _content(units: Sequence[Unit], written: Sequence[Unit], weight: dict[str, float]) -> float:
    stems = {stem for one in units for stem in one.stems}
    whole = sum(weight[stem] for stem in stems)
    held = sum(weight[s] for s in stems if any(other.vocabulary.has(s) for other in written))
    return held / whole if whole else 1.0


def _share(told: Sequence[Told], spoken: Sequence[str]) -> float:
    """Share of the words of carried sentences among those that are carried or lost."""
    kept = sum(count(spoken[one.sentence]) for one in told if one.reason is None)
    lost = sum(count(spoken[one.sentence]) for one in told if one.reason == "lost")
    return kept / (kept + lost) if kept + lost else 1.0
