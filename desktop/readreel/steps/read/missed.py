"""What the reader's detector passes over in code: a lone brace, a closing bracket, the last sign of a line.

Where the grid of a program's lines has a row without one, or a line has ink close before or behind it,
that ink is read as a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from readreel.core.engines import ScreenReader
from readreel.project.artifacts import Box, ScreenLine
from readreel.steps.read.code import marks, unread

_CONTRAST = 60
"""Grey levels by which ink differs from the ground it stands on."""
_LEAST_INK = 4
_BEFORE, _BEHIND = 5.0, 3.5
"""Cells before and behind a line in which a sign of it may stand."""
_MARGIN = 5
"""The margin left around the ink, as a part (one in so many) of the row's height."""


def missed(
    rgb: NDArray[np.uint8],
    grey: NDArray[np.uint8],
    lines: Sequence[ScreenLine],
    looked_at: Sequence[Box],
    engine: ScreenReader,
) -> list[ScreenLine]:
    """Lines to be added to ``lines``, in the parts of the screen that were ``looked_at``."""
    found = []
    written = [line for line in lines if line.text]
    for strip in (*unread(written), *_ends(written)):
        box = _inked(grey, strip)
        if box is None or not any(_touch(box, part) for part in looked_at):
            continue
        if any(_touch(box, line.box) for line in written):
            continue
        line = engine.recognise(rgb[box[1] : box[3], box[0] : box[2]])
        if line.text and not line.text.isdigit():  # numbers beside lines are no part of them
            found.append(ScreenLine(line.text, box, line.confidence))
    return found


def _ends(lines: Sequence[ScreenLine]) -> Iterator[Box]:
    """The room close before and behind every line of code."""
    for place, mark in marks(lines).items():
        left, top, right, bottom = lines[place].box
        cell = (right - left) / max(1, len(lines[place].text))
        if mark == "code":
            yield right + 1, top, right + round(_BEHIND * cell), bottom
            yield max(0, left - round(_BEFORE * cell)), top, left - 1, bottom


def _inked(grey: NDArray[np.uint8], strip: Box) -> Box | None:
    """The ink in a strip, with a margin; None where there is none."""
    height, width = grey.shape
    left, top, right, bottom = strip[0], strip[1], min(strip[2], width), min(strip[3], height)
    part = grey[top:bottom, left:right].astype(np.int16)
    if not part.size:
        return None
    ink = np.abs(part - np.median(part)) > _CONTRAST
    if ink.sum() < _LEAST_INK:
        return None
    columns, rows = np.flatnonzero(ink.any(axis=0)), np.flatnonzero(ink.any(axis=1))
    margin = max(2, (bottom - top) // _MARGIN)
    return (
        max(0, left + int(columns[0]) - margin),
        max(0, top + int(rows[0]) - margin),
        min(width, left + int(columns[-1]) + 1 + margin),
        min(height, top + int(rows[-1]) + 1 + margin),
    )


def _touch(first: Box, second: Box) -> bool:
    """Whether the middle of the first lies in the second."""
    across, down = (first[0] + first[2]) / 2, (first[1] + first[3]) / 2
    return second[0] <= across < second[2] and second[1] <= down < second[3]
