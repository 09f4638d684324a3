"""What can be done with one article besides reading it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from readreel.gui.errands import Errands
from readreel.gui.icons import icon
from readreel.gui.out import show_in_folder
from readreel.gui.start.naming import shortened, size
from readreel.gui.start.recent import Recent, bytes_of


class CardMenu(QMenu):
    """The menu of a card. The size of the project comes when it is known; nobody waits for it."""

    open_asked = Signal()
    bin_asked = Signal()
    make_asked = Signal(Path)
    rename_asked = Signal()
    tags_asked = Signal()
    archive_asked = Signal(bool)

    def __init__(
        self, row: Recent, errands: Errands, *, running: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._open = self._entry("home", self.tr("Open"))
        self._open.triggered.connect(self.open_asked)
        self._open.setEnabled(running or row.state in ("finished", "stopped"))
        if row.state == "damaged" and row.recording is not None and not running:
            recording = row.recording
            again = self._entry("redo", self.tr("Make it again from the recording"))
            again.triggered.connect(lambda: self.make_asked.emit(recording))
        if row.state == "finished":
            rename = self._entry("edit", self.tr("Rename…"))
            rename.setEnabled(not running)
            rename.triggered.connect(self.rename_asked)
        if row.state in ("finished", "stopped"):
            tags = ", ".join(row.tags)
            text = (
                self.tr("Tags: %1…").replace("%1", shortened(tags, 40))
                if tags
                else self.tr("Tags…")
            )
            self._entry("tag", text).triggered.connect(self.tags_asked)
            text = self.tr("Take out of the archive") if row.archived else self.tr("Archive")
            away = self._entry("archive", text)
            away.triggered.connect(lambda: self.archive_asked.emit(not row.archived))
        folder = self._entry("folder", self.tr("Show in folder"))
        folder.triggered.connect(lambda: show_in_folder(row.project))
        self.addSeparator()
        self._bin = self._entry("bin", self.tr("Move to the bin"))
        self._bin.setEnabled(not running)
        self._bin.triggered.connect(self.bin_asked)
        self.aboutToHide.connect(self.deleteLater)
        errands.run(lambda: (self, bytes_of(row.project)), _show_size, priority=1)

    def show_size(self, amount: int) -> None:
        """Say how much room the bin would take over."""
        self._bin.setText(self.tr("Move to the bin (%1)").replace("%1", size(amount)))

    def _entry(self, picture: str, text: str) -> QAction:
        return self.addAction(icon(picture), text)


def _show_size(result: tuple[CardMenu, int]) -> None:
    menu, amount = result
    with contextlib.suppress(RuntimeError):  # closed meanwhile
        menu.show_size(amount)
