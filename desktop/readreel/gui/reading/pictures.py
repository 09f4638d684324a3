"""Stills for the pane: read, scaled and rounded on another thread, kept while there is room.

Guarantees that asking for a picture never waits, that nothing outside the project's folder is opened, and
that what is in sight is made before what has been scrolled past.
"""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QRectF, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPixmap

_MOST_BYTES = 96_000_000
"""Of scaled pictures kept in memory; some sixty at twice the pixels."""


class Wanted(NamedTuple):
    """A picture in a size: ``width`` and ``height`` in device pixels, corners of ``radius`` of them."""

    path: Path
    width: int
    height: int
    radius: float = 0.0


class Pictures(QObject):
    """The pictures of one view. ``ready`` says that one more can be had, ``missing`` included."""

    ready = Signal(object)
    _made = Signal(object, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._bytes = 0
        self._asked: set[Wanted] = set()
        self._turn = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._made.connect(self._keep)

    def get(self, wanted: Wanted) -> QPixmap | None:
        """The picture if it is there, else None and it is made; a null one cannot be made."""
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        if wanted not in self._asked:
            self._asked.add(wanted)
            self._turn += 1
            self._pool.start(_Making(wanted, self), self._turn)
        return None

    def forget(self) -> None:
        """Let go of all pictures: another project is shown."""
        self._pool.clear()
        self._asked.clear()
        self._kept.clear()
        self._bytes = 0

    def shut_down(self) -> None:
        """Wait until no thread makes pictures any more."""
        self._pool.clear()
        self._pool.waitForDone()

    def _keep(self, wanted: Wanted, image: QImage) -> None:
        if wanted not in self._asked:
            return  # made for a project that is not shown any more
        self._asked.discard(wanted)
        self._kept[wanted] = QPixmap.fromImage(image)
        self._bytes += image.sizeInBytes()
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.width() * old.height() * 4
        self.ready.emit(wanted)


class _Making(QRunnable):
    def __init__(self, wanted: Wanted, pictures: Pictures) -> None:
        super().__init__()
        self._wanted = wanted
        self._pictures = pictures

    def run(self) -> None:
        """Make the picture; one that cannot be read comes out empty."""
        image = made(self._wanted)
        with contextlib.suppress(RuntimeError):  # the window may have gone meanwhile
            self._pictures._made.emit(self._wanted, image)


def made(wanted: Wanted) -> QImage:
    """The picture, scaled to fill the size and with round corners; null where it cannot be read."""
    reader = QImageReader(str(wanted.path))
    reader.setAutoTransform(True)
    image = reader.read()
    if image.isNull():
        return image
    image = image.scaled(
        QSize(wanted.width, wanted.height),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return rounded(image, wanted.radius) if wanted.radius else image


def rounded(image: QImage, radius: float) -> QImage:
    """The image with round corners of ``radius`` pixels."""
    shaped = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    shaped.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shaped)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawRoundedRect(QRectF(shaped.rect()), radius, radius)
    painter.end()
    return shaped


def inside(project: Path, file: str) -> Path | None:
    """The path of a project's file; None for a name that leads out of the project."""
    path = (project / file).resolve()
    return path if path.is_relative_to(project.resolve()) else None
