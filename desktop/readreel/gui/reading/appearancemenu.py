"""A small popover for the look of the article: size, width, serif or sans, light or dark."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from readreel.gui.reading.appearance import SIZES, Appearance, larger
from readreel.gui.reading.popover import Popover
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE, theme


class AppearanceMenu(Popover):
    """Chooses an `Appearance`; ``chosen`` follows every click."""

    chosen = Signal(Appearance)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Appearance"))
        self._appearance = Appearance()
        self._size = QLabel()
        self._size.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._groups: dict[str, QButtonGroup] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(WIDE, NORMAL, WIDE, NORMAL)
        self._grid.setHorizontalSpacing(WIDE)
        self._grid.setVerticalSpacing(SMALL)
        self._add_size()
        self._add_choice(
            "width", self.tr("Width"),
            [("narrow", self.tr("Narrow")), ("normal", self.tr("Normal")), ("wide", self.tr("Wide"))],
        )  # fmt: skip
        self._add_choice(
            "serif", self.tr("Letters"), [(True, self.tr("Serif")), (False, self.tr("Sans"))]
        )
        self._add_choice(
            "scheme", self.tr("Colours"),
            [
                ("light", self.tr("Light")), ("dark", self.tr("Dark")),
                ("system", self.tr("System")),
            ],
        )  # fmt: skip

    def set_appearance(self, appearance: Appearance) -> None:
        """Show what is chosen."""
        self._appearance = appearance
        self._size.setText(str(appearance.size))
        self._smaller.setEnabled(appearance.size > SIZES[0])
        self._larger.setEnabled(appearance.size < SIZES[-1])
        for name, group in self._groups.items():
            for button in group.buttons():
                button.setChecked(button.property("value") == getattr(appearance, name))

    def open(self, below: QWidget) -> None:
        """Show the popover under a button, inside its window."""
        self.adjustSize()
        corner = below.mapToGlobal(QPoint(below.width() - self.width(), below.height() + TIGHT))
        screen = self.screen().availableGeometry()
        corner.setX(max(screen.left() + SMALL, corner.x()))
        self.move(corner)
        self.show()
        self._larger.setFocus(Qt.FocusReason.PopupFocusReason)

    def _add_size(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        self._smaller = self._button("A", lambda: self._resize(-1), theme().ui_font(9))
        self._larger = self._button("A", lambda: self._resize(1), theme().ui_font(13))
        self._smaller.setAccessibleName(self.tr("Smaller text"))
        self._larger.setAccessibleName(self.tr("Larger text"))
        for button in (self._smaller, self._larger):
            button.setToolTip(button.accessibleName())
        row.addWidget(self._smaller)
        row.addWidget(self._size, 1)
        row.addWidget(self._larger)
        self._put(self.tr("Text size"), row)

    def _button(self, text: str, pressed: Callable[[], None], font: object = None) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        if font is not None:
            button.setFont(font)  # type: ignore[arg-type]
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.setMinimumHeight(32)
        button.setProperty("segment", True)
        button.clicked.connect(lambda: pressed())
        return button

    def _add_choice(self, field: str, title: str, choices: Sequence[tuple[object, str]]) -> None:
        row = QHBoxLayout()
        row.setSpacing(TIGHT)
        group = QButtonGroup(self)
        self._groups[field] = group
        for value, text in choices:
            button = self._button(text, partial(self._choose, field, value))
            button.setCheckable(True)
            button.setProperty("value", value)
            group.addButton(button)
            row.addWidget(button)
        self._put(title, row)

    def _put(self, title: str, row: QHBoxLayout) -> None:
        label = QLabel(title)
        label.setProperty("soft", True)
        number = self._grid.rowCount()
        self._grid.addWidget(label, number, 0)
        self._grid.addLayout(row, number, 1)

    def _choose(self, field: str, value: object) -> None:
        self._take(msgspec.structs.replace(self._appearance, **{field: value}))

    def _resize(self, steps: int) -> None:
        self._take(larger(self._appearance, steps))

    def _take(self, appearance: Appearance) -> None:
        if appearance != self._appearance:
            self.set_appearance(appearance)
            self.chosen.emit(appearance)
