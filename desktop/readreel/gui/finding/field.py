"""The field to search in, and beside it the filters, which are made when somebody wants them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from readreel.gui.icons import icon
from readreel.gui.theme import SMALL, theme

if TYPE_CHECKING:
    from readreel.gui.finding.filters import Filters
    from readreel.library import Facets, Filter


class SearchField(QWidget):
    """``changed`` follows every letter and every filter; ``left`` asks for the results, ``taken`` for the
    first of them.
    """

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
        self._filters: Filters | None = None
        self._facets: Facets | None = None
        self._whole, self._top = QVBoxLayout(self), QHBoxLayout()
        self._lay_out()
        self.field.textChanged.connect(self.changed)
        self.field.down.connect(self.left)
        self.field.returnPressed.connect(self.taken)
        self._toggle.toggled.connect(self._unfold)
        theme().changed.connect(self._recolour)
        self._recolour()

    def words(self) -> str:
        """What is looked for."""
        return self.field.text()

    @property
    def filters(self) -> Filters:
        """The filters; made here where they were not wanted before."""
        if self._filters is None:
            from readreel.gui.finding.filters import Filters  # not on the way to the first paint

            self._filters = Filters()
            self._filters.hide()
            if self._facets is not None:
                self._filters.offer(self._facets)
            self._filters.changed.connect(self._recolour)
            self._filters.changed.connect(self.changed)
            self._whole.addWidget(self._filters)
            self._top.insertWidget(1, self._filters.reset)
        return self._filters

    def filtered(self) -> bool:
        """Whether any filter is set."""
        return self._filters is not None and self._filters.any_set()

    def archived(self) -> bool:
        """Whether articles that were put away are wanted."""
        return self._filters is not None and self._filters.archived()

    def wanted(self) -> Filter:
        """What the projects must be."""
        from readreel.library import Filter

        return self._filters.wanted() if self._filters is not None else Filter()

    def offer(self, facets: Facets) -> None:
        """Offer the values that there are; what is chosen stays."""
        self._facets = facets
        if self._filters is not None:
            self._filters.offer(facets)

    def _unfold(self, on: bool) -> None:
        self.filters.setVisible(on)

    def _lay_out(self) -> None:
        self._top.setSpacing(SMALL)
        self._top.addWidget(self.field, 1)
        self._top.addWidget(self._toggle)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(SMALL)
        self._whole.addLayout(self._top)

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
