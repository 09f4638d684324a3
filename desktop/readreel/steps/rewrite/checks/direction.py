"""Whether a comparison still points the way it was said: more or less, before or after, up or down.

The language's table lists opposites, and words of which only one can be right (the days of a week). A
written word is held to be turned round where it stands oftener and its opposite more rarely than in the
talk, and where the talk has its opposite beside the same words on the same side, or never has the word at
all. So "A is larger than B" may become "B is smaller than A", and "not so large" may become "smaller".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.checks import exchange, polarity
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import kindred, stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*")
_CHARACTER = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+|[^\W_]")
_FIRST, _LAST = re.compile(r"^\W*(\w+)"), re.compile(r"(\w+)\W*$")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_LOOKS = re.compile(r"\(\?<?[=!]")
"""In a form that looks at what stands beside it."""
_WEIGHTS = (1.0, 0.6, 0.4)
"""What the telling words next to one that compares weigh, the nearest first: by them it is known."""
_BESIDE = 0.4
_ALIKE = 0.6
"""Least weight that two comparisons must share for one to be the other."""
_CLEARLY = 0.3
"""By so much the opposite must fit better than anything else."""
_MOVED = 0.8
"""What a word counts that stands on the other side of one that holds no two things against each other."""
_NEAR = 5
"""Words, or characters, in which "than" stands."""
_DENIED = 4
"""Words before one that compares within which a denial turns it round by itself."""


class Turn(msgspec.Struct, frozen=True):
    """A word that compares: which opposites it belongs to and on which side, and what stands around.

    ``beside`` are the very next words, whatever they are: "more than" is not "more like". ``denied``: a
    denial stands right before; ``denies``: one stands in the sentence. ``against``: two things are held
    against each other here ("than"), and may change places together with the word.
    """

    axis: int
    side: int
    left: tuple[str, ...]
    right: tuple[str, ...]
    beside: tuple[str, str]
    denied: bool
    denies: bool
    against: bool


_Form = tuple[re.Pattern[str], int, int]


class _Table(msgspec.Struct, frozen=True):
    """One pattern for all words that compare, and each form with its axis and its side.

    ``bound`` are the forms that ask for something beside them: "over" before a number.
    """

    pattern: re.Pattern[str]
    free: tuple[_Form, ...]
    bound: tuple[_Form, ...]


@cache
def _table(language: str) -> _Table | None:
    forms = [
        (form, axis, side)
        for axis, pair in enumerate(speech(language).opposites)
        for side, forms in enumerate(pair)
        for form in forms
    ]
    if not forms:
        return None
    every = "|".join(sorted({form for form, _, _ in forms}, key=len, reverse=True))
    whole = every if language in SPACELESS else rf"(?<!\w)(?:{every})(?!\w)"
    ready = [(re.compile(form), axis, side) for form, axis, side in forms]
    return _Table(
        re.compile(whole),
        tuple(form for form in ready if not _LOOKS.search(form[0].pattern)),
        tuple(form for form in ready if _LOOKS.search(form[0].pattern)),
    )


@lru_cache(maxsize=4096)
def _places(word: str, language: str) -> tuple[tuple[int, int], ...]:
    """Every axis that a word stands on, with its side: what is light may be bright or not heavy."""
    table = _table(language)
    found = (
        [(axis, side) for form, axis, side in table.free if form.fullmatch(word)] if table else []
    )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def _found(folded: str, language: str) -> tuple[tuple[int, int, int, int], ...]:
    """The comparing words of a folded text: where each begins and ends, its axis and its side."""
    table = _table(language)
    if table is None:
        return ()
    found: list[tuple[int, int, int, int]] = []
    for match in table.pattern.finditer(folded):
        begin, end = match.span()
        bound = [
            (axis, side)
            for form, axis, side in table.bound
            if (here := form.match(folded, begin)) and here.end() == end
        ]
        places = dict.fromkeys([*_places(match.group(), language), *bound])
        found += [(begin, end, axis, side) for axis, side in places]
    return tuple(found)


@lru_cache(maxsize=4096)
def turns(text: str, language: str) -> tuple[Turn, ...]:
    """The comparing words of a sentence, in order."""
    folded = _in_digits(text, language)
    denies = polarity.denies(text, language)
    found: list[Turn] = []
    for begin, end, axis, side in _found(folded, language):
        before, after = folded[:begin], folded[end:]
        found.append(
            Turn(
                axis=axis,
                side=side,
                left=_telling(before, language)[::-1],
                right=_telling(after, language),
                beside=("".join(_LAST.findall(before)), "".join(_FIRST.findall(after))),
                denied=_denied(before, after, language),
                denies=denies,
                against=_against(before, after, language),
            )
        )
    return tuple(found)


def _in_digits(text: str, language: str) -> str:
    """A folded text whose numbers are all written in digits."""
    prepared, at = numbers.prepared(text, language), 0
    parts: list[str] = []
    for values, begin, end in numbers.placed(text, language):
        if begin >= at and len(values) == 1:
            parts += [prepared[at:begin], *values]
            at = end
    return "".join([*parts, prepared[at:]])


def _telling(text: str, language: str) -> tuple[str, ...]:
    """Words with a meaning and numbers, as stems; in scripts without spaces single characters."""
    function = speech(language).function_words
    if language in SPACELESS:
        return tuple(
            part
            for part in _CHARACTER.findall(text)
            if part not in function and not _HIRAGANA.match(part)
        )
    words = (word.split("'")[-1] for word in _WORD.findall(text))
    return tuple(
        stem(word, language)
        for word in words
        if word not in function and (len(word) > 1 or word.isdigit())
    )


def _denied(before: str, after: str, language: str) -> bool:
    tables = speech(language)
    if language in SPACELESS:
        window = before[-_DENIED:] + after[:_DENIED]
        return any(word in window for word in tables.negations)
    words = _WORD.findall(before)[-_DENIED:]
    parts = {part for word in words for part in (word, *word.split("'"))}
    return bool(parts & tables.negations)


def _against(before: str, after: str, language: str) -> bool:
    than = speech(language).than
    if language in SPACELESS:
        return any(word in text for word in than for text in (before[-_NEAR:], after[:_NEAR]))
    return any(word in _WORD.findall(after)[:_NEAR] for word in than)


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
        for axis, place in _placed(text, language)
    ]
    theirs = [found for text in sources for found in _placed(text, language)]
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


@lru_cache(maxsize=4096)
def _placed(text: str, language: str) -> tuple[tuple[int, exchange.Place], ...]:
    """The comparing words of a sentence in their places, with their axes."""
    folded = _in_digits(text, language)
    found = _found(folded, language)
    marks = [(frozenset({str(side)}), begin, end) for begin, end, _, side in found]
    places = exchange.placed(folded, marks, language)
    return tuple((axis, place) for (_, _, axis, _), place in zip(found, places, strict=True))


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
