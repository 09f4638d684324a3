"""Talks in a few lines: timed sentences, and screens that show lines of text and of code."""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.time import Span
from readreel.project.artifacts import (
    Listing,
    ListingLine,
    Screen,
    ScreenLine,
    Screens,
    Sentence,
    Still,
    Stills,
    Word,
)

SECONDS = 5.0
"""What every sentence lasts."""


def sentence(number: int, words: Sequence[tuple[str, float]]) -> Sentence:
    """Words with their probabilities, evenly spread over the sentence's seconds."""
    start, each = number * SECONDS, SECONDS / max(len(words), 1)
    timed = tuple(
        Word(text, start + place * each, start + (place + 1) * each, sure)
        for place, (text, sure) in enumerate(words)
    )
    return Sentence(number, start, start + SECONDS, " ".join(text for text, _ in words), timed)


def shown(
    lines: Sequence[str], code: Sequence[str] = (), *, start: float = 0.0, end: float = 600.0
) -> tuple[Stills, Screens]:
    """One still from ``start`` to ``end`` with lines of text, and a listing with lines of code."""
    span = (Span(start, end),)
    still = Still(1, "still-0001.jpg", start, span, 1280, 720)
    boxes = [(0, 40 * at, 800, 40 * at + 30) for at in range(max(len(lines), len(code)))]
    text = tuple(ScreenLine(line, box, 0.99) for line, box in zip(lines, boxes, strict=False))
    listed = tuple(ListingLine(line, 1, box) for line, box in zip(code, boxes, strict=False))
    listings = (Listing(1, "editor", "python", listed, span, (1,)),) if listed else ()
    return Stills(stills=(still,)), Screens(screens=(Screen(1, text),), listings=listings)
