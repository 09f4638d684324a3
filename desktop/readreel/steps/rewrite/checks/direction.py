"""Whether a comparison still points the way it was said: more or less, before or after, up or down.

The language's table lists opposites, and words of which only one can be right (the days of a week). A
written word is held to be turned round where it stands oftener and its opposite more rarely than in the
talk, and where the talk has its opposite beside the same words on the same side, or never has the word at
all. So "A is larger than B" may become "B is smaller than A", and "not so large" may become "smaller".
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.steps.rewrite.checks import exchange
from readreel.steps.rewrite.checks.turns import Turn, placed, turns
from readreel.steps.rewrite.language.words import kindred

_WEIGHTS = (1.0, 0.6, 0.4)
"""What the telling words next to one that compares weigh, the nearest first: by them it is known."""
_BESIDE = 0.4
_ALIKE = 0.6
"""Least weight that two comparisons must share for one to be the other."""
_CLEARLY = 0.3
"""By so much the opposite must fit better than anything else."""
_MOVED = 0.8
"""What a word counts that stands on the other side of one that holds no two things against each other."""


class Passage(msgspec.Struct, frozen=True):
    """The comparing words of a draft and of its talk, as far as one written sentence is concerned.

    ``near``: what was said in and beside its sources; ``own``: its sources alone; ``kin``: the written
    sentences that share them; ``draft`` and ``talk``: the whole passage, written and spoken.
    """

    near: Sequence[str]
    own: Sequence[str]
    kin: Sequence[str]
    draft: Sequence[str]
    talk: Sequence[str]


def turned(sentence: str, passage: Passage, language: str) -> bool:
    """Whether a written sentence says the opposite of its sources in one of its comparisons."""
    ours = turns(sentence, language)
    said = _all(passage.near, language) if ours else []
    return any(
        _opposite(turn, said) or _unsaid(turn, said)
        for turn in ours
        if _changed(turn, sentence, passage, language)
    )


def exchanged(drafted: Sequence[str], sources: Sequence[str], language: str) -> frozenset[int]:
    """The written sentences in which two opposites have changed places ("green here and red there").

    Those that say a comparison from its other end ("the new is quieter than the old") are passed over.
    """
    said = _all(sources, language)
    ours = [
        (at, axis, place)
        for at, text in enumerate(drafted)
        if not _mirrors(turns(text, language), said)
        for axis, place in placed(text, language)
    ]
    theirs = [found for text in sources for found in placed(text, language)]
    wrong: set[int] = set()
    for axis in {axis for _, axis, _ in ours}:
        wrong |= exchange.crossed(
            [(at, place) for at, other, place in ours if other == axis],
            [place for other, place in theirs if other == axis],
        )
    return frozenset(wrong)


def _mirrors(ours: Sequence[Turn], said: Sequence[Turn]) -> bool:
    """Whether two things are held against each other in a word of which only the opposite was said."""
    return any(
        bool(sides) and turn.side not in sides
        for turn in ours
        if turn.against
        for sides in [{other.side for other in said if other.axis == turn.axis}]
    )


def _all(texts: Sequence[str], language: str) -> list[Turn]:
    return [turn for text in texts for turn in turns(text, language)]


def _changed(turn: Turn, sentence: str, passage: Passage, language: str) -> bool:
    """Whether the word stands in the draft oftener than it was said, and its opposite more rarely."""

    def often(texts: Sequence[str], same: bool = True) -> int:
        kin = (other for other in _all(texts, language) if other.axis == turn.axis)
        return sum((other.side == turn.side) is same for other in kin)

    said = often(passage.talk)
    more = often([sentence]) > often(passage.own)
    fewer = often(passage.kin, same=False) < often(passage.near, same=False)
    return not said or (fewer and (more or often(passage.draft) > said))


def _unsaid(turn: Turn, said: Sequence[Turn]) -> bool:
    """Whether the word was not said here at all, only its opposite, and things have not changed places."""
    kin = [other for other in said if other.axis == turn.axis]
    return bool(kin) and all(
        other.side != turn.side and _alike_denied(turn, other) and not _swapped(turn, other)
        for other in kin
    )


def _alike_denied(turn: Turn, other: Turn) -> bool:
    """Whether both are denied, or neither; a denial further off may have changed its place."""
    return turn.denied == other.denied or (turn.denies and other.denies)


def _swapped(turn: Turn, other: Turn) -> bool:
    """Whether two things held against each other may have changed places with the word."""
    if turn.against and not other.against:
        return True
    left, right = _new(turn.left, other.left), _new(turn.right, other.right)
    return turn.against and _shared(left, other.right) > 0 and _shared(right, other.left) > 0


def _opposite(turn: Turn, said: Sequence[Turn]) -> bool:
    """Whether the talk has the opposite in this place, and nothing that would do for the word itself."""
    same = against = 0.0
    kin = [other for other in said if other.axis == turn.axis]
    unsaid = all(other.side != turn.side for other in kin)
    for other in kin:
        likeness = _likeness(turn, other)
        if other.side == turn.side or other.denied != turn.denied or _swapped(turn, other):
            same = max(same, likeness)
        else:
            across = _crossing(turn, other)
            moved = unsaid and not (turn.against or other.against)
            against = max(against, likeness + _MOVED * across if moved else likeness - across)
    return against >= _ALIKE and against >= same + _CLEARLY


def _likeness(one: Turn, other: Turn) -> float:
    """How much of what stands beside one stands beside the other, on the same side."""
    beside = sum(a == b != "" for a, b in zip(one.beside, other.beside, strict=True))
    return _shared(one.left, other.left) + _shared(one.right, other.right) + _BESIDE * beside


def _crossing(one: Turn, other: Turn) -> float:
    """The same for opposite sides: the things compared may have changed places with the word."""
    left, right = _new(one.left, other.left), _new(one.right, other.right)
    return _shared(left, other.right) + _shared(right, other.left)


def _new(words: Sequence[str], known: Sequence[str]) -> list[str]:
    return [word for word in words if not _holds(known, word)]


def _shared(one: Sequence[str], other: Sequence[str]) -> float:
    near = other[: len(_WEIGHTS)]
    return sum(
        weight
        for word, weight in zip(one, _WEIGHTS, strict=False)
        if any(kindred(word, found) for found in near)
    )


def _holds(words: Sequence[str], word: str) -> bool:
    return any(kindred(word, found) for found in words)
