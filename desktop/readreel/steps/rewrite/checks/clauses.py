"""Clauses of a written sentence that nobody said.

A small model hangs a reason, a use or a consequence of its own on a true sentence (", which prevents
overfitting"). As a whole the sentence then still passes for backed; its clause does not. Clauses are cut at
signs of pause in every language, and at the connecting words that the language's table lists.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import Vocabulary, content

_SHARE = 1 / 3
"""Least share of a clause's content words that must have been said or shown."""
_LEAST = 3
"""Content words from which that share is asked for; of two, one must be known."""
_PAIRS = 5
"""The same for scripts without spaces, where the pairs of characters count that overlap."""


@cache
def _cuts(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(speech(language).connectives, key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:[,;:](?=\s)|\s[–—]\s|[，；：、—])|\s(?=(?:{words})\s)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def clauses(sentence: str, language: str) -> tuple[str, ...]:
    """The clauses of a sentence, in order."""
    return tuple(part for part in _cuts(language).split(sentence) if part.strip())


def invented(sentence: str, told: Vocabulary, language: str) -> list[str]:
    """The clauses of a sentence whose content was neither said nor shown."""
    return [part for part in clauses(sentence, language) if _strange(part, told, language)]


def _strange(clause: str, told: Vocabulary, language: str) -> bool:
    stems: Sequence[str] = tuple(dict.fromkeys(content(clause, language)))
    known = sum(told.has(stem) for stem in stems)
    if language in SPACELESS:
        return len(stems) >= _PAIRS and known < _SHARE * len(stems)
    if len(stems) < _LEAST:
        return len(stems) == _LEAST - 1 and not known
    return known < _SHARE * len(stems)
