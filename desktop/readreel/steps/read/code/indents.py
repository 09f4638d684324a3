"""Indentation from left edges: pixels to characters, and to the steps that the code itself keeps to."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from readreel.steps.read.code.cells import Cell
from readreel.steps.read.code.rows import Row

_NEAR = 0.8
"""Characters by which an edge may miss a level that the code before it makes likely."""
_DOUBT = 1.9
"""Characters by which a reckoned edge may be wrong: less than the least indentation."""
_AGREED = 3
"""Rows at one reckoned edge from which it is held to be true."""
_LONE = 2
_STEPS = (8, 4, 2, 3)
_FIT = 0.75
"""Part of the indented rows that must keep to a step."""


def indented(rows: Sequence[Row], grid: Cell, left: float | None = None) -> list[Row]:
    """The rows with their indentation in characters; ``left`` is where column 0 is, if known."""
    if not rows:
        return []
    base = _base(rows, grid) if left is None else left
    raws = [max(0.0, (_edge(row, grid) - base) / grid.width) for row in rows]
    step = _step(raws)
    found: list[Row] = []
    levels = [0]
    opened: list[int] = []
    for row, raw in zip(rows, raws, strict=True):
        likely = [*levels, levels[-1] + step, *(opened[-1:] or [])]
        nearest = min(likely, key=lambda level: (abs(raw - level), level))
        near = 2 * _NEAR if row.reckoned else _NEAR
        indent = nearest if abs(raw - nearest) < near else _snapped(raw, step)
        if not opened:
            levels = [level for level in levels if level < indent] + [indent]
        opened = _open(row.text, indent, opened)
        found.append(msgspec.structs.replace(row, indent=indent))
    return found


def _base(rows: Sequence[Row], grid: Cell) -> float:
    """The left edge of column 0: that of the rows whose edge was seen, unless one is clearly left of it."""
    least = min(_edge(row, grid) for row in rows)
    seen = [row for row in rows if not row.reckoned]
    agreed = sum(_edge(row, grid) - least < 0.6 * grid.width for row in rows)
    if agreed < _AGREED and seen:
        nearest = min(_edge(row, grid) for row in seen)
        if nearest - least < _DOUBT * grid.width:
            rows, least = seen, nearest
    edges = [_edge(row, grid) for row in rows]
    return median(edge for edge in edges if edge - least < 0.6 * grid.width)


def _edge(row: Row, grid: Cell) -> float:
    """Where a row begins; a lone sign stands in the middle of a box that is too wide for it."""
    if len(row.text) > _LONE:
        return float(row.box[0])
    return (row.box[0] + row.box[2] - len(row.text) * grid.width - grid.room) / 2


def _step(raws: Sequence[float]) -> int:
    """The step that most indented rows keep to: the largest that fits, 4 where nothing does."""
    inner = [raw for raw in raws if raw > 1.2]
    for step in _STEPS:
        near = sum(abs(raw - step * round(raw / step)) < _NEAR for raw in inner)
        least = min(inner, default=0.0)
        if inner and near >= _FIT * len(inner) and least > step - 1.2:
            return step
    return 4


def _snapped(raw: float, step: int) -> int:
    multiple = step * round(raw / step)
    return multiple if abs(raw - multiple) < min(0.45 * step, 1.0) else round(raw)


def _open(text: str, indent: int, before: Sequence[int]) -> list[int]:
    """Columns after the brackets that are still open after ``text``."""
    opened = list(before)
    quote = ""
    for at, sign in enumerate(text):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "#":
            break
        elif sign in "([{":
            opened.append(indent + at + 1)
        elif sign in ")]}" and opened:
            opened.pop()
    return opened
