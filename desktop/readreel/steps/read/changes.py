"""Which parts of a still have to be read: those that differ from a still that was read before.

A full 1080p screen costs seconds to read, and most of a screencast's screen stays as it was. Tiles of
two stills are compared; lines in unchanged tiles are taken over, and only bands around changed tiles
are read, each grown until it cuts no line that is known.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from readreel.project.artifacts import Box, ScreenLine

TILE = 32
_LEVELS = 24
"""Grey levels by which a pixel must differ: stills of one screen differ by what the encoder left."""
_PIXELS = 12
"""Differing pixels that make a tile changed: less than the smallest letter has."""


def grey(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Brightness in 256 levels."""
    return np.asarray((rgb.astype(np.uint16).sum(axis=2) // 3).astype(np.uint8))


def changed(first: NDArray[np.uint8], second: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tiles of ``second`` that differ from ``first``; all of them where the sizes differ."""
    height, width = second.shape
    rows, columns = -(-height // TILE), -(-width // TILE)
    if first.shape != second.shape:
        return np.ones((rows, columns), dtype=np.bool_)
    different = np.zeros((rows * TILE, columns * TILE), dtype=np.bool_)
    apart = np.maximum(first, second) - np.minimum(first, second)
    different[:height, :width] = apart > _LEVELS
    counts = different.reshape(rows, TILE, columns, TILE).sum(axis=(1, 3))
    return np.asarray(counts > _PIXELS)


def bands(
    tiles: NDArray[np.bool_], lines: Sequence[ScreenLine], shape: tuple[int, int]
) -> list[Box]:
    """Boxes to read: runs of changed rows of tiles, grown by the known lines that they touch."""
    boxes: list[Box] = []
    for top, bottom in _runs(np.asarray(tiles.any(axis=1))):
        columns = np.flatnonzero(tiles[top:bottom].any(axis=0))
        box = (
            max(0, int(columns[0]) * TILE - TILE // 2),
            max(0, top * TILE - TILE // 2),
            min(shape[1], (int(columns[-1]) + 1) * TILE + TILE // 2),
            min(shape[0], bottom * TILE + TILE // 2),
        )
        boxes.append(box)
    while True:
        # What was merged may cut a line that neither part touched.
        larger = _merged([_grown(box, lines) for box in boxes])
        if larger == boxes:
            return boxes
        boxes = larger


def outside(lines: Sequence[ScreenLine], boxes: Sequence[Box]) -> list[ScreenLine]:
    """The lines that no box touches: they are as they were."""
    return [line for line in lines if not any(_touch(line.box, box) for box in boxes)]


def _runs(rows: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    return [(int(edges[i]), int(edges[i + 1])) for i in range(0, len(edges), 2)]


def _grown(box: Box, lines: Sequence[ScreenLine]) -> Box:
    while True:
        larger = _around([box, *(line.box for line in lines if _touch(line.box, box))])
        if larger == box:
            return box
        box = larger


def _merged(boxes: Sequence[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[1], b[0])):
        touched = [other for other in kept if _touch(other, box)]
        kept = [other for other in kept if other not in touched]
        kept.append(_around([box, *touched]))
    return sorted(kept, key=lambda b: (b[1], b[0]))


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _touch(first: Box, second: Box) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )
