"""The small card over the timeline: what was on the screen at a moment, its chapter and its time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from readreel.core.time import clock
from readreel.gui.player.stage import Stage
from readreel.gui.player.timeline import Timeline
from readreel.gui.theme import SMALL, TIGHT, theme

PICTURE = QSize(192, 108)
"""Room for the still, logical pixels."""


class Card(QFrame):
    """Stands over the place where the mouse points, inside ``over``; it never takes a click."""

    def __init__(self, over: QWidget, timeline: Timeline, stage: Stage) -> None:
        super().__init__(over)
        self._over, self._timeline, self._stage = over, timeline, stage
        self._pointed: tuple[float, int] | None = None
        self.setProperty("card", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme().ui_font(9, strong=True))
        self._time = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._time.setProperty("soft", True)
        self._time.setFont(theme().ui_font(9))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SMALL, SMALL, SMALL, SMALL)
        self._column.setSpacing(TIGHT)
        for label in (self._picture, self._title, self._time):
            self._column.addWidget(label)
        self.setFixedWidth(PICTURE.width() + 2 * SMALL + 2)
        self.hide()
        timeline.pointed.connect(self._point)
        timeline.left.connect(self.point_no_more)
        stage.still_came.connect(self._fill)

    def point_no_more(self) -> None:
        """Nobody points at a moment."""
        self._pointed = None
        self.hide()

    def _point(self, seconds: float, x: int) -> None:
        self._pointed = (seconds, x)
        self._fill()

    def _fill(self) -> None:
        if self._pointed is None:
            return
        seconds, x = self._pointed
        ratio = self.devicePixelRatioF()
        image = self._stage.still_for(seconds, PICTURE * ratio)
        title = self._timeline.chapter_at(seconds)
        self._time.setText(clock(seconds))
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._picture.setVisible(image is not None and not image.isNull())
        if image is not None:
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(ratio)
            self._picture.setPixmap(pixmap)
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        self._stand(x)

    def _stand(self, x: int) -> None:
        place = self._timeline.geometry()
        left = place.left() + x - self.width() // 2
        left = min(max(0, left), max(0, self._over.width() - self.width()))
        self.move(left, max(0, place.top() - TIGHT - self.height()))
        self.show()
        self.raise_()
