"""What the screen writes, as terms: words, identifiers and numbers, with when and where they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from readreel.core.time import Span
from readreel.project.artifacts import Screens, Still
from readreel.project.shown import content

_SURE = 0.93
"""Confidence of a line from which its words are taken; screens write small, readers err."""
_WORD = re.compile(r"[^\W\d_]{4,}(?:['’][^\W\d_]+)?")
_IDENTIFIER = re.compile(
    r"(?<![\w./-])(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+|[A-Za-z]\w*_\w+|[a-z]+[A-Z]\w*)(?![\w/@-]|\.\w)"
)
_NUMBER = re.compile(r"(?<![\w.,])\d{4,}(?![\w.,]\w)")

Kind = Literal["word", "identifier", "number"]


class Term(msgspec.Struct):
    """Something written: ``spans`` when it was visible, ``stills`` where it was read, in their order."""

    text: str
    kind: Kind
    spans: list[Span]
    stills: list[int]
    coded: bool = False

    def nearness(self, time: float) -> float:
        """Seconds between ``time`` and the nearest moment at which it was visible."""
        return min(max(span.start - time, time - span.end, 0.0) for span in self.spans)


def terms(screens: Screens, stills: Sequence[Still]) -> dict[str, Term]:
    """Every term once, by its text; code that was put together over time counts most."""
    shown = {still.id: still for still in stills}
    found: dict[str, Term] = {}
    for screen in screens.screens:
        still = shown[screen.still]
        texts = [line.text for line in content(screen).lines if line.confidence >= _SURE]
        for text in texts:
            _gather(_written(text), still.id, still.spans, found)
    for listing in screens.listings:
        sure = [line.text for line in listing.lines if not line.doubtful]
        for text in sure:
            _gather(_written(text), listing.stills[-1], listing.spans, found, coded=True)
    return found


def _written(text: str) -> Iterable[tuple[str, Kind]]:
    for match in _IDENTIFIER.finditer(text):
        yield match.group(), "identifier"
    for match in _WORD.finditer(_IDENTIFIER.sub(" ", text)):
        yield match.group(), "word"
    for match in _NUMBER.finditer(text):
        yield match.group(), "number"


def _gather(
    written: Iterable[tuple[str, Kind]],
    still: int,
    spans: Sequence[Span],
    found: dict[str, Term],
    *,
    coded: bool = False,
) -> None:
    for text, kind in written:
        term = found.setdefault(text, Term(text, kind, [], []))
        if still not in term.stills:
            term.stills.append(still)
        term.spans += [span for span in spans if span not in term.spans]
        term.coded |= coded
