"""The few words of a passage around what was looked for, with marks where that stands."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.library.folding import aligned
from readreel.library.query import Term, pattern

WIDTH = 320
"""Characters of a snippet, about."""

_BEFORE = 60
_SEARCHED = 20_000

Marks = tuple[tuple[int, int], ...]


class Snippet(msgspec.Struct, frozen=True):
    """``marks`` are the first place of each find and the one behind it; ``terms`` counts those found."""

    text: str
    marks: Marks = ()
    terms: int = 0


def snippet(text: str, terms: Sequence[Term], width: int = WIDTH) -> Snippet:
    """The part of a text that shows most of the terms."""
    text = " ".join(text[:_SEARCHED].split())
    found = _places(text, terms)
    if len(text) <= width:
        return _cut(text, 0, len(text), found)
    first = _densest(found, width - _BEFORE) if found else 0
    begin = _word_start(text, max(0, first - _BEFORE))
    end = _word_end(text, min(len(text), begin + width))
    return _cut(text, begin, end, found)


def _places(text: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Start, end and number of term of every find, in order."""
    small, origin = aligned(text)
    found = []
    for number, term in enumerate(terms):
        if not term.without:
            found += [
                (origin[match.start()], origin[match.end() - 1] + 1, number)
                for match in pattern(term).finditer(small)
            ]
    return sorted(found)


def _densest(found: Sequence[tuple[int, int, int]], width: int) -> int:
    """Where the stretch begins that holds most different terms; the first of equals."""
    best, where = 0, found[0][0]
    for at, (start, _, _) in enumerate(found):
        inside = {number for begin, _, number in found[at : at + 50] if begin < start + width}
        if len(inside) > best:
            best, where = len(inside), start
    return where


def _word_start(text: str, at: int) -> int:
    if at == 0:
        return 0
    space = text.find(" ", at, at + 30)
    return space + 1 if space >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at == len(text):
        return at
    space = text.rfind(" ", at - 30, at)
    return space if space > 0 else at


def _cut(text: str, begin: int, end: int, found: Sequence[tuple[int, int, int]]) -> Snippet:
    before = "…" if begin else ""
    shift = len(before) - begin
    inside = [(s, min(e, end), n) for s, e, n in found if begin <= s < end]
    marks: list[tuple[int, int]] = []
    for start, stop, _ in inside:
        if marks and start + shift <= marks[-1][1] + 1:  # they overlap, or follow one another
            marks[-1] = (marks[-1][0], max(marks[-1][1], stop + shift))
        else:
            marks.append((start + shift, stop + shift))
    shown = f"{before}{text[begin:end]}{'…' if end < len(text) else ''}"
    return Snippet(shown, tuple(marks), len({number for _, _, number in found}))
