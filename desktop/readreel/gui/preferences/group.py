"""Settings of one kind: a heading and a card of rows, what it is on the left, its control on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.icons import pixmap
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE, theme

_CONTROL = 280
"""Logical pixels of a control, so that those of a page stand in one line."""

_ARROW = 16


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


class Choice(QComboBox):
    """One value of several. ``picked`` carries it, and follows the user alone."""

    picked = Signal(object)

    def __init__(self, options: Sequence[tuple[object, str]] = ()) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.offer(options)
        self.activated.connect(lambda _: self.picked.emit(self.currentData()))

    def offer(self, options: Sequence[tuple[object, str]]) -> None:
        """Replace what can be chosen; the value stays if it still can."""
        value = self.currentData()
        with QSignalBlocker(self):
            self.clear()
            for data, text in options:
                self.addItem(text, data)
            if value is not None:
                self.show_value(value)

    def show_value(self, value: object) -> None:
        """Show what is set; a value that is not offered stands at the end, as it is."""
        with QSignalBlocker(self):
            if self.findData(value) < 0:
                self.addItem(str(value), value)
            self.setCurrentIndex(self.findData(value))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The style's box with the text shortened to fit, and an arrow of ours."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        room = self.width() - _ARROW - 4 * SMALL
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        arrow = pixmap("chevron-down", "soft", _ARROW, self.devicePixelRatioF())
        left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        x = self.width() - _ARROW - SMALL if left_to_right else SMALL
        painter.drawPixmap(x, (self.height() - _ARROW) // 2, arrow)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scrolling the page must not change what happens to lie under the mouse."""
        event.ignore()
