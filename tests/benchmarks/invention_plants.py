"""The faults that `inventions` plants: each function puts one into a copy of a good draft.

A planting returns nothing where the draft offers no place for it. All chance comes from the dice given.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from readreel.steps.rewrite.checks.names import capitalised, code_words
from readreel.steps.rewrite.checks.support import Source
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.words import count, sentences


class Case(msgspec.Struct, frozen=True):
    """A source and a good draft of it; ``plants`` are made by hand: family, words, words instead."""

    origin: str
    source: Source
    draft: str
    plants: tuple[tuple[str, str, str], ...] = ()

    @property
    def language(self) -> str:
        """The language of both."""
        return self.source.language


class Ground(msgspec.Struct, frozen=True):
    """What a planting draws from: the bank of its part, the other good drafts, the dice."""

    bank: Mapping[str, Any]
    good: Sequence[Case]
    dice: random.Random

    def pick(self, table: str, language: str) -> Any:
        """One entry of a table, or nothing where it has none for the language."""
        entries = self.bank.get(table, {}).get(language)
        return self.dice.choice(entries) if entries else None


Plant = Callable[[Case, Ground], str | None]


def number(case: Case, ground: Ground) -> str | None:
    """One number becomes another."""
    found = list(re.finditer(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w.,]\d)", case.draft))
    if not found:
        return None
    match = ground.dice.choice(found)
    digits = re.sub(r"\D", "", match.group())
    at = ground.dice.randrange(len(digits))
    other = str((int(digits[at]) + ground.dice.randint(1, 8)) % 10)
    changed = digits[:at] + other + digits[at + 1 :]
    if int(changed) == int(digits) or (changed.startswith("0") and len(changed) > 1):
        return None
    rest = iter(changed)
    text = re.sub(r"\d", lambda _: next(rest), match.group())
    said = numbers.said(case.source.spoken, case.language)
    if any(numbers.backed(n, said) for n in numbers.written(text, case.language)):
        return None
    return case.draft[: match.start()] + text + case.draft[match.end() :]


def exchanged(case: Case, ground: Ground) -> str | None:
    """Two numbers of one sentence change places."""
    for sentence in sentences(case.draft, case.language):
        found = list(re.finditer(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?![\w.,-]\d|\w)", sentence))
        if len(found) != 2 or found[0].group() == found[1].group():
            continue
        one, other = found
        middle = sentence[one.end() : other.start()]
        if count(middle) < 2:  # "3 or 4", "27 by 100"
            continue
        head, tail = sentence[: one.start()], sentence[other.end() :]
        return case.draft.replace(sentence, head + other.group() + middle + one.group() + tail)
    return None


def unit(case: Case, ground: Ground) -> str | None:
    """A measured number gets another unit."""
    table = ground.bank.get("units", {}).get(case.language, {})
    values = r"\d+|two|three|four|five|ten|twenty|thirty|forty|fifty|sixty|hundred|thousand|million"
    pattern = rf"\b(?:{values})[ -]({'|'.join(table)})\b"
    found = list(re.finditer(pattern, case.draft)) if table else []
    if not found:
        return None
    match = ground.dice.choice(found)
    return case.draft[: match.start(1)] + table[match[1]] + case.draft[match.end(1) :]


def name(case: Case, ground: Ground) -> str | None:
    """One name becomes another."""
    other = ground.pick("names", case.language)
    capitals = [
        word
        for sentence in sentences(case.draft, case.language)
        for word, opens in capitalised(sentence, case.language)
        if not opens and word.isalpha()
    ]
    if not capitals or other is None:
        return None
    return re.sub(rf"\b{ground.dice.choice(capitals)}\b", other, case.draft)


def identifier(case: Case, ground: Ground) -> str | None:
    """One identifier becomes another."""
    other = ground.pick("identifiers", case.language)
    found = sorted(set(code_words(case.draft)))
    if not found or other is None:
        return None
    return case.draft.replace(ground.dice.choice(found), other.strip("`"))


_AUXILIARY = "is|are|was|were|do|does|did|can|could|would|will|has|have|should"
_DENIALS = [
    (rf"\b({_AUXILIARY})(?:n't| not)\b", r"\1"),
    (r"\bcannot\b", "can"),
    (r"\bcan't\b", "can"),
    (r"\bnever\b", "always"),
    (r"\bnot (?!only|just)", ""),
]
_CLAIMS = [(r"\b(is|are|was|were|can|will|should) (?=\w{4,})(?!not)", r"\1 not ")]


def denial(case: Case, ground: Ground) -> str | None:
    """A "not" dropped, or one put where there was none."""
    if case.language != "en":
        return None
    rules = _CLAIMS if ground.dice.random() < 0.35 else _DENIALS
    places = [(match, to) for pattern, to in rules for match in re.finditer(pattern, case.draft)]
    if not places:
        return None
    match, to = ground.dice.choice(places)
    return case.draft[: match.start()] + match.expand(to) + case.draft[match.end() :]


def comparison(case: Case, ground: Ground) -> str | None:
    """A comparison turned round."""
    places = [
        (match, to)
        for old, to in ground.bank.get("comparisons", {}).get(case.language, ())
        for match in re.finditer(rf"\b{old}\b", case.draft)
        if not re.match(r" (?:or less|or more|and more|importantly)\b", case.draft[match.end() :])
    ]
    if not places:
        return None
    match, to = ground.dice.choice(places)
    return case.draft[: match.start()] + to + case.draft[match.end() :]


def added(case: Case, ground: Ground) -> str | None:
    """A definition, an example or a claim that nobody made."""
    return _inserted(case, ground.pick("added", case.language), ground)


def clause(case: Case, ground: Ground) -> str | None:
    """A reason, a use or a consequence that nobody named, hung on a true sentence."""
    extra = ground.pick("clauses", case.language)
    parts = list(sentences(case.draft, case.language))
    long = [i for i, part in enumerate(parts) if count(part) >= 8 and part[-1] in ".。"]
    if extra is None or not long:
        return None
    at = ground.dice.choice(long)
    parts[at] = parts[at][:-1] + extra + parts[at][-1]
    return " ".join(parts)


def elsewhere(case: Case, ground: Ground) -> str | None:
    """A sentence that was said in another passage, of the same recording or of another one."""
    same = ground.dice.random() < 0.5
    others = [
        sentence
        for other in ground.good
        if other.source.spoken != case.source.spoken and other.language == case.language
        if case.origin == "written" or (other.origin == case.origin) == same
        for sentence in sentences(other.draft, other.language)
        if 10 <= count(sentence) <= 30
    ]
    return _inserted(case, ground.dice.choice(others) if others else None, ground)


def _inserted(case: Case, extra: str | None, ground: Ground) -> str | None:
    if extra is None:
        return None
    parts = list(sentences(case.draft, case.language))
    parts.insert(ground.dice.randrange(len(parts) + 1), extra)
    return " ".join(parts)


def outside(case: Case, ground: Ground) -> str | None:
    """The speaker retold from outside."""
    return _inserted(case, ground.pick("outside", case.language), ground)


def meaning(case: Case, ground: Ground) -> str | None:
    """Words with a meaning replaced so that it says something else; by hand alone."""
    return None


_AFTERWARDS = re.compile(
    r"(?:Let me|I hope|Is there|In concl|Feel|To summ|Would|The \w+ then|En |J'esp|N'h|L'orateur ex"
    r"|Ich hoffe|Lassen|Zusammenf|Espero|El ponente|总之|希望|演讲|要約|お役|講演|In conclus)"
)


def chatty(case: Case, ground: Ground) -> str | None:
    """Talk to the user or about the text, before or after the prose."""
    line = ground.pick("chatty", case.language)
    if line is None:
        return None
    return f"{case.draft} {line}" if _AFTERWARDS.match(line) else f"{line}\n\n{case.draft}"


def other_language(case: Case, ground: Ground) -> str | None:
    """A sentence, or the whole draft, in another language."""
    other = ground.pick("other", case.language)
    if other is None:
        return None
    if ground.dice.random() < 0.4:
        here = (case.language, "ja", "zh")
        return ground.dice.choice([g.draft for g in ground.good if g.language not in here])
    parts = list(sentences(case.draft, case.language))
    parts[ground.dice.randrange(len(parts))] = other
    return " ".join(parts)


def repetition(case: Case, ground: Ground) -> str | None:
    """A sentence said twice, or a phrase in a loop."""
    parts = list(sentences(case.draft, case.language))
    long = [i for i, part in enumerate(parts) if count(part) >= 8]
    if not long:
        return None
    at = ground.dice.choice(long)
    if ground.dice.random() < 0.5 or case.language in ("zh", "ja"):
        parts.insert(ground.dice.randrange(at + 1, len(parts) + 1), parts[at])
        return " ".join(parts)
    phrase = " ".join(parts[at].split()[:6]).rstrip(".,")
    parts[at] = ", ".join([phrase] * ground.dice.randint(3, 6)) + "."
    return " ".join(parts)


FAMILIES: dict[str, Plant] = {
    "number": number,
    "exchange": exchanged,
    "unit": unit,
    "name": name,
    "code": identifier,
    "denial": denial,
    "comparison": comparison,
    "claim": added,
    "clause": clause,
    "elsewhere": elsewhere,
    "outside": outside,
    "meaning": meaning,
    "chatty": chatty,
    "language": other_language,
    "repetition": repetition,
}
"""Plantings by family; the names are those of the plants made by hand."""
