"""Settings of one kind: a heading and a card of rows, what it is on the left, its control on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE, theme

_CONTROL = 280
"""Logical pixels of a control, so that those of a page stand in one line."""


class Group(QWidget):
    """A heading with rows below it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title)
        heading.setFont(theme().ui_font(12, strong=True))
        card = QFrame()
        card.setProperty("card", True)
        self._grid = QGridLayout(card)
        self._grid.setContentsMargins(WIDE, NORMAL, WIDE, NORMAL)
        self._grid.setHorizontalSpacing(WIDE)
        self._grid.setVerticalSpacing(NORMAL)
        self._grid.setColumnStretch(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SMALL)
        whole.addWidget(heading)
        whole.addWidget(card)

    def add(self, name: str, control: QWidget, hint: str = "") -> QLabel:
        """Put a row; the label of its hint is given back, because some change."""
        label = QLabel(name)
        label.setWordWrap(True)
        label.setBuddy(control)
        below = QLabel(hint)
        below.setProperty("soft", True)
        below.setWordWrap(True)
        below.setTextFormat(Qt.TextFormat.PlainText)
        below.setVisible(bool(hint))
        words = QVBoxLayout()
        words.setSpacing(TIGHT)
        words.addWidget(label)
        words.addWidget(below)
        control.setAccessibleName(name)
        control.setAccessibleDescription(hint)
        if isinstance(control, QComboBox):
            control.setFixedWidth(_CONTROL)
        row = self._grid.rowCount()
        self._grid.addLayout(words, row, 0)
        self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignRight)
        return below

    def add_wide(self, widget: QWidget) -> None:
        """Put something over the whole width."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)
