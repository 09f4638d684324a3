"""Where a screen shows a picture: a plot, a drawing, a photograph, found as much ink that is no writing.

Tiles in which brightness varies and no line stands are gathered into areas; an area large enough to be
looked at is a picture. Rules, frames and icons are too thin or too small.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from readreel.project.artifacts import Box

Tiles = NDArray[np.bool_]

_TILE = 24
_VARIED = 9.0
"""Grey levels (standard deviation) from which a tile shows something."""
_LEAST_AREA = 0.03
_LEAST_SIDE = 0.15
_FILLED = 0.3
"""Part of the picture its area takes, of the screen's sides its own have, of its box that it fills."""


def pictures(grey: NDArray[np.uint8], lines: Sequence[Box], hidden: Sequence[Box]) -> list[Box]:
    """Boxes of the pictures, top first; ``lines`` are written there, ``hidden`` is not looked at."""
    tiles = _varied(grey)
    rows, columns = tiles.shape
    for left, top, right, bottom in (*lines, *hidden):
        tiles[
            top // _TILE : min(rows, -(-bottom // _TILE)),
            left // _TILE : min(columns, -(-right // _TILE)),
        ] = False
    height, width = grey.shape
    found: list[Box] = []
    for area in _areas(tiles):
        ys, xs = area
        box = (
            int(xs.min()) * _TILE,
            int(ys.min()) * _TILE,
            min(width, (int(xs.max()) + 1) * _TILE),
            min(height, (int(ys.max()) + 1) * _TILE),
        )
        if _is_picture(box, len(ys), width, height):
            found.append(box)
    return sorted(found, key=lambda box: (box[1], box[0]))


def _is_picture(box: Box, tiles: int, width: int, height: int) -> bool:
    across, down = box[2] - box[0], box[3] - box[1]
    large = across * down >= _LEAST_AREA * width * height
    sided = across >= _LEAST_SIDE * width and down >= _LEAST_SIDE * height
    return large and sided and tiles * _TILE * _TILE >= _FILLED * across * down


def _varied(grey: NDArray[np.uint8]) -> Tiles:
    height, width = grey.shape
    rows, columns = max(1, height // _TILE), max(1, width // _TILE)
    cut = grey[: rows * _TILE, : columns * _TILE].astype(np.float32)
    if cut.shape[0] < _TILE or cut.shape[1] < _TILE:
        return np.zeros((rows, columns), dtype=np.bool_)
    blocks = cut.reshape(rows, _TILE, columns, _TILE)
    return np.asarray(blocks.std(axis=(1, 3)) > _VARIED)


def _areas(tiles: Tiles) -> list[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Tiles that touch (corners too, and over a gap of one) as areas."""
    waiting = tiles.copy()
    areas = []
    while waiting.any():
        seed = np.zeros_like(tiles)
        seed.flat[int(np.argmax(waiting))] = True
        while True:
            wider = _grown(seed, 2) & waiting
            if wider.sum() == seed.sum():
                break
            seed = wider
        waiting &= ~seed
        ys, xs = np.nonzero(seed)
        areas.append((ys, xs))
    return areas


def _grown(tiles: Tiles, by: int) -> Tiles:
    padded = np.pad(tiles, by)
    out = np.zeros_like(tiles)
    rows, columns = tiles.shape
    for y in range(2 * by + 1):
        for x in range(2 * by + 1):
            out |= padded[y : y + rows, x : x + columns]
    return out
