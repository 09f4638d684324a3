"""A folder that can be changed: where it is, another one, and back to the usual one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.theme import SMALL


class FolderChoice(QWidget):
    """``picked`` carries the folder chosen, or None for the usual one; ``open_asked`` the one shown."""

    picked = Signal(object)
    open_asked = Signal(Path)

    def __init__(self, name: str, hint: str = "", *, fixed: bool = False) -> None:
        super().__init__()
        self._name = name
        self._folder = Path()
        title = QLabel(name)
        self._where = QLabel()
        self._where.setProperty("soft", True)
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setMinimumWidth(1)
        self._where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        below = QLabel(hint)
        below.setProperty("soft", True)
        below.setWordWrap(True)
        below.setVisible(bool(hint))
        self._change = _button(self.tr("Change…"), name)
        self._change.clicked.connect(self._choose)
        self._reset = _button(self.tr("Usual place"), name)
        self._reset.clicked.connect(lambda: self.picked.emit(None))
        show = _button(self.tr("Show"), name)
        show.clicked.connect(lambda: self.open_asked.emit(self._folder))
        words = QVBoxLayout()
        words.setSpacing(SMALL // 2)
        for label in (title, self._where, below):
            words.addWidget(label)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SMALL)
        line.addLayout(words, 1)
        for button in (show, self._change, self._reset):
            line.addWidget(button)
        self._change.setVisible(not fixed)
        self._reset.setVisible(False)

    def show_folder(self, folder: Path, *, usual: bool) -> None:
        """Show where it is; the usual place can be gone back to from any other."""
        self._folder = folder
        self._reset.setVisible(not usual)
        self._where.setToolTip(str(folder))
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shorten the path to the room there is."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(self._where.width(), 80)
        metrics = self._where.fontMetrics()
        shown = metrics.elidedText(str(self._folder), Qt.TextElideMode.ElideMiddle, room)
        self._where.setText(shown)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self._name, str(self._folder))
        if name:
            self.picked.emit(Path(name))


def _button(text: str, of: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("flat", True)
    button.setAccessibleDescription(of)
    return button
