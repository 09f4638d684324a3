"""All corrections as a list, each with a way to take it away; those that rest say so."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QScrollArea, QWidget

from readreel.core.time import clock
from readreel.gui.editing.popover import Popover, remark
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE
from readreel.project import edits as e
from readreel.project.edits import Applied, Edit, Edits

_WIDTH = 460
_MOST_HEIGHT = 420


class Corrections(Popover):
    """``reset_asked`` carries an edit's id, ``moment_asked`` the seconds of its place."""

    reset_asked = Signal(str)
    moment_asked = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Your corrections"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.whole.addWidget(self._area)
        self.setFixedWidth(_WIDTH)

    def open(self, rect: QRect, edits: Edits, applied: Applied) -> None:
        """List them beside ``rect`` (global), the latest first."""
        self.fill(edits, applied)
        self.pop_up(rect)

    def fill(self, edits: Edits, applied: Applied) -> None:
        """List other edits, as after one was reset."""
        resting = {edit.id for edit in applied.resting}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, SMALL, 0)
        grid.setHorizontalSpacing(NORMAL)
        grid.setVerticalSpacing(SMALL)
        grid.setColumnStretch(1, 1)
        for row, edit in enumerate(reversed(edits.edits)):
            self._add(grid, row, edit, edit.id in resting)
        if not edits.edits:
            grid.addWidget(remark(self.tr("There are none yet.")), 0, 0)
        self._area.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        width = _WIDTH - 2 * WIDE
        inner.setFixedWidth(width - TIGHT)
        height = max(inner.sizeHint().height(), inner.heightForWidth(width - TIGHT))
        self._area.setFixedHeight(min(_MOST_HEIGHT, height))

    def _add(self, grid: QGridLayout, row: int, edit: Edit, rests: bool) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if not isinstance(edit, e.Name):
            moment = QPushButton(clock(edit.place.start))
            moment.setProperty("flat", True)
            at = edit.place.start
            moment.clicked.connect(lambda: self.moment_asked.emit(at))
            moment.setAccessibleName(self.tr("Go to %1").replace("%1", moment.text()))
            grid.addWidget(moment, row, 0, top)
        text = QLabel(self.described(edit))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        if rests:
            text.setText(
                self.tr("%1 (rests: its place is not there now)").replace("%1", text.text())
            )
            text.setProperty("soft", True)
        text.setContentsMargins(0, SMALL, 0, SMALL)
        grid.addWidget(text, row, 1, top)
        button = QPushButton(self.tr("Reset"))
        button.setProperty("flat", True)
        button.setAccessibleName(self.tr("Reset: %1").replace("%1", text.text()))
        button.setObjectName(f"reset:{edit.id}")
        button.clicked.connect(lambda: self.reset_asked.emit(edit.id))
        grid.addWidget(button, row, 2, top)

    def described(self, edit: Edit) -> str:
        """An edit in one line."""
        if isinstance(edit, e.Name):
            return (
                self.tr("“%1” is “%2” everywhere").replace("%1", edit.old).replace("%2", edit.new)
            )
        forms = {
            e.Text: self.tr("Text: %1"),
            e.Item: self.tr("Entry of a list: %1"),
            e.Title: self.tr("Title: %1"),
            e.Caption: self.tr("Caption: %1"),
            e.AltText: self.tr("Description: %1"),
            e.Redrafted: self.tr("Written again: %1"),
            e.SplitAt: self.tr("Split: %1"),
            e.Merged: self.tr("Merged with the next: %1"),
            e.Deleted: self.tr("Deleted: %1"),
            e.Restored: self.tr("Restored: %1"),
            e.Swapped: self.tr("Picture: %1"),
            e.AddedPicture: self.tr("Picture added: %1"),
        }
        words = " ".join((getattr(edit, "text", "") or edit.place.text).split())
        words = words if len(words) <= 80 else f"{words[:80].rsplit(' ', 1)[0]}\u00a0…"
        return forms[type(edit)].replace("%1", words)
