"""Stills as an article carries them: small enough to send, sharp enough to read code from.

Stills lie in the project as they were on the screen. Here they become WebP at most 1,600 pixels wide, or
JPEG for outlets that know nothing newer (mail, Word, small readers); where the pictures of a long recording
together would still make the page heavy, all of them step down together. The same stills give the same
bytes.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterable
from pathlib import Path

import msgspec
from PIL import Image

from readreel.core.errors import StorageError
from readreel.project.artifacts import Article, Code, Figure

BUDGET = 10_500_000
"""Bytes of all pictures of an article; a page that carries them inside grows by a third of it."""

_STEPS = ((1600, 80), (1440, 68), (1200, 58), (960, 50))
_KEEP = 40_000  # bytes below which a picture that browsers know is not worth encoding again
_TYPES = {
    "PNG": ("image/png", ".png"),
    "JPEG": ("image/jpeg", ".jpg"),
    "WEBP": ("image/webp", ".webp"),
}


class Picture(msgspec.Struct, frozen=True):
    """An encoded picture with its size in pixels; ``suffix`` as ``.webp``."""

    data: bytes
    media_type: str
    suffix: str
    width: int
    height: int

    @property
    def uri(self) -> str:
        """The picture as an address that holds it."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"


def pictures(
    article: Article, project: Path, budget: int = BUDGET, *, old: bool = False
) -> dict[str, Picture]:
    """Every picture of the article by its ``file``, for ``old`` outlets as JPEG or PNG.

    Raises `StorageError` where a still is gone.
    """
    files = sorted({block.file for block in pictured(article)})
    encoded: dict[str, Picture] = {}
    for width, quality in _STEPS:
        encoded = {file: _encoded(_inside(project, file), width, quality, old) for file in files}
        if sum(len(picture.data) for picture in encoded.values()) <= budget:
            break
    return encoded


def pictured(article: Article) -> Iterable[Figure | Code]:
    """The blocks that have a picture, in their order: figures, and code with what it was read from."""
    for chapter in article.chapters:
        for block in chapter.blocks:
            if isinstance(block, Figure | Code) and block.file:
                yield block


def _inside(project: Path, file: str) -> Path:
    path = (project / file).resolve()
    if not path.is_relative_to(project.resolve()):
        raise StorageError("storage.absent", path=file)
    return path


def _encoded(path: Path, width: int, quality: int, old: bool) -> Picture:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise StorageError("storage.absent", path=path) from error
    with Image.open(io.BytesIO(data)) as image:
        known = _TYPES.get(image.format or "")
        fits = len(data) <= _KEEP and image.width <= width and not (old and image.format == "WEBP")
        if known and fits:
            return Picture(data, *known, image.width, image.height)
        shown = image.convert("RGB")
    if shown.width > width:
        height = max(1, round(shown.height * width / shown.width))
        shown = shown.resize((width, height), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    if old:  # in full colour, because the type on a screen is coloured
        shown.save(buffer, "JPEG", quality=quality, optimize=True, subsampling=0)
    else:
        shown.save(buffer, "WEBP", quality=quality, method=4)
    form = "JPEG" if old else "WEBP"
    return Picture(buffer.getvalue(), *_TYPES[form], shown.width, shown.height)
