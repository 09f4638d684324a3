"""Numbers with their units, and whether a draft has put another unit to a number.

A small model keeps the 30 and makes minutes of the seconds. What is *written* is read strictly: the unit
stands right behind its number ("30 seconds", "30-second", "3.5 million years") or right before it ("$29").
What was *said* is read generously: a unit a few words away will do, and so will one said anywhere, where
the number itself was said bare. Forms of a unit are in the language's table, signs in the common one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

import msgspec

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import fold

_WORD = re.compile(r"[^\W_]+")
_REACH = 4
"""Words behind a spoken number among which its unit may stand."""
_CHARACTERS = 6
"""The same in characters, for scripts without spaces."""


class Measure(msgspec.Struct, frozen=True):
    """A number with its unit, by the unit's name in the tables; ``sign`` is a single letter or so."""

    values: frozenset[str]
    unit: str
    text: str
    sign: bool


class Spoken(msgspec.Struct, frozen=True):
    """A spoken number: the units near it, and the word that follows it at once if it is no unit."""

    values: frozenset[str]
    near: frozenset[str]
    counts: str


class _Forms(msgspec.Struct, frozen=True):
    names: dict[str, str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    anywhere: re.Pattern[str]


@cache
def _forms(language: str) -> _Forms:
    names: dict[str, str] = {}
    for code in ("other", language):
        for unit, forms in speech(code).units.items():
            names |= {fold(form): unit for form in forms}
    ordered = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    scales = "|".join(map(re.escape, sorted(speech(language).numbers.scales, key=len)[::-1]))
    spaceless = language in SPACELESS
    gap = r"\s?[^\W\d]{0,2}?\s?" if spaceless else rf"[\s\u00a0-]?(?:(?:{scales or '(?!)'})\s)?"
    end = "" if spaceless else r"(?![^\W\d_])"
    signs = [form for form in names if not form[0].isalpha()]
    leading = "|".join(map(re.escape, sorted(signs, key=len, reverse=True))) or "(?!)"
    return _Forms(
        names=names,
        after=re.compile(rf"{gap}({ordered}){end}"),
        before=re.compile(rf"({leading})\s?$"),
        anywhere=re.compile(rf"(?<![^\W\d_])({ordered}){end}" if not spaceless else f"({ordered})"),
    )


@lru_cache(maxsize=4096)
def written(text: str, language: str) -> tuple[Measure, ...]:
    """The measures that a draft states."""
    forms, prepared = _forms(language), numbers.prepared(text, language)
    found: list[Measure] = []
    for values, begin, end in numbers.placed(text, language):
        match = forms.after.match(prepared, end) or forms.before.search(prepared[:begin])
        if match:
            form = match[1]
            sign = len(form) < 2 and form.isascii() and form.isalpha()
            found.append(Measure(values, forms.names[form], match.group().strip(), sign))
    return tuple(found)


@lru_cache(maxsize=1024)
def spoken(text: str, language: str) -> tuple[Spoken, ...]:
    """The numbers of a talk with the units near them."""
    forms, prepared = _forms(language), numbers.prepared(text, language)
    found: list[Spoken] = []
    for values, begin, end in numbers.placed(text, language):
        behind = _ahead(prepared[end:], language)
        if match := forms.after.match(prepared, end) or forms.before.search(prepared[:begin]):
            near = {forms.names[match[1]]}
        else:
            near = {forms.names[match[1]] for match in forms.anywhere.finditer(behind)}
        first = _WORD.match(behind.lstrip(" -"))
        function = speech(language).function_words | set(speech(language).fillers)
        word = first[0] if first and language not in SPACELESS else ""
        found.append(Spoken(values, frozenset(near), "" if word in function else word))
    return tuple(found)


def _ahead(text: str, language: str) -> str:
    if language in SPACELESS:
        return text[:_CHARACTERS]
    words = list(_WORD.finditer(text[:80]))[:_REACH]
    return text[: words[-1].end()] if words else ""


@lru_cache(maxsize=1024)
def mentioned(text: str, language: str) -> frozenset[str]:
    """Every unit that a text names, with a number or without."""
    forms = _forms(language)
    folded = numbers.prepared(text, language)
    found = {forms.names[match[1]] for match in forms.anywhere.finditer(folded)}
    return frozenset(found | {measure.unit for measure in written(text, language)})


def wrong(sentence: str, sources: Sequence[str], around: Sequence[str], language: str) -> list[str]:
    """Units of a written sentence that its numbers do not have in ``sources``, as they are written.

    ``around`` is all that was said and shown; a unit it does not know at all is wrong as well.
    """
    found = []
    for measure in written(sentence, language):
        places = [
            place
            for text in sources
            for place in spoken(text, language)
            if place.values & measure.values
        ]
        if any(measure.unit in place.near for place in places) or not places:
            continue
        named = any(measure.unit in mentioned(text, language) for text in around)
        here = fold(sentence)
        taken = all(place.near or (place.counts and place.counts not in here) for place in places)
        if taken or not (named or measure.sign):
            found.append(measure.text)
    return found


def replaced(
    sentence: str, draft: str, sources: Sequence[str], told: Sequence[str], language: str
) -> list[str]:
    """Units without a number that nobody named and that stand where one was said which is gone.

    "About a week" for "about a year": the word before is the same. Behind a bare scale ("a hundred
    dollars") it is enough that nobody named the unit.
    """
    known = frozenset().union(*(mentioned(text, language) for text in told))
    scales = speech(language).numbers.scales
    gone = {before for source in sources for _, before, _ in _bare(source, language)}
    return [
        form
        for unit, before, form in _bare(sentence, language)
        if unit not in known and (before in gone or before in scales)
    ]


@lru_cache(maxsize=4096)
def _bare(text: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """Units that a text names: the unit, the word before it, and how it is written."""
    if language in SPACELESS:
        return ()
    forms, folded = _forms(language), fold(text)
    found = []
    for match in forms.anywhere.finditer(folded):
        before = _WORD.findall(folded[: match.start()])[-1:]
        if before and len(match[1]) > 2:
            found.append((forms.names[match[1]], before[0], match[1]))
    return tuple(found)
