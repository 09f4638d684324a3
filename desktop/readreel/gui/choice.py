"""A box to choose one of several from, with an arrow in the theme's colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter

from readreel.gui.icons import pixmap
from readreel.gui.theme import SMALL

_ARROW = 16


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
