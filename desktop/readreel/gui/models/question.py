"""A question asked in place: what would happen, one yes, one no."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from readreel.gui.theme import SMALL


class Question(QWidget):
    """Hidden until something is asked; the answer no is Escape or its button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what: Callable[[], None] | None = None
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._yes = QPushButton()
        self._yes.setProperty("primary", True)
        self._yes.clicked.connect(self._answer)
        self._no = QPushButton(self.tr("Not now"))
        self._no.setProperty("flat", True)
        self._no.clicked.connect(self.close_question)
        buttons = QHBoxLayout()
        buttons.setSpacing(SMALL)
        buttons.addWidget(self._yes)
        buttons.addWidget(self._no)
        buttons.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, SMALL, 0, 0)
        whole.setSpacing(SMALL)
        whole.addWidget(self._text)
        whole.addLayout(buttons)
        self.hide()

    def ask(self, text: str, yes: str, what: Callable[[], None]) -> None:
        """Ask; ``what`` is done on a yes and never otherwise."""
        self._what = what
        self._text.setText(text)
        self._yes.setText(yes)
        self._yes.setAccessibleDescription(text)
        self.show()
        self._yes.setFocus()

    def close_question(self) -> None:
        """Take the question back."""
        self._what = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape is a no."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_question()
        else:
            super().keyPressEvent(event)

    def _answer(self) -> None:
        what = self._what
        self.close_question()
        if what is not None:
            what()
