"""Words that compare: what a table of opposites finds in a sentence, and what stands around it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import msgspec

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.checks import exchange, polarity
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import stem

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:'[^\W_]+)*")
_CHARACTER = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+|[^\W_]")
_FIRST, _LAST = re.compile(r"^\W*(\w+)"), re.compile(r"(\w+)\W*$")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_LOOKS = re.compile(r"\(\?<?[=!]")
"""In a form that looks at what stands beside it."""
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


@lru_cache(maxsize=4096)
def placed(text: str, language: str) -> tuple[tuple[int, exchange.Place], ...]:
    """The comparing words of a sentence in their places, with their axes."""
    folded = _in_digits(text, language)
    found = _found(folded, language)
    marks = [(frozenset({str(side)}), begin, end) for begin, end, _, side in found]
    places = exchange.placed(folded, marks, language)
    return tuple((axis, place) for (_, _, axis, _), place in zip(found, places, strict=True))
