"""Whether the words of a sentence were said in each other's company, and its names before it.

A small model makes sentences of its own out of a passage's words: each word is backed, and what they say
together nobody said ("windows are tabs, and panes are the parts of those tabs"). Where an editor says the
same in another way, most of the telling words that stand side by side were said near each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from readreel.core.language import SPACELESS
from readreel.steps.rewrite.checks import names
from readreel.steps.rewrite.language.speech import speech
from readreel.steps.rewrite.language.words import content, fold, kindred, plain

_LEAST = 6
"""Telling words of a sentence from which their company says something."""
_NEAR = 4
"""Telling words from one to another that was said near it, at most."""
_SHARE = 1 / 3
"""Where so many of the neighbours in a sentence, or fewer, were said near each other, it is made up: of 380
long sentences by an editor's hand 97 in 100 have more."""


def strangers(sentence: str, told: tuple[str, ...], language: str) -> bool:
    """Whether too few neighbours of a sentence were said near each other; ``told`` as by `content`.

    Only for scripts with spaces, where a word is a word.
    """
    stems = content(sentence, language)
    if language in SPACELESS or len(stems) < _LEAST:
        return False
    known = sum(_together(one, other, told) for one, other in pairwise(stems))
    return known <= _SHARE * (len(stems) - 1)


def early(
    sentence: str, pair: Sequence[int], spoken: Sequence[str], shown: Sequence[str], language: str
) -> list[str]:
    """Names of a sentence that the talk comes to only later: put for an "it" that meant something else.

    ``pair`` are the indices of the sentence's sources among the ``spoken`` ones. A name of the next
    sentence may have been drawn forward. Not where every noun has a capital letter.
    """
    if not pair or speech(language).capital_nouns:
        return []
    told = [set(plain(text)) for text in spoken[: max(pair) + 2]] + [set(plain(s)) for s in shown]
    later = [set(plain(text)) for text in spoken[max(pair) + 2 :]]
    return [
        word
        for word, opens in names.capitalised(sentence, language)
        if ((word.isupper() and len(word) > 1) or not opens)
        and any(fold(word) in words for words in later)
        and not any(fold(word) in words for words in told)
    ]


def _together(one: str, other: str, told: tuple[str, ...]) -> bool:
    here, there = _places(one, told), _places(other, told)
    return any(abs(a - b) <= _NEAR for a in here for b in there)


@lru_cache(maxsize=1024)
def _places(stem: str, told: tuple[str, ...]) -> Sequence[int]:
    return [at for at, word in enumerate(told) if word == stem or kindred(word, stem)]
