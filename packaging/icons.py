#!/usr/bin/env python3
"""The program's icon in the forms that systems want, drawn from ``resources/icons/readreel.svg``.

python packaging/icons.py FOLDER     # NxN.png for Linux, readreel.ico, readreel.icns
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PIL import Image

SOURCE = Path(__file__).resolve().parents[1] / "resources" / "icons" / "readreel.svg"
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels; those that the hicolor theme of the free desktops knows."""

_WINDOWS = (16, 24, 32, 48, 64, 128, 256)
_LARGEST = 1024


def draw(folder: Path, size: int) -> Path:
    """One PNG of ``size`` pixels square."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QByteArray, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(SOURCE.read_bytes())).render(painter)
    painter.end()
    path = folder / f"{size}x{size}.png"
    if not image.save(str(path)):
        raise OSError(f"{path} cannot be written")
    return path


def write(folder: Path) -> None:
    """Every form, into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        draw(folder, size)
    with Image.open(draw(folder, _LARGEST)) as image:
        image.save(folder / "readreel.ico", sizes=[(size, size) for size in _WINDOWS])
        image.save(folder / "readreel.icns")


def main(arguments: list[str]) -> int:
    """Write into the folder that is named; the exit status."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    write(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
