"""Comparing small grey pictures: by tiles for change, by ink for sameness, by shade for camera shots.

A tile is a square of `TILE` pixels of a glance. Ink is where brightness jumps: text, lines, edges.
All thresholds are in grey levels of 256 and in parts of the picture, so they hold for any recording.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Grey = NDArray[np.uint8]
Tiles = NDArray[np.bool_]

WIDTH = 480
"""Pixels across a glance: enough for a line of text to leave marks."""
TILE = 24
LEVELS = 16
"""Grey levels by which a pixel must differ: above sensor noise and what encoders leave behind."""
_TILE_PART = 0.06
_INK = 24
_SHADE = (32, 18)
_LEAST_CONTRAST = 4.0
_GRAIN = 0.2
"""Grey levels by which coarse light and dark vary (standard deviation) where anything is to be seen, and
their part of what all pixels vary by: less is static, another at every moment and never like itself."""


def tile_shape(picture: NDArray[np.generic]) -> tuple[int, int]:
    """Rows and columns of tiles that cover a picture."""
    return -(-picture.shape[0] // TILE), -(-picture.shape[1] // TILE)


def differing(first: Grey, second: Grey) -> NDArray[np.bool_]:
    """Pixels whose brightness is not the same; all of them where the sizes differ."""
    if first.shape != second.shape:
        return np.ones(second.shape, dtype=np.bool_)
    apart = np.maximum(first, second) - np.minimum(first, second)
    return np.asarray(apart > LEVELS)


def changed_tiles(first: Grey, second: Grey) -> Tiles:
    """Tiles in which more than a few pixels differ."""
    return np.asarray(_counts(differing(first, second)) > _TILE_PART * TILE * TILE)


def emptied(first: Grey, second: Grey, ignored: NDArray[np.bool_]) -> float:
    """Part of the first's inked tiles that have lost more than half of their ink, 0…1."""
    before, after = _counts(ink(first) & ~ignored), _counts(ink(second) & ~ignored)
    inked = before >= TILE // 2
    return float((inked & (2 * after < before)).sum() / max(1, int(inked.sum())))


def _counts(marks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Marked pixels in every tile."""
    rows, columns = tile_shape(marks)
    padded = np.zeros((rows * TILE, columns * TILE), dtype=np.bool_)
    padded[: marks.shape[0], : marks.shape[1]] = marks
    return np.asarray(padded.reshape(rows, TILE, columns, TILE).sum(axis=(1, 3)))


def grown(tiles: Tiles) -> Tiles:
    """The tiles and their eight neighbours."""
    return np.asarray(_spread(tiles))


def as_pixels(tiles: Tiles, picture: Grey) -> NDArray[np.bool_]:
    """A mask of tiles as a mask of the picture's pixels."""
    height, width = picture.shape
    return np.repeat(np.repeat(tiles, TILE, axis=0), TILE, axis=1)[:height, :width]


def boxes(tiles: Tiles, width: int, height: int) -> list[tuple[int, int, int, int]]:
    """Boxes around tiles that hang together, in pixels of a picture of that size, in reading order.

    The picture's glance is `WIDTH` pixels wide, or as wide as the picture itself where that is less.
    """
    side = TILE * max(1.0, width / WIDTH)
    found = []
    for spot in parts(tiles):
        rows, columns = np.flatnonzero(spot.any(axis=1)), np.flatnonzero(spot.any(axis=0))
        found.append(
            (
                round(columns[0] * side),
                round(rows[0] * side),
                min(width, round((columns[-1] + 1) * side)),
                min(height, round((rows[-1] + 1) * side)),
            )
        )
    return found


def parts(tiles: Tiles) -> Iterator[Tiles]:
    """The tiles that hang together, one mask for each such part, in reading order."""
    left = tiles.copy()
    while left.any():
        spot = np.zeros_like(left)
        spot.reshape(-1)[int(np.argmax(left))] = True
        while (more := grown(spot) & left).sum() > spot.sum():
            spot = more
        left &= ~spot
        yield spot


def ink(picture: Grey) -> NDArray[np.bool_]:
    """Pixels at which brightness jumps."""
    signed = picture.astype(np.int16)
    marks = np.zeros(picture.shape, dtype=np.bool_)
    marks[:, 1:] |= np.abs(np.diff(signed, axis=1)) > _INK
    marks[1:, :] |= np.abs(np.diff(signed, axis=0)) > _INK
    return marks


def lost_and_gained(
    first: Grey, second: Grey, ignored: NDArray[np.bool_]
) -> tuple[float, float, int, int]:
    """Parts of the first's ink gone and of the second's ink new (0…1), and the ink of each in pixels."""
    different = _spread(differing(first, second)) & ~ignored
    before, after = ink(first) & ~ignored, ink(second) & ~ignored
    had, has = int(before.sum()), int(after.sum())
    lost = int((before & different).sum()) / max(1, had)
    gained = int((after & different).sum()) / max(1, has)
    return lost, gained, had, has


def _coarse(picture: Grey) -> NDArray[np.float32]:
    small = Image.fromarray(picture).resize(_SHADE, Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float32).reshape(-1)


def shade(picture: Grey) -> NDArray[np.float32]:
    """The picture's light and dark, coarsely: mean 0, length 1, for dot products."""
    values = _coarse(picture)
    values = values - values.mean()
    return np.asarray(values / max(1.0, float(np.linalg.norm(values))), dtype=np.float32)


def shows_something(picture: Grey) -> bool:
    """Whether a camera's picture is neither dark nor mere grain."""
    coarse = float(_coarse(picture).std())
    return coarse >= max(_LEAST_CONTRAST, _GRAIN * float(picture.std()))


def alike(first: Grey, second: Grey) -> float:
    """How alike two pictures are in their coarse light and dark, −1…1."""
    return float(np.dot(shade(first), shade(second)))


def plain_part(picture: Grey) -> float:
    """Part of the picture in its commonest shade (±3 levels): high on screens, low in rooms."""
    counts = np.bincount(picture.reshape(-1), minlength=256).astype(np.float64)
    near = np.convolve(counts, np.ones(7), mode="same")
    return float(near.max() / picture.size)


def inked_part(picture: Grey, ignored: NDArray[np.bool_]) -> float:
    """Part of the tiles that show text, lines or edges."""
    marks = ink(picture) & ~ignored
    return float((_counts(marks) >= TILE // 2).mean())


def _spread(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    padded = np.pad(mask, 1)
    tall = padded[:-2] | padded[1:-1] | padded[2:]
    return tall[:, :-2] | tall[:, 1:-1] | tall[:, 2:]
