"""The one row above everything: where one is, what the article can do, and the way to the settings."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from readreel.gui.icons import icon
from readreel.gui.theme import NORMAL, SMALL, TIGHT, theme

Layout = Literal["video", "both", "article"]


class TopBar(QWidget):
    """Signals only; the window decides. Buttons that need an article hide where there is none."""

    home = Signal()
    queue = Signal()
    settings = Signal()
    models = Signal()
    layout_chosen = Signal(str)
    swap = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: list[tuple[QToolButton, str]] = []
        self._full_title = ""
        self._home = self._button("home", self.tr("All articles"), self.home, "Alt+Home")
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setFont(theme().ui_font(11, strong=True))
        self._undo = self._button("undo", self.tr("Undo"), self.undo)
        self._redo = self._button("redo", self.tr("Redo"), self.redo)
        self._views = self._view_buttons()
        self._swap = self._button("swap", self.tr("Swap video and article"), self.swap)
        self._out = self._button("export", self.tr("Export and copy"), None)
        self._out.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._queue = self._button("queue", self.tr("What is being made"), self.queue)
        self._settings = self._button("settings", self.tr("Settings"), self.settings, "Ctrl+,")
        self._models = self._button("models", self.tr("Models"), self.models)
        self._lay_out()
        self.show_article(None)
        theme().changed.connect(self._recolour)

    def show_article(self, title: str | None) -> None:
        """Name the article that is open; None on every other page."""
        self._full_title = title if title is not None else self.tr("Readreel")
        for widget in (*self._views.buttons(), self._swap, self._out, self._undo, self._redo):
            widget.setVisible(title is not None)
        self._elide()

    def set_layout(self, layout: Layout) -> None:
        """Show which of video, both and article is chosen."""
        for button in self._views.buttons():
            button.setChecked(button.property("layout") == layout)

    def set_history(self, can_undo: bool, can_redo: bool) -> None:
        """Whether there is anything to undo or redo."""
        self._undo.setEnabled(can_undo)
        self._redo.setEnabled(can_redo)

    def set_out_menu(self, menu: QMenu) -> None:
        """The menu behind the export button."""
        self._out.setMenu(menu)

    def set_waiting(self, count: int) -> None:
        """How many recordings wait or are being made."""
        self._queue.setText(str(count) if count else "")
        self._queue.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon
            if count
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        self._queue.setVisible(count > 0)

    def queue_button(self) -> QToolButton:
        """Where the list of what is being made hangs."""
        return self._queue

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Shorten the title to the room there is."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Shorten again where type or style changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._elide()

    def _button(
        self, picture: str, name: str, signal: SignalInstance | None, shortcut: str = ""
    ) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({shortcut})" if shortcut else name)
        button.setIcon(icon(picture))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._icons.append((button, picture))
        if signal is not None:
            button.clicked.connect(lambda: signal.emit())
        if shortcut:
            action = QAction(button)
            action.setShortcut(QKeySequence(shortcut))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.triggered.connect(button.click)
            self.addAction(action)
        return button

    def _view_buttons(self) -> QButtonGroup:
        group = QButtonGroup(self)
        group.setExclusive(True)
        names = {
            "video": ("video-only", self.tr("Video alone"), "Ctrl+1"),
            "both": ("both", self.tr("Video and article"), "Ctrl+2"),
            "article": ("article-only", self.tr("Article alone"), "Ctrl+3"),
        }
        for layout, (picture, name, shortcut) in names.items():
            button = self._button(picture, name, None, shortcut)
            button.setCheckable(True)
            button.setProperty("layout", layout)
            button.clicked.connect(lambda _=False, chosen=layout: self.layout_chosen.emit(chosen))
            group.addButton(button)
        return group

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(NORMAL, SMALL, NORMAL, SMALL)
        row.setSpacing(TIGHT)
        row.addWidget(self._home)
        row.addSpacing(SMALL)
        row.addWidget(self._title, 1)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addSpacing(SMALL)
        for button in self._views.buttons():
            row.addWidget(button)
        for one in (self._swap, self._out, self._queue, self._models, self._settings):
            row.addWidget(one)

    def _elide(self) -> None:
        metrics = self._title.fontMetrics()
        room = max(self._title.width() - SMALL, 80)
        self._title.setText(metrics.elidedText(self._full_title, Qt.TextElideMode.ElideRight, room))
        self._title.setToolTip(self._full_title)
        self._title.setMinimumWidth(1)

    def _recolour(self) -> None:
        for button, picture in self._icons:
            button.setIcon(icon(picture, "accent" if button.isChecked() else "ink"))
