"""Code that nothing announces: in an editor, on a slide, in a web page. Several lines must agree.

Precision first. A column of rows is cut where prose stands or a gap is, and a part is code only if
enough of its lines look like it, some of them beyond doubt, and if they stand in a monospaced grid
(where there are rows enough to tell).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from readreel.steps.read.code import signs
from readreel.steps.read.code.block import Block, Origin
from readreel.steps.read.code.cells import Cell, cell
from readreel.steps.read.code.indents import indented
from readreel.steps.read.code.numbers import numbered, unstuck, unwrapped, without_stray
from readreel.steps.read.code.outputs import boundary
from readreel.steps.read.code.rows import Row, beside, pitch, stacked

_GAP = 3.6
"""Pitches between two rows of one text: up to two empty lines, and one that was not seen."""
_BRIDGED = 8
"""Rows of prose inside code (a docstring) up to which the code goes on behind them."""
_LEAST_SUM = 2.2
_LEAST_SURE = 2
_LEAST_SHARE = 0.45
_MOST_PROSE, _MOST_INNER = 0.25, 0.5
"""Part of the rows that may be prose: at the edge, and at all, with docstrings and comments."""
_MONOSPACED = 0.24
"""Largest `Cell.spread` of a monospaced text."""


def segments(pieces: Sequence[Row], numbers: Sequence[Row], origin: Origin) -> list[Block]:
    """The code in one column of pieces."""
    grid = cell(pieces)
    rows = [beside(own, grid.width) for own in stacked(pieces)]
    rows = without_stray(
        rows, _edge(rows), cell([row for row in rows if not row.text[:1].isdigit()])
    )
    rows = unwrapped(unstuck(numbered(rows, numbers), _edge(rows), grid))
    step = pitch(rows)
    parts = [part[: boundary(part, step)] for run in _runs(rows) for part in _parts(run)]
    return [_block(part, numbers, origin) for part in parts if _is_code(part)]


def _edge(rows: Sequence[Row]) -> int:
    """The left edge of what looks like code and begins with no digit."""
    return min(
        (
            row.box[0]
            for row in rows
            if signs.weight(row.text) >= signs.LIKELY and not row.text[:1].isdigit()
        ),
        default=0,
    )


def _block(rows: Sequence[Row], numbers: Sequence[Row], origin: Origin) -> Block:
    inside = {row.number for row in rows} - {None}
    own = tuple(
        number.places[0]
        for number in numbers
        if int(number.text) in inside and rows[0].box[1] - 5 <= number.centre <= rows[-1].box[3] + 5
    )
    whole = origin == "slide"
    return Block(
        origin,
        tuple(indented(rows, cell(rows))),
        numbers=own,
        above=not whole,
        below=not whole,
    )


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows cut at gaps; line numbers that go on bridge any gap."""
    if not rows:
        return []
    step = pitch(rows)
    runs = [[rows[0]]]
    for last, row in itertools.pairwise(rows):
        counted = last.number is not None and row.number is not None and row.number > last.number
        near = row.centre - last.centre <= _GAP * step
        if near or counted:
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _parts(rows: Sequence[Row]) -> list[list[Row]]:
    """The stretches of a run between prose, each ending in lines that look like code."""
    weights = [signs.weight(row.text) for row in rows]
    likely = [n for n, weight in enumerate(weights) if weight >= signs.LIKELY]
    if not likely:
        return []
    parts = [[likely[0], likely[0]]]
    for n in likely[1:]:
        between = range(parts[-1][1] + 1, n)
        prose = [k for k in between if weights[k] <= signs.PROSE]
        if not prose or (len(prose) <= _BRIDGED and _within(rows, parts[-1][1], between, n)):
            parts[-1][1] = n
        else:
            parts.append([n, n])
    return [
        list(rows[_reach(rows, weights, a, -1) : _reach(rows, weights, b, 1) + 1]) for a, b in parts
    ]


def _within(rows: Sequence[Row], last: int, between: range, following: int) -> bool:
    """Whether the rows between belong to the code around them, whatever they say: a docstring, a comment.

    Signs open and close them, or numbers count them, or they are indented as the code is.
    """
    texts = [rows[k].text for k in (last, *between, following)]
    marks = sum(text.count('"""') + text.count("'''") for text in texts)
    return (
        marks >= 2
        or any("/*" in text for text in texts)
        or any(rows[k].number is not None for k in between)
        or all(_inner(rows[k], rows[last], rows[following]) for k in between)
    )


def _inner(row: Row, *around: Row) -> bool:
    """Whether a row is indented against the outermost of its neighbours."""
    return row.box[0] > min(other.box[0] for other in around) + 0.7 * row.height


def _reach(rows: Sequence[Row], weights: Sequence[float], at: int, step: int) -> int:
    """From a line of code, over the comments and bare names that go on with it, to the last of them."""
    end = n = at
    while 0 <= n + step < len(rows) and weights[n + step] > signs.PROSE:
        n += step
        text = rows[n].text
        if signs.is_comment(text) or rows[n].number is not None or weights[n] > 0.2:
            end = n
        elif text.count(" ") > 1 or text[:1].isupper() or rows[n].box[0] < rows[at].box[0] - 2:
            break
        elif step > 0:
            end = n
    return end


def _is_code(rows: Sequence[Row]) -> bool:
    weights = [signs.weight(row.text) for row in rows]
    sure = sum(weight >= signs.SURE for weight in weights)
    likely = sum(weight >= signs.LIKELY for weight in weights)
    commented = sum(signs.is_comment(row.text) for row in rows)
    edge = min(row.box[0] for row in rows)
    prose = [row for row, weight in zip(rows, weights, strict=True) if weight <= signs.PROSE]
    inner = sum(row.box[0] > edge + 0.7 * row.height or row.number is not None for row in prose)
    needed = _LEAST_SHARE * (len(rows) - commented - inner)
    return (
        sure >= _LEAST_SURE
        and sum(max(weight, 0.0) for weight in weights) >= _LEAST_SUM
        and likely >= needed
        and len(prose) - inner <= _MOST_PROSE * len(rows)
        and len(prose) <= _MOST_INNER * len(rows)
        and _monospaced(cell(rows))
    )


def _monospaced(grid: Cell) -> bool:
    return grid.spread is None or grid.spread <= _MONOSPACED
