"""What rich text cannot do, painted around it: the glow of the moment, times, marks, pictures, panels.

Everything is drawn from the scene and the theme's colours; the document itself is never touched, so that
marking another paragraph costs one repaint.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from readreel.core.time import clock
from readreel.gui.reading.pictures import Pictures, Wanted, inside
from readreel.gui.reading.scene import Scene, Seen
from readreel.gui.reading.state import State
from readreel.gui.reading.targets import Target, has_chip, has_mark
from readreel.gui.theme import NORMAL, RADIUS, SMALL, theme

_BAR = 3.0


class Painting:
    """Paints one pane."""

    def __init__(self, scene: Scene, pictures: Pictures, state: State) -> None:
        self._scene = scene
        self._pictures = pictures
        self._state = state

    def behind(self, painter: QPainter, area: QRectF, ratio: float) -> None:
        """All that lies under the text and beside it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        seen = list(self._scene.seen(area.top(), area.bottom()))
        self._glow(painter)
        for one in seen:
            self._ground(painter, one)
            if one.leaf.picture is not None:
                self._picture(painter, one, ratio)
            if one.leaf.mark:
                self._item_mark(painter, one)
            self._matches(painter, one)
        for one in seen:
            self._margin(painter, one)

    def above(self, painter: QPainter) -> None:
        """What lies over the text: the ring of the focus."""
        focused = self._state.focused
        if focused is None or focused.leaf >= len(self._scene.content.leaves):
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        rect = self._scene.rect_of(focused)
        grown = 3.0 if focused.kind == "picture" else 0.0
        radius = RADIUS + 3 if focused.kind == "picture" else rect.height() / 2
        painter.drawRoundedRect(rect.adjusted(-grown, -grown, grown, grown), radius, radius)

    # --- under the text --------------------------------------------------------------------------

    def _glow(self, painter: QPainter) -> None:
        """The ground and the bar of the paragraph that is playing."""
        rect = self._scene.block_rect(self._state.playing)
        if rect.isNull():
            return
        left, right = self._scene.column
        rect = QRectF(left - NORMAL, rect.top() - SMALL, right - left + 2 * NORMAL, 0)
        rect.setBottom(self._scene.block_rect(self._state.playing).bottom() + SMALL)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("glow"))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        x = rect.right() - _BAR if self._scene.setter.right_to_left else rect.left()
        painter.setBrush(theme().colour("accent"))
        bar = QRectF(x, rect.top() + SMALL, _BAR, rect.height() - 2 * SMALL)
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def _ground(self, painter: QPainter, seen: Seen) -> None:
        kind = seen.leaf.kind
        if kind in {"code", "output"}:
            painter.setPen(QPen(theme().colour("faint"), 1, self._edge(kind)))
            ground = (
                theme().colour("panel") if kind == "code" else QColor(Qt.GlobalColor.transparent)
            )
            painter.setBrush(ground)
            painter.drawRoundedRect(self._scene.panel(seen), RADIUS, RADIUS)
        elif kind == "quotation":
            self._quotation_bar(painter, seen)
        elif (kind == "note" and seen.leaf.first) or seen.leaf.block == "references":
            left, right = self._scene.column
            y = seen.rect.top() - 1.1 * self._scene.setter.size
            painter.setPen(QPen(theme().colour("faint"), 1))
            painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _edge(self, kind: str) -> Qt.PenStyle:
        return Qt.PenStyle.SolidLine if kind == "code" else Qt.PenStyle.DashLine

    def _quotation_bar(self, painter: QPainter, seen: Seen) -> None:
        left, right = self._scene.column
        x = right - 2 if self._scene.setter.right_to_left else left
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent", 0.7))
        whole = self._scene.block_rect(seen.leaf.block)
        painter.drawRoundedRect(QRectF(x, whole.top(), 2, whole.height()), 1, 1)

    def _picture(self, painter: QPainter, seen: Seen, ratio: float) -> None:
        assert seen.leaf.picture is not None
        rect = self._scene.picture(seen)
        path = inside(self._state.project, seen.leaf.picture.file)
        pixmap = None
        if path is not None:
            size = round(rect.width() * ratio), round(rect.height() * ratio)
            pixmap = self._pictures.get(Wanted(path, *size, RADIUS * ratio))
        if pixmap is not None and not pixmap.isNull():
            painter.drawPixmap(rect.toRect(), pixmap)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("panel"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if path is None or (pixmap is not None and pixmap.isNull()):
            painter.setPen(theme().colour("soft"))
            painter.setFont(self._scene.setter.chip_font)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._state.missing_text)
        painter.setPen(QPen(theme().colour("faint"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _item_mark(self, painter: QPainter, seen: Seen) -> None:
        setter = self._scene.setter
        font = setter.character(seen.leaf).font()
        width = QFontMetricsF(font).horizontalAdvance(seen.leaf.mark)
        gap = 0.5 * setter.size
        x = seen.rect.right() + gap if setter.right_to_left else seen.rect.left() - gap - width
        painter.setFont(font)
        painter.setPen(theme().colour("soft"))
        direction = (
            Qt.LayoutDirection.RightToLeft
            if setter.right_to_left
            else Qt.LayoutDirection.LeftToRight
        )
        painter.setLayoutDirection(direction)
        painter.drawText(QPointF(x, self._scene.baseline(seen)), seen.leaf.mark)

    def _matches(self, painter: QPainter, seen: Seen) -> None:
        first = seen.block.position()
        painter.setPen(Qt.PenStyle.NoPen)
        for number, start, end in _within(self._state.matches, first, first + seen.block.length()):
            chosen = number == self._state.match
            painter.setBrush(theme().colour("accent", 0.45 if chosen else 0.2))
            for rect in self._scene.stretch(seen, start - first, end - first):
                painter.drawRoundedRect(rect.adjusted(-1, 0, 1, 0), 3, 3)

    # --- in the margin ---------------------------------------------------------------------------

    def _margin(self, painter: QPainter, seen: Seen) -> None:
        if has_chip(seen.leaf):
            self._chip(painter, seen)
        if has_mark(seen.leaf):
            self._mark(painter, seen)

    def _chip(self, painter: QPainter, seen: Seen) -> None:
        rect = self._scene.chip(seen)
        hovered = self._state.hovered == Target("chip", seen.number)
        playing = seen.leaf.block == self._state.playing
        if hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("glow"))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(self._scene.setter.chip_font)
        painter.setPen(theme().colour("accent" if hovered or playing else "soft"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, clock(seen.leaf.start))

    def _mark(self, painter: QPainter, seen: Seen) -> None:
        rect = self._scene.mark(seen)
        hovered = self._state.hovered == Target("mark", seen.number)
        painter.setPen(QPen(theme().colour("accent"), 1.5))
        painter.setBrush(theme().colour("accent", 0.25) if hovered else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(rect.center(), 3.2, 3.2)


def _within(
    matches: Sequence[tuple[int, int]], first: int, last: int
) -> list[tuple[int, int, int]]:
    """The matches that begin between two positions, each with its number."""
    start = bisect_left(matches, (first, 0))
    end = bisect_left(matches, (last, 0))
    return [(number, *matches[number]) for number in range(start, end)]
