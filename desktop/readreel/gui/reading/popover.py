"""A small card that floats over the window until one clicks elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from readreel.gui.theme import RADIUS, theme


class Popover(QFrame):
    """Paints its own ground: a style sheet leaves a translucent top-level window without one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)  # for its round corners

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A raised ground with a fine edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("faint"), 1))
        painter.setBrush(theme().colour("raised"))
        edge = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(edge, RADIUS, RADIUS)
