"""A notebook's cells: code beside its ``In [10]:``, then what it wrote, up to the next prompt.

The prompt announces the code, so that a cell of one bare name is known for code. A row belongs to a
cell if it begins where code can begin: at the cell's edge or indented from it. What stands farther
right is another window.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import msgspec

from readreel.steps.read.code import signs
from readreel.steps.read.code.block import Block
from readreel.steps.read.code.cells import Cell, cell
from readreel.steps.read.code.indents import indented
from readreel.steps.read.code.outputs import parted
from readreel.steps.read.code.prompts import Prompt, notebook_prompt
from readreel.steps.read.code.rows import Row, beside, pitch, stacked

_BESIDE = 7
"""Heights between a prompt and its code at most."""
_WITHIN = 12
"""Heights from a notebook's edge within which its own rows begin."""
_AWAY = 3.0
"""Cells between two pieces of one row, unless a comment begins behind the gap."""
_DEEPER = 9
"""Characters by which a row may be indented more than the row above."""
_END = 6.0
"""Pitches without a row after which a cell has ended."""
_EDGE = 3.0
"""Pitches from the lowest row of a notebook within which a cell may go on below the window."""
_COMMENT = ("#", "//", "--", "/*")


class _Anchor(msgspec.Struct, frozen=True):
    """A prompt on the screen; ``own`` is whether its piece holds nothing else."""

    prompt: Prompt
    row: Row
    own: bool


def cells(pieces: Sequence[Row]) -> tuple[list[Block], list[Row]]:
    """The cells among the pieces, and the pieces that belong to none."""
    anchors = [
        _Anchor(p, piece, not p.rest) for piece in pieces if (p := notebook_prompt(piece.text))
    ]
    blocks: list[Block] = []
    rest = list(pieces)
    for group in _columns(anchors):
        found, rest = _notebook(group, rest)
        blocks += found
    return blocks, rest


def _columns(anchors: Sequence[_Anchor]) -> list[list[_Anchor]]:
    """Prompts of one notebook: one below the other."""
    groups: list[list[_Anchor]] = []
    for anchor in sorted(anchors, key=lambda a: a.row.box[0]):
        last = groups[-1][-1] if groups else None
        if last and anchor.row.box[0] - last.row.box[0] < 3 * anchor.row.height:
            groups[-1].append(anchor)
        else:
            groups.append([anchor])
    return [sorted(group, key=lambda a: a.row.centre) for group in groups]


def _notebook(anchors: Sequence[_Anchor], pieces: list[Row]) -> tuple[list[Block], list[Row]]:
    prompts = {anchor.row.places for anchor in anchors}
    others = [piece for piece in pieces if piece.places not in prompts]
    left = _left(anchors, others)
    if left is None or not _sure(anchors, others):
        return [], pieces
    near = [p for p in others if p.box[0] >= left - 0.8 * p.height and _faces(p, anchors)]
    glued = [_unglued(a, left) for a in anchors if not a.own]
    # Farther right may stand another window, with letters of another width.
    grid = cell([p for p in near if p.box[0] - left < _WITHIN * p.height] or glued)
    rows = _rows([*near, *glued], left, grid)
    taken = {place for row in rows for place in row.places} | {
        place for anchor in anchors for place in anchor.row.places
    }
    step = pitch(rows) if len(rows) > 1 else 1.3 * anchors[0].row.height
    blocks = _cells(anchors, rows, left, grid, step)
    if not any(block.rows for block in blocks):
        return [], pieces
    return blocks, [piece for piece in pieces if not taken.intersection(piece.places)]


def _faces(piece: Row, anchors: Sequence[_Anchor]) -> bool:
    """Whether a piece stands at or below the first prompt, right of it, in letters of like size."""
    first = anchors[0].row
    return (
        piece.centre > first.centre - 0.7 * first.height
        and piece.height < 2 * first.height
        and piece.box[0] > first.box[0]
    )


def _left(anchors: Sequence[_Anchor], pieces: Sequence[Row]) -> float | None:
    """Where the code begins: the first edge right of the prompts at which rows stand.

    One row says little, its first signs may not have been read. None where no prompt has code beside it.
    """
    size = median(a.row.height for a in anchors)
    alone = [a.row.box[2] for a in anchors if a.own]
    glued = [a.row.box[0] + _width(a.row) * a.prompt.at for a in anchors if not a.own]
    right = median(alone) if alone else median(glued) - size
    top = anchors[0].row.centre - 0.7 * size
    starts = sorted(
        piece.box[0]
        for piece in pieces
        if piece.centre > top
        and -0.6 * size < piece.box[0] - right < _BESIDE * size
        and piece.height < 2 * size
    )
    for start in starts:
        near = [x for x in starts if 0 <= x - start < 0.4 * size]
        if len(near) >= 2:
            return median(near)
    return median(glued) if glued else (starts[0] if starts else None)


def _width(row: Row) -> float:
    return (row.box[2] - row.box[0]) / max(len(row.text), 1)


def _unglued(anchor: _Anchor, left: float) -> Row:
    """The code behind a prompt that was read in one piece with it; a first row stands at the edge."""
    row = anchor.row
    box = (min(round(left), row.box[2] - 1), *row.box[1:])
    return msgspec.structs.replace(row, text=anchor.prompt.rest, box=box)


def _sure(anchors: Sequence[_Anchor], pieces: Sequence[Row]) -> bool:
    """Whether these are prompts: counts in brackets also stand before references and in sentences."""
    beside = [a.prompt.rest for a in anchors if a.prompt.kind != "out" and not a.own] + [
        piece.text
        for anchor in anchors
        for piece in pieces
        if anchor.prompt.kind != "out"
        and abs(piece.centre - anchor.row.centre) < 0.7 * anchor.row.height
        and -0.6 * anchor.row.height
        < piece.box[0] - anchor.row.box[2]
        < _BESIDE * anchor.row.height
    ]
    weights = [0.5 if signs.is_comment(text) else signs.weight(text) for text in beside]
    code = sum(weight >= signs.LIKELY for weight in weights)
    prose = sum(weight <= signs.PROSE for weight in weights)
    named = any(anchor.prompt.kind != "cell" for anchor in anchors)
    return code >= prose if named and not prose else code > prose


def _rows(pieces: Sequence[Row], left: float, grid: Cell) -> list[Row]:
    """Rows that begin at the notebook's edge or indented from it, each with what belongs to it."""
    rows: list[Row] = []
    for own in stacked(pieces):
        first = own[0]
        above = [r for r in rows[-3:] if first.centre - r.centre < 4 * first.height]
        deepest = max((r.box[0] - left for r in above), default=0.0)
        if first.box[0] - left > deepest + _DEEPER * grid.width:
            continue
        parts = [first]
        for piece in own[1:]:
            gap = (piece.box[0] - parts[-1].box[2]) / grid.width
            if gap > _AWAY and not (piece.text.startswith(_COMMENT) and gap < 40):
                break
            parts.append(piece)
        rows.append(beside(parts, grid.width))
    return rows


def _cells(
    anchors: Sequence[_Anchor], rows: Sequence[Row], left: float, grid: Cell, step: float
) -> list[Block]:
    blocks: list[Block] = []
    bottom = max((row.box[3] for row in rows), default=0)
    starts = [n for n, anchor in enumerate(anchors) if _opens(anchors, n)]
    for place, n in enumerate(starts):
        following = starts[place + 1] if place + 1 < len(starts) else len(anchors)
        top = anchors[n].row.centre - 0.75 * anchors[n].row.height
        end = (
            anchors[following].row.centre - 0.75 * anchors[following].row.height
            if following < len(anchors)
            else float("inf")
        )
        inside = _unbroken([row for row in rows if top <= row.centre < end], step)
        answers = anchors[n + 1 : following]
        code, output = parted(inside, answers[0].row if answers else None, step)
        if anchors[n].prompt.kind == "out":
            continue
        blocks.append(_block(anchors[n], answers, code, output, left, grid, bottom, step))
    return [block for block in blocks if block.rows]


def _opens(anchors: Sequence[_Anchor], n: int) -> bool:
    """Whether a prompt begins a cell; a second bare count, the same again, is that of the result."""
    prompt = anchors[n].prompt
    if prompt.kind == "cell" and n:
        before = anchors[n - 1].prompt
        return before.kind != "cell" or prompt.number is None or before.number != prompt.number
    return prompt.kind != "out" or n == 0


def _block(
    anchor: _Anchor,
    answers: Sequence[_Anchor],
    code: Sequence[Row],
    output: Sequence[Row],
    left: float,
    grid: Cell,
    bottom: int,
    step: float,
) -> Block:
    last = (*code, *output)[-1] if code else None
    own = [a for a in (anchor, *answers) if a.own]
    return Block(
        "notebook",
        tuple(_flush(indented(code, grid, left))),
        tuple(indented(output, grid, min(left, *(row.box[0] for row in output))) if output else ()),
        prompt=anchor.prompt.text,
        count=anchor.prompt.number,
        prompts=tuple(place for a in own for place in a.row.places),
        below=not output and last is not None and last.box[3] > bottom - _EDGE * step,
    )


def _flush(rows: Sequence[Row]) -> list[Row]:
    """The rows with the least indented at the edge: no cell is indented as a whole."""
    least = min((row.indent for row in rows), default=0)
    return [msgspec.structs.replace(row, indent=row.indent - least) for row in rows]


def _unbroken(rows: Sequence[Row], step: float) -> list[Row]:
    found: list[Row] = []
    for row in rows:
        if found and row.centre - found[-1].centre > _END * step:
            break
        found.append(row)
    return found
