"""A recording is known by its content, so that it is found again when it was moved or renamed."""

from __future__ import annotations

import hashlib
from pathlib import Path

_PIECE = 1 << 20


def fingerprint(path: Path) -> str:
    """32 hexadecimal digits from the size and three megabytes: the first, the middle, the last."""
    size = path.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for offset in sorted({0, max(0, size // 2 - _PIECE // 2), max(0, size - _PIECE)}):
            file.seek(offset)
            digest.update(file.read(_PIECE))
    return digest.hexdigest()[:32]
