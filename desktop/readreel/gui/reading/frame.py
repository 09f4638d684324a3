"""How the reading view is arranged: a running head, the chapters, the article, finding in it.

Where there is no room for chapters beside the article, they are a menu.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.reading.buttons import IconButton
from readreel.gui.reading.chapters import Chapters
from readreel.gui.reading.findbar import FindBar
from readreel.gui.reading.hint import Hint
from readreel.gui.reading.pane import Pane
from readreel.gui.reading.pill import Pill
from readreel.gui.theme import SMALL, TIGHT

_CHAPTERS_WIDTH = 230
_ROOM_FOR_CHAPTERS = 760


class Frame(QWidget):
    """The parts in their places. ``chapters_toggled`` says whether their list is wanted."""

    chapters_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pane = Pane()
        self.chapters = Chapters()
        self.find_bar = FindBar(self.pane)
        self.pill = Pill(self.pane)
        self.hint = Hint(self.pane)
        self._heading = QLabel()
        self._aside = False
        self._make_actions()
        self._lay_out()
        self.chapters.asked.connect(self.pane.go_to)
        self.chapters_action.toggled.connect(self._toggle_list)
        self.chapters_action.toggled.connect(self.chapters_toggled)

    def give_chapters(self, to: QLayout | None) -> None:
        """Let the list of chapters stand somewhere else; None takes it back beside the article."""
        self._aside = to is not None
        if to is not None:
            to.addWidget(self.chapters)
        else:
            self._split.insertWidget(0, self.chapters)
            self._split.setStretchFactor(1, 1)
        self._toggle_list()

    def show_chapters(self, shown: bool) -> None:
        """Open or close the list of chapters."""
        self.chapters_action.setChecked(shown)

    def _open_menu(self) -> None:
        raise NotImplementedError

    def _resize_text(self, steps: int) -> None:
        raise NotImplementedError

    def _make_actions(self) -> None:
        self.find_action = self._action(self.tr("Find"), QKeySequence.StandardKey.Find)
        self.find_action.triggered.connect(self.find_bar.open)
        onward = self._action(self.tr("Find next"), QKeySequence.StandardKey.FindNext)
        onward.triggered.connect(self.find_bar.next)
        back = self._action(self.tr("Find previous"), QKeySequence.StandardKey.FindPrevious)
        back.triggered.connect(self.find_bar.previous)
        self.chapters_action = self._action(self.tr("Chapters"))
        self.chapters_action.setCheckable(True)
        self.chapters_action.setChecked(True)
        sizes = {
            self.tr("Larger text"): (1, ["Ctrl++", "Ctrl+="]),
            self.tr("Smaller text"): (-1, ["Ctrl+-"]),
            self.tr("Usual text size"): (0, ["Ctrl+0"]),
        }
        for text, (steps, keys) in sizes.items():
            action = self._action(text)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(partial(self._resize_text, steps))

    def _action(self, text: str, key: QKeySequence.StandardKey | None = None) -> QAction:
        action = QAction(text, self)
        if key is not None:
            action.setShortcuts(key)
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        self._contents = IconButton("contents", self.tr("Chapters"), self._press_contents)
        find = IconButton("search", self.tr("Find in this article"), self.find_bar.open)
        self._looks = IconButton("type", self.tr("Appearance"), self._open_menu)
        self._heading.setProperty("soft", True)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading.setMinimumWidth(0)
        head = QHBoxLayout()
        head.setContentsMargins(SMALL, TIGHT, SMALL, TIGHT)
        head.setSpacing(TIGHT)
        head.addWidget(self._contents)
        head.addWidget(self._heading, 1)
        head.addWidget(find)
        head.addWidget(self._looks)
        self._split = QSplitter()
        self._split.addWidget(self.chapters)
        self._split.addWidget(self.pane)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.setSizes([_CHAPTERS_WIDTH, 10 * _CHAPTERS_WIDTH])
        self.chapters.setMinimumWidth(_CHAPTERS_WIDTH // 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.find_bar)
        whole.addWidget(self._split, 1)
        self.setFocusProxy(self.pane)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Where there is no room beside the article, the chapters are a menu."""
        super().resizeEvent(event)
        self._toggle_list()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """With Ctrl the wheel changes the text's size."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._resize_text(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def _toggle_list(self) -> None:
        several = self.chapters.count() > 1
        self.chapters.setVisible(several and self._has_room() and self.chapters_action.isChecked())
        self._contents.setVisible(several and not self._aside)

    def _has_room(self) -> bool:
        return self._aside or self.width() >= _ROOM_FOR_CHAPTERS

    def _press_contents(self) -> None:
        if self._has_room():
            self.chapters_action.toggle()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = self.pane.current_chapter()
        for entry in self.chapters.entries:
            action = menu.addAction(entry.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(entry.id == here)
            action.triggered.connect(partial(self.pane.go_to, entry.id))
        menu.popup(self._contents.mapToGlobal(self._contents.rect().bottomLeft()))
