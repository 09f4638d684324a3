"""What the lines of a screen are: a title, content, or the furniture of the program that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from readreel.project.artifacts import Screen, ScreenLine

_FURNITURE_SHARE = 0.6
_FURNITURE_LEAST = 6
_GRID = 24
"""Pixels by which a line may move and still be in the same place."""

_TITLE_UPPER = 0.45
_TITLE_LARGER = 1.25
_TITLE_MOST_LINES = 40
_TITLE_MOST_WORDS = 14
_TITLE_CONFIDENCE = 0.8


def furniture(screens: Sequence[Screen]) -> set[tuple[str, int, int]]:
    """Marks of the lines that stand at one place on most screens: menus, tabs, the clock's frame."""
    if len(screens) < _FURNITURE_LEAST:
        return set()
    counts = Counter(mark for screen in screens for mark in {_mark(line) for line in screen.lines})
    return {mark for mark, count in counts.items() if count >= _FURNITURE_SHARE * len(screens)}


def without(screen: Screen, marks: set[tuple[str, int, int]], height: int) -> Screen:
    """The screen without its furniture, its title found."""
    lines = tuple(line for line in screen.lines if _mark(line) not in marks)
    return Screen(still=screen.still, lines=lines, title=title(lines, height))


def title(lines: Sequence[ScreenLine], height: int) -> str:
    """The most prominent line of a slide, with the line it runs on into; empty when unsure.

    A title stands in the upper part and is clearly larger than the rest. A page full of lines (an
    editor, a browser) has no title that could be told from its furniture.
    """
    if not lines or len(lines) > _TITLE_MOST_LINES:
        return ""
    sizes = sorted(_size(line) for line in lines)
    usual = sizes[len(sizes) // 2] if len(sizes) > 2 else sizes[0]
    upper = [line for line in lines if line.box[1] < _TITLE_UPPER * height]
    upper.sort(key=lambda line: line.box[1])
    if not upper:
        return ""
    size = max(_size(line) for line in upper)
    largest = next(line for line in upper if _alike(_size(line), size))
    alone = len(lines) == 1
    if not alone and _size(largest) < _TITLE_LARGER * usual:
        return ""
    parts = [largest, *_running_on(largest, lines)]
    text = " ".join(part.text for part in parts)
    sure = min(part.confidence for part in parts) >= _TITLE_CONFIDENCE
    wordy = len(text.split()) > _TITLE_MOST_WORDS
    letters = sum(character.isalpha() for character in text)
    return text if sure and not wordy and letters >= max(3, len(text) // 2) else ""


def _running_on(first: ScreenLine, lines: Sequence[ScreenLine]) -> list[ScreenLine]:
    below = [
        line
        for line in lines
        if line is not first
        and 0 <= line.box[1] - first.box[3] < _size(first)
        and _alike(_size(line), _size(first))
    ]
    return sorted(below, key=lambda line: line.box[1])[:1]


def _alike(first: int, second: int) -> bool:
    return abs(first - second) < 0.2 * max(first, second)


def _size(line: ScreenLine) -> int:
    return line.box[3] - line.box[1]


def _mark(line: ScreenLine) -> tuple[str, int, int]:
    return line.text.casefold(), line.box[0] // _GRID, line.box[1] // _GRID
