"""The field to search in, and beside it the filters, which stay folded until somebody wants them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.choice import Choice
from readreel.gui.icons import icon
from readreel.gui.start.naming import language_name
from readreel.gui.theme import SMALL, theme

if TYPE_CHECKING:
    from readreel.library import Facets, Filter

_QUARTER, _HOUR = 15 * 60.0, 3600.0
_CHOICE = 180
"""Logical pixels of a filter."""


class SearchField(QWidget):
    """``changed`` follows every letter and every filter; ``left`` asks for the first result."""

    changed = Signal()
    left = Signal()
    taken = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field()
        self.field.setPlaceholderText(self.tr("Search all articles"))
        self.field.setAccessibleName(self.tr("Search all articles"))
        self.field.setClearButtonEnabled(True)
        self._glass = QAction(self.field)
        self.field.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._toggle = QToolButton()
        self._toggle.setCheckable(True)
        self._toggle.setAccessibleName(self.tr("Filters"))
        self._toggle.setToolTip(self.tr("Filters"))
        self._choices = QWidget()
        self._day, self._length = Choice(self._days()), Choice(self._lengths())
        self._language, self._folder, self._tag = Choice(), Choice(), Choice()
        self._boxes = (self._day, self._length, self._language, self._folder, self._tag)
        self._archived = QCheckBox(self.tr("Archived too"))
        self._reset = QPushButton(self.tr("No filters"))
        self._reset.setProperty("flat", True)
        self._fill()
        self._lay_out()
        self._connect()
        self._recolour()

    def words(self) -> str:
        """What is looked for."""
        return self.field.text()

    def filtered(self) -> bool:
        """Whether any filter is set."""
        return self._archived.isChecked() or any(box.currentIndex() > 0 for box in self._boxes)

    def archived(self) -> bool:
        """Whether articles that were put away are wanted."""
        return self._archived.isChecked()

    def wanted(self) -> Filter:
        """What the projects must be."""
        from readreel.library import Filter  # not on the way to the first paint

        days: int = self._day.currentData()
        longer, shorter = self._length.currentData()
        tag: str = self._tag.currentData()
        return Filter(
            since=(date.today() - timedelta(days=days)).isoformat() if days else "",
            longer=longer, shorter=shorter, language=self._language.currentData() or "",
            folder=self._folder.currentData() or "", tags=(tag,) if tag else (),
            archived=self._archived.isChecked(),
        )  # fmt: skip

    def offer(self, facets: Facets) -> None:
        """Offer the values that there are; what is chosen stays."""
        languages = [(language_name(code), code) for code in facets.languages]
        folders = [(_short(one, facets.folders), one) for one in facets.folders]
        tags = [(tag, tag) for tag in sorted(facets.tags, key=str.casefold)]
        _offer(self._language, self.tr("Any language"), sorted(languages), least=2)
        _offer(self._folder, self.tr("Any folder"), sorted(folders), least=2)
        _offer(self._tag, self.tr("Any tag"), tags, least=1)
        self._archived.setVisible(bool(facets.archived) or self._archived.isChecked())

    def clear(self) -> None:
        """Look for nothing."""
        self.field.clear()

    def drop_filters(self) -> None:
        """Let every project through."""
        for box in self._boxes:
            box.setCurrentIndex(0)
        self._archived.setChecked(False)

    def _days(self) -> tuple[tuple[object, str], ...]:
        return (
            (0, self.tr("Any day")),
            (7, self.tr("The last week")),
            (31, self.tr("The last month")),
            (366, self.tr("The last year")),
        )

    def _lengths(self) -> tuple[tuple[object, str], ...]:
        return (
            ((0.0, 0.0), self.tr("Any length")),
            ((0.0, _QUARTER), self.tr("Under 15 minutes")),
            ((_QUARTER, _HOUR), self.tr("15 to 60 minutes")),
            ((_HOUR, 0.0), self.tr("Over an hour")),
        )

    def _fill(self) -> None:
        for box, name in (
            (self._day, self.tr("Day of the recording")),
            (self._length, self.tr("Length")),
            (self._language, self.tr("Language")),
            (self._folder, self.tr("Folder of the recording")),
            (self._tag, self.tr("Tag")),
        ):
            box.setAccessibleName(name)
            box.setFixedWidth(_CHOICE)
        for box in (self._language, self._folder, self._tag):
            box.hide()
        self._archived.hide()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SMALL)
        top.addWidget(self.field, 1)
        top.addWidget(self._toggle)
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for box in self._boxes:
            row.addWidget(box)
        row.addWidget(self._archived)
        row.addWidget(self._reset)
        row.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SMALL)
        whole.addLayout(top)
        whole.addWidget(self._choices)
        self._choices.hide()

    def _connect(self) -> None:
        self.field.textChanged.connect(self.changed)
        self.field.down.connect(self.left)
        self.field.returnPressed.connect(self.taken)
        for box in self._boxes:
            box.currentIndexChanged.connect(self._filter)
        self._archived.toggled.connect(self._filter)
        self._reset.clicked.connect(self.drop_filters)
        self._toggle.toggled.connect(self._choices.setVisible)
        theme().changed.connect(self._recolour)
        self._filter()

    def _filter(self) -> None:
        self._reset.setVisible(self.filtered())
        self._recolour()
        self.changed.emit()

    def _recolour(self) -> None:
        self._glass.setIcon(icon("search", "soft", 16))
        self._toggle.setIcon(icon("filter", "accent" if self.filtered() else "ink"))


class _Field(QLineEdit):
    """Escape empties it, Down leaves it for the results."""

    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keys that are not typing."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.down.emit()
        else:
            super().keyPressEvent(event)


def _offer(box: Choice, any_: str, values: Sequence[tuple[str, str]], *, least: int) -> None:
    chosen = box.currentData()
    gone = bool(chosen) and chosen not in [value for _, value in values]
    if gone:
        box.setCurrentIndex(0)
    box.offer([("", any_), *((value, text) for text, value in values)])
    box.setVisible(len(values) >= least)


def _short(folder: str, every: Sequence[str]) -> str:
    """As much of a folder's path as tells it from the others."""
    parts = PurePath(folder).parts
    for count in range(1, len(parts)):
        end = parts[-count:]
        if sum(PurePath(other).parts[-count:] == end for other in every) == 1:
            return str(PurePath(*end))
    return folder
