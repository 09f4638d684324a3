"""What a new user is told of models: which were found, which are offered, their size and licence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.icons import pixmap
from readreel.gui.start.naming import size
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE, theme

if TYPE_CHECKING:
    from readreel.catalogue.inventory import Row

_ICON = 18


class ModelsWanted(QFrame):
    """Hidden while every kind of work has its model. ``models_asked`` follows its button."""

    models_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._rows: tuple[Row, ...] = ()
        self._title = QLabel()
        self._title.setFont(theme().ui_font(12, strong=True))
        self._title.setWordWrap(True)
        self._text = QLabel()
        self._text.setProperty("soft", True)
        self._text.setWordWrap(True)
        self._list = QGridLayout()
        self._list.setHorizontalSpacing(WIDE)
        self._list.setVerticalSpacing(SMALL)
        self._list.setColumnStretch(4, 1)
        self._get = QPushButton(self.tr("Get them…"))
        self._get.setProperty("primary", True)
        self._get.clicked.connect(self.models_asked)
        self._own = QPushButton(self.tr("I have models of my own…"))
        self._own.setProperty("flat", True)
        self._own.clicked.connect(self.models_asked)
        self._lay_out()
        self.hide()
        theme().changed.connect(self._fill)

    def show_models(self, rows: Sequence[Row]) -> None:
        """Say what is missing; nothing is shown where nothing is."""
        here = [row for row in rows if row.state == "installed"]
        lacking = {"listener", "writer"} - {row.role for row in here}
        offered = [
            row for row in rows if row.starter and row.role in lacking and row.state != "installed"
        ]
        self._rows = (*here, *offered)
        self.setVisible(bool(lacking))
        self._title.setText(self._headline(lacking))
        self._fill()

    def _headline(self, lacking: set[str]) -> str:
        if lacking == {"listener"}:
            return self.tr("A model that listens is needed first")
        if lacking == {"writer"}:
            return self.tr("A model that writes is needed for rewritten articles")
        return self.tr("Two kinds of models are needed first")

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for number, row in enumerate(self._rows):
            self._put(number, row)
        total = sum(row.bytes for row in self._rows if row.state != "installed")
        text = self.tr(
            "One listens, one writes, both on this machine. They are fetched once, %1 in all, and only "
            "when you say so."
        )
        self._text.setText(text.replace("%1", size(total)))

    def _put(self, number: int, row: Row) -> None:
        here = row.state == "installed"
        ratio = self.devicePixelRatioF()
        mark = QLabel()
        mark.setPixmap(
            pixmap("check" if here else row.role, "good" if here else "soft", _ICON, ratio)
        )
        name = QLabel(row.title)
        name.setTextFormat(Qt.TextFormat.PlainText)
        notes = (self.tr("found"),) if here else (size(row.bytes), row.licence)
        note = QLabel(" · ".join(notes))
        note.setProperty("soft", True)
        work = QLabel(self.tr("listens") if row.role == "listener" else self.tr("writes"))
        work.setProperty("soft", True)
        for column, label in enumerate((mark, name, work, note)):
            self._list.addWidget(label, number, column)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self._get)
        buttons.addWidget(self._own)
        buttons.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        whole.setSpacing(TIGHT)
        whole.addWidget(self._title)
        whole.addWidget(self._text)
        whole.addSpacing(NORMAL)
        whole.addLayout(self._list)
        whole.addSpacing(NORMAL)
        whole.addLayout(buttons)
