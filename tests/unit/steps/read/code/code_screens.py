"""Screens of text as a reader would hand them over, from plain text: in a grid, or in proportional type."""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.time import Span
from readreel.project.artifacts import Listing, Screen, ScreenLine, Still
from readreel.steps.read.code import listings

CELL, PITCH, HEIGHT = 9.0, 22, 18
_NARROW, _WIDE = "iljtfr.,:;'|!()[] I", "mwMWOQG@%&"


def grid(
    text: str, *, left: int = 100, top: int = 100, cell: float = CELL, confidence: float = 0.98
) -> list[ScreenLine]:
    """Lines of monospaced text where they would stand, empty ones left out."""
    lines = []
    for number, line in enumerate(text.strip("\n").split("\n")):
        words = line.strip()
        if not words:
            continue
        start = left + (len(line) - len(line.lstrip())) * cell
        y = top + number * PITCH
        box = (round(start) - 2, y, round(start + len(words) * cell) + 2, y + HEIGHT)
        lines.append(ScreenLine(words, box, confidence))
    return lines


def prose(text: str, *, left: int = 100, top: int = 100, size: float = 9.0) -> list[ScreenLine]:
    """Lines of proportional type: narrow letters half as wide as wide ones."""
    lines = []
    for number, line in enumerate(text.strip("\n").split("\n")):
        if line.strip():
            breadth = sum(
                size * (0.5 if sign in _NARROW else 1.4 if sign in _WIDE else 1.0) for sign in line
            )
            y = top + number * PITCH
            box = (left, y, left + round(breadth), y + HEIGHT)
            lines.append(ScreenLine(line.strip(), box, 0.98))
    return lines


def found(*screens: Sequence[ScreenLine], kind: str = "screen") -> tuple[Listing, ...]:
    """The listings of a recording that shows these screens, ten seconds each."""
    stills = [
        Still(
            id=n,
            file=f"{n}.jpg",
            time=10.0 * n,
            spans=(Span(10.0 * n, 10.0 * n + 10),),
            width=1280,
            height=720,
        )
        for n in range(1, len(screens) + 1)
    ]
    shown = [
        Screen(still=n, lines=tuple(lines), kind=kind)  # type: ignore[arg-type]
        for n, lines in enumerate(screens, 1)
    ]
    return listings(shown, stills)


def text(listing: Listing) -> str:
    """The code of a listing."""
    return "\n".join(line.text for line in listing.lines)
