"""The grid of a monospaced text: how wide a character is, and whether the text is monospaced at all.

A box is about ``width`` times its characters plus what the detector leaves around them. Both are
fitted over all rows with the median of slopes between pairs (Theil 1950, Sen 1968), which a row with
a lost space does not move.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from readreel.steps.read.code.rows import Row

_APART = 6
"""Characters by which two rows must differ to say anything of the width of one."""
_MOST = 48
_TRUE = 0.1
"""Spread up to which characters can be counted by their room."""
_LEAST_LONG = 10


class Cell(msgspec.Struct, frozen=True):
    """Width of a character and the room around a row, in pixels; ``spread`` is how badly rows fit.

    ``spread`` is the median misfit in characters over the root of the row's length: near 0 for a
    monospaced text, 0.3 and more for a proportional one; None where too few rows could tell.
    """

    width: float
    room: float
    spread: float | None

    def lost(self, row: Row) -> int:
        """Characters that a row has room for beyond those read; 0 where the text is not monospaced."""
        if self.spread is None or self.spread > _TRUE:
            return 0
        return round((row.box[2] - row.box[0] - self.room) / self.width) - len(row.text)


def cell(rows: Sequence[Row]) -> Cell:
    """The grid that fits ``rows`` best."""
    points = sorted((len(row.text), row.box[2] - row.box[0]) for row in rows if row.text)
    if len(points) > _MOST:
        points = [points[n * len(points) // _MOST] for n in range(_MOST)]
    slopes = [
        (b[1] - a[1]) / (b[0] - a[0])
        for n, a in enumerate(points)
        for b in points[n + 1 :]
        if b[0] - a[0] >= _APART
    ]
    if len(slopes) < 3:
        width = median(w / (n + 0.7) for n, w in points) if points else 1.0
        return Cell(max(width, 1.0), 0.7 * width, None)
    width = max(median(slopes), 1.0)
    room = median(w - width * n for n, w in points)
    long = [(n, w) for n, w in points if n >= _LEAST_LONG]
    misfits = [abs(w - width * n - room) / width / n**0.5 for n, w in long]
    return Cell(width, room, median(misfits) if len(misfits) >= 4 else None)
