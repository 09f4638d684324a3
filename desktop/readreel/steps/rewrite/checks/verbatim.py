"""Whether a sentence says the same words as another and leaves a denial out.

Word by word, so that it holds for words without a meaning of their own, which `polarity` passes over.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.checks.polarity import HIRAGANA, PAUSE, STOP, WORD, characters
from readreel.steps.rewrite.language.speech import Speech, speech
from readreel.steps.rewrite.language.words import fold

_SHORTLY = 4
"""Words before and behind a phrase among which a denial may stand that is meant for it."""


class _Literal(msgspec.Struct, frozen=True):
    """Words as they stand; the indices of those before a comma or stop, and before a semicolon or so."""

    words: tuple[str, ...]
    pauses: frozenset[int]
    stops: frozenset[int]


def dropped(one: str, other: str, language: str) -> bool:
    """Whether ``other`` says the same words as ``one`` around a denial, and leaves the denial out."""
    said, rest = _literal(one, language), _literal(other, language)
    tables = speech(language)
    negations = tables.negations
    return any(
        _left_out(said.words, at, rest.words, negations)
        or _stated(said, at, rest, tables)
        or _cut_off(said, at, rest, negations)
        for at, word in enumerate(said.words)
        if word in negations
    )


def retold(one: str, others: str, language: str) -> bool:
    """Whether every denial of ``one`` stands in ``others`` between the same words."""
    said, rest = _literal(one, language), _literal(others, language)
    negations = speech(language).negations
    known = _framed(rest, negations)
    return _framed(said, negations) <= known


def _framed(text: _Literal, negations: frozenset[str]) -> set[tuple[str, str, str]]:
    """The denials of a text, each with the words before and behind it."""
    words = ("", *text.words, "")
    return {
        (before, word, after)
        for before, word, after in zip(words, words[1:], words[2:], strict=False)
        if word in negations
    }


@lru_cache(maxsize=4096)
def _literal(text: str, language: str) -> _Literal:
    """Words as they stand, contractions written out, without fillers and hedges."""
    tables = speech(language)
    noise = {hedge.words for hedge in tables.hedges} | set(tables.fillers)
    pattern = characters(language) if language in SPACELESS else WORD
    folded = fold(text)
    found: list[str] = []
    pauses: set[int] = set()
    stops: set[int] = set()
    for match in pattern.finditer(folded):
        whole = tables.negation_forms.get(match.group(), match.group())
        found.extend(part for part in re.split(r"[ ']", whole) if part and part not in noise)
        if PAUSE.match(folded, match.end()):
            pauses.add(len(found) - 1)
        if STOP.match(folded, match.end()):
            stops.add(len(found) - 1)
    return _Literal(tuple(found), frozenset(pauses), frozenset(stops))


def _left_out(
    words: tuple[str, ...], at: int, rest: tuple[str, ...], negations: frozenset[str]
) -> bool:
    """Whether the words around the denial at ``at`` stand in ``rest``, and nowhere with a denial."""
    if HIRAGANA.fullmatch(words[at - 1]) and HIRAGANA.fullmatch(words[at]):
        return False  # grammar ("ではなく"): the next words belong to another clause
    before = [word for word in words[max(0, at - 4) : at] if word not in negations][-2:]
    after = [word for word in words[at + 1 : at + 5] if word not in negations][:2]
    if not before or not after or len(before) + len(after) < 3:
        return False
    left_out = any(
        rest[place] == before[-1]
        and rest[place + 1] == after[0]
        and (
            before[0] in rest[max(0, place - 1) : place] or after[-1] in rest[place + 2 : place + 3]
        )
        and not any(word in negations for word in rest[max(0, place - 2) : place + 4])
        for place in range(len(rest) - 1)
    )
    said, kept = (_denials(before[-1], after[0], text, negations) for text in (words, rest))
    return left_out and kept < said


def _cut_off(said: _Literal, at: int, rest: _Literal, negations: frozenset[str]) -> bool:
    """Whether the two words before a denial that ends its clause ("it doesn't") end one of ``rest``."""
    before = said.words[max(0, at - 2) : at]
    if at not in said.pauses or len(before) < 2 or any(word in negations for word in before):
        return False
    if any(place in said.pauses for place in (at - 1, at - 2)):
        return False
    ends = _endings(rest, before)
    return ends > _endings(said, before) and not any(
        rest.words[place : place + 2] == before and rest.words[place + 2] in negations
        for place in range(len(rest.words) - 2)
    )


def _endings(text: _Literal, phrase: tuple[str, ...]) -> int:
    """How often two words end a clause."""
    ends = {*text.pauses, len(text.words) - 1}
    return sum(text.words[max(0, end - 1) : end + 1] == phrase for end in ends)


def _stated(said: _Literal, at: int, rest: _Literal, tables: Speech) -> bool:
    """Whether the words right behind the denial at ``at`` stand in ``rest``, oftener than here, undenied.

    Two words do if one of them tells something, of words that carry grammar alone it takes three.
    """
    after = said.words[at + 1 : at + 4]
    size = 2 if any(word not in tables.function_words for word in after[:2]) else 3
    phrase, denials = after[:size], tables.negations | tables.soft_negations
    if tables.negates_behind or len(phrase) < size or any(word in denials for word in phrase):
        return False
    if any(place in said.pauses for place in range(at, at + size)):
        return False
    here, there = (_standings(phrase, text, denials) for text in (said, rest))
    return there[1] > here[1] and there[0] < here[0]


def _standings(phrase: tuple[str, ...], text: _Literal, denials: frozenset[str]) -> tuple[int, int]:
    """How often a phrase stands in a text with a denial near it, and how often without."""
    size, words = len(phrase), text.words
    places = [at for at in range(len(words) - size + 1) if words[at : at + size] == phrase]
    denied = 0
    for at in places:
        end = at + size
        stop = min((place + 1 for place in text.stops if place >= end - 1), default=len(words))
        near = words[max(0, at - _SHORTLY) : min(end + _SHORTLY, stop)]
        denied += any(word in denials for word in near)
    return denied, len(places) - denied


def _denials(before: str, after: str, text: tuple[str, ...], negations: frozenset[str]) -> int:
    """How often two words stand near each other in this order with a denial about them."""
    windows = (text[max(0, at - 2) : at + 4] for at, word in enumerate(text) if word == before)
    return sum(after in near and any(word in negations for word in near) for near in windows)
