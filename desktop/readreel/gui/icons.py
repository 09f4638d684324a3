"""Icons: SVG line drawings of ``resources/icons``, in the colour of the text they stand beside."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from readreel.core import paths
from readreel.gui.theme import theme


def icon(name: str, colour: str = "ink", size: int = 20) -> QIcon:
    """The icon ``resources/icons/<name>.svg``, whose strokes are ``currentColor``.

    ``colour`` is a field of `theme.Colours`. Ask again on `Theme.changed`: an icon keeps its colour.
    """
    drawn = QIcon()
    for mode, tint in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, "soft")):
        drawing = _drawing(name, tint)
        for scale in (1, 2, 3):
            drawn.addPixmap(_drawn(drawing, size, scale), mode)
    return drawn


def pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """One picture of an icon: ``size`` logical pixels at ``scale`` device pixels each."""
    return _drawn(_drawing(name, colour), size, scale)


def _drawing(name: str, colour: str) -> QSvgRenderer:
    tinted = _source(name).replace("currentColor", getattr(theme().colours, colour))
    return QSvgRenderer(QByteArray(tinted.encode()))


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _drawn(drawing: QSvgRenderer, size: int, scale: float) -> QPixmap:
    image = QPixmap(QSize(round(size * scale), round(size * scale)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(scale)
    return image
