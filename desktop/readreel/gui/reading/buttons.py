"""The few buttons of the reading view: an icon in the theme's colour, a name for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from readreel.gui.icons import icon
from readreel.gui.theme import theme


class IconButton(QToolButton):
    """A flat button with an icon; ``text`` is its tool tip and its accessible name."""

    def __init__(
        self, name: str, text: str, pressed: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.setIconSize(QSize(18, 18))
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.clicked.connect(lambda: pressed())
        self._recolour()
        theme().changed.connect(self._recolour)

    def _recolour(self) -> None:
        self.setIcon(icon(self._name, "ink", 18))
