"""Comparing small grey pictures: by tiles for change, by ink for sameness, by shade for camera shots.

A tile is a square of `TILE` pixels of a glance. Ink is where brightness jumps: text, lines, edges.
All thresholds are in grey levels of 256 and in parts of the picture, so they hold for any recording.
"""

from __future__ import annotations

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


def grey(rgb: NDArray[np.uint8]) -> Grey:
    """Brightness (ITU-R BT.601 weights) in 256 levels."""
    mixed = rgb[..., 0] * np.uint32(77) + rgb[..., 1] * np.uint32(150) + rgb[..., 2] * np.uint32(29)
    return np.asarray(mixed >> 8, dtype=np.uint8)


def tile_shape(picture: Grey) -> tuple[int, int]:
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
    different = differing(first, second)
    rows, columns = tile_shape(second)
    padded = np.zeros((rows * TILE, columns * TILE), dtype=np.bool_)
    padded[: different.shape[0], : different.shape[1]] = different
    counts = padded.reshape(rows, TILE, columns, TILE).sum(axis=(1, 3))
    return np.asarray(counts > _TILE_PART * TILE * TILE)


def grown(tiles: Tiles) -> Tiles:
    """The tiles and their eight neighbours."""
    return np.asarray(_spread(tiles))


def as_pixels(tiles: Tiles, picture: Grey) -> NDArray[np.bool_]:
    """A mask of tiles as a mask of the picture's pixels."""
    height, width = picture.shape
    return np.repeat(np.repeat(tiles, TILE, axis=0), TILE, axis=1)[:height, :width]


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


def shade(picture: Grey) -> NDArray[np.float32]:
    """The picture's light and dark, coarsely: mean 0, length 1, for dot products."""
    small = Image.fromarray(picture).resize(_SHADE, Image.Resampling.BOX)
    values = np.asarray(small, dtype=np.float32).reshape(-1)
    values = values - values.mean()
    return np.asarray(values / max(1.0, float(np.linalg.norm(values))), dtype=np.float32)


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
    rows, columns = tile_shape(picture)
    padded = np.zeros((rows * TILE, columns * TILE), dtype=np.bool_)
    padded[: marks.shape[0], : marks.shape[1]] = marks
    counts = padded.reshape(rows, TILE, columns, TILE).sum(axis=(1, 3))
    return float((counts >= TILE // 2).mean())


def _spread(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    padded = np.pad(mask, 1)
    tall = padded[:-2] | padded[1:-1] | padded[2:]
    return tall[:, :-2] | tall[:, 1:-1] | tall[:, 2:]
