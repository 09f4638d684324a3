"""The way back to the recording: a button over the article, there only while following is suspended."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from readreel.gui.icons import icon
from readreel.gui.theme import WIDE, theme


class Pill(QPushButton):
    """Floats over the lower edge of ``over``, in its middle."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setText(self.tr("Resume following"))
        self.setProperty("primary", True)
        self.setObjectName("pill")
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Go back to what is playing and follow it"))
        over.installEventFilter(self)
        theme().changed.connect(self._recolour)
        self._recolour()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay in place when the article is resized."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.put()
        return super().eventFilter(watched, event)

    def put(self) -> None:
        """Take its place."""
        over = self._over
        size = self.sizeHint()
        x = (over.width() - size.width()) // 2
        self.setGeometry(x, over.height() - size.height() - WIDE, size.width(), size.height())
        self.raise_()

    def _recolour(self) -> None:
        self.setIcon(icon("follow", "on_accent", 16))
        self.put()
