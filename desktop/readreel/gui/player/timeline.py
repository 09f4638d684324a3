"""The line of time: chapters as pieces with gaps, stills as ticks, where one is and where one points.

It is a slider, so that assistive technology knows what it is; keys belong to the player, which has more of
them. Times are seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from readreel.core.time import clock
from readreel.gui.theme import SMALL, TIGHT, theme

_TRACK, _TRACK_HOVERED, _KNOB, _GAP = 4.0, 6.0, 6.0, 3.0
_EDGE = 10.0
"""Room for the knob and its ring at either end."""

_TICK = QSize(2, 4)


class Timeline(QAbstractSlider):
    """``asked``: go there. ``pointed``: the mouse is over a moment; ``left``: over none any more."""

    asked = Signal(float)
    pointed = Signal(float, int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._duration = 0.0
        self._position = 0.0
        self._chapters: list[tuple[float, str]] = []
        self._stills: list[float] = []
        self._hover: float | None = None
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Place in the recording"))
        theme().changed.connect(self.update)

    # --- what it shows ---------------------------------------------------------------------------

    def set_duration(self, seconds: float) -> None:
        """The length of the recording."""
        self._duration = max(0.0, seconds)
        self.setRange(0, round(self._duration))
        self._say()
        self.update()

    def set_chapters(self, chapters: Sequence[tuple[float, str]]) -> None:
        """Where chapters begin, and their titles."""
        self._chapters = sorted(chapters)
        self._say()
        self.update()

    def set_stills(self, moments: Sequence[float]) -> None:
        """Where stills begin to be visible."""
        self._stills = sorted(moments)
        self.update()

    def set_position(self, seconds: float) -> None:
        """Where the recording is."""
        self._position = seconds
        if round(seconds) != self.value():
            self.setValue(round(seconds))
            self._say()
        self.update()

    def chapter_at(self, seconds: float) -> str:
        """The title of the chapter of a moment; empty before the first."""
        place = bisect_right(self._chapters, (seconds, "\U0010ffff")) - 1
        return self._chapters[place][1] if place >= 0 else ""

    def chapter_start(self, seconds: float, step: int) -> float:
        """Where the next chapter begins (``step`` 1), or this one or the one before (-1)."""
        starts = [0.0, *(start for start, _ in self._chapters), self._duration]
        if step > 0:
            return next((start for start in starts if start > seconds + 0.05), self._duration)
        return max((start for start in starts if start < seconds - 2.0), default=0.0)

    def x_of(self, seconds: float) -> float:
        """Where a moment lies, logical pixels from the left."""
        share = seconds / self._duration if self._duration else 0.0
        return _EDGE + min(max(share, 0.0), 1.0) * self._length()

    def moment_at(self, x: float) -> float:
        """The moment at a distance from the left."""
        return min(max((x - _EDGE) / max(1.0, self._length()), 0.0), 1.0) * self._duration

    # --- events ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide as there is room, and high enough for a finger."""
        return QSize(320, 28)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As small as it still makes sense."""
        return QSize(100, 28)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go where it was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._ask(event)
        event.ignore()  # the player takes the focus

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Point; with the button down, go along."""
        if not self._duration:
            return
        self._hover = self.moment_at(event.position().x())
        self.pointed.emit(self._hover, round(event.position().x()))
        if self.isSliderDown():
            self._ask(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self.setSliderDown(False)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Point no more."""
        self._hover = None
        self.left.emit()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keys are the player's."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """A wheel that turns by accident moves nothing."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Pieces, ticks, knob."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, end in self._pieces():
            self._paint_piece(painter, start, end)
        self._paint_ticks(painter)
        if self._duration:
            self._paint_knob(painter)

    # --- painting --------------------------------------------------------------------------------

    def _pieces(self) -> list[tuple[float, float]]:
        least = (
            2 * _GAP * self._duration / self._length()
        )  # what begins almost at an edge has no gap
        inner = {start for start, _ in self._chapters if least < start < self._duration - least}
        edges = [0.0, *sorted(inner), self._duration]
        return list(pairwise(edges))

    def _paint_piece(self, painter: QPainter, start: float, end: float) -> None:
        hovered = self._hover is not None and start <= self._hover < end
        height = _TRACK_HOVERED if hovered else _TRACK
        left = self.x_of(start) + (_GAP / 2 if start > 0 else 0.0)
        right = self.x_of(end) if self._duration else _EDGE + self._length()
        right -= _GAP / 2 if end < self._duration else 0.0
        whole = QRectF(left, self._middle() - height / 2, max(1.0, right - left), height)
        self._fill(painter, whole, whole.right(), theme().colour("faint"))
        if self._hover is not None:
            self._fill(painter, whole, self.x_of(self._hover), theme().colour("soft", 0.45))
        self._fill(painter, whole, self.x_of(self._position), theme().colour("accent"))

    def _fill(self, painter: QPainter, whole: QRectF, until: float, colour: QColor) -> None:
        """A piece up to a place; its far end stays round."""
        part = QRectF(whole)
        part.setRight(min(whole.right(), until))
        if part.width() > 0:
            painter.setBrush(colour)
            radius = min(part.height(), part.width()) / 2
            painter.drawRoundedRect(part, radius, radius)

    def _paint_ticks(self, painter: QPainter) -> None:
        top = self._middle() + TIGHT + 2
        for x in {round(self.x_of(moment)) for moment in self._stills}:
            painter.setBrush(theme().colour("soft", 0.6))
            painter.drawRect(QRectF(x - 1, top, _TICK.width(), _TICK.height()))

    def _paint_knob(self, painter: QPainter) -> None:
        centre = QPointF(self.x_of(self._position), self._middle())
        painter.setBrush(theme().colour("accent"))
        painter.drawEllipse(centre, _KNOB, _KNOB)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawEllipse(centre, _KNOB + 3, _KNOB + 3)

    def _middle(self) -> float:
        return self.height() / 2 - SMALL / 4

    def _length(self) -> float:
        return max(1.0, self.width() - 2 * _EDGE)

    def _ask(self, event: QMouseEvent) -> None:
        self.asked.emit(self.moment_at(event.position().x()))

    def _say(self) -> None:
        place, length = clock(self._position), clock(self._duration)
        chapter = self.chapter_at(self._position)
        said = (
            self.tr("{place} of {length}, {chapter}") if chapter else self.tr("{place} of {length}")
        )
        self.setAccessibleDescription(said.format(place=place, length=length, chapter=chapter))
