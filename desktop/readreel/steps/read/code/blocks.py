"""What on a screen is code: the judge that tells regions, and the blocks that listings are made of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Literal

from readreel.project.artifacts import Box, ScreenLine
from readreel.steps.read.code.block import Block, Origin
from readreel.steps.read.code.notebook import cells
from readreel.steps.read.code.numbers import parted
from readreel.steps.read.code.rows import Row, around, columns, pitch, row, unstacked
from readreel.steps.read.code.segments import segments
from readreel.steps.read.code.terminal import commands

Mark = Literal["code", "output", "prompt", "number"]

_LEAST_ROWS = 3
_MOST_MISSING = 3
_OVERLAP = 0.5
"""Part of a line's breadth from which it stands in a strip; line numbers may reach into it."""


def marks(lines: Sequence[ScreenLine]) -> dict[int, Mark]:
    """What the lines of one screen are, by their places; lines that are no code are absent."""
    found: dict[int, Mark] = {}
    for block in blocks(lines):
        parts: tuple[tuple[Mark, list[int]], ...] = (
            ("number", list(block.numbers)),
            ("prompt", list(block.prompts)),
            ("output", [place for row in block.output for place in row.places]),
            ("code", [place for row in block.rows for place in row.places]),
        )
        for mark, places in parts:
            found |= dict.fromkeys(places, mark)
    return dict(sorted(found.items()))


def rows(lines: Sequence[ScreenLine]) -> tuple[Row, ...]:
    """The rows of code on one screen."""
    return tuple(row for block in blocks(lines) for row in block.rows)


def origins(lines: Sequence[ScreenLine]) -> frozenset[Origin]:
    """Where the code on a screen comes from; "editor" for all that no prompt announces."""
    return frozenset(block.origin for block in blocks(lines))


def blocks(lines: Sequence[ScreenLine], origin: Origin = "editor") -> tuple[Block, ...]:
    """The code on one screen, from top to bottom; ``origin`` is that of code without prompts."""
    pieces = [
        piece
        for place, line in enumerate(lines)
        if line.text.strip()
        for piece in unstacked(row(line, place))
    ]
    found, pieces = cells(pieces)
    rest, numbers = parted(pieces)
    for column in columns(rest):
        found += commands(column) or segments(column, numbers, origin)
    return tuple(sorted(found, key=_place))


def _place(block: Block) -> tuple[int, int]:
    first: Row = block.rows[0]
    return first.box[1], first.box[0]


def unread(lines: Sequence[ScreenLine]) -> tuple[Box, ...]:
    """Strips of the screen where a row of code may have been missed: on the grid, and empty so far.

    Detectors of text overlook rows of one sign, as a closing brace is. Whether there is ink, and
    which, the reader must say.
    """
    strips: list[Box] = []
    for block in blocks(lines):
        if len(block.rows) < _LEAST_ROWS:
            continue
        step = pitch(block.rows)
        seen = [row for row in block.rows if not row.reckoned]
        left, _, right, _ = around(row.box for row in seen or block.rows)
        for above, below in itertools.pairwise(block.rows):
            missing = round((below.centre - above.centre) / step) - 1
            strips += [
                _strip(above.centre + step * (n + 1), step, left, right)
                for n in range(min(missing, _MOST_MISSING))
            ]
        last = block.rows[-1].centre
        strips += [_strip(last + step * n, step, left, right) for n in (1, 2)]
    return tuple(strip for strip in strips if not any(_inside(line, strip) for line in lines))


def _strip(centre: float, step: float, left: int, right: int) -> Box:
    half = 0.5 * step
    return left, max(0, round(centre - half)), right, round(centre + half)


def _inside(line: ScreenLine, strip: Box) -> bool:
    middle = (line.box[1] + line.box[3]) / 2
    across = min(line.box[2], strip[2]) - max(line.box[0], strip[0])
    return strip[1] < middle < strip[3] and across > _OVERLAP * (line.box[2] - line.box[0])
