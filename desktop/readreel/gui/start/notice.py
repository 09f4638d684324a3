"""Something said in place, with at most one thing to do about it; it waits and covers nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from readreel.gui.icons import icon
from readreel.gui.theme import NORMAL, SMALL, theme
from readreel.gui.words import reported


class Notice(QFrame):
    """One line between other things; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._act = QPushButton()
        self._act.clicked.connect(self._do)
        self._close = QToolButton()
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self.clear)
        self._what: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(NORMAL, SMALL, SMALL, SMALL)
        row.setSpacing(NORMAL)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        row.addWidget(self._close)
        theme().changed.connect(self._recolour)
        self._recolour()
        self.hide()

    def say(
        self, text: str, act: str = "", what: Callable[[], None] | None = None, *, bad: bool = False
    ) -> None:
        """Show a text and, with ``act``, a button that does ``what``."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setProperty("bad", bad)
        self.style().unpolish(self)
        self.style().polish(self)
        self._what = what
        self._act.setText(act)
        self._act.setVisible(bool(act))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def amend(self, text: str, act: str, what: Callable[[], None]) -> None:
        """Change what is said, without saying it aloud again."""
        self._text.setText(text)
        self._what = what
        self._act.setText(act)
        self._act.setVisible(bool(act))

    def complain(
        self,
        code: str,
        values: dict[str, str],
        act: str = "",
        what: Callable[[], None] | None = None,
    ) -> None:
        """Show what went wrong, by its code; ``act`` does something about it."""
        self.say(reported(code, values), act, what, bad=True)

    def text(self) -> str:
        """What is said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def clear(self) -> None:
        """Say nothing any more."""
        self._what = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _do(self) -> None:
        what = self._what
        self.clear()
        if what is not None:
            what()

    def _recolour(self) -> None:
        self._close.setIcon(icon("close", "soft", 16))
