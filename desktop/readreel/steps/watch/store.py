"""Stills as files: sharp enough to read code, small enough to keep by the hundred.

Screens are kept without loss where that is cheap, otherwise as a fine JPEG with full colour
resolution, so that coloured text stays crisp. The bytes depend on the picture alone.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from readreel.project.files import write_atomic

_DEAR = 400_000
"""Bytes from which a smaller way of keeping a 1080p picture is looked for; others in proportion."""
_FULL_HD = 1920 * 1080
_SMALLEST = 60_000


def keep(folder: Path, number: int, rgb: NDArray[np.uint8], *, camera: bool) -> str:
    """Write the picture as still ``number``; returns the file's name in the folder."""
    data, ending = encoded(rgb, camera=camera)
    name = f"still-{number:04d}.{ending}"
    write_atomic(folder / name, data)
    return name


def encoded(rgb: NDArray[np.uint8], *, camera: bool) -> tuple[bytes, str]:
    """The picture's bytes and the ending that belongs to them."""
    image = Image.fromarray(rgb)
    limit = max(_SMALLEST, _DEAR * rgb.shape[0] * rgb.shape[1] // _FULL_HD)
    if not camera:
        lossless = _saved(image, format="PNG", compress_level=3)
        if len(lossless) <= limit:
            return lossless, "png"
        fine = _saved(image, format="JPEG", quality=92, subsampling=0, optimize=True)
        if len(fine) <= limit:
            return fine, "jpg"
    return _saved(image, format="JPEG", quality=88, subsampling=2, optimize=True), "jpg"


def _saved(image: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, **options)  # type: ignore[arg-type]
    return buffer.getvalue()
