"""A small card over the window, beside what it is about."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from readreel.gui.theme import NORMAL, SMALL, WIDE, theme


def beside(rect: QRect, size: QSize, room: QRect) -> QPoint:
    """Where a card of ``size`` stands: below ``rect`` where there is room for it, else above."""
    x = min(
        max(room.left() + SMALL, rect.left()), max(room.left(), room.right() - size.width() - SMALL)
    )
    y = rect.bottom() + SMALL
    if y + size.height() > room.bottom():
        y = rect.top() - size.height() - SMALL
    return QPoint(x, max(room.top() + SMALL, min(y, room.bottom() - size.height() - SMALL)))


def heading(text: str) -> QLabel:
    """The title of a card."""
    label = QLabel(text)
    label.setFont(theme().ui_font(10.5, strong=True))
    return label


def remark(text: str = "") -> QLabel:
    """Soft text that may take several lines."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("soft", True)
    return label


class Popover(QFrame):
    """A card that closes with Escape and with a click elsewhere."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("popover")
        self.setProperty("card", True)
        self.setBackgroundRole(QPalette.ColorRole.Button)
        self.setAccessibleName(title)
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(WIDE, NORMAL, WIDE, WIDE - 4)
        self.whole.setSpacing(NORMAL)
        self.whole.addWidget(heading(title))

    def pop_up(self, rect: QRect) -> None:
        """Show the card beside ``rect`` (global coordinates)."""
        self.adjustSize()
        self.move(beside(rect, self.size(), self.screen().availableGeometry()))
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
