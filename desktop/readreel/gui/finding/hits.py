"""The passages found, one below the other: a still, the article, the moment, and the words around."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from readreel.core.time import clock
from readreel.gui.finding.hit import HIT, HitPainter
from readreel.gui.start.thumbnails import Thumbnails
from readreel.library import Hit

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Hits(QAbstractListModel):
    """Rows are `Hit` (role ``HIT``)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Hit, ...] = ()

    def show(self, rows: Sequence[Hit]) -> None:
        """Replace the passages."""
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.rows = tuple(rows)
            self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One passage, as roles."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        hit = self.rows[index.row()]
        if role == HIT:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(one for one in (hit.title, clock(hit.start), hit.snippet) if one)
        return None


class HitList(QListView):
    """As tall as its rows: the page does the scrolling. Enter or a click opens, Up leaves at the top."""

    opened = Signal(QModelIndex)
    left = Signal()
    came_to = Signal(QModelIndex)

    def __init__(self, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits = Hits(self)
        self._painter = HitPainter(thumbnails, self)
        self.setModel(self.hits)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Passages found"))
        self.clicked.connect(self.opened)
        self.hits.modelReset.connect(self._grow)
        thumbnails.ready.connect(self._show_still)

    def enter(self) -> None:
        """Take the focus, at the first passage."""
        if self.hits.rowCount():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentIndex(self.hits.index(0, 0))

    def _grow(self) -> None:
        height = self._painter.sizeHint(QStyleOptionViewItem(), _NOWHERE).height()
        self.setFixedHeight(max(1, height * self.hits.rowCount()))

    def _show_still(self, still: Path) -> None:
        for number, hit in enumerate(self.hits.rows):
            if hit.still == still:
                self.update(self.hits.index(number, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width holds other words."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter opens; Up on the first passage, and Escape, go back to the field."""
        index = self.currentIndex()
        if index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(index)
        elif event.key() == Qt.Key.Key_Escape or (
            event.key() == Qt.Key.Key_Up and index.row() <= 0
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802
        """Tell where the focus went, so that the page can bring it in sight."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.came_to.emit(current)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The page scrolls, not the list."""
        event.ignore()
