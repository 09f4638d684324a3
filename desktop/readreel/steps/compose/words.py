"""Counting and comparing words in any script, also where no spaces stand between them."""

from __future__ import annotations

import re
from functools import cache

_LETTERS = 5
"""Letters of a word by which its inflected forms are known as one."""
_SPACELESS = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff"
)
_TOKENS = re.compile(rf"[{_SPACELESS}]+|[^\W_{_SPACELESS}]+(?:['’-][^\W_{_SPACELESS}]+)*")
_IS_SPACELESS = re.compile(rf"[{_SPACELESS}]")


def count(text: str) -> int:
    """Words; in scripts without spaces characters, as `Facts.written_words` states them."""
    return sum(len(token) if _IS_SPACELESS.match(token) else 1 for token in _TOKENS.findall(text))


def weight(text: str) -> float:
    """What the text carries, in words of a language with spaces: a word takes about 1.6 characters."""
    tokens: list[str] = _TOKENS.findall(text)
    return sum(len(token) / 1.6 if _IS_SPACELESS.match(token) else 1.0 for token in tokens)


@cache
def stems(text: str) -> frozenset[str]:
    """What to compare texts by: beginnings of longer words, numbers, pairs of characters."""
    found: set[str] = set()
    for token in _TOKENS.findall(text.casefold()):
        if _IS_SPACELESS.match(token):
            found.update(token[at : at + 2] for at in range(len(token) - 1))
        elif len(token) >= 4 or token.isdigit():
            found.add(token[:_LETTERS])
    return frozenset(found)
