"""What was heard, prepared for comparing, and what is said of a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec
from rapidfuzz.distance import Prefix

from readreel.core.language import table
from readreel.project.artifacts import Sentence
from readreel.project.spelled import bare
from readreel.steps.spell.sound import likeness, plain
from readreel.steps.spell.terms import Term

_STOP = re.compile(r"[,.;:?!…]\W*$")
_CAPITALS = 5
"""Letters from which a word in capitals is a heading's word rather than an acronym."""
_STEM = 4
_ENDING = 3
"""Letters that a stem must have, and that an ending may have."""
_BENT = 0.04
"""How much liker a word must be without an ending, so that the ending is one."""


class Speech(msgspec.Struct, frozen=True):
    """``spell.toml``: how a language speaks signs, calls code, and bends words.

    ``calls`` are words right before the name of something in code, ``articles`` words right before a
    noun, ``endings`` what a noun gets in other numbers and cases, ``forms`` the ends by which the forms
    of a word differ, ``opposites`` groups of beginnings that make different words of one.
    """

    dot: tuple[str, ...] = ()
    underscore: tuple[str, ...] = ()
    dash: tuple[str, ...] = ()
    slash: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    opposites: tuple[tuple[str, ...], ...] = ()


class Heard(msgspec.Struct, frozen=True):
    """A heard word without its punctuation; ``stop`` where a comma or a full stop follows it."""

    text: str
    start: float
    probability: float
    stop: bool


class Hit(msgspec.Struct, frozen=True):
    """Words ``first`` to ``last`` were meant to be the term; ``likeness`` 0…1, ``ending`` kept of them.

    What is not ``sure`` holds only if the same words were surely meant so elsewhere in the talk.
    """

    first: int
    last: int
    term: Term
    likeness: float
    ending: str = ""
    sure: bool = True


def speech(language: str) -> Speech:
    """The table of a language, its words as `plain` writes them."""
    rules = table(language, "spell", Speech)
    words = {
        name: tuple(map(plain, getattr(rules, name)))
        for name in ("dot", "underscore", "dash", "slash", "calls", "articles", "forms")
    }
    return msgspec.structs.replace(rules, **words)


def heard(sentence: Sentence) -> list[Heard]:
    """The words of a sentence."""
    return [
        Heard(bare(word.text), word.start, word.probability, bool(_STOP.search(word.text)))
        for word in sentence.words
    ]


def opposed(one: str, other: str, rules: Speech) -> bool:
    """Whether two words differ in a beginning that turns the meaning: hypotension, hypertension."""
    first, second = plain(one), plain(other)
    for group in rules.opposites:
        mine = max((start for start in group if first.startswith(start)), key=len, default="")
        theirs = max((start for start in group if second.startswith(start)), key=len, default="")
        if mine and theirs and mine != theirs:
            return True
    return False


def is_form(word: str, other: str, rules: Speech, *, known: bool) -> bool:
    """Whether two words differ by an ending alone.

    Of a ``known`` word, and in a language whose endings are not known, any short ending counts.
    """
    one, two = plain(word), plain(other)
    shared = Prefix.similarity(one, two)
    short = shared >= _STEM and max(len(one), len(two)) - shared <= _ENDING
    if short and (known or not rules.forms):
        return True
    return any(
        one[stem:] in rules.forms and two[stem:] in rules.forms for stem in range(_STEM, shared + 1)
    )


def ends_otherwise(word: str, other: str, rules: Speech) -> bool:
    """Whether two words have different endings, so that a stem they may share makes two words of them."""
    endings = [
        max(
            (end for end in rules.forms if len(end) > 1 and plain(one).endswith(end)),
            key=len,
            default="",
        )
        for one in (word, other)
    ]
    return all(endings) and endings[0] != endings[1]


def bent(word: str, term: str, rules: Speech) -> tuple[float, str]:
    """The likeness of a heard word to a term, and the ending that the term lacks where it has one."""
    whole = likeness(word, term)
    without = [
        (likeness(word[: -len(ending)], term), ending)
        for ending in rules.endings
        if word.endswith(ending) and not term.casefold().endswith(ending)
    ]
    like, ending = max(without, default=(0.0, ""))
    return (like, ending) if like >= whole + _BENT else (whole, "")


def written(hit: Hit, words: Sequence[Heard]) -> str:
    """The term as the sentence writes it: code as code, names as names, other words as they were heard.

    A capital that the screen gives to every word of a title, or to the first of a line, says nothing.
    """
    text = hit.term.text
    if hit.term.kind != "word" or hit.term.coded:
        return text + hit.ending
    if text.isupper() and len(text) >= _CAPITALS:
        text = text.capitalize()
    begins = words[hit.first].text[:1].isupper()
    if text[:1].isupper() and text[1:].islower() and not hit.term.named:
        text = text if begins else text.lower()
    elif text.islower() and begins and hit.first == 0:
        text = text.capitalize()
    return text + hit.ending
