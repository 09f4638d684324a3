"""Find in the article: what is typed is marked at once, counted, and walked through."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from readreel.gui.reading.buttons import IconButton
from readreel.gui.reading.finding import found
from readreel.gui.reading.page import Page
from readreel.gui.theme import SMALL, TIGHT

_FIELD_WIDTH = 380


class FindBar(QFrame):
    """Searches one page. Hidden until it is opened; Escape closes it and gives the focus back."""

    def __init__(self, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._matches: list[tuple[int, int]] = []
        self._at = -1
        self.setObjectName("findBar")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find in this article"))
        self.field.setAccessibleName(self.tr("Find in this article"))
        self.field.setClearButtonEnabled(True)
        self.count = QLabel()
        self.count.setProperty("soft", True)
        self.before = IconButton("chevron-up", self.tr("Previous match"), self.previous)
        self.after = IconButton("chevron-down", self.tr("Next match"), self.next)
        self._lay_out()
        self.field.textChanged.connect(lambda _: self._search())
        page.shown.connect(self._search_again)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SMALL, TIGHT, SMALL, TIGHT)
        row.setSpacing(TIGHT)
        row.addStretch(1)
        row.addWidget(self.field, 4)
        row.addWidget(self.count)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addWidget(IconButton("close", self.tr("Close"), self.close_bar))
        self.field.setMaximumWidth(_FIELD_WIDTH)
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000 / 0000") + SMALL)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def open(self) -> None:
        """Show the bar; the words selected in the article are looked for."""
        chosen = self._page.textCursor().selectedText()
        self.show()
        if chosen and "\u2029" not in chosen:
            self.field.setText(chosen)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and take its marks away."""
        self.hide()
        self._matches, self._at = [], -1
        self._page.mark_matches([])
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def next(self) -> None:
        """Go to the next match, after the last to the first."""
        self._step(1)

    def previous(self) -> None:
        """Go to the match before, before the first to the last."""
        self._step(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter walks on, with Shift back; Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _search(self) -> None:
        self._matches = found(self._page.document().toPlainText(), self.field.text())
        start = self._page.top_position()
        self._at = bisect_left(self._matches, (start, 0)) if self._matches else -1
        self._at = min(self._at, len(self._matches) - 1)
        self._show()

    def _search_again(self) -> None:
        """The article changed: mark anew, move nothing."""
        if self.isVisible():
            self._matches = found(self._page.document().toPlainText(), self.field.text())
            self._at = min(self._at, len(self._matches) - 1)
            self._page.mark_matches(self._matches)
            self._tell()

    def _step(self, by: int) -> None:
        if self._matches:
            self._at = (self._at + by) % len(self._matches)
            self._show()

    def _show(self) -> None:
        self._page.mark_matches(self._matches, self._at)
        self._tell()

    def _tell(self) -> None:
        for button in (self.before, self.after):
            button.setEnabled(bool(self._matches))
        if not self.field.text().strip():
            self.count.clear()
        elif not self._matches:
            self.count.setText(self.tr("Not found"))
        else:
            shown = self.tr("%1 / %2").replace("%1", str(self._at + 1))
            self.count.setText(shown.replace("%2", str(len(self._matches))))
