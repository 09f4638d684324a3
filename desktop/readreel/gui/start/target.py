"""Drag and drop onto a widget, with a veil over the whole window while something is held above it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from readreel.gui.start.dropping import Dropped, may_hold_files, paths_of
from readreel.gui.theme import NORMAL, RADIUS, theme


class DropTarget(QObject):
    """Makes ``host`` take files. ``dropped`` carries what was let go, usable or not."""

    dropped = Signal(Dropped)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._veil: Veil | None = None
        host.setAcceptDrops(True)
        host.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the drags of the host; leave it everything else."""
        if watched is not self._host:
            return False
        kind = event.type()
        if isinstance(event, QDropEvent) and kind == QEvent.Type.Drop:
            self._drop(event)
            return True
        if kind == QEvent.Type.DragLeave:
            self._lift()
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            self._hold(event)
            return True
        if kind == QEvent.Type.Hide:
            self._lift()
        return False

    def _hold(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if not may_hold_files(event.mimeData()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if self._veil is None:
            self._veil = Veil(self._host.window())

    def _drop(self, event: QDropEvent) -> None:
        self._lift()
        event.setDropAction(
            Qt.DropAction.CopyAction
        )  # a move would let the other side delete the file
        event.accept()
        self.dropped.emit(paths_of(event.mimeData()))

    def _lift(self) -> None:
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None


class Veil(QWidget):
    """A tint and a frame over a window; the mouse goes through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Tint, frame and one line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme().colour("glow", 0.86))
        frame = QRectF(self.rect()).adjusted(NORMAL, NORMAL, -NORMAL, -NORMAL)
        pen = QPen(theme().colour("accent"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.setPen(theme().colour("ink"))
        painter.setFont(theme().ui_font(16, strong=True))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.tr("Let go to make an article"))
