"""The projects in the order of the page, with what this window is doing to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from readreel.core.time import clock
from readreel.gui.start.recent import Recent

RECENT = Qt.ItemDataRole.UserRole
RUNNING = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Shelf(QAbstractListModel):
    """Rows are `Recent` (role ``RECENT``); ``RUNNING`` is the share done of one being made, or None."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Recent] = []
        self._running: dict[Path, float] = {}

    @property
    def rows(self) -> Sequence[Recent]:
        """All projects, in order."""
        return self._rows

    def show(self, rows: Sequence[Recent]) -> None:
        """Replace the projects; a list that only changed in places keeps what is selected."""
        rows = list(rows)
        if [row.project for row in rows] == [row.project for row in self._rows]:
            old, self._rows = self._rows, rows
            for number, (before, after) in enumerate(zip(old, rows, strict=True)):
                if before != after:
                    self._changed(number)
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def show_running(self, running: Mapping[Path, float]) -> None:
        """Say what is being made now, and how far it is (0…1)."""
        changed = {p for p in {*running, *self._running} if running.get(p) != self._running.get(p)}
        self._running = dict(running)
        for number, row in enumerate(self._rows):
            if row.project in changed:
                self._changed(number)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One project, as roles."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == RECENT:
            return row
        if role == RUNNING:
            return self._running.get(row.project)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = (row.title, clock(row.length), self.day(row), self.state(index))
            return ", ".join(part for part in told if part)
        return None

    def state(self, index: Index) -> str:
        """The state of a project, in words."""
        row, running = self.data(index, RECENT), self.data(index, RUNNING)
        if running is not None:
            return self.tr("In progress, %1%").replace("%1", percent(running))
        if row.state == "stopped":
            return self.tr("Stopped at %1%").replace("%1", percent(row.share))
        return {
            "finished": self.tr("Finished"),
            "damaged": self.tr("Damaged"),
            "newer": self.tr("Made by a newer version"),
        }[row.state]

    def day(self, row: Recent) -> str:
        """When a project was last changed, as people say it."""
        then = QDateTime.fromSecsSinceEpoch(int(row.modified)).date()
        days = then.daysTo(QDateTime.currentDateTime().date())
        if days == 0:
            return self.tr("Today")
        if days == 1:
            return self.tr("Yesterday")
        return QLocale().toString(then, QLocale.FormatType.ShortFormat)

    def _changed(self, number: int) -> None:
        index = self.index(number, 0)
        self.dataChanged.emit(index, index)


def percent(share: float) -> str:
    """A share (0…1) as whole percents, rounded down: nothing is done before it is."""
    return QLocale().toString(int(share * 100))
