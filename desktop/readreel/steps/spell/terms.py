"""What the screen writes, as terms: words, identifiers and numbers, with when and where they were read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from readreel.core.time import Span
from readreel.project.artifacts import Screens, Still
from readreel.project.shown import content
from readreel.steps.spell.sound import plain

_SURE = 0.93
"""Confidence of a line from which its words are taken; screens write small, readers err."""
_TITLED = 0.6
"""Share of capitalised words from which a line is a title, whose capitals say nothing of its words."""
_WORD = re.compile(r"[^\W\d_]{4,}(?:['’][^\W\d_]+)?")
_IDENTIFIER = re.compile(
    r"(?<![\w./-])(?:[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+|[A-Za-z]\w*_\w+|[a-z]+[A-Z]\w*)(?![\w/@-]|\.\w)"
)
_PATH = re.compile(r"(?<!\S)[A-Za-z][\w.]*(?:[/-][A-Za-z][\w.]*)+(?!\S)")
_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![.,]?\w)")
_TOKEN = re.compile(r"[^\W_]+")
_SPOKEN_CASE = re.compile(r"^[A-Z][a-z]+$")

Kind = Literal["word", "identifier", "path", "number"]


class Term(msgspec.Struct):
    """Something written: ``spans`` when it was visible, ``stills`` where it was read, in their order.

    ``coded`` terms stood in code; ``named`` ones had their capital inside a line that is no title.
    """

    text: str
    kind: Kind
    spans: list[Span]
    stills: list[int]
    coded: bool = False
    named: bool = False

    def nearness(self, time: float) -> float:
        """Seconds between ``time`` and the nearest moment at which it was visible."""
        return min(max(span.start - time, time - span.end, 0.0) for span in self.spans)

    def still_near(self, time: float, stills: dict[int, Still]) -> int:
        """The still that shows it nearest to ``time``."""
        return min(
            self.stills,
            key=lambda one: min(max(s.start - time, time - s.end, 0.0) for s in stills[one].spans),
        )


class Shown(msgspec.Struct):
    """Everything written on the screen: ``pairs`` are two words beside each other, in lower case."""

    terms: dict[str, Term]
    pairs: dict[tuple[str, str], Term]


def shown(screens: Screens, stills: Sequence[Still]) -> Shown:
    """Every term and every pair of words once; code that was put together over time counts most."""
    known = {still.id: still for still in stills}
    found = Shown({}, {})
    for screen in screens.screens:
        still = known[screen.still]
        for line in content(screen).lines:
            if line.confidence >= _SURE:
                _gather(_written(line.text), still.id, still.spans, found.terms)
                _gather_pairs(line.text, still.id, still.spans, found.pairs)
    for listing in screens.listings:
        for row in listing.lines:
            if not row.doubtful:
                _gather(_written(row.text), row.still, listing.spans, found.terms, coded=True)
    return found


def _written(text: str) -> Iterator[tuple[str, Kind, bool]]:
    """The terms of a line, and whether each has its capital for its own sake."""
    for match in _IDENTIFIER.finditer(text):
        yield match.group(), "identifier", False
    for match in _PATH.finditer(text):
        yield match.group(), "path", False
    rest = _IDENTIFIER.sub(" ", text)
    words = _TOKEN.findall(rest)
    capitals = sum(word[0].isupper() for word in words if len(word) > 3)
    titled = capitals >= _TITLED * max(sum(len(word) > 3 for word in words), 1)
    opening = re.search(r"\w", rest)
    for match in _WORD.finditer(rest):
        first = opening is not None and match.start() == opening.start()
        named = not titled and not first and _SPOKEN_CASE.match(match.group()) is not None
        yield match.group(), "word", named
    for match in _NUMBER.finditer(text):
        yield match.group(), "number", False


def _gather(
    written: Iterable[tuple[str, Kind, bool]],
    still: int,
    spans: Sequence[Span],
    found: dict[str, Term],
    *,
    coded: bool = False,
) -> None:
    for text, kind, named in written:
        term = found.setdefault(text, Term(text, kind, [], []))
        _seen(term, still, spans)
        term.coded |= coded
        term.named |= named


def _gather_pairs(
    text: str, still: int, spans: Sequence[Span], found: dict[tuple[str, str], Term]
) -> None:
    for one, other in pairwise(_TOKEN.finditer(text)):
        if text[one.end() : other.start()] in {" ", "-"}:
            key = plain(one.group()), plain(other.group())
            _seen(found.setdefault(key, Term(text, "word", [], [])), still, spans)


def _seen(term: Term, still: int, spans: Sequence[Span]) -> None:
    if still not in term.stills:
        term.stills.append(still)
    term.spans += [span for span in spans if span not in term.spans]
