"""Small pictures for the cards: read, cut to shape and scaled on other threads, the last ones kept."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QImageReader, QPainter, QPainterPath, QPixmap

from readreel.gui.errands import Errands

_MOST = 160
"""Pictures kept; a large window at twice the pixels shows some forty."""

_LARGEST = 12_000
"""Pixels on a side from which a picture is not opened: no still of ours is near that."""


class Wanted(NamedTuple):
    """A picture to fill ``width`` × ``height`` device pixels, the upper corners of ``radius`` of them.

    ``ratio`` is device pixels for a logical one; ``changed`` tells versions of the file apart.
    """

    path: Path
    width: int
    height: int
    radius: float = 0.0
    ratio: float = 1.0
    changed: int = 0


class Thumbnails(QObject):
    """The pictures of one page. ``ready`` carries the path of another that can be had."""

    ready = Signal(Path)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[Wanted, QPixmap] = OrderedDict()
        self._asked: set[Wanted] = set()
        self._turn = 0
        self._errands = Errands(self, most=2)

    def get(self, wanted: Wanted) -> QPixmap | None:
        """The picture if it is there, else None and it is made; a null one cannot be made."""
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        if wanted not in self._asked:
            self._asked.add(wanted)
            self._turn += 1  # what is in sight now comes before what was scrolled past
            self._errands.run(lambda: (wanted, made(wanted)), self._keep, self._turn)
        return None

    def shut_down(self) -> None:
        """Wait until no thread makes pictures any more."""
        self._errands.shut_down()

    def _keep(self, result: tuple[Wanted, QImage]) -> None:
        wanted, image = result
        self._asked.discard(wanted)
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(wanted.ratio)
        self._kept[wanted] = picture
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        self.ready.emit(wanted.path)


def made(wanted: Wanted) -> QImage:
    """The picture, its middle cut to the shape asked for; null where it cannot be read."""
    reader = QImageReader(str(wanted.path))
    reader.setAutoTransform(True)
    size = reader.size()
    if max(size.width(), size.height()) > _LARGEST:
        return QImage()
    image = reader.read()
    if image.isNull():
        return image
    target = QSize(wanted.width, wanted.height)
    image = image.scaled(
        target,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    middle = QRect(0, 0, target.width(), target.height())
    middle.moveCenter(image.rect().center())
    return _rounded(image.copy(middle), wanted.radius)


def _rounded(image: QImage, radius: float) -> QImage:
    """The image with round upper corners, made here so that painting needs no clipping."""
    if not radius:
        return image
    shaped = QImage(image.size(), QImage.Format.Format_ARGB32_Premultiplied)
    shaped.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shaped)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(image))
    painter.drawPath(top_rounded(QRectF(shaped.rect()), radius))
    painter.end()
    return shaped


def top_rounded(where: QRectF, radius: float) -> QPainterPath:
    """A rectangle whose upper corners are round."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(where, radius, radius)
    path.addRect(where.adjusted(0, 2 * radius, 0, 0))
    return path
