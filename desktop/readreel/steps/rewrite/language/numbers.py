"""Numbers in speech and in prose, made comparable: "twenty-seven" is 27, "3.5 million" is 3500000.

What was *said* is read generously (a run of spoken digits backs the year it may be, "seventeen
thousand" backs 17, 1000 and 17000); what is *written* is read strictly. Values are strings of plain
decimals, so that 2.50 and 2.5 compare equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise

import msgspec

from readreel.steps.rewrite.language.number_words import decimal_of, groups, runs
from readreel.steps.rewrite.language.numerals import (
    HAN_RUN,
    HAN_SCALES,
    HAN_SMALL,
    LONGEST,
    han,
    readings,
    value,
)
from readreel.steps.rewrite.language.speech import NumberWords, speech
from readreel.steps.rewrite.language.words import fold

# Scripts that put no space between a word and a number: Thai, kana, Han, Hangul.
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_DIGITS = re.compile(
    rf"(?<![^\W\d{_UNSPACED}])(?<![^\W\d]_)(?<!\d)(?:\d+|(?<![\w.])(?=\.\d))"
    r"(?:[\u00a0\u202f ]\d{3}(?!\d)|[.,']\d+)*(?:e[-+]?\d{1,3}\b)?"
)
_SUFFIX = re.compile(r"\s?([^\W\d_]+)")
_WORDS = re.compile(r"[^\W\d_]+")

_SCALE = "千万萬亿億"
_MIXED = re.compile(
    rf"(?:\d+(?:\.\d+)?[{_SCALE}]){{2,}}\d*|\d+(?:\.\d+)?[{_SCALE}]\d+(?![\d{_SCALE}])"
)
_OUR_YEARS = re.compile(r"(?:19[1-9]|20[0-4])\d")
_SCALES = (1_000_000_000, 1_000_000, 1000)
_BESIDE = 24
"""Characters between two numbers of which one may lend the other its scale."""


class Number(msgspec.Struct, frozen=True):
    """A written number: ``text`` at ``start``; any of ``readings`` will do, each is one or more values."""

    text: str
    start: int
    readings: tuple[tuple[str, ...], ...]


def _digit_numbers(text: str, words: NumberWords) -> list[Number]:
    found: list[Number] = []
    for match in _DIGITS.finditer(text):
        meant = readings(match.group(), words.decimal)
        suffix = _SUFFIX.match(text, match.end())
        unit = suffix[1] if suffix else ""
        scale = words.scales.get(unit) or words.signs.get(unit) or HAN_SCALES.get(unit[:1], 0)
        if scale:
            scaled = tuple(
                (value(str(Decimal(reading[0]) * scale)),)
                for reading in meant
                if len(reading) == 1 and len(reading[0]) <= LONGEST
            )
            meant = scaled + (meant if unit in words.signs else ())
        if meant:
            found.append(Number(match.group(), match.start(), meant))
    return found


@lru_cache(maxsize=4096)
def prepared(text: str, language: str) -> str:
    """Text folded, with phrases such as "quatre-vingt" and "two and a half" in a form to parse."""
    text = fold(text)
    words = speech(language).numbers
    if not words.small:
        text = _MIXED.sub(_summed, text)
    for phrase, digits in words.phrases.items():
        text = re.sub(rf"\b{phrase}\b", digits, text)
    for half in words.halves:
        pattern = rf"\b([^\W\d_]+|\d+)\s?{half}\b"
        text = re.sub(pattern, lambda match: _and_a_half(match, words), text)
        pattern = rf"\b([^\W\d_]+|\d+)(\s[^\W\d_]+)\s{half}\b"  # "deux secondes et demie"
        text = re.sub(pattern, lambda match: _and_a_half(match, words), text)
    return text


def _summed(match: re.Match[str]) -> str:
    """Digits with Han scales between them as digits: "1万8000" is 18000."""
    parts = re.findall(rf"(\d+(?:\.\d+)?)([{_SCALE}]?)", match.group())
    return value(str(sum(Decimal(amount) * HAN_SCALES.get(scale, 1) for amount, scale in parts)))


def _and_a_half(match: re.Match[str], words: NumberWords) -> str:
    unit = match[2] if match.re.groups > 1 else ""
    number = words.small.get(match[1], match[1])
    if not str(number).isdigit() or unit.strip() in words.small:
        return match.group()
    return f"{number}{words.decimal or '.'}5{unit}"


@lru_cache(maxsize=4096)
def written(text: str, language: str) -> tuple[Number, ...]:
    """The numbers a text states, in order: all digits, and number words from two on."""
    text = prepared(text, language)
    words = speech(language).numbers
    found = _digit_numbers(text, words)
    for run in runs(text, language):
        if decimal := decimal_of(run):
            found.append(Number(decimal, run[0].start, ((decimal,),)))
            continue
        for amount, first, last, _ in groups(run):
            if first is last and (first.text in words.pronouns or first.kind == "scale"):
                continue
            reading = ((value(str(amount)),),)
            found.append(Number(text[first.start : last.end], first.start, reading))
    if not words.small:
        for match in HAN_RUN.finditer(text):
            if len(match[0]) > 1:
                found.append(Number(match[0], match.start(), tuple((n,) for n in han(match[0]))))
    return tuple(sorted(found, key=lambda number: number.start))


@lru_cache(maxsize=4096)
def placed(text: str, language: str) -> tuple[tuple[frozenset[str], int, int], ...]:
    """Values of the numbers of a text, single Han numerals too, and where each stands when prepared."""
    found = [
        (
            frozenset(part for reading in number.readings for part in reading),
            number.start,
            number.start + len(number.text),
        )
        for number in written(text, language)
    ]
    if not speech(language).numbers.small:
        found.extend(
            (frozenset(han(match[0])), match.start(), match.end())
            for match in HAN_RUN.finditer(prepared(text, language))
            if len(match[0]) == 1
        )
    return tuple(sorted(found, key=lambda place: place[1]))


@lru_cache(maxsize=1024)
def said(text: str, language: str) -> frozenset[str]:
    """Every value that a spoken or shown text may back."""
    text = prepared(text, language)
    words = speech(language).numbers
    values: set[str] = set()
    for number in _digit_numbers(text, words):
        for reading in number.readings:
            values.update(reading)
    for run in runs(text, language):
        values.update(value(str(amount)) for amount, *_ in groups(run))
        values.update(str(piece.value) for piece in run if piece.kind in ("small", "scale"))
        if decimal := decimal_of(run):
            values.add(decimal)
    order = _order(text, language)
    values.update(amount for amount, _, _ in _joined(order, text, words))
    for point in sorted(words.points):
        values.update(value(f"0.{match[1]}") for match in re.finditer(rf"\b{point} (\d+)", text))
    values.update(_with_parts(order, text, language))
    values.update(_with_scale(order))
    values.update(_loose(text, words))
    for match in HAN_RUN.finditer(text):
        values.update(number for part in (match[0], *match[0].split("点")) for number in han(part))
    values.update(value(str(HAN_SMALL[c])) for c in text if c in HAN_SMALL)
    return frozenset(values)


def _order(text: str, language: str) -> list[tuple[int, int, str]]:
    """The numbers of a prepared text as they stand: begin, end, digits."""
    order = [
        (number.start, number.start + len(number.text), re.sub(r"\D", "", number.text))
        for number in _digit_numbers(text, speech(language).numbers)
    ]
    for run in runs(text, language):
        order.extend((first.start, last.end, str(amount)) for amount, first, last, _ in groups(run))
    return sorted(order)


def _joined(
    order: Sequence[tuple[int, int, str]], text: str, words: NumberWords
) -> Iterator[tuple[str, int, int]]:
    """Neighbouring numbers as one, with its place: "nineteen eighty-four", "two point two three"."""
    for begin in range(len(order)):
        first, _, digits = order[begin]
        pointed = digits
        for (_, end, _), (start, last, amount) in zip(
            order[begin:], order[begin + 1 :], strict=False
        ):
            gap = text[end:start].strip(" -\u00a0")
            if (gap and gap not in words.points and gap != ".") or len(digits) + len(amount) > 15:
                break
            digits += amount
            pointed += amount if not gap else f".{amount}"
            yield value(digits), first, last
            if pointed.count(".") == 1:
                yield value(pointed), first, last


def _with_parts(order: Sequence[tuple[int, int, str]], text: str, language: str) -> Iterable[str]:
    """Units with hundredths behind them: "5 dollars 86", "nine metres forty"."""
    units = _unit_forms(language)
    for (_, end, whole), (start, _, part) in pairwise(order):
        if len(part) == 2 and text[end:start].strip(" -\u00a0") in units:
            yield value(f"{whole}.{part}")


def _with_scale(order: Sequence[tuple[int, int, str]]) -> Iterable[str]:
    """Numbers that leave out the scale of one beside them: "from two to three million"."""
    for (_, end, one), (start, _, other) in pairwise(order):
        if start - end > _BESIDE:
            continue
        for scaled, bare in ((int(one), int(other)), (int(other), int(one))):
            scale = next((s for s in _SCALES if scaled and scaled % s == 0), 0)
            if 0 < bare < 1000 and scale:
                yield value(str(bare * scale))


@cache
def _unit_forms(language: str) -> frozenset[str]:
    return frozenset(fold(form) for forms in speech(language).units.values() for form in forms)


def _loose(text: str, words: NumberWords) -> Iterable[str]:
    for word in _WORDS.findall(text):
        yield from words.loose.get(word, "").split()


@lru_cache(maxsize=4096)
def together(text: str, language: str) -> tuple[tuple[str, int, int], ...]:
    """Numbers of a text that run on without a word between them, as the one they may be, with its place."""
    text = prepared(text, language)
    return tuple(_joined(_order(text, language), text, speech(language).numbers))


def backed(number: Number, values: frozenset[str]) -> bool:
    """Whether one reading of a written number was said or shown; years may leave out the century."""
    return any(
        all(_near(part, values) or _year(part, values) for part in reading)
        for reading in number.readings
    )


def _year(part: str, values: frozenset[str]) -> bool:
    """Whether a year of our century or the last was said by its last two digits: "in seventy-four"."""
    return bool(_OUR_YEARS.fullmatch(part)) and value(part[2:]) in values


def _near(part: str, values: frozenset[str]) -> bool:
    if part in values:
        return True
    if len(part) > LONGEST or not part.replace(".", "").isdigit():
        return False
    amount = Decimal(part)
    return any(
        value(str(amount * by)) in values for by in (Decimal(100), Decimal("0.01")) if amount
    )
