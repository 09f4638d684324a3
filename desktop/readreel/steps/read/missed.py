"""What the reader's detector passes over in code: a lone brace, a closing bracket, the last sign of a line.

Where a line of a program has ink close before or behind it, that ink is read together with the words next
to it; where the grid of its lines has a row without one, the row is read as a line of its own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from readreel.core.engines import ScreenReader
from readreel.project.artifacts import Box, ScreenLine
from readreel.steps.read.code import marks, rows, unread
from readreel.steps.read.regions import around, inside

_CONTRAST = 60
"""Grey levels by which ink differs from the ground it stands on."""
_LEAST_INK = 4
_BEFORE, _BEHIND = 5.0, 3.5
"""Cells before and behind a line in which a sign of it may stand."""
_CONTEXT = 8
"""Signs before the end of a line with which its tail is read, at least, if the line has as many."""
_SHORT, _SURE = 6, 0.9
"""Signs, and confidence, up to which a line beside another may be a misread tail of it."""
_WHOLE = 0.9
"""Part of the signs of a row's pieces that the reading of the whole must have."""
_MISREAD = 0.15
"""Part of the known signs that the reading of a tail may have otherwise."""
_NUMBER = re.compile(r"[\d ]+")
_TELLING = re.compile(r"[^\s.,;:'`·|-]")
"""What stands before a line is more than a speck, or a sign of the row above."""
_ROUNDS = 4
"""Rows under one another at the end of a program that may be missed: each shows where the next would be."""
_COVERED = 0.4
"""Part of the ink between two rows from which it belongs to lines that are known."""
_MARGIN = 5
"""The margin left around the ink, as a part (one in so many) of the row's height."""


def completed(
    rgb: NDArray[np.uint8],
    grey: NDArray[np.uint8],
    lines: Sequence[ScreenLine],
    looked_at: Sequence[Box],
    engine: ScreenReader,
) -> list[ScreenLine]:
    """The ``lines`` with what was missed in the parts of the screen that were ``looked_at``."""
    desk = _Desk(rgb, grey, tuple(looked_at), engine)
    found = list(lines)
    for rule in (_parted, _whole, _tails, _fronts, _between_rows):
        found = rule(found, desk)
    return found


class _Desk(msgspec.Struct, frozen=True):
    """A picture, the parts of it that are read, and the reader."""

    rgb: NDArray[np.uint8]
    grey: NDArray[np.uint8]
    looked_at: tuple[Box, ...]
    engine: ScreenReader

    def inked(self, strip: Box) -> Box | None:
        """The ink in a strip, if it is looked at."""
        box = _inked(self.grey, strip)
        seen = box is not None and inside(box, *self.looked_at)
        return box if seen else None

    def recognise(self, box: Box) -> ScreenLine:
        """What stands in a box, as one line."""
        read = self.engine.recognise(self.rgb[box[1] : box[3], box[0] : box[2]])
        return ScreenLine(read.text, box, read.confidence)


def _parted(lines: list[ScreenLine], desk: _Desk) -> list[ScreenLine]:
    """Lines that were read together with their number, parted where the picture has a gap."""
    found = list(lines)
    for row in rows(lines):
        line = lines[row.places[0]]
        number = str(row.number)
        if not row.reckoned or len(row.places) > 1 or not line.text.startswith(number):
            continue
        gap = _gap(desk.grey, line, len(number))
        if gap is not None:
            left, top, right, bottom = line.box
            rest = line.text[len(number) :].lstrip(" |")
            found[row.places[0]] = ScreenLine(rest, (gap[1], top, right, bottom), line.confidence)
            found.append(ScreenLine(number, (left, top, gap[0], bottom), line.confidence))
    return found


def _gap(grey: NDArray[np.uint8], line: ScreenLine, digits: int) -> tuple[int, int] | None:
    """Where the first wide gap behind a line's first ``digits`` begins and ends, in pixels."""
    left, top, right, bottom = line.box
    cell = (right - left) / (len(line.text) + 2)
    part = grey[top:bottom, left:right].astype(np.int16)
    ink = np.flatnonzero((np.abs(part - np.median(part)) > _CONTRAST).any(axis=0))
    for end, begin in itertools.pairwise(ink.tolist()):
        if begin - end > cell and end > 0.5 * digits * cell:
            return left + end + 1, left + begin
    return None


def _whole(lines: list[ScreenLine], desk: _Desk) -> list[ScreenLine]:
    """Rows that the detector broke up and of which a piece is unsure, read again as one line."""
    found = list(lines)
    for row in rows(lines):
        places = [place for place in row.places if not _NUMBER.fullmatch(lines[place].text)]
        pieces = [lines[place] for place in places]
        if len(pieces) < 2 or not _broken(pieces):
            continue
        box = around([piece.box for piece in pieces])
        if not inside(box, *desk.looked_at):
            continue
        read = desk.recognise(box)
        signs = sum(len(piece.text) for piece in pieces)
        if read.confidence > _SURE and len(read.text) >= _WHOLE * signs:
            for place in places:
                found[place] = msgspec.structs.replace(found[place], text="")
            found[places[0]] = read
    return _without_emptied(found, lines)


def _broken(pieces: Sequence[ScreenLine]) -> bool:
    """Whether one of the pieces is unsure, or begins with the end of the one before."""
    return min(piece.confidence for piece in pieces) <= _SURE or any(
        right.box[0] < left.box[2] for left, right in itertools.pairwise(pieces)
    )


def _tails(lines: list[ScreenLine], desk: _Desk) -> list[ScreenLine]:
    """Lines of code read to their ends: a brace or quotes behind the last word say little alone.

    So they are read together with the words before them, and what was made of them alone, unsure, goes.
    """
    found = list(lines)
    for place in _code(found):
        line = found[place]
        left, top, right, bottom = _row(line.box, found)
        cell = (right - left) / max(1, len(line.text))
        box = desk.inked((right + 1, top, right + round(_BEHIND * cell), bottom))
        if not line.text or box is None:
            continue
        covered = [n for n, other in enumerate(found) if inside(box, other.box) and n != place]
        if any(len(found[n].text) > _SHORT or found[n].confidence > _SURE for n in covered):
            continue
        start = line.text.rfind(" ", 0, max(0, len(line.text) - _CONTEXT)) + 1
        read = desk.recognise((max(0, round(left + (start - 0.4) * cell)), top, box[2], bottom))
        if _surplus(line.text[start:], read.text):
            whole = (left, top, box[2], bottom)
            confidence = min(line.confidence, read.confidence)
            found[place] = ScreenLine(line.text[:start] + read.text, whole, confidence)
            for n in covered:
                found[n] = msgspec.structs.replace(found[n], text="")
    return _without_emptied(found, lines)


def _fronts(lines: list[ScreenLine], desk: _Desk) -> list[ScreenLine]:
    """Lines of code read from their beginnings, in the same way; a number beside a line stays there."""
    found = list(lines)
    for place in _code(found):
        line = found[place]
        left, top, right, bottom = _row(line.box, found)
        cell = (right - left) / max(1, len(line.text))
        start = max([left - round(_BEFORE * cell), 0, *_rights(line.box, found)])
        box = desk.inked((start, top, left - 1, bottom))
        if box is None or inside(box, *(other.box for other in found if other.text)):
            continue
        end = line.text.find(" ", min(_CONTEXT, len(line.text)))
        end = len(line.text) if end < 0 else end
        read = desk.recognise((box[0], top, min(right, round(left + (end + 0.4) * cell)), bottom))
        surplus = _surplus(line.text[:end][::-1], read.text[::-1])
        if _TELLING.search(read.text[:surplus]) and not _NUMBER.fullmatch(read.text[:surplus]):
            confidence = min(line.confidence, read.confidence)
            whole = (box[0], top, right, bottom)
            found[place] = ScreenLine(read.text + line.text[end:], whole, confidence)
    return found


def _between_rows(lines: list[ScreenLine], desk: _Desk) -> list[ScreenLine]:
    """Rows of the grid on which the detector saw nothing, and what that shows to be missing in turn."""
    found = list(lines)
    for _ in range(_ROUNDS):
        new = list(_unseen(found, desk))
        if not new:
            break
        found += new
    return found


def _unseen(lines: Sequence[ScreenLine], desk: _Desk) -> Iterator[ScreenLine]:
    written = [line for line in lines if line.text]
    for strip in unread(written):
        box = desk.inked(strip)
        if box is None or _covered(box, [line.box for line in written]) > _COVERED:
            continue
        line = desk.recognise(box)
        if line.text and not _NUMBER.fullmatch(line.text):
            yield line


def _covered(box: Box, others: Sequence[Box]) -> float:
    """The part of a box, 0…1, that others lie over."""
    shared = sum(
        max(0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )
    return shared / ((box[2] - box[0]) * (box[3] - box[1]))


def _code(lines: Sequence[ScreenLine]) -> list[int]:
    return [place for place, mark in marks(lines).items() if mark == "code"]


def _without_emptied(found: Sequence[ScreenLine], before: Sequence[ScreenLine]) -> list[ScreenLine]:
    """Without the lines that have gone into others."""
    return [line for line, old in zip(found, before, strict=True) if line.text or not old.text]


def _row(box: Box, lines: Sequence[ScreenLine]) -> Box:
    """The box of a line without what reaches over the middle to the lines above and below it."""
    left, top, right, bottom = box
    centre, height = (top + bottom) / 2, bottom - top
    for other in lines:
        middle = (other.box[1] + other.box[3]) / 2
        if not 0.5 * height < abs(middle - centre) < 1.6 * height:
            continue
        seam = (middle + centre) / 2
        if middle < centre:
            top = max(top, int(seam))
        else:
            bottom = min(bottom, int(seam) + 1)
    return left, top, right, bottom


def _rights(box: Box, lines: Sequence[ScreenLine]) -> list[int]:
    """Where the pieces before a line on its row end."""
    centre = (box[1] + box[3]) / 2
    return [
        line.box[2]
        for line in lines
        if line.text and line.box[1] < centre < line.box[3] and line.box[0] < box[0]
    ]


def _surplus(known: str, read: str) -> int:
    """How many signs a reading has behind the words that are known; 0 where it has other words."""
    distances = [Levenshtein.distance(known, read[:end]) for end in range(len(read) + 1)]
    end = min(range(len(distances)), key=distances.__getitem__)
    return len(read) - end if distances[end] <= max(1, _MISREAD * len(known)) else 0


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
