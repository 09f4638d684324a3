"""What the articles must be that are shown or searched: when, how long, in which language, from where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import PurePath

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from readreel.gui.choice import Choice
from readreel.gui.start.naming import language_name
from readreel.gui.theme import SMALL
from readreel.library import Facets, Filter

_QUARTER, _HOUR = 15 * 60.0, 3600.0
_NARROWEST, _CHOICE = 72, 180
"""Logical pixels of a filter: all of them fit into the smallest window."""


class Filters(QWidget):
    """``changed`` follows every choice; ``reset`` is a button to be placed, shown while one is made.

    What there is nothing to choose from for is not shown.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day, self._length = Choice(self._days()), Choice(self._lengths())
        self._language, self._folder, self._tag = Choice(), Choice(), Choice()
        self._archived = Choice(self._shown())
        self._boxes = (
            self._day, self._length, self._language, self._folder, self._tag, self._archived,
        )  # fmt: skip
        self.reset = QPushButton(self.tr("No filters"))
        self.reset.setProperty("flat", True)
        self._fill()
        for box in self._boxes:
            box.currentIndexChanged.connect(self._tell)
        self.reset.clicked.connect(self.drop)
        self._tell()

    def any_set(self) -> bool:
        """Whether anything is not let through."""
        return any(box.currentIndex() > 0 for box in self._boxes)

    def archived(self) -> bool:
        """Whether articles that were put away are wanted."""
        return bool(self._archived.currentData())

    def wanted(self) -> Filter:
        """What the projects must be."""
        days: int = self._day.currentData()
        longer, shorter = self._length.currentData()
        tag: str = self._tag.currentData()
        return Filter(
            since=(date.today() - timedelta(days=days)).isoformat() if days else "",
            longer=longer,
            shorter=shorter,
            language=self._language.currentData() or "",
            folder=self._folder.currentData() or "",
            tags=(tag,) if tag else (),
            archived=self.archived(),
        )

    def offer(self, facets: Facets) -> None:
        """Offer the values that there are; what is chosen stays."""
        languages = [(language_name(code), code) for code in facets.languages]
        folders = [(_short(one, facets.folders), one) for one in facets.folders]
        tags = [(tag, tag) for tag in sorted(facets.tags, key=str.casefold)]
        _offer(self._language, self.tr("Language: any"), sorted(languages), least=2)
        _offer(self._folder, self.tr("Folder: any"), sorted(folders), least=2)
        _offer(self._tag, self.tr("Tag: any"), tags, least=1)
        self._archived.setVisible(bool(facets.archived) or self.archived())

    def drop(self) -> None:
        """Let every project through."""
        for box in self._boxes:
            box.setCurrentIndex(0)

    def _days(self) -> tuple[tuple[object, str], ...]:
        return (
            (0, self.tr("Day: any")),
            (7, self.tr("The last week")),
            (31, self.tr("The last month")),
            (366, self.tr("The last year")),
        )

    def _lengths(self) -> tuple[tuple[object, str], ...]:
        return (
            ((0.0, 0.0), self.tr("Length: any")),
            ((0.0, _QUARTER), self.tr("Under 15 minutes")),
            ((_QUARTER, _HOUR), self.tr("15 to 60 minutes")),
            ((_HOUR, 0.0), self.tr("Over an hour")),
        )

    def _shown(self) -> tuple[tuple[object, str], ...]:
        return ((False, self.tr("Archived: hidden")), (True, self.tr("Archived: shown")))

    def _fill(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SMALL)
        for box, name in (
            (self._day, self.tr("Day of the recording")),
            (self._length, self.tr("Length")),
            (self._language, self.tr("Language")),
            (self._folder, self.tr("Folder of the recording")),
            (self._tag, self.tr("Tag")),
            (self._archived, self.tr("Archive")),
        ):
            box.setAccessibleName(name)
            box.setMinimumWidth(_NARROWEST)
            box.setMaximumWidth(_CHOICE)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            row.addWidget(box, 1_000)
        row.addStretch(1)
        for hidden in (self._language, self._folder, self._tag, self._archived):
            hidden.hide()

    def _tell(self) -> None:
        self.reset.setVisible(self.any_set())
        self.changed.emit()


def _offer(box: Choice, any_: str, values: Sequence[tuple[str, str]], *, least: int) -> None:
    chosen = box.currentData()
    if chosen and chosen not in [value for _, value in values]:
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
