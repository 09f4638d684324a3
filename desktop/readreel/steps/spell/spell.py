"""The step that spells: names, terms, numbers and identifiers of the transcript as the screen writes them.

The transcript stays as it was heard. Every change is recorded with what was heard, why it was changed
and which still showed it; what is not certain is left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from readreel.core.engines import Commonness
from readreel.core.language import SPACELESS
from readreel.project.artifacts import (
    Screens,
    Sentence,
    Spelling,
    Spellings,
    Still,
    Stills,
    Transcript,
)
from readreel.project.context import Context
from readreel.project.spelled import spelled
from readreel.steps.spell.heard import Heard, Hit, heard, speech, written
from readreel.steps.spell.identifiers import Spoken
from readreel.steps.spell.joins import Joins, phrase, settled
from readreel.steps.spell.numbers import Numbers
from readreel.steps.spell.pairs import Pairs
from readreel.steps.spell.terms import Shown, Term, shown
from readreel.steps.spell.words import RARE, Words

_MOST_TERMS = 80
_KNOWN = 3.5
"""Zipf frequency of names that a writer spells right without being told."""
_WRITTEN = re.compile(r"^[\w.'’-]*$")
_JOINED = re.compile(r"([^\W_]+)\.(?=[^\W_])")


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
    found = shown(screens, stills.stills)
    spellings: list[Spelling] = []
    if transcript.source == "listened" and transcript.language not in SPACELESS:
        speller = _Speller(found, stills.stills, transcript.language, commonness)
        spellings = list(speller.spellings(transcript.sentences, context))
    result = Spellings(spellings=tuple(spellings))
    said = spelled(transcript, result)
    terms = tuple(term.text for term in _useful(found, said, commonness))
    return Spellings(spellings=result.spellings, terms=terms)


def _useful(found: Shown, said: Transcript, commonness: Commonness) -> list[Term]:
    """The terms that a writer should know: first those that are said, then the most shown."""
    spoken = Counter(word.text.strip(".,;:?!\"'’”)(") for s in said.sentences for word in s.words)
    rare = [
        term
        for term in found.terms.values()
        if term.kind == "identifier"
        or (
            term.kind == "word"
            and (term.coded or len(term.stills) > 1 or spoken[term.text])
            and commonness.zipf(term.text, said.language) < (_KNOWN if term.named else RARE)
        )
    ]
    rare.sort(key=lambda t: (-spoken[t.text], -len(t.stills) - 2 * t.coded, t.text))
    return rare[:_MOST_TERMS]


class _Speller:
    """All that knows better, in the order in which it is asked."""

    def __init__(
        self, found: Shown, stills: Sequence[Still], language: str, commonness: Commonness
    ) -> None:
        rules = speech(language)
        names = [one for one in found.terms.values() if one.kind in {"identifier", "path"}]
        self._stills = {still.id: still for still in stills}
        self._spoken = Spoken(names, rules)
        self._joins = Joins(found, language, commonness, rules)
        self._numbers = Numbers(found.terms.values())
        self._pairs = Pairs(found, language, commonness, rules)
        self._words = Words(found, language, commonness, rules)

    def spellings(self, sentences: Sequence[Sentence], context: Context) -> Iterator[Spelling]:
        """What is to be spelled otherwise, sentence by sentence, nothing twice."""
        prepared = []
        known: dict[str, Term] = {}
        for number, sentence in enumerate(sentences):
            if number % 50 == 0:
                context.check()
                context.progress(number, len(sentences), "sentences")
            words = heard(sentence)
            joins = list(self._joins.hits(words))
            known.update((phrase(hit, words), hit.term) for hit in joins if hit.sure)
            prepared.append((sentence, words, joins))
        for sentence, words, joins in prepared:
            yield from self._sentence(sentence, words, list(settled(joins, known, words)))
        context.progress(len(sentences), len(sentences), "sentences")

    def _sentence(
        self, sentence: Sentence, words: Sequence[Heard], joins: Sequence[Hit]
    ) -> Iterator[Spelling]:
        chosen: dict[int, Hit] = {}
        for hit in (*self._signed(words), *sorted(joins, key=lambda hit: -hit.likeness)):
            places = range(hit.first, hit.last + 1)
            if not any(place in chosen for place in places):
                chosen |= dict.fromkeys(places, hit)
        for place in range(len(words)):
            single = None if place in chosen else self._single(words, place)
            if single is not None:
                chosen[place] = single
        for place in sorted(chosen):
            hit = chosen[place]
            if hit.first == place and (spelling := self._spelling(sentence, words, hit)):
                yield spelling

    def _signed(self, words: Sequence[Heard]) -> Iterator[Hit]:
        """Identifiers whose signs are spoken."""
        parts, places = _parted([word.text for word in words])
        times = [words[place].start for place in places]
        for hit in self._spoken.hits(parts, times):
            yield Hit(places[hit.first], places[hit.last], hit.term, hit.likeness)

    def _single(self, words: Sequence[Heard], place: int) -> Hit | None:
        return (
            self._numbers.hit(words, place)
            or self._pairs.hit(words, place)
            or self._words.hit(words, place)
        )

    def _spelling(self, sentence: Sentence, words: Sequence[Heard], hit: Hit) -> Spelling | None:
        said = " ".join(word.text for word in words[hit.first : hit.last + 1])
        text = written(hit, words)
        if said == text:
            return None
        return Spelling(
            sentence=sentence.id,
            first=hit.first,
            last=hit.last,
            heard=said,
            written=text,
            reason=_reason(hit, text),
            still=hit.term.still_near(words[hit.first].start, self._stills),
            likeness=hit.likeness,
        )


def _reason(hit: Hit, text: str) -> Literal["name", "term", "number", "identifier"]:
    if hit.term.kind == "number":
        return "number"
    if hit.term.kind != "word":
        return "identifier"
    return "name" if text[0].isupper() and not hit.term.coded else "term"


def _parted(words: Sequence[str]) -> tuple[list[str], list[int]]:
    """Words with their inner dots as words of their own, and the place of the word each comes from."""
    parts: list[str] = []
    places: list[int] = []
    for place, word in enumerate(words):
        for part in _JOINED.sub(r"\1 . ", word).split() if _WRITTEN.match(word) else (word,):
            parts.append(part)
            places.append(place)
    return parts, places
