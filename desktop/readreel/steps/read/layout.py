"""What the lines of a screen are: a title, content, or the furniture of the program that shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from readreel.project.artifacts import Screen, ScreenLine

_FURNITURE_SHARE = 0.6
_FURNITURE_LEAST = 6
_GRID = 24
"""Pixels by which a line may move and still be in the same place."""

_SPACE = 0.7
"""Widest space between words of a line, in heights of its letters."""

_TITLE_UPPER = 0.45
_TITLE_LARGER = 1.2
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
    lines = joined([line for line in screen.lines if _mark(line) not in marks])
    return Screen(still=screen.still, lines=lines, title=title(lines, height))


def joined(parts: Sequence[ScreenLine]) -> tuple[ScreenLine, ...]:
    """Words that stand on one line, close together, as one line; lines from top to bottom.

    Text detectors part large type at its spaces, so that a title comes as single words.
    """
    lines: list[ScreenLine] = []
    for part in sorted(parts, key=lambda part: part.box[0]):
        home = next((line for line in lines if _goes_on(line, part)), None)
        if home is None:
            lines.append(part)
        else:
            lines[lines.index(home)] = _together(home, part)
    return tuple(sorted(lines, key=lambda line: (line.box[1], line.box[0])))


def _goes_on(line: ScreenLine, part: ScreenLine) -> bool:
    """Whether ``part`` stands right of ``line``, at its height, a space away, in letters of its size."""
    overlap = min(line.box[3], part.box[3]) - max(line.box[1], part.box[1])
    gap = part.box[0] - line.box[2]
    size = min(_size(line), _size(part))
    return (
        overlap > 0.6 * size
        and -0.5 * size < gap < _SPACE * size
        and size > 0.55 * max(_size(line), _size(part))
    )


def _together(line: ScreenLine, part: ScreenLine) -> ScreenLine:
    box = (
        line.box[0],
        min(line.box[1], part.box[1]),
        max(line.box[2], part.box[2]),
        max(line.box[3], part.box[3]),
    )
    return ScreenLine(f"{line.text} {part.text}", box, min(line.confidence, part.confidence))


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
    return text if sure and not wordy and letters >= max(3, len(text) // 3) else ""


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
    """Whether two heights are of the same type: what letters reach below the line varies by a fifth."""
    return abs(first - second) < 0.22 * max(first, second)


def _size(line: ScreenLine) -> int:
    return line.box[3] - line.box[1]


def _mark(line: ScreenLine) -> tuple[str, int, int]:
    return line.text.casefold(), line.box[0] // _GRID, line.box[1] // _GRID
