"""The speaker's inset where pictures are too rare for its movement to be seen: told by its frame.

Some recordings hold a new picture only every few seconds, and keyframes alone are as far apart. A speaker
is then another from picture to picture in few places, but always in the same, and around these lies a
rectangle whose straight edges stay whatever is shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from readreel.steps.watch.glimpses import Glimpse, Patch
from readreel.steps.watch.look import TILE, Grey, Tiles, alike, changed_tiles, parts, plain_part

_PAIRS, _LEAST_PAIRS = 8, 5
"""Changes looked at together, and the fewest that tell anything."""
_MUCH = 0.35
"""Part of the picture whose change says nothing about an inset, and the most that one takes."""
_LITTLE = 0.02
_ALWAYS = 0.85
"""Part of the changes in which a tile takes part if a speaker is seen there."""
_STEP = 10
"""Grey levels between the inset's edge pixels and what lies beside them …"""
_LASTING = 0.7
"""… in this part of the pictures, and along this part of each edge."""
_NEAREST = 6
_LONGEST = 2.4
"""Times by which an inset's longer side exceeds the other: films are no wider."""
_PLAIN = 0.5
_SAME_ROOM = 0.7

Rows = NDArray[np.bool_]
_Change = tuple[Glimpse, Glimpse, Tiles]
"""Two neighbours and the tiles in which they differ."""


def insets(seen: Sequence[Glimpse]) -> list[Patch]:
    """Insets in the order of time, at most one for any moment."""
    found = []
    for window in _windows(seen):
        pictures = [window[0][0].picture, *(after.picture for _, after, _ in window)]
        always = np.mean([moved for _, _, moved in window], axis=0) >= _ALWAYS
        tiles = np.zeros_like(always)
        for part in parts(np.asarray(always)):
            tiles |= _framed(pictures, part)
        if tiles.any():
            found.append(Patch(window[0][0].time, window[-1][1].time, tiles))
    return found


def _windows(seen: Sequence[Glimpse]) -> Iterator[list[_Change]]:
    """Neighbours that differ a little, some of them at a time."""
    window: list[_Change] = []
    for here, after in pairwise(seen):
        if here.picture.shape != after.picture.shape:
            window = []
            continue
        moved = changed_tiles(here.picture, after.picture)
        if 0 < moved.mean() <= _MUCH:
            window.append((here, after, moved))
        if len(window) == _PAIRS:
            yield window
            window = []
    if len(window) >= _LEAST_PAIRS:
        yield window


def _framed(pictures: Sequence[Grey], part: Tiles) -> Tiles:
    """Tiles of the smallest lasting rectangle around a part, if a camera's picture fills it; else none."""
    tiles = np.zeros_like(part)
    height, width = pictures[0].shape
    for top, bottom, left, right in _rectangles(pictures, part):
        inside = [picture[top:bottom, left:right] for picture in pictures]
        plain = float(np.median([plain_part(picture) for picture in inside]))
        same = float(np.median([alike(a, b) for a, b in pairwise(inside)]))
        if plain <= _PLAIN and same >= _SAME_ROOM:
            tiles[_within(top, bottom, height), _within(left, right, width)] = True
            break
    return tiles


def _within(start: int, end: int, whole: int) -> slice:
    """Tiles of which more than half lies in a stretch of pixels; all up to the picture's end."""
    last = -(-whole // TILE) if end == whole else round(end / TILE)
    return slice(round(start / TILE), last)


def _rectangles(pictures: Sequence[Grey], part: Tiles) -> list[tuple[int, int, int, int]]:
    """(top, bottom, left, right) in pixels of framed rectangles around a part, the smallest first."""
    height, width = pictures[0].shape
    across, down = _edges(pictures, axis=2), _edges(pictures, axis=1).T
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    middle, centre = (
        (rows[0] + rows[-1] + 1) * TILE // 2,
        (columns[0] + columns[-1] + 1) * TILE // 2,
    )
    beside = slice(rows[0] * TILE, (rows[-1] + 1) * TILE)
    above = slice(columns[0] * TILE, (columns[-1] + 1) * TILE)
    found = []
    for top, bottom in product(*_sides(down, above, int(middle))):
        for left, right in product(*_sides(across, beside, int(centre))):
            area = (bottom - top) * (right - left) / (height * width)
            if not (_LITTLE <= area <= _MUCH and _is_frame(right - left, bottom - top)):
                continue
            ends = (across[top:bottom, left], across[top:bottom, right])
            lines = (*ends, down[left:right, top], down[left:right, bottom])
            if all(line.mean() >= _LASTING for line in lines):
                found.append((area, (top, bottom, left, right)))
    return [sides for _, sides in sorted(found)]


def _is_frame(width: int, height: int) -> bool:
    """Whether a camera's picture, lying or standing, is of such a shape."""
    return height <= _LONGEST * width and width <= _LONGEST * height


def _edges(pictures: Sequence[Grey], axis: int) -> Rows:
    """Where pixel ``i`` always differs from the one before along ``axis``; the picture's ends count."""
    stack = np.stack(pictures).astype(np.int16)
    steps = (np.abs(np.diff(stack, axis=axis)) > _STEP).mean(axis=0) >= _LASTING
    return np.pad(steps, [(0, 0), (1, 1)] if axis == 2 else [(1, 1), (0, 0)], constant_values=True)


def _sides(edges: Rows, rows: slice, middle: int) -> tuple[list[int], list[int]]:
    """Places of edges along those rows before and after the middle, the nearest first."""
    places = np.flatnonzero(edges[rows].mean(axis=0) >= _LASTING)
    before, after = places[places <= middle][::-1], places[places > middle]
    last = edges.shape[1] - 1
    return (
        [*dict.fromkeys([*before[:_NEAREST].tolist(), 0])],
        [*dict.fromkeys([*after[:_NEAREST].tolist(), last])],
    )
