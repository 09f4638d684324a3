"""The cards in as many columns as the width holds; as tall as they are, the page does the scrolling."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from readreel.gui.start.card import CardPainter
from readreel.gui.start.shelf import Shelf
from readreel.gui.start.thumbnails import Thumbnails

_NARROWEST = 224
"""Logical pixels of an item, gaps included, from which another column is opened."""


class CardGrid(QListView):
    """Cards of a shelf. Arrows move, Enter or a click opens, Delete or the menu key asks for more."""

    opened = Signal(QModelIndex)
    bin_asked = Signal(QModelIndex)
    menu_asked = Signal(QModelIndex, QPoint)
    came_to = Signal(QModelIndex)

    def __init__(self, shelf: Shelf, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(self.tr("Your articles"))
        self._shelf = shelf
        self._painter = CardPainter(shelf, thumbnails, self)
        self.setItemDelegate(self._painter)
        self.setModel(shelf)
        shelf.modelReset.connect(self.arrange)
        thumbnails.ready.connect(self._show_still)
        self.clicked.connect(self.opened)

    def arrange(self) -> None:
        """Choose the columns for the width there is, and take the height they need."""
        width = max(self.viewport().width(), _NARROWEST)
        columns = width // _NARROWEST
        item = (
            width - 1
        ) // columns  # as wide as all of it, the last would not fit beside the others
        self.setProperty("itemWidth", item)
        size = self._painter.size_for(item)
        self.setGridSize(QSize(item, size.height()))
        rows = -(-self.model().rowCount() // columns)
        self.setFixedHeight(max(1, rows * size.height()))
        self.scheduleDelayedItemsLayout()

    def _show_still(self, still: Path) -> None:
        for number, row in enumerate(self._shelf.rows):
            if row.still == still:
                self.update(self._shelf.index(number, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width may hold other columns."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Larger type needs taller cards."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Delete mean the card that has the focus; everything else moves it."""
        index = self.currentIndex()
        key = event.key()
        if index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(index)
        elif index.isValid() and key == Qt.Key.Key_Delete:
            self.bin_asked.emit(index)
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]  # noqa: N802
        """Tell where the focus went, so that the page can bring it in sight."""
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            self.came_to.emit(current)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """With the Tab key one comes to a card, not to nothing."""
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_key and not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """A right click, or the menu key on the card that has the focus."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.visualRect(index).center()
        else:
            index, place = self.indexAt(event.pos()), event.pos()
        if index.isValid():
            self.menu_asked.emit(index, self.viewport().mapToGlobal(place))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """The page scrolls, not the grid."""
        event.ignore()
