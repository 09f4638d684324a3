"""Whether numbers of a draft have changed places.

Small models keep the numbers and hand them to the wrong things ("n1 is 28,000 and n2 is 25,000"). A number
is known by the telling words near it, the nearer the more, and by the words right before and behind it.
Two numbers are held to be exchanged where both together stand clearly nearer to the words that the talk has
around the other than to their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations

import msgspec

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import stem

_WORD = re.compile(r"[^\W_]+")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_REACH = 7
"""Words on either side of a number, characters in scripts without spaces, that tell what it is of."""
_BESIDE = 0.5
"""What the very next word on one side weighs, whatever it is: "from 27 to 100"."""
_ACROSS = 0.5
"""What a word counts that stands on the other side of the number."""
_BEYOND = 0.25
"""What a word counts that stands behind another number, which it is more likely to tell of."""
_MARGIN, _REVERSED = 0.6, 0.3
"""By so much both numbers together must be nearer to each other's words than to their own; the same for
numbers whose order is not that of the talk, too."""


class Place(msgspec.Struct, frozen=True):
    """A number, or a word that compares, with the words on either side and what each of them weighs."""

    values: frozenset[str]
    left: dict[str, float]
    right: dict[str, float]


@lru_cache(maxsize=4096)
def places(text: str, language: str) -> tuple[Place, ...]:
    """The numbers of a sentence in their places."""
    return placed(numbers.prepared(text, language), numbers.placed(text, language), language)


def placed(
    text: str, found: Sequence[tuple[frozenset[str], int, int]], language: str
) -> tuple[Place, ...]:
    """What was found in a folded text, each with where it begins and ends, in its place."""
    taken = [(begin, end) for _, begin, end in found]
    tokens = [
        (word, at)
        for word, at in _tokens(text, language)
        if not any(first <= at < last for first, last in taken)
    ]
    places = []
    for values, begin, end in found:
        ahead = min((first for first, _ in taken if first >= end), default=len(text))
        behind = max((last for _, last in taken if last <= begin), default=0)
        left = [(word, at >= behind) for word, at in tokens if at < begin][::-1]
        right = [(word, at < ahead) for word, at in tokens if at >= end]
        places.append(Place(values, _weighed(left, language), _weighed(right, language)))
    return tuple(places)


def _tokens(text: str, language: str) -> list[tuple[str, int]]:
    if language in SPACELESS:
        return [(char, at) for at, char in enumerate(text) if char.isalnum()]
    return [(match.group(), match.start()) for match in _WORD.finditer(text)]


def _weighed(words: Sequence[tuple[str, bool]], language: str) -> dict[str, float]:
    """Weights of the telling words on one side, nearest first, each with whether no number is between.

    The nearest counts as it is, too.
    """
    function = speech(language).function_words
    found: dict[str, float] = {}
    for distance, (word, own) in enumerate(words[:_REACH]):
        if distance == 0:
            found[f"beside {word}"] = _BESIDE
        if word not in function and not _HIRAGANA.match(word):
            weight = (1 if own else _BEYOND) / (1 + distance / 2)
            found.setdefault(stem(word, language), weight)
    return found


class _Ours(msgspec.Struct, frozen=True):
    """A written number: in which sentence, its place, and how near it is to each value that was said."""

    at: int
    place: Place
    near: dict[str, float]

    def nearness(self, values: frozenset[str]) -> float | None:
        """To the nearest place where one of these values was said; nothing where none was."""
        return max((self.near[value] for value in values if value in self.near), default=None)


def exchanged(drafted: Sequence[str], sources: Sequence[str], language: str) -> frozenset[int]:
    """The written sentences in which a number stands where the talk has another of the draft's.

    Only numbers of the same sentence and of neighbours are held against each other.
    """
    ours = [(at, place) for at, text in enumerate(drafted) for place in places(text, language)]
    return crossed(ours, [place for text in sources for place in places(text, language)], _REVERSED)


def crossed(
    written: Sequence[tuple[int, Place]], told: Sequence[Place], reordered: float = _MARGIN
) -> frozenset[int]:
    """The sentences, of which each place is given with its own, in which two places are exchanged.

    ``reordered`` is the margin for two that stand the other way round than they were said.
    """
    if len(written) < 2:
        return frozenset()
    values = frozenset().union(*(place.values for _, place in written))
    theirs = [place for place in told if place.values & values]
    ours = [_Ours(at, place, _near(place, theirs)) for at, place in written]
    wrong: set[int] = set()
    for one, other in combinations(ours, 2):
        if abs(one.at - other.at) > 1 or one.place.values & other.place.values:
            continue
        margin = _margin(one.place, other.place, theirs, reordered)
        if margin is not None and _crossed(one, other, margin):
            wrong |= {one.at, other.at}
    return frozenset(wrong)


def _margin(one: Place, other: Place, theirs: Sequence[Place], reordered: float) -> float | None:
    """How clearly two must have changed places; nothing where they stand as they were said."""
    first, second = (
        [at for at, place in enumerate(theirs) if place.values & mine.values]
        for mine in (one, other)
    )
    if len(first) != 1 or len(second) != 1:
        return _MARGIN
    return None if first < second else reordered


def _near(place: Place, theirs: Sequence[Place]) -> dict[str, float]:
    found: dict[str, float] = {}
    for other in theirs:
        nearness = _nearness(place, other)
        for value in other.values:
            found[value] = max(nearness, found.get(value, 0.0))
    return found


def _crossed(one: _Ours, other: _Ours, margin: float) -> bool:
    """Whether the two fit better the other way round; only where the talk has both."""
    straight = one.nearness(one.place.values), other.nearness(other.place.values)
    across = one.nearness(other.place.values), other.nearness(one.place.values)
    if None in straight or None in across:
        return False
    return sum(filter(None, across)) - sum(filter(None, straight)) >= margin


def _nearness(place: Place, said: Place) -> float:
    """How much of what stands around one stands around the other; half on the other side."""
    return (
        _common(place.left, said.left)
        + _common(place.right, said.right)
        + _ACROSS * (_common(place.left, said.right) + _common(place.right, said.left))
    )


def _common(one: dict[str, float], other: dict[str, float]) -> float:
    return sum(min(one[word], other[word]) for word in one.keys() & other.keys())
