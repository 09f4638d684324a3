"""Rows: lines of a screen as they stand in a column, before anybody knows whether they are code.

Text detectors part a row at its wide gaps and know no columns. Here pieces are put side by side again
and stacked into columns (panes), with their places in the screen's lines kept, so that nothing can come
out of a row that was not read.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from statistics import median

import msgspec

from readreel.project.artifacts import Box, ScreenLine

_WIDE = str.maketrans(
    {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
    | {"\u3000": " ", "。": ".", "、": ",", "【": "[", "】": "]", "·": "."}
)
_TYPOGRAPHIC = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "´": "'",
        "′": "'",
        "″": '"',
        "…": "...",
    }
    | {"≠": "!=", "≤": "<=", "≥": ">=", "⇒": "=>", "→": "->", "←": "<-"}
    | {"−": "-", "‐": "-", "‑": "-", "\u00a0": " ", "×": "x", "∗": "*", "⟩": ">", "⟨": "<"}
)
_SAME_ROW = 0.38
"""Distance of two centres on one row, in heights: boxes of neighbouring rows may overlap."""
_NEXT = 4.0
"""Distance of two centres in one column, in heights: two empty lines between them."""
_RECENT = 12
"""Pieces of a column over whose breadth the next may begin: a brace stands left of all near it."""
_LIKE = 1.7
_OPENING = ("{", "(", "[", ":", ">")


class Row(msgspec.Struct, frozen=True):
    """What stands on one row: its text, its box, and the places in the screen's lines it came from.

    ``indent`` is in characters; ``number`` is the line's number in the program that shows it. The left
    edge is ``reckoned`` where it was read together with something else.
    """

    text: str
    box: Box
    confidence: float
    places: tuple[int, ...]
    indent: int = 0
    number: int | None = None
    reckoned: bool = False

    @property
    def centre(self) -> float:
        """Pixels from the top of the still."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> int:
        """Pixels."""
        return self.box[3] - self.box[1]


def row(line: ScreenLine, place: int) -> Row:
    """A line as a row of its own, in the signs that programs are written with."""
    return Row(plain(line.text), line.box, line.confidence, (place,))


def unstacked(piece: Row) -> list[Row]:
    """A column of line numbers that was read as one line, number by number."""
    values = piece.text.split()
    left, top, right, bottom = piece.box
    counting = all(one.isdigit() for one in values) and all(
        int(b) == int(a) + 1 for a, b in itertools.pairwise(values)
    )
    if len(values) < 2 or not counting or bottom - top < right - left:
        return [piece]
    step = (bottom - top) / len(values)
    return [
        msgspec.structs.replace(
            piece, text=one, box=(left, round(top + n * step), right, round(top + (n + 1) * step))
        )
        for n, one in enumerate(values)
    ]


def plain(text: str) -> str:
    """Signs as a keyboard gives them: no typographic ones, no ligatures of an editor's type.

    Full-width signs stay where the line is Chinese or Japanese.
    """
    text = text.translate(_TYPOGRAPHIC)
    return text if any("\u3040" <= sign <= "\u9fff" for sign in text) else text.translate(_WIDE)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around several."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def same_row(first: Row, second: Row) -> bool:
    """Whether two pieces stand on one row."""
    return abs(first.centre - second.centre) < _SAME_ROW * min(first.height, second.height)


def beside(pieces: Sequence[Row], width: float) -> Row:
    """Pieces of one row as one, spaces between them as wide as the gap (``width``: of a character)."""
    ordered = sorted(pieces, key=lambda piece: piece.box[0])
    text = ordered[0].text
    for left, right in itertools.pairwise(ordered):
        gap = round((right.box[0] - left.box[2]) / width) if width else 1
        text += " " * min(max(gap, 1), 40) + right.text
    return Row(
        text,
        around(piece.box for piece in ordered),
        min(piece.confidence for piece in ordered),
        tuple(place for piece in ordered for place in piece.places),
        number=ordered[0].number,
        reckoned=ordered[0].reckoned,
    )


def stacked(pieces: Sequence[Row]) -> list[list[Row]]:
    """Pieces by rows, from top to bottom; each row from left to right."""
    rows: list[list[Row]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.centre, piece.box[0])):
        if rows and same_row(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [sorted(own, key=lambda piece: piece.box[0]) for own in rows]


def columns(pieces: Sequence[Row]) -> list[list[Row]]:
    """Pieces by the column that they stand in: below one another, of like size, overlapping across."""
    found: list[list[Row]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.centre, piece.box[0])):
        homes = [column for column in found if _stands_in(piece, column)]
        if not homes:
            found.append([piece])
            continue
        first, *others = homes
        for other in others:
            first.extend(other)
        found = [column for column in found if not any(column is other for other in others)]
        first.append(piece)
        first.sort(key=lambda piece: (piece.centre, piece.box[0]))
    return found


def _stands_in(piece: Row, column: Sequence[Row]) -> bool:
    recent = column[-_RECENT:]
    near = [
        other
        for other in recent
        if piece.centre - other.centre <= _NEXT * min(piece.height, other.height)
        and max(piece.height, other.height) < _LIKE * min(piece.height, other.height)
    ]
    if not near:
        return False
    # What closes the whole of a long text stands left of all that is near.
    wide = column if _next_to(piece, near) else recent
    left, right = min(r.box[0] for r in wide), max(r.box[2] for r in recent)
    if left - 0.5 * piece.height <= piece.box[0] <= right and _follows(piece, near):
        return True
    return any(_touches(piece, other) for other in near)


def _next_to(piece: Row, near: Sequence[Row]) -> bool:
    """Whether the row above the piece's is one of those near."""
    return any(0 < piece.centre - other.centre < 2 * piece.height for other in near)


def _follows(piece: Row, near: Sequence[Row]) -> bool:
    """Whether the piece is the next row's first: nothing near stands on its row."""
    return not any(same_row(piece, other) for other in near)


def _touches(piece: Row, other: Row) -> bool:
    """Whether two pieces overlap across, or are neighbours on a row, or one opens what holds the other."""
    across = min(piece.box[2], other.box[2]) - max(piece.box[0], other.box[0])
    size = min(piece.height, other.height)
    if across > 0 or (same_row(piece, other) and across > -0.9 * size):
        return True
    deeper = 0 < piece.box[0] - other.box[0] < 6 * size
    return deeper and other.text.endswith(_OPENING) and piece.centre - other.centre < 2 * size


def pitch(rows: Sequence[Row]) -> float:
    """Pixels from one row to the next where rows follow closely; from their height where none do."""
    height = median(row.height for row in rows)
    steps = [b.centre - a.centre for a, b in itertools.pairwise(rows)]
    close = sorted(step for step in steps if 0.45 * height < step < 2.2 * height)
    if not close:
        return 1.2 * height
    least = close[len(close) // 4]
    return median(step for step in close if step < 1.4 * least)
