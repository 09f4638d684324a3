"""The side of the split on which the video is: below it, where there is room, the chapters."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from readreel.gui.player import Player


class Side(QWidget):
    """Gives the video the height of its shape. Chapters are put into ``below``."""

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        player.view.ratio_changed.connect(self.fit)
        self.below = QVBoxLayout(self)
        self.below.setContentsMargins(0, 0, 0, 0)
        self.below.setSpacing(0)
        self.below.addWidget(player, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give the video what its shape needs and the chapters the rest."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Share the height out anew: the chapters came or went, or the video's shape changed."""
        item = self.below.itemAt(1)
        chapters = item.widget() if item is not None else None
        alone = chapters is None or chapters.isHidden()
        wanted = self._player.height_wanted(self.width())
        self._player.setFixedHeight(self.height() if alone else min(wanted, self.height()))
