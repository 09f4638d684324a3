"""Finding words in a text as Qt counts it, letters large or small."""

from __future__ import annotations

import re
from bisect import bisect_left

MOST = 5000
"""Matches that are counted at most; nobody walks through more."""


def found(text: str, words: str) -> list[tuple[int, int]]:
    """Where ``words`` stand: first and last position in UTF-16 units. White space matches any."""
    parts = words.split()
    if not parts:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    wide = [at for at, char in enumerate(text) if ord(char) > 0xFFFF] if not text.isascii() else []
    places: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        first, last = match.span()
        places.append((first + bisect_left(wide, first), last + bisect_left(wide, last)))
        if len(places) == MOST:
            break
    return places
