"""How far a draft is backed by what was said and shown, and what is wrong with it.

A small model copies numbers wrongly, opens with definitions nobody gave, drops a "not". What it writes
is therefore checked here, in code. Every fault has a stable code:

    number       a number that was neither said nor shown, or two that have changed places
    unit         a number with another unit than it was said with
    name         a name that was neither said nor shown
    code         an identifier or code word that was neither said nor shown
    negation     a statement turned round: a denial lost or gained
    direction    a comparison turned round: more for less, before for after
    added        a sentence or a clause of one whose content stands in no source, or not together
    lost         a spoken sentence with substance that no written one carries (see ``uncovered``)
    repetition   a loop, or a sentence written twice
    length       too short or too long for what was said
    language     another language or script than the talk's
    chatty       talk to the user or about the task, or markup
    person       the speaker retold from outside ("the speaker says", or "they" for "we")

The checks need no model and hold in every language; word lists in ``resources/languages`` sharpen them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from readreel.steps.rewrite.checks import (
    clauses,
    company,
    direction,
    exchange,
    measures,
    names,
    polarity,
    prose,
    verbatim,
)
from readreel.steps.rewrite.checks.align import Unit, missed, pairing, unit
from readreel.steps.rewrite.language import numbers
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import Vocabulary, content, sentences

_BACKED = 0.5
"""Least share of a sentence's content words that must stand in or beside its sources."""
_ENOUGH = 4
"""Content words from which that share says something."""


class Source(msgspec.Struct, frozen=True):
    """What a draft may draw from: the words of the passage, the screen text, terms.

    ``sentences`` are the spoken sentences of the passage; without them ``spoken`` is cut at its stops.
    """

    spoken: str
    screen: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    language: str = "en"
    sentences: tuple[str, ...] = ()


class SentenceReview(msgspec.Struct, frozen=True):
    """One written sentence: the indices of its spoken sources, its faults, its words without source."""

    text: str
    sources: tuple[int, ...]
    support: float
    faults: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()


class Review(msgspec.Struct, frozen=True):
    """The verdict on a draft: ``support`` 0…1, ``faults`` of sentences and whole, each once.

    ``uncovered`` holds the indices of spoken sentences that the draft leaves out.
    """

    support: float
    faults: tuple[str, ...] = ()
    uncovered: tuple[int, ...] = ()
    unsupported: tuple[str, ...] = ()
    sentences: tuple[SentenceReview, ...] = ()


class _Prepared(msgspec.Struct, frozen=True):
    spoken: tuple[str, ...]
    units: tuple[Unit, ...]
    whole: Vocabulary
    values: frozenset[str]
    known: names.Known
    shown: Vocabulary
    told: tuple[str, ...]
    """Everything said and shown, of which a unit may be known."""
    stems: tuple[str, ...]
    """Its telling words in order."""


@lru_cache(maxsize=64)
def _prepared(source: Source) -> _Prepared:
    spoken = source.sentences or sentences(source.spoken, source.language)
    shown = (*source.screen, *source.glossary)
    texts = (source.spoken, *shown)
    return _Prepared(
        spoken=spoken,
        units=tuple(unit(sentence, source.language) for sentence in spoken),
        whole=Vocabulary(texts, source.language),
        values=frozenset().union(*(numbers.said(text, source.language) for text in texts)),
        known=names.known(texts, source.language),
        shown=Vocabulary(source.screen, source.language),
        told=texts,
        stems=tuple(stem for text in texts for stem in content(text, source.language)),
    )


def align(
    draft_sentences: Sequence[str], spoken_sentences: Sequence[str], language: str
) -> list[tuple[int, ...]]:
    """For every written sentence the indices of the spoken ones it draws from; may be empty."""
    return pairing(
        [unit(sentence, language) for sentence in draft_sentences],
        [unit(sentence, language) for sentence in spoken_sentences],
    )


def split(text: str, language: str) -> tuple[str, ...]:
    """Sentences of a draft."""
    return sentences(text, language)


def review(draft: str, source: Source, *, shortest: float = 0.45, longest: float = 1.2) -> Review:
    """Judge a draft. ``shortest`` and ``longest`` bound written per spoken words."""
    language = source.language
    ready = _prepared(source)
    written = sentences(draft, language)
    units = [unit(sentence, language) for sentence in written]
    pairs = pairing(units, ready.units)
    judged = tuple(_judge(at, written, units, pairs, ready, language) for at in range(len(units)))
    judged = _with_exchanges(judged, ready, language)
    uncovered = tuple(missed(units, ready.units, pairs))
    faults = dict.fromkeys(fault for sentence in judged for fault in sentence.faults)
    faults |= dict.fromkeys(_faults_of_whole(draft, source, written, shortest, longest))
    if uncovered:
        faults["lost"] = None
    return Review(
        support=_mean(judged, units),
        faults=tuple(sorted(faults)),
        uncovered=uncovered,
        unsupported=tuple(dict.fromkeys(word for s in judged for word in s.unsupported)),
        sentences=judged,
    )


def _with_exchanges(
    judged: tuple[SentenceReview, ...], ready: _Prepared, language: str
) -> tuple[SentenceReview, ...]:
    """The sentences, those marked in which numbers or opposites of the draft have changed places."""
    for code, exchanged in (("number", exchange.exchanged), ("direction", direction.exchanged)):
        right = [s.text if code not in s.faults else "" for s in judged]
        wrong = exchanged(right, ready.spoken, language)
        judged = tuple(
            msgspec.structs.replace(s, faults=(*s.faults, code)) if at in wrong else s
            for at, s in enumerate(judged)
        )
    return judged


def faults_of_sentence(sentence: str, source: Source) -> tuple[str, ...]:
    """The faults of one written sentence alone, judged against the whole passage."""
    units = [unit(sentence, source.language)]
    ready = _prepared(source)
    pairs = pairing(units, ready.units)
    judged = (_judge(0, [sentence], units, pairs, ready, source.language),)
    return _with_exchanges(judged, ready, source.language)[0].faults


def _mean(judged: Sequence[SentenceReview], units: Sequence[Unit]) -> float:
    size = sum(len(one.stems) for one in units)
    if not size:
        return 1.0 if judged else 0.0
    total = sum(s.support * len(one.stems) for s, one in zip(judged, units, strict=True))
    return round(total / size, 3)


def _faults_of_whole(
    draft: str, source: Source, written: Sequence[str], shortest: float, longest: float
) -> list[str]:
    spoken, language = source.spoken, source.language
    found = {
        "chatty": prose.chatty(draft, spoken, language),
        "person": prose.outsider(draft, spoken, language),
        "repetition": prose.loops(draft, spoken, written, language),
        "length": prose.misfits(draft, spoken, shortest, longest),
        "language": prose.foreign(draft, spoken, language),
    }
    return [code for code, wrong in found.items() if wrong]


def _judge(
    at: int,
    written: Sequence[str],
    units: Sequence[Unit],
    pairs: Sequence[tuple[int, ...]],
    ready: _Prepared,
    language: str,
) -> SentenceReview:
    text, pair, draft = written[at], pairs[at], " ".join(written)
    stems = list(dict.fromkeys(units[at].stems))
    strange = [stem for stem in stems if not ready.whole.has(stem)]
    near = [ready.units[i] for i in _around(pair, len(ready.units))]
    beside = [ready.shown, *(unit.vocabulary for unit in near)]
    local = [stem for stem in stems if any(words.has(stem) for words in beside)]
    sources = [ready.spoken[i] for i in _around(pair, len(ready.units))]
    wrong = {
        "number": _wrong_numbers(text, ready, language),
        "unit": measures.wrong(text, ready.spoken, ready.told, language)
        or measures.replaced(text, draft, sources, ready.told, language),
        "name": _wrong_names(text, ready, language)
        or names.replaced(text, draft, sources, language)
        or names.supplanted(text, draft, sources, ready.told, language)
        or company.early(text, pair, ready.spoken, ready.told[1:], language),
        "code": [w for w in names.code_words(text) if not names.code_backed(w, ready.known)],
    }
    faults = [code for code, words in wrong.items() if words]
    own = [ready.spoken[i] for i in pair]
    if prose.others(text, own, sources, language):
        faults.append("person")
    if _turned(at, written, pairs, ready, language):
        faults.append("negation")
    kin = [other for other, theirs in zip(written, pairs, strict=True) if set(theirs) & set(pair)]
    passage = direction.Passage(sources, own, kin, written, ready.told)
    if direction.turned(text, passage, language):
        faults.append("direction")
    if (
        _invented(stems, strange, local)
        or clauses.invented(text, ready.whole, language)
        or company.strangers(text, ready.stems, language)
        or prose.asks(text, own)
    ):
        faults.append("added")
    return SentenceReview(
        text=text,
        sources=pair,
        support=round(len(local) / len(stems), 3) if stems else 1.0,
        faults=tuple(faults),
        unsupported=tuple(dict.fromkeys([*(w for ws in wrong.values() for w in ws), *strange])),
    )


def _invented(stems: Sequence[str], strange: Sequence[str], local: Sequence[str]) -> bool:
    """Whether too few content words of a sentence stand where it comes from."""
    if len(stems) < _ENOUGH:
        return len(strange) > 1 and (not local or 2 * len(strange) > len(stems))
    return len(local) < _BACKED * len(stems)


def _around(pair: tuple[int, ...], size: int) -> list[int]:
    """The sources and their neighbours: an editor moves words over a seam."""
    return sorted({j for i in pair for j in (i - 1, i, i + 1) if 0 <= j < size})


def _wrong_numbers(text: str, ready: _Prepared, language: str) -> list[str]:
    return [n.text for n in numbers.written(text, language) if not numbers.backed(n, ready.values)]


def _wrong_names(text: str, ready: _Prepared, language: str) -> list[str]:
    if speech(language).capital_nouns:
        return []
    found = names.capitalised(text, language)
    return [word for word, opens in found if not opens and not names.name_backed(word, ready.known)]


def _turned(
    at: int,
    written: Sequence[str],
    pairs: Sequence[tuple[int, ...]],
    ready: _Prepared,
    language: str,
) -> bool:
    """Whether a written sentence denies what its sources state, or states what they deny.

    A denial may have moved to another sentence that draws from the same source.
    """
    own = pairs[at]
    if not own:  # no content words: compare word by word with all that was said
        together = " ".join(ready.spoken)
        return verbatim.dropped(together, written[at], language) and verbatim.dropped(
            together, " ".join(written), language
        )
    sources = [ready.spoken[i] for i in own]
    kin = [text for text, pair in zip(written, pairs, strict=True) if set(pair) & set(own)]
    around = " ".join(ready.spoken[i] for i in _around(own, len(ready.units)))
    if polarity.lost([written[at]], sources, language) and not verbatim.retold(
        written[at], around, language
    ):
        return True
    together = " ".join(sources)
    if verbatim.dropped(written[at], together, language):
        return True
    if verbatim.dropped(together, written[at], language) and verbatim.dropped(
        together, " ".join(kin), language
    ):
        return True
    return any(
        polarity.lost([source], [written[at]], language, sources)
        and polarity.lost([source], kin, language, sources)
        for source in sources
    )
