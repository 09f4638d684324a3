"""What a language's ``speech.toml`` says of spoken words, as a type.

Every list may be missing: the rule that needs it then does not apply. The lists serve the cleaning by
rule (`clean`) and the checks of a draft (`support`); nothing in the code names a word of any language.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from readreel.core import paths
from readreel.core.language import table


class Hedge(msgspec.Struct, frozen=True):
    """A phrase that is noise between commas, and without them unless its neighbours say otherwise.

    ``after`` and ``before``: where non-empty, the only words it may follow or precede to be noise;
    ``keep_after`` and ``keep_before``: the words beside which it has a meaning; ``comma`` demands a pause
    on one side at least, ``alone`` on both; ``becomes`` is what is left of it.
    """

    words: str
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    keep_after: frozenset[str] = frozenset()
    keep_before: frozenset[str] = frozenset()
    comma: bool = False
    alone: bool = False
    becomes: str = ""


class Opener(msgspec.Struct, frozen=True):
    """A phrase that opens a sentence as noise: before a comma, or before one of the starters.

    ``keep_before`` beats both; ``comma`` demands the comma.
    """

    words: str
    keep_before: frozenset[str] = frozenset()
    comma: bool = False


class Rewrite(msgspec.Struct, frozen=True):
    """A spoken form and its written one; a regular expression over whole words, case ignored."""

    pattern: str
    becomes: str


class NumberWords(msgspec.Struct, frozen=True):
    """Words for numbers. ``loose`` ones back a written number but are never themselves checked."""

    decimal: str = ""
    small: dict[str, int] = {}
    ordinals: dict[str, int] = {}
    scales: dict[str, int] = {}
    points: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    loose: dict[str, str] = {}
    phrases: dict[str, str] = {}
    halves: tuple[str, ...] = ()
    pronouns: frozenset[str] = frozenset()
    compounds: bool = False
    signs: dict[str, int] = {}


class Speech(msgspec.Struct, frozen=True):
    """The tables of one language; see ``resources/languages/en/speech.toml`` for what each holds."""

    function_words: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    fillers: tuple[str, ...] = ()
    acknowledgements: frozenset[str] = frozenset()
    openers: tuple[Opener, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    tags: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    doubled: frozenset[str] = frozenset()
    doubled_by_comma: frozenset[str] = frozenset()
    breaks: tuple[str, ...] = ()
    weak_breaks: tuple[str, ...] = ()
    clause_starts: frozenset[str] = frozenset()
    never_before_break: frozenset[str] = frozenset()
    rewrites: tuple[Rewrite, ...] = ()
    stage_notes: frozenset[str] = frozenset()
    suffixes: tuple[str, ...] = ()
    irregular: dict[str, str] = {}
    compounds: bool = False
    capital_nouns: bool = False
    connectives: tuple[str, ...] = ()
    determiners: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    soft_negations: frozenset[str] = frozenset()
    negation_forms: dict[str, str] = {}
    negates_behind: bool = False
    doubles_negation: bool = False
    denying_words: tuple[str, ...] = ()
    negation_idioms: tuple[str, ...] = ()
    chatty: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    spoken_code: frozenset[str] = frozenset()
    plain_capitals: frozenset[str] = frozenset()
    name_marks: tuple[str, ...] = ()
    translated_names: frozenset[str] = frozenset()
    quotes: tuple[str, str] = ("“", "”")
    first_person: frozenset[str] = frozenset()
    third_person: frozenset[str] = frozenset()
    than: tuple[str, ...] = ()
    opposites: tuple[tuple[tuple[str, ...], ...], ...] = ()
    units: dict[str, tuple[str, ...]] = {}
    numbers: NumberWords = NumberWords()


@cache
def speech(language: str) -> Speech:
    """The tables of a language, or those that hold everywhere."""
    return table(language, "speech", Speech)


@cache
def known_languages() -> tuple[str, ...]:
    """Languages with tables of their own, in a fixed order."""
    folder = paths.resources() / "languages"
    return tuple(sorted(p.parent.name for p in folder.glob("??/speech.toml")))


@cache
def phrases(patterns: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for a list of regular expressions, or nothing for an empty list."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None
