"""The player on the whole display: the same widgets, lent to a window of their own and given back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget


class Theatre(QWidget):
    """``left``: the user wants back. ``pressed``: a key that belongs to the player."""

    left = Signal()
    pressed = Signal(QKeyEvent)

    def __init__(self, title: str) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column

    def take(self, widget: QWidget) -> None:
        """Show a widget on the whole display."""
        self._column.addWidget(widget)
        self.showFullScreen()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape leads back; all else is the player's."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            self.pressed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Closing the big window leads back to the small one."""
        event.ignore()
        self.left.emit()
