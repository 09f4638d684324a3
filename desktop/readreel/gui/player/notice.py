"""One plain notice inside the player: what cannot be played, what is shown instead, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.theme import NORMAL, SMALL
from readreel.gui.words import said


class Notice(QFrame):
    """Hidden while there is nothing to say.

    ``retry`` asks to try the recording again, ``sought`` to look for it elsewhere.
    """

    retry = Signal()
    sought = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self.setProperty("card", True)
        self._text = QLabel(wordWrap=True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._again = self._button(self.tr("Try again"))
        self._again.clicked.connect(self.retry)
        self._find = self._button(self.tr("Find it…"))
        self._find.clicked.connect(self.sought)
        self._close = self._button(self.tr("Close"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addStretch(1)
        row.addWidget(self._again)
        row.addWidget(self._find)
        row.addWidget(self._close)
        # The buttons stand below: beside them a long language has no room in a narrow player.
        column = QVBoxLayout(self)
        column.setContentsMargins(NORMAL, SMALL, SMALL, SMALL)
        column.setSpacing(SMALL)
        column.addWidget(self._text)
        column.addLayout(row)
        self.hide()

    def tell(self, code: str, values: dict[str, str]) -> None:
        """Show the message of a code."""
        self.code = code
        self._text.setText(str(said(code, values)))
        self._again.setVisible(code != "player.silent")
        self._find.setVisible(code == "player.missing")
        self.show()

    def clear(self) -> None:
        """Nothing to say any more."""
        self.code = ""
        self.hide()

    def text(self) -> str:
        """What it says; empty while hidden."""
        return self._text.text() if self.code else ""

    def _button(self, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("flat", True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
