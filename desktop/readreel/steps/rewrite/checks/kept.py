"""The details that a passage may not lose: numbers, names and code words that were said.

A sentence may be carried over in general terms and still lose what it was about ("it gets hot" for "60 to
70 degrees"). What is named here must stand somewhere in the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.steps.rewrite.checks import names
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech

_SMALL = 10
"""A number word below this may go: "the two effects" becomes "the effects". Digits may not."""


class Details(msgspec.Struct, frozen=True):
    """What one spoken sentence states: numbers, names and code words."""

    numbers: tuple[numbers.Number, ...]
    names: tuple[str, ...]
    code: tuple[str, ...]


def details(sentence: str, language: str) -> Details:
    """The details of a spoken sentence."""
    found = () if speech(language).capital_nouns else names.capitalised(sentence, language)
    return Details(
        numbers=tuple(n for n in numbers.written(sentence, language) if tells(n)),
        names=tuple(word for word, opens in found if not opens),
        code=tuple(names.code_words(sentence)),
    )


def missing(sentences: tuple[str, ...], text: str, language: str) -> tuple[int, ...]:
    """Indices of the spoken sentences of which the written text lacks a detail."""
    values = _with_parts(numbers.said(text, language))
    known = names.known((text,), language)
    lacking = []
    for index, sentence in enumerate(sentences):
        told = details(sentence, language)
        joined = numbers.together(sentence, language)
        whole = (
            all(_kept(number, values, joined) for number in told.numbers)
            and all(names.name_backed(name, known, respelled=True) for name in told.names)
            and all(names.code_backed(word, known) for word in told.code)
        )
        if not whole:
            lacking.append(index)
    return tuple(lacking)


def _kept(
    number: numbers.Number, values: frozenset[str], joined: Sequence[tuple[str, int, int]]
) -> bool:
    """Whether a spoken number is told: itself, its year, or the one that it makes with those beside it."""
    if numbers.backed(number, values):
        return True
    if any(
        len(part) == 2 and {f"19{part}", f"20{part}"} & values for (part, *_) in number.readings
    ):
        return True
    return any(begin <= number.start < end and amount in values for amount, begin, end in joined)


def _with_parts(values: frozenset[str]) -> frozenset[str]:
    """Values, and of those with hundredths both parts: "5 dollars 86" may become "$5.86"."""
    parted = (value.split(".") for value in values if "." in value)
    parts = {
        part for whole, rest in parted if len(rest) <= 2 for part in (whole, rest.ljust(2, "0"))
    }
    return values | parts


def tells(number: numbers.Number) -> bool:
    """Whether a spoken number may not go: digits, and words from ten on."""
    if number.text[:1].isdigit():
        return True
    values = [part for reading in number.readings for part in reading]
    return any(value.replace(".", "").isdigit() and float(value) >= _SMALL for value in values)
