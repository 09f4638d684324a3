"""A quiet line in the middle of a page without words: what is awaited, so that it does not look broken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget

from readreel.gui.theme import BROAD, WIDE, theme


class Hint(QLabel):
    """Floats over ``over``, a third from its top; the mouse goes through it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setProperty("soft", True)
        self.setFont(theme().ui_font(12))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in place when the page is resized."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.put()
        return super().eventFilter(watched, event)

    def put(self) -> None:
        """Take its place."""
        width = max(0, self._over.width() - 2 * BROAD)
        height = self.heightForWidth(width) + WIDE
        self.setGeometry(BROAD, self._over.height() // 3, width, height)
        self.raise_()
