"""One card: a still, the title in at most two lines, then length, day and state."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readreel.core.time import clock
from readreel.gui.icons import pixmap
from readreel.gui.start.recent import Recent
from readreel.gui.start.shelf import RECENT, RUNNING, Shelf
from readreel.gui.start.thumbnails import Thumbnails, Wanted, top_rounded
from readreel.gui.theme import NORMAL, RADIUS, SMALL, TIGHT, theme

_TITLE_POINTS, _NOTE_POINTS = 10.5, 9.0
_SHAPE = 9 / 16
_LINES = 2
_ICON = 32
_MOST_TITLES = 1_000


class CardPainter(QStyledItemDelegate):
    """Paints cards; half a distance of each side of an item is the gap to its neighbours."""

    def __init__(self, shelf: Shelf, thumbnails: Thumbnails, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._shelf = shelf
        self._thumbnails = thumbnails
        self._icons: dict[tuple[str, str, int, float], QPixmap] = {}
        self._titles: dict[tuple[str, float], list[str]] = {}
        theme().changed.connect(self._forget)

    def size_for(self, width: int) -> QSize:
        """The size of an item of that width, gaps included."""
        title = QFontMetricsF(_title_font()).lineSpacing() * _LINES
        note = QFontMetricsF(_note_font()).lineSpacing()
        inner = width - NORMAL
        height = inner * _SHAPE + NORMAL + title + SMALL + note + NORMAL
        return QSize(width, round(height) + NORMAL)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """The grid decides."""
        return self.size_for(int(self._view.property("itemWidth") or 240))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one card."""
        row: Recent = index.data(RECENT)
        gap = NORMAL / 2
        card = QRectF(option.rect).adjusted(gap, gap, -gap, -gap)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # of the card, not of its words
        self._ground(painter, card, option)
        picture = QRectF(card.left(), card.top(), card.width(), round(card.width() * _SHAPE))
        self._picture(painter, picture, row)
        self._progress(painter, picture, index)
        below = QRectF(
            card.left() + NORMAL,
            picture.bottom() + NORMAL,
            card.width() - 2 * NORMAL,
            card.bottom() - NORMAL - picture.bottom() - NORMAL,
        )
        self._words(painter, below, row, index)
        self._frame(painter, card, option)
        painter.restore()

    def _ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("raised"))
        painter.drawRoundedRect(card, RADIUS, RADIUS)

    def _frame(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            pen = QPen(theme().colour("accent"), 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            pen = QPen(theme().colour("accent"), 1)
        else:
            pen = QPen(theme().colour("faint"), 1)
        half = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(card.adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _picture(self, painter: QPainter, where: QRectF, row: Recent) -> None:
        still = self._still(painter, where, row)
        if still is not None and not still.isNull():
            painter.drawPixmap(where.topLeft(), still)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("panel"))
            painter.drawPath(top_rounded(where, RADIUS))
        if row.still is None or (still is not None and still.isNull()):
            drawn = self._icon(painter, "damaged" if row.spoiled else "film", "soft", _ICON)
            painter.drawPixmap(where.center() - QPointF(_ICON / 2, _ICON / 2), drawn)
        painter.setPen(QPen(theme().colour("faint"), 1))
        painter.drawLine(QLineF(where.bottomLeft(), where.bottomRight()))

    def _still(self, painter: QPainter, where: QRectF, row: Recent) -> QPixmap | None:
        if row.still is None:
            return None
        ratio = painter.device().devicePixelRatio()
        width, height = round(where.width() * ratio), round(where.height() * ratio)
        version = row.stamp[1] if row.stamp else 0
        wanted = Wanted(row.still, width, height, RADIUS * ratio, ratio, version)
        return self._thumbnails.get(wanted)

    def _forget(self) -> None:
        self._icons.clear()
        self._titles.clear()

    def _title(self, painter: QPainter, where: QRectF, title: str) -> None:
        """At most two lines; what does not fit ends in an ellipsis, in any script."""
        metrics = QFontMetricsF(_title_font())
        painter.setFont(_title_font())
        painter.setPen(theme().colour("ink"))
        key = (title, where.width())
        if key not in self._titles:
            if len(self._titles) > _MOST_TITLES:
                self._titles.clear()
            self._titles[key] = _lines(title, _title_font(), where.width())
        line = QRectF(where.left(), where.top(), where.width(), metrics.lineSpacing())
        for text in self._titles[key]:
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
            line.translate(0, metrics.lineSpacing())

    def _icon(self, painter: QPainter, name: str, colour: str, size: int) -> QPixmap:
        """An icon, drawn once: a page of cards asks for the same few over and over."""
        key = (name, colour, size, painter.device().devicePixelRatio())
        if key not in self._icons:
            self._icons[key] = pixmap(*key)
        return self._icons[key]

    def _progress(
        self, painter: QPainter, picture: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Recent = index.data(RECENT)
        running: float | None = index.data(RUNNING)
        if running is None and row.state != "stopped":
            return
        share = row.share if running is None else running
        bar = QRectF(picture.left(), picture.bottom() - TIGHT, picture.width(), TIGHT)
        painter.fillRect(bar, theme().colour("faint"))
        bar.setWidth(picture.width() * max(0.0, min(1.0, share)))
        painter.fillRect(bar, theme().colour("soft" if running is None else "accent"))

    def _words(
        self,
        painter: QPainter,
        where: QRectF,
        row: Recent,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self._title(painter, where, row.title)
        note = QFontMetricsF(_note_font())
        line = QRectF(
            where.left(), where.bottom() - note.lineSpacing(), where.width(), note.lineSpacing()
        )
        painter.setFont(_note_font())
        right = self._state(painter, line, row, index)
        painter.setPen(theme().colour("soft"))
        line.setWidth(max(0.0, line.width() - right))
        length, day = clock(row.length) if row.length else "", self._shelf.day(row)
        both = f"{length} · {day}" if length else day
        fitting = (t for t in (both, length or day) if note.horizontalAdvance(t) <= line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, next(fitting, ""))

    def _state(
        self,
        painter: QPainter,
        line: QRectF,
        row: Recent,
        index: QModelIndex | QPersistentModelIndex,
    ) -> float:
        """The state at the right end of the line; the width it took."""
        running = index.data(RUNNING) is not None
        if row.state == "finished" and not running:
            size = round(line.height())
            drawn = self._icon(painter, "check", "good", size)
            painter.drawPixmap(QPointF(line.right() - size, line.top()), drawn)
            return size + SMALL
        text = self._shelf.state(index)
        metrics = QFontMetricsF(_note_font())
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        colour = "accent" if running else "soft" if row.state == "stopped" else "bad"
        painter.setPen(theme().colour(colour))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
        return metrics.horizontalAdvance(text) + SMALL


def _title_font() -> QFont:
    return theme().ui_font(_TITLE_POINTS, strong=True)


def _note_font() -> QFont:
    return theme().ui_font(_NOTE_POINTS)


def _lines(text: str, font: QFont, width: float) -> list[str]:
    """The text in at most `_LINES` lines, the last of which is shortened to what fits."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []
    while len(starts) < _LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")  # Qt counts in these
    ends = [*starts[1:], len(units) // 2]
    metrics = QFontMetricsF(font)
    cut = (
        units[2 * a : 2 * b].decode("utf-16-le", "replace")
        for a, b in zip(starts, ends, strict=True)
    )
    return [metrics.elidedText(one.strip(), Qt.TextElideMode.ElideRight, width) for one in cut]
