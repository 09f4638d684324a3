"""Whether two numbers of a sentence have changed places.

Small models keep the numbers and hand them to the wrong things ("n1 is 28,000 and n2 is 25,000"). A number
is known by the nearest word with a meaning on either side of it, save those it shares with the other. Two
numbers are held to be exchanged only where neither stands beside a word it was said beside, and one of
them stands beside a word of the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

import msgspec

from readreel.steps.rewrite import numbers
from readreel.steps.rewrite.speech import speech
from readreel.steps.rewrite.words import fold, kindred, stem

_WORD = re.compile(r"[^\W_]+")
_REACH = 4
"""Words on either side of a number among which the nearest telling one is sought."""


class Place(msgspec.Struct, frozen=True):
    """A number with the nearest telling word on its left and on its right; empty where there is none."""

    values: frozenset[str]
    left: str
    right: str


def places(text: str, language: str) -> tuple[Place, ...]:
    """The numbers of a text in their places."""
    prepared = numbers.prepared(text, language)
    found = numbers.written(text, language)
    taken = [(number.start, number.start + len(number.text)) for number in found]
    return tuple(
        Place(
            values=frozenset(part for reading in number.readings for part in reading),
            left=_nearest(prepared[:begin], taken, 0, language, last=True),
            right=_nearest(prepared[end:], taken, end, language, last=False),
        )
        for number, (begin, end) in zip(found, taken, strict=True)
    )


def _nearest(
    text: str, taken: Sequence[tuple[int, int]], offset: int, language: str, *, last: bool
) -> str:
    words = list(_WORD.finditer(text))
    function = speech(language).function_words
    for match in words[: -_REACH - 1 : -1] if last else words[:_REACH]:
        at = match.start() + offset
        if any(begin <= at < end for begin, end in taken):
            return ""
        word = fold(match.group())
        if word not in function or len(word) == 1:
            return stem(word, language)
    return ""


def exchanged(text: str, sources: Sequence[str], language: str) -> bool:
    """Whether two numbers of a sentence stand where the talk has each other."""
    drafted = places(text, language)
    if len(drafted) < 2:
        return False
    said = [place for source in sources for place in places(source, language)]
    return any(
        not (one.values & other.values) and _crossed(one, other, said)
        for one, other in combinations(drafted, 2)
    )


def _crossed(one: Place, other: Place, said: Sequence[Place]) -> bool:
    of_one = _sides([place for place in said if place.values & one.values])
    of_other = _sides([place for place in said if place.values & other.values])
    common = of_one & of_other
    of_one, of_other = of_one - common, of_other - common
    if not of_one or not of_other or _beside(one, of_one) or _beside(other, of_other):
        return False
    return _beside(one, of_other) or _beside(other, of_one)


def _sides(places: Sequence[Place]) -> set[tuple[str, str]]:
    """Words beside these numbers, each with its side."""
    lefts = {("left", place.left) for place in places if place.left}
    return lefts | {("right", place.right) for place in places if place.right}


def _beside(place: Place, sides: set[tuple[str, str]]) -> bool:
    """Whether a number shares the word on its left, or on its right, with others."""
    own = {"left": place.left, "right": place.right}
    return any(own[side] and kindred(own[side], word) for side, word in sides)
