"""The step that spells: names, terms, numbers and identifiers of the transcript as the screen writes them.

The transcript stays as it was heard. Every change is recorded with what was heard, why it was changed
and which still showed it; what is not certain is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from readreel.core.engines import Commonness
from readreel.core.language import SPACELESS
from readreel.project.artifacts import (
    Screens,
    Sentence,
    Spelling,
    Spellings,
    Stills,
    Transcript,
)
from readreel.project.context import Context
from readreel.project.spelled import bare
from readreel.steps.spell import identifiers, words
from readreel.steps.spell.sound import plain
from readreel.steps.spell.terms import Term, terms

_MOST_TERMS = 80

_JOINED = re.compile(r"([^\W_]+)\.(?=[^\W_])")
_NUMBER = re.compile(r"^\d[\d,.]*\d$")
_ONE_DIGIT = 0.9
"""Likeness of two numbers of which one has a digit more."""
_SOON = 30.0
"""Seconds within which a number must be on the screen to be the one that was said."""


def spell(
    transcript: Transcript,
    stills: Stills,
    screens: Screens,
    commonness: Commonness,
    context: Context,
) -> Spellings:
    """Where the screen knows better than the ear, in the order of the transcript.

    Subtitles were written by people and stay; scripts without spaces are left alone.
    """
    found = terms(screens, stills.stills)
    named = tuple(term.text for term in _first(found, transcript, commonness))
    if transcript.source != "listened" or transcript.language in SPACELESS:
        return Spellings(terms=named)
    speller = _Speller(found, transcript.language, commonness)
    spellings: list[Spelling] = []
    for number, sentence in enumerate(transcript.sentences):
        if number % 50 == 0:
            context.check()
            context.progress(number, len(transcript.sentences), "sentences")
        spellings += speller.spellings(sentence)
    context.progress(len(transcript.sentences), len(transcript.sentences), "sentences")
    return Spellings(spellings=tuple(spellings), terms=named)


def _first(found: dict[str, Term], transcript: Transcript, commonness: Commonness) -> list[Term]:
    """The terms that a writer should know: identifiers and rare words, the most shown first."""
    rare = [
        term
        for term in found.values()
        if term.kind == "identifier"
        or (
            term.kind == "word"
            and (term.coded or len(term.stills) > 1)
            and commonness.zipf(term.text, transcript.language) < words.RARE
        )
    ]
    rare.sort(key=lambda term: (-len(term.stills) - 2 * term.coded, term.text))
    return rare[:_MOST_TERMS]


class _Speller:
    """The terms of a recording, sorted for looking up."""

    def __init__(self, found: dict[str, Term], language: str, commonness: Commonness) -> None:
        self._language = language
        self._commonness = commonness
        self._identifiers = [term for term in found.values() if term.kind == "identifier"]
        self._words = [term for term in found.values() if term.kind == "word"]
        self._numbers = [term for term in found.values() if term.kind == "number"]
        self._forms: dict[str, list[Term]] = {}
        for term in found.values():
            self._forms.setdefault(plain(term.text), []).append(term)
        self._written = frozenset(self._forms)

    def spellings(self, sentence: Sentence) -> list[Spelling]:
        """What is to be spelled otherwise in a sentence, in its order, nothing twice."""
        plainly = [bare(word.text) for word in sentence.words]
        found = list(self._spoken(sentence, plainly))
        taken = {place for one in found for place in range(one.first, one.last + 1)}
        for place in range(len(plainly)):
            one = None if place in taken else self._single(sentence, plainly, place)
            if one is not None:
                found.append(one)
        return sorted(found, key=lambda one: one.first)

    def _spoken(self, sentence: Sentence, heard: Sequence[str]) -> Iterator[Spelling]:
        """Identifiers whose signs are spoken."""
        parts, places = _parted(heard)
        reached = -1
        for hit in identifiers.spoken(parts, self._identifiers, self._language):
            first, last = places[hit.first], places[hit.last]
            if first > reached and " ".join(heard[first : last + 1]) != hit.term.text:
                yield _spelling(
                    sentence, heard, (first, last), hit.term, "identifier", hit.likeness
                )
                reached = last

    def _single(self, sentence: Sentence, heard: Sequence[str], place: int) -> Spelling | None:
        word, spoken = heard[place], sentence.words[place]
        forms = self._forms.get(plain(word), [])
        recased = words.recased(word, forms)
        if recased is not None and len(word) >= words.LETTERS:
            return _spelling(sentence, heard, (place, place), recased, "term", 1.0)
        if _NUMBER.match(word):
            term = self._number(word, spoken.start)
            if term is None:
                return None
            return _spelling(sentence, heard, (place, place), term, "number", _ONE_DIGIT)
        if not words.doubtful(word, spoken.probability, self._language, self._commonness):
            return None
        hit = words.meant(word, spoken.start, self._words, self._written)
        if hit is None:
            return None
        reason: Literal["name", "term"] = "name" if hit.term.text[0].isupper() else "term"
        return _spelling(sentence, heard, (place, place), hit.term, reason, hit.likeness)

    def _number(self, heard: str, time: float) -> Term | None:
        """The one number on the screen that has a digit more, in the same order, at that moment."""
        digits = re.sub(r"\D", "", heard)
        near = [term for term in self._numbers if term.nearness(time) <= _SOON]
        # Round numbers are heard right: ten thousand is not a hundred thousand.
        round_or_short = len(digits) < 4 or len(digits.rstrip("0")) < 3
        if "." in heard or round_or_short or any(term.text == digits for term in near):
            return None
        longer = [term for term in near if _lacks_one(digits, term.text)]
        return longer[0] if len(longer) == 1 else None


def _lacks_one(digits: str, number: str) -> bool:
    return len(number) == len(digits) + 1 and any(
        number[:at] + number[at + 1 :] == digits for at in range(len(number))
    )


def _parted(heard: Sequence[str]) -> tuple[list[str], list[int]]:
    """Words with their inner dots as words of their own, and the place of the word each comes from."""
    parts: list[str] = []
    places: list[int] = []
    for place, word in enumerate(heard):
        for part in _JOINED.sub(r"\1 . ", word).split():
            parts.append(part)
            places.append(place)
    return parts, places


def _spelling(
    sentence: Sentence,
    heard: Sequence[str],
    places: tuple[int, int],
    term: Term,
    reason: Literal["name", "term", "number", "identifier"],
    likeness: float,
) -> Spelling:
    first, last = places
    return Spelling(
        sentence=sentence.id,
        first=first,
        last=last,
        heard=" ".join(heard[first : last + 1]),
        written=term.text,
        reason=reason,
        still=term.stills[0],
        likeness=likeness,
    )
