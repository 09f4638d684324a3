"""From a draft's numbered lines to a paragraph: what is backed stays, the rest is said as it was said.

The draft is judged as a whole, because an editor moves words over the seam of two pieces. A piece is
*bent* when a sentence of its line has a fault, *lost* when nothing carries one of its sentences or a
number, name or code word in them (fault ``detail``), and *said twice* when its line only tells what
another piece already says in the speaker's words. Such a line gives way to the cleaned sentences of its
piece; that is repeated until none is left.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import msgspec

from readreel.project.parameters import Style
from readreel.steps.rewrite.checks.kept import missing
from readreel.steps.rewrite.checks.support import Review, Source, review, split
from readreel.steps.rewrite.cleaning.clean import clean
from readreel.steps.rewrite.language.words import count
from readreel.steps.rewrite.passage import Piece, joined

REWRITTEN = 0.5
"""Least share of a paragraph's words that must be the writer's for it to count as rewritten."""

_LINE = re.compile(r"^\s*(\d{1,2})\s*[.)．、:：]\s*(.*)$")

_OF_WHOLE = frozenset({"chatty", "language", "person", "repetition", "length"})
"""Faults that a draft has as a whole. What the speaker's own sentences have too is not held against it:
who says a thing twice is quoted twice."""


class Mended(msgspec.Struct, frozen=True):
    """A paragraph: its text, which pieces were put back as they were said, the faults that caused it."""

    text: str
    support: float
    restored: tuple[int, ...]
    refused: tuple[str, ...]
    share: float
    """Share of the words that the writer wrote."""
    keep: tuple[str, ...] = ()
    """Words that the lines should have kept, for an article in another language."""


def lines(answer: str, pieces: int, language: str, *, whole: bool) -> dict[int, str]:
    """Numbered lines by piece (from 0), with what noise of speech the writer left in them taken out.

    Without ``whole`` the last line was cut short and is dropped.
    """
    found: dict[int, str] = {}
    last: int | None = None
    for raw in answer.splitlines():
        match = _LINE.match(raw)
        number = int(match[1]) - 1 if match else -1
        text = (match[2] if match else raw).strip()
        if 0 <= number < pieces and number not in found:
            last = number
            found[last] = text
        elif last is not None and text:
            found[last] = f"{found[last]} {text}"
    if not whole and last is not None:
        del found[last]
    tidy = {
        piece: joined(clean(split(text, language), language), language)
        for piece, text in found.items()
    }
    return {piece: text for piece, text in tidy.items() if text.strip(" -–—")}


def mend(
    written: Mapping[int, str], pieces: Sequence[Piece], source: Source, style: Style
) -> Mended:
    """The best paragraph that the lines allow. ``source`` holds the whole passage's surroundings.

    Where the style is not ``whole`` the writer may leave things out, as somebody asked for: only what it
    bends or invents is put back.
    """
    judge = _judge(style)
    owner = [index for index, piece in enumerate(pieces) for _ in piece.sentences]
    source = msgspec.structs.replace(
        source, sentences=tuple(text for p in pieces for text in p.sentences)
    )
    cleaned = joined([piece.text for piece in pieces], source.language)
    allowed = frozenset(review(cleaned, source).faults)
    restored: set[int] = set()
    refused: dict[str, None] = {}
    while True:
        texts = _lay(written, pieces, restored)
        text = joined(texts, source.language)
        verdict = judge(text, source)
        bad = _bad(verdict, _told(verdict, texts), owner, restored)
        if not bad and (_OF_WHOLE - allowed).intersection(verdict.faults):
            bad = _spoiling(written, pieces, restored, source, allowed, judge)
        thin = {owner[i] for i in missing(source.sentences, text, source.language)} - restored
        thin = thin if style.whole else set()
        if not bad and not thin:
            break
        bad |= thin
        refused |= dict.fromkeys([*verdict.faults, *(["detail"] if thin else [])])
        restored |= bad
    kept = sum(count(text) for index, text in enumerate(texts) if index not in restored)
    words = sum(count(text) for text in texts)
    return Mended(
        text=text,
        support=verdict.support,
        restored=tuple(sorted(restored)),
        refused=tuple(sorted(refused)),
        share=kept / words if words else 0.0,
    )


def _judge(style: Style) -> Callable[[str, Source], Review]:
    """The verdict that a style asks for.

    Where things may be left out, too long is no fault: what was said, put back, would be longer yet.
    """
    if style.whole:
        return partial(review, shortest=style.shortest, longest=style.longest)

    def lenient(text: str, source: Source) -> Review:
        verdict = review(text, source, shortest=style.shortest, longest=math.inf)
        faults = tuple(fault for fault in verdict.faults if fault != "lost")
        return msgspec.structs.replace(verdict, faults=faults, uncovered=())

    return lenient


def _lay(written: Mapping[int, str], pieces: Sequence[Piece], restored: set[int]) -> list[str]:
    return [
        piece.text if index in restored else written.get(index, "")
        for index, piece in enumerate(pieces)
    ]


def _told(verdict: Review, texts: Sequence[str]) -> list[int]:
    """For each judged sentence the piece in whose text it begins."""
    told: list[int] = []
    piece, at = 0, 0
    for sentence in verdict.sentences:
        start = sentence.text.split(maxsplit=1)[0] if sentence.text.split() else ""
        while piece < len(texts) - 1 and texts[piece].find(start, at) < 0:
            piece, at = piece + 1, 0
        found = texts[piece].find(start, at)
        at = max(at, found) + len(sentence.text)
        if at >= len(texts[piece]) and piece < len(texts) - 1:
            told.append(piece)
            piece, at = piece + 1, 0
            continue
        told.append(piece)
    return told


def _bad(
    verdict: Review, told: Sequence[int], owner: Sequence[int], restored: set[int]
) -> set[int]:
    """Pieces to put back in this round; never one that already is."""
    bad: set[int] = set()
    for place, sentence in enumerate(verdict.sentences):
        line = told[place]
        draws = {owner[i] for i in sentence.sources}
        if sentence.faults or (draws and draws <= restored):
            bad.add(line)
    bad |= {owner[i] for i in verdict.uncovered}
    return bad - restored


def _spoiling(
    written: Mapping[int, str],
    pieces: Sequence[Piece],
    restored: set[int],
    source: Source,
    allowed: frozenset[str],
    judge: Callable[[str, Source], Review],
) -> set[int]:
    """The piece that gives the whole its fault, if there is one such; otherwise all that are left."""
    left = [index for index in range(len(pieces)) if index not in restored]
    for index in left:
        text = joined(_lay(written, pieces, restored | {index}), source.language)
        if not (_OF_WHOLE - allowed).intersection(judge(text, source).faults):
            return {index}
    return set(left)
