"""The list of what is being made and what waits; dragging, or Alt with an arrow, changes the order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QMenu, QWidget

from readreel.gui.jobs.entries import Entry
from readreel.gui.jobs.words import summary
from readreel.gui.theme import SMALL, theme

_ID = Qt.ItemDataRole.UserRole
_MOST_ROWS = 8
_WIDTH = 400


class JobList(QListWidget):
    """Entries in their order. Signals carry an entry's id."""

    opened = Signal(str)
    moved = Signal(str, int)
    pause_asked = Signal(str)
    resume_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobList")
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("What is being made"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.customContextMenuRequested.connect(self._menu)
        self.itemActivated.connect(self._open)
        self.itemClicked.connect(self._open)
        # Told later: while rows move, the list must not be filled anew.
        self.model().rowsMoved.connect(self._told, Qt.ConnectionType.QueuedConnection)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show the entries in this order, keeping the one that is chosen."""
        if self.state() == QAbstractItemView.State.DraggingState:
            return  # what is in the hand must not vanish; the drop fills the list anew
        chosen = self.currentItem().data(_ID) if self.currentItem() else None
        self.clear()
        for entry in entries:
            item = QListWidgetItem(f"{entry.name}\n{summary(entry)}")
            item.setToolTip(entry.recording)
            item.setData(_ID, entry.id)
            item.setData(_ID + 1, entry.state)
            item.setSizeHint(QSize(0, self._row_height()))
            if entry.state == "failed":
                item.setForeground(theme().colour("bad"))
            self.addItem(item)
            if entry.id == chosen:
                self.setCurrentItem(item)
        if not entries:
            nothing = QListWidgetItem(self.tr("Nothing is being made"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(nothing)
        rows = min(max(len(entries), 1), _MOST_ROWS)
        self.resize(_WIDTH, rows * self._row_height() + 2 * SMALL)

    def tell(self, entry: Entry) -> None:
        """Say how far an entry has come, in its place."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_ID) == entry.id:
                item.setText(f"{entry.name}\n{summary(entry)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Alt with an arrow moves an entry, Delete takes it out."""
        item = self.currentItem()
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if item and step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(item.data(_ID), max(0, self.row(item) + step))
        elif item and event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(item.data(_ID))
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        if item.data(_ID):
            self.opened.emit(item.data(_ID))

    def _row_height(self) -> int:
        return 2 * self.fontMetrics().lineSpacing() + 2 * SMALL

    def _told(self) -> None:
        item = self.currentItem()
        if item is not None:
            self.moved.emit(item.data(_ID), self.row(item))

    def _menu(self, where: QPoint) -> None:
        item = self.itemAt(where)
        if item is None or not item.data(_ID):
            return
        name, state = item.data(_ID), item.data(_ID + 1)
        menu = QMenu(self)
        menu.addAction(self.tr("Open"), lambda: self.opened.emit(name))
        if state in ("running", "waiting"):
            menu.addAction(self.tr("Pause"), lambda: self.pause_asked.emit(name))
        elif state != "finished":
            menu.addAction(self.tr("Go on"), lambda: self.resume_asked.emit(name))
        menu.addAction(self.tr("Take out of the list"), lambda: self.remove_asked.emit(name))
        menu.popup(self.mapToGlobal(where))
