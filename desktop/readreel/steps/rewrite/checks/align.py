"""Which spoken sentences a written one comes from, and which of them nobody carried over.

Alignment is by shared content words, rare ones counting most, with a leaning towards the order of the
talk. It needs no model and works on stems or, in scripts without spaces, on pairs of characters.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from readreel.steps.rewrite.language.words import Vocabulary, content

_SHARE = 0.34
"""Least share of a sentence's weight, on either side, that makes the other one its source."""
_LEAST = 0.65
"""Least weight shared: one word, if no more than one other sentence has it."""
_CHUNK = 14
"""Content words of a spoken sentence that are judged together: sentences may run on for minutes."""
_CARRIED = 0.34
"""Least share of the content of a chunk that must reappear for it to count as carried over."""
_SUBSTANCE = 4
"""Content words below which a spoken sentence may be dropped without being missed."""


class Unit(msgspec.Struct, frozen=True):
    """The content words of one sentence, with a vocabulary that knows their other forms."""

    stems: tuple[str, ...]
    vocabulary: Vocabulary


def unit(text: str, language: str) -> Unit:
    """Prepare a sentence."""
    return Unit(content(text, language), Vocabulary((text,), language))


def weights(units: Sequence[Unit]) -> dict[str, float]:
    """How telling a stem is among these sentences: the fewer hold it, the more."""
    holders: dict[str, int] = {}
    for one in units:
        for stem in dict.fromkeys(one.stems):
            holders[stem] = holders.get(stem, 0) + 1
    return {stem: math.log(1 + len(units) / held) for stem, held in holders.items()}


def shared(one: Unit, other: Unit, weight: dict[str, float]) -> tuple[float, float]:
    """Weight of the stems of ``one`` that ``other`` backs, and the weight of all of them."""
    stems = dict.fromkeys(one.stems)
    whole = sum(weight.get(stem, 1.0) for stem in stems)
    held = sum(weight.get(stem, 1.0) for stem in stems if other.vocabulary.has(stem))
    return held, whole


def pairing(written: Sequence[Unit], spoken: Sequence[Unit]) -> list[tuple[int, ...]]:
    """For every written sentence the spoken ones it draws from, in order; empty where there is none."""
    weight = weights(spoken)
    found: list[tuple[int, ...]] = []
    for at, one in enumerate(written):
        place = at / max(1, len(written) - 1) if len(written) > 1 else 0.5
        scores: list[float] = []
        for index, other in enumerate(spoken):
            there, of_written = shared(one, other, weight)
            back, of_spoken = shared(other, one, weight)
            share = max(
                there / of_written if of_written else 0, back / of_spoken if of_spoken else 0
            )
            enough = min(there, back) >= _LEAST
            where = index / max(1, len(spoken) - 1) if len(spoken) > 1 else 0.5
            scores.append(share - 0.1 * abs(place - where) if enough else 0.0)
        best = max(scores, default=0.0)
        found.append(
            tuple(i for i, s in enumerate(scores) if s >= _SHARE or (s == best and s >= 0.15))
        )
    return found


def missed(
    written: Sequence[Unit], spoken: Sequence[Unit], pairs: Sequence[tuple[int, ...]]
) -> list[int]:
    """Indices of spoken sentences of which a substantial part stands in no written sentence."""
    weight = weights(spoken)
    found: list[int] = []
    for index, one in enumerate(spoken):
        stems = list(one.stems)
        if len(dict.fromkeys(stems)) < _SUBSTANCE:
            continue
        for begin in range(0, max(1, len(stems) - _CHUNK // 2), _CHUNK):
            chunk = list(dict.fromkeys(stems[begin : begin + _CHUNK]))
            whole = sum(weight.get(stem, 1.0) for stem in chunk)
            held = sum(
                weight.get(stem, 1.0)
                for stem in chunk
                if any(other.vocabulary.has(stem) for other in written)
            )
            if held < _CARRIED * whole:
                found.append(index)
                break
    return found
