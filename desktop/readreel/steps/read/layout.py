"""Words on one line as that line, and the line that is the title of a slide."""

from __future__ import annotations

from collections.abc import Sequence

from readreel.project.artifacts import ScreenLine
from readreel.steps.read.regions import is_entry

_SPACE = 0.7
"""Widest space between words of a line, in heights of its letters."""

_TITLE_UPPER = 0.45
_TITLE_LARGER = 1.2
_TITLE_MUCH_LARGER = 1.7
_SLIDE_MOST_LINES = 14
"""Lines up to which a screen may be a slide; a fuller one needs a title that nobody could miss."""
_TITLE_MOST_LINES = 40
_TITLE_MOST_WORDS = 14
_TITLE_CONFIDENCE = 0.85


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
    """The line that heads a slide, with the line it runs on into; empty when unsure.

    A title stands alone in its row in the upper part, clearly larger than the rest. The topmost such
    line is it, not the largest (a slide about letters shows letters), unless a larger one stands
    directly below: then the upper one only leads in to it ("Chapter 3"). A page full of lines (an
    editor, a browser) has no title that could be told from its furniture.
    """
    if not lines or len(lines) > _TITLE_MOST_LINES:
        return ""
    heads = [line for line in lines if line.box[1] < _TITLE_UPPER * height and _heads(line, lines)]
    heads.sort(key=lambda line: line.box[1])
    if not heads:
        return ""
    first, *later = heads
    below = next((line for line in later if _led_in(first, line)), first)
    text = " ".join(part.text for part in [below, *_running_on(below, lines)])
    return text if len(text.split()) <= _TITLE_MOST_WORDS else ""


def _heads(line: ScreenLine, lines: Sequence[ScreenLine]) -> bool:
    """Whether a line could be a title: sure words, across, alone in its row, larger than the rest."""
    parts = [line, *_running_on(line, lines)]
    rest = sorted(_size(other) for other in lines if other not in parts)
    times = _TITLE_LARGER if len(lines) <= _SLIDE_MOST_LINES else _TITLE_MUCH_LARGER
    larger = not rest or _size(line) >= times * rest[(len(rest) - 1) // 2]
    text = " ".join(part.text for part in parts)
    letters = sum(character.isalpha() for character in text)
    worded = letters >= max(3, len(text) // 3)
    sure = min(part.confidence for part in parts) >= _TITLE_CONFIDENCE
    across = line.box[2] - line.box[0] >= _size(line)
    return larger and worded and sure and across and not any(_beside(line, o) for o in lines)


def _beside(line: ScreenLine, other: ScreenLine) -> bool:
    """Whether another line of like size shares the row: two columns, or two things compared."""
    overlap = min(line.box[3], other.box[3]) - max(line.box[1], other.box[1])
    apart = other.box[0] >= line.box[2] or line.box[0] >= other.box[2]
    return apart and _alike(_size(line), _size(other)) and overlap > 0.6 * _size(line)


def _led_in(upper: ScreenLine, lower: ScreenLine) -> bool:
    """Whether ``lower`` is a title below its overline: larger, and nearer than a line of the upper."""
    gap = lower.box[1] - upper.box[3]
    return (
        _size(lower) > _size(upper)
        and gap < _size(upper)
        and not _alike(_size(upper), _size(lower))
    )


def _running_on(first: ScreenLine, lines: Sequence[ScreenLine]) -> list[ScreenLine]:
    below = [
        line
        for line in lines
        if line is not first
        and -0.3 * _size(first) <= line.box[1] - first.box[3] < _size(first)
        and _alike(_size(line), _size(first))
        and not is_entry(line.text)
    ]
    return sorted(below, key=lambda line: line.box[1])[:1]


def _alike(first: int, second: int) -> bool:
    """Whether two heights are of the same type: what letters reach below the line varies by a fifth."""
    return abs(first - second) < 0.22 * max(first, second)


def _size(line: ScreenLine) -> int:
    return line.box[3] - line.box[1]
