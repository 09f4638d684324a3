"""The chapters beside the article: where one is, and a click to go elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from readreel.core.time import clock
from readreel.gui.theme import NORMAL, RADIUS, SMALL, TIGHT, theme

_ID, _TIME, _HERE, _PART, _INDENT = (Qt.ItemDataRole.UserRole + n for n in range(5))
_TEXT_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading

Index = QModelIndex | QPersistentModelIndex


class Entry(NamedTuple):
    """A chapter as the list shows it, or a part that chapters follow, set out to its left.

    ``carried`` is the share of what was said that the chapter tells, if known.
    """

    id: str
    title: str
    start: float
    carried: float | None = None
    part: bool = False


class Chapters(QListWidget):
    """Lists chapters. ``asked`` carries the id of the one to go to."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: tuple[Entry, ...] = ()
        self._here = ""
        self.setAccessibleName(self.tr("Chapters"))
        self.setItemDelegate(_Line(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setSpacing(0)
        self.itemClicked.connect(self._ask)
        self.itemActivated.connect(self._ask)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these chapters; nothing happens if they are the same."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        row = self.currentRow()
        self.clear()
        parted = any(entry.part for entry in self._entries)
        for entry in self._entries:
            item = QListWidgetItem(entry.title)
            item.setData(_ID, entry.id)
            item.setData(_TIME, clock(entry.start) if entry.start >= 0 else "")
            item.setData(_PART, entry.part)
            item.setData(_INDENT, NORMAL if parted and not entry.part else 0)
            item.setToolTip(_hint(entry))
            self.addItem(item)
        self.setCurrentRow(min(row, self.count() - 1))
        here, self._here = self._here, ""
        self.mark(here)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The chapters shown."""
        return self._entries

    def mark(self, chapter: str) -> None:
        """Mark the chapter being read."""
        if chapter == self._here:
            return
        self._here = chapter
        for row in range(self.count()):
            item = self.item(row)
            here = item.data(_ID) == chapter
            item.setData(_HERE, here)
            if here:
                self.scrollToItem(item)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Titles break into other lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _ask(self, item: QListWidgetItem) -> None:
        self.asked.emit(item.data(_ID))


def _hint(entry: Entry) -> str:
    """The whole title, and how much of what was said stands in the chapter."""
    if entry.carried is None:
        return entry.title
    told = QCoreApplication.translate("Chapters", "It tells %1% of what was said.")
    return f"{entry.title}\n{told.replace('%1', str(int(100 * entry.carried)))}"


class _Line(QStyledItemDelegate):
    """A title over up to three lines, its time at the end, a bar beside the one being read."""

    def __init__(self, chapters: Chapters) -> None:
        super().__init__(chapters)
        self._list = chapters

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        """As high as the title needs in the list's width."""
        width = self._list.viewport().width()
        metrics = QFontMetrics(theme().ui_font(10, strong=True))
        most = QRect(0, 0, self._title_width(width, index), 3 * metrics.lineSpacing())
        height = metrics.boundingRect(most, int(_TEXT_FLAGS), index.data()).height()
        return QSize(width, min(height, most.height()) + 2 * SMALL + _above(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line in the theme's colours."""
        here = bool(index.data(_HERE))
        rect: QRect = option.rect.adjusted(TIGHT, 1 + _above(index), -TIGHT, -1)
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if here or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme().colour("glow" if here else "panel"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        rtl = self._list.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if here:
            painter.setBrush(theme().colour("accent"))
            x = rect.right() - 2 if rtl else rect.left()
            painter.drawRoundedRect(x, rect.top() + SMALL, 3, rect.height() - 2 * SMALL, 1.5, 1.5)
        self._words(painter, rect, index, here=here)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme().colour("accent"))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, index: Index, *, here: bool) -> None:
        inner = rect.adjusted(NORMAL, SMALL - 1, -SMALL, -SMALL + 1)
        leading = QStyle.visualAlignment(
            self._list.layoutDirection(), Qt.AlignmentFlag.AlignLeading
        )
        title = QRect(inner)
        title.setWidth(self._title_width(self._list.viewport().width(), index))
        title.translate(index.data(_INDENT), 0)
        title = QStyle.visualRect(self._list.layoutDirection(), inner, title)
        painter.setFont(theme().ui_font(10, strong=here or bool(index.data(_PART))))
        painter.setPen(theme().colour("ink"))
        flags = int(Qt.TextFlag.TextWordWrap) | int(leading)
        painter.drawText(title, flags, index.data())
        painter.setFont(theme().ui_font(8.5))
        painter.setPen(theme().colour("soft"))
        far = QStyle.visualAlignment(self._list.layoutDirection(), Qt.AlignmentFlag.AlignTrailing)
        painter.drawText(inner.adjusted(0, 1, 0, 0), int(far), index.data(_TIME))

    def _title_width(self, width: int, index: Index) -> int:
        time = QFontMetrics(theme().ui_font(8.5)).horizontalAdvance(index.data(_TIME) or "")
        return width - 2 * TIGHT - NORMAL - SMALL - NORMAL - time - int(index.data(_INDENT))


def _above(index: Index) -> int:
    """The room above a part, but not above the first."""
    return NORMAL if index.data(_PART) and index.row() else 0
