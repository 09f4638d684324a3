"""The place to drop a recording on: large while there is nothing else, a strip above the cards later."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from readreel.gui.icons import pixmap
from readreel.gui.theme import BROAD, NORMAL, RADIUS, SMALL, WIDE, theme

_ICON, _SMALL_ICON = 40, 14


class DropPlace(QWidget):
    """Looks as if it wanted a video. ``choose_asked`` follows its button."""

    choose_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._headline = QLabel(self.tr("Drop a video here"))
        self._headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._headline.setWordWrap(True)
        self._hint = QLabel(self.tr("or a sound recording, several at once, a whole folder"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setProperty("soft", True)
        self._choose = QPushButton(self.tr("Choose a video…"))
        self._choose.setProperty("primary", True)
        self._choose.clicked.connect(self.choose_asked)
        self._lock = QLabel()
        self._promise = QLabel(self.tr("Everything is done on this machine. Nothing leaves it."))
        self._promise.setProperty("soft", True)
        self._whole = QVBoxLayout(self)
        self._lay_out()
        self.set_large(True)
        theme().changed.connect(self._recolour)
        self._recolour()

    def set_large(self, large: bool) -> None:
        """Take all the room there is, or only what is needed."""
        self._picture.setVisible(large)
        margin = BROAD if large else WIDE
        self._whole.setContentsMargins(BROAD, margin, BROAD, margin)
        down = QSizePolicy.Policy.Expanding if large else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Expanding, down)
        self._headline.setFont(theme().ui_font(17 if large else 14, strong=True))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A dashed frame says that things can be put here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme().colour("soft", 0.55), 1.5)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(theme().colour("panel"))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)

    def _lay_out(self) -> None:
        middle = Qt.AlignmentFlag.AlignHCenter
        promise = QHBoxLayout()
        promise.setSpacing(SMALL)
        promise.addStretch()
        promise.addWidget(self._lock)
        promise.addWidget(self._promise)
        promise.addStretch()
        self._whole.setSpacing(SMALL)
        self._whole.addStretch()
        self._whole.addWidget(self._picture)
        self._whole.addWidget(self._headline)
        self._whole.addWidget(self._hint)
        self._whole.addSpacing(NORMAL)
        self._whole.addWidget(self._choose, 0, middle)
        self._whole.addSpacing(NORMAL)
        self._whole.addLayout(promise)
        self._whole.addStretch()

    def _recolour(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture.setPixmap(pixmap("drop-video", "accent", _ICON, ratio))
        self._lock.setPixmap(pixmap("offline", "soft", _SMALL_ICON, ratio))
        self.update()
