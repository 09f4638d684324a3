"""Line numbers beside code: found by counting up with their rows, and parted from the code.

They come as lines of their own, or glued to the code where the gap is small. Whatever counts up row by
row at one edge is taken for numbers; that the rest is code is decided elsewhere.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Container, Sequence
from statistics import median

import msgspec

from readreel.steps.read.code import signs
from readreel.steps.read.code.cells import Cell, cell
from readreel.steps.read.code.rows import Row, same_row

_ALONE = re.compile(r"\d{1,5}")
_GLUED = re.compile(r"(\d{1,5})(?:\s*\|\s*|\s+(?=\S)|(?=[A-Za-z_#\"'/@<{}()]))(.*)")
_LEAST = 2
_LEAST_GLUED = 4
_SHARE = 0.7
_AWAY = 14
"""Heights between a number and its code."""
_BESIDE = 0.25
"""Part of the numbers that something must stand beside: else they are what a program wrote."""


class _Candidate(msgspec.Struct, frozen=True):
    place: int
    value: int
    rest: str


def parted(pieces: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The pieces without line numbers, and the numbers that stood apart; glued ones are cut off."""
    found = [c for n, piece in enumerate(pieces) if (c := _candidate(n, piece)) is not None]
    numbers: set[int] = set()
    glued: dict[int, _Candidate] = {}
    for group in _at_one_edge(found, pieces):
        chain = _counting(group, pieces)
        own = [c for c in chain if c.rest]
        if not own and not _beside_code(chain, pieces):
            continue
        if len(chain) < (_LEAST_GLUED if own else _LEAST):
            continue
        numbers |= {c.place for c in chain if not c.rest}
        glued |= {c.place: c for c in own}
    code = [n for n in range(len(pieces)) if n not in numbers]
    grid = _grid(pieces, numbers, glued)
    rest = [
        _cut(pieces[n], glued[n], grid.width, grid.room) if n in glued else pieces[n] for n in code
    ]
    return rest, [pieces[n] for n in sorted(numbers)]


def _beside_code(chain: Sequence[_Candidate], pieces: Sequence[Row]) -> bool:
    """Whether most of the numbers have something to their right."""
    rows = [pieces[c.place] for c in chain]
    beside = sum(any(_left_of(number, piece) for piece in pieces) for number in rows)
    return beside >= _BESIDE * len(rows) and beside > 0


def _left_of(number: Row, row: Row) -> bool:
    return (
        same_row(row, number)
        and number.box[2] <= row.box[0] + 0.3 * row.height
        and row.box[0] - number.box[2] < _AWAY * row.height
    )


def numbered(rows: Sequence[Row], numbers: Sequence[Row]) -> list[Row]:
    """The rows with the numbers that stand apart to their left."""
    found = []
    for row in rows:
        own = [number for number in numbers if _left_of(number, row)]
        nearest = max(own, key=lambda number: number.box[2], default=None)
        if nearest is not None and row.number is None:
            row = msgspec.structs.replace(row, number=int(nearest.text))
        found.append(row)
    return found


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """Rows that the program wrapped put together: what is between the numbers n and n + 1."""
    values = [row.number for row in rows]
    found: list[Row] = []
    for n, row in enumerate(rows):
        before = next((v for v in reversed(values[:n]) if v is not None), None)
        after = next((v for v in values[n + 1 :] if v is not None), None)
        inside = before is not None and after is not None and after == before + 1
        if row.number is None and inside and found:
            found[-1] = _continued(found[-1], row)
        else:
            found.append(row)
    return found


def _continued(first: Row, second: Row) -> Row:
    wordy = first.text[-1:].isalnum() and second.text[:1].isalnum()
    return msgspec.structs.replace(
        first,
        text=first.text + (" " if wordy or first.text[-1:] in ",;" else "") + second.text,
        confidence=min(first.confidence, second.confidence),
        places=first.places + second.places,
    )


def _grid(pieces: Sequence[Row], numbers: set[int], glued: Container[int]) -> Cell:
    """The grid of what looks like code; a single row with its number in it tells little of it."""
    code = [
        piece
        for n, piece in enumerate(pieces)
        if n not in numbers and n not in glued and signs.weight(piece.text) >= signs.LIKELY
    ]
    grid = cell(code)
    if grid.spread is not None:
        return grid
    return cell([piece for n, piece in enumerate(pieces) if n in glued] or pieces)


def without_stray(rows: Sequence[Row], edge: float, grid: Cell) -> list[Row]:
    """The rows without numbers left of ``edge``: of a count of which too little was read to know it."""
    found = []
    for row in rows:
        glued = _GLUED.fullmatch(row.text)
        away = row.box[0] < edge - 0.7 * row.height
        if away and glued and row.text[len(glued[1])] == " ":
            one = _Candidate(0, int(glued[1]), glued[2])
            row = _cut(row, one, grid.width, grid.room)
        if not (away and row.text.isdigit() and row.box[2] < edge + 0.5 * row.height):
            found.append(row)
    return found


def unstuck(rows: Sequence[Row], edge: float, grid: Cell) -> list[Row]:
    """The rows without a number that was read together with them, and with a sign that it is not.

    It lies between the numbers above and below, left of the ``edge`` of the code.
    """
    found = list(rows)
    for n in range(1, len(rows) - 1):
        row, above, below = rows[n], rows[n - 1].number, rows[n + 1].number
        first, _, rest = row.text.partition(" ")
        value = first.strip("#$§*.:|")
        if row.number is not None or above is None or below is None or not _ALONE.fullmatch(value):
            continue
        if above < int(value) < below and row.box[0] < edge - 0.7 * row.height:
            found[n] = _cut(row, _Candidate(0, int(value), rest.strip()), grid.width, grid.room)
    return found


def _candidate(place: int, piece: Row) -> _Candidate | None:
    if _ALONE.fullmatch(piece.text):
        return _Candidate(place, int(piece.text), "")
    glued = _GLUED.fullmatch(piece.text)
    named = glued and any(not sign.isdigit() and sign != " " for sign in glued[2])
    return _Candidate(place, int(glued[1]), glued[2]) if glued and named else None


def _at_one_edge(found: Sequence[_Candidate], pieces: Sequence[Row]) -> list[list[_Candidate]]:
    """Candidates by their left edge: numbers of one column differ by their digits at most."""
    groups: list[list[_Candidate]] = []
    for one in sorted(found, key=lambda c: pieces[c.place].box[0]):
        piece = pieces[one.place]
        last = pieces[groups[-1][-1].place] if groups else None
        if last is not None and piece.box[0] - last.box[0] < 0.9 * min(piece.height, last.height):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [sorted(group, key=lambda c: pieces[c.place].centre) for group in groups]


def _counting(group: Sequence[_Candidate], pieces: Sequence[Row]) -> list[_Candidate]:
    """The candidates that count up as their rows go down; none when too few of the group do."""
    steps = [
        (pieces[b.place].centre - pieces[a.place].centre, b.value - a.value)
        for a, b in itertools.pairwise(group)
    ]
    ratios = [down / up for down, up in steps if up > 0 and down > 0]
    if not ratios:
        return []
    pitch = median(ratios)
    good = [
        up > 0 and (0.75 * pitch < down / up < 1.3 * pitch or (up == 1 and down < 6 * pitch))
        for down, up in steps
    ]
    sides = [False, *good, False]
    chain = [c for n, c in enumerate(group) if sides[n] or sides[n + 1]]
    return chain if len(chain) >= _SHARE * len(group) else []


def _cut(piece: Row, glued: _Candidate, width: float, room: float) -> Row:
    left, top, right, bottom = piece.box
    start = round(right - len(glued.rest) * width - room)
    box = (min(max(start, left), right - 1), top, right, bottom)
    return msgspec.structs.replace(
        piece, text=glued.rest, box=box, number=glued.value, reckoned=True
    )
