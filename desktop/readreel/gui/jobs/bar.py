"""The thin bar of the recording that is being made: step, percent, time left, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.icons import icon
from readreel.gui.jobs.details import Details
from readreel.gui.jobs.entries import Entry
from readreel.gui.jobs.words import is_preparing, summary, trouble
from readreel.gui.theme import NORMAL, SMALL, theme

_STEPS = 1000


class JobBar(QWidget):
    """Shows one entry. Its signals carry the entry's id."""

    pause_asked = Signal(str)
    resume_asked = Signal(str)
    cancel_asked = Signal(str)
    dismiss_asked = Signal(str)
    overnight_toggled = Signal(bool)
    choices_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entry: Entry | None = None
        self._line = QProgressBar()
        self._line.setRange(0, _STEPS)
        self._line.setTextVisible(False)
        self._line.setFixedHeight(4)
        self._line.setAccessibleName(self.tr("Progress"))
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._details = QPushButton(self.tr("Show details"))
        self._details.setProperty("flat", True)
        self._choices = self._button("settings", self.tr("Choices for this recording"))
        self._overnight = self._button("moon", self.tr("Keep the computer awake until it is done"))
        self._overnight.setCheckable(True)
        self._pause = self._button("pause", self.tr("Pause"))
        self._resume = QPushButton(self.tr("Go on"))
        self._cancel = self._button("close", self.tr("Cancel"))
        self._connect()
        self._lay_out()
        self.show_entry(None)
        theme().changed.connect(self._recolour)

    def show_entry(self, entry: Entry | None, *, named: bool = False) -> None:
        """Show an entry as it stands; None, or one that is finished, hides the bar.

        ``named`` says which file it is, where the page around the bar does not.
        """
        failed_before = self._entry is not None and self._entry.state == "failed"
        self._entry = entry
        self.setVisible(entry is not None and entry.state != "finished")
        if entry is None:
            return
        failed = entry.state == "failed"
        self._show_share(entry)
        self._line.setVisible(not failed)
        self._say(trouble(entry) if failed else summary(entry, named=named), bad=failed)
        self._text.setToolTip(entry.recording)
        self._offer(entry)
        if failed and not failed_before:
            QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def set_overnight(self, on: bool) -> None:
        """Whether the computer is kept awake."""
        self._overnight.setChecked(on)

    def choices_button(self) -> QToolButton:
        """Where the panel of choices hangs."""
        return self._choices

    def _show_share(self, entry: Entry) -> None:
        """How far it is; before the first percent, only that something happens."""
        preparing = is_preparing(entry)
        steps = 0 if preparing else _STEPS
        if self._line.maximum() != steps:
            self._line.setRange(0, steps)
        if not preparing:
            self._line.setValue(round(entry.share * _STEPS))

    def _say(self, text: str, *, bad: bool) -> None:
        if self._text.text() != text:
            self._text.setText(text)
        if self._text.property("bad") != bad:
            self._text.setProperty("bad", bad)
            self._text.style().polish(self._text)

    def _offer(self, entry: Entry) -> None:
        running = entry.state == "running" and not entry.stopping
        failed = entry.state == "failed"
        self._pause.setVisible(running)
        self._overnight.setVisible(running)
        self._details.setVisible(failed)
        self._resume.setVisible(entry.state in ("paused", "failed", "cancelled"))
        self._resume.setText(self.tr("Try again") if failed else self.tr("Go on"))
        name = self.tr("Take out of the list") if entry.over else self.tr("Cancel")
        self._cancel.setToolTip(name)
        self._cancel.setAccessibleName(name)

    def _connect(self) -> None:
        self._details.clicked.connect(self._show_details)
        self._choices.clicked.connect(lambda: self._tell(self.choices_asked))
        self._overnight.toggled.connect(self.overnight_toggled)
        self._pause.clicked.connect(lambda: self._tell(self.pause_asked))
        self._resume.clicked.connect(lambda: self._tell(self.resume_asked))
        self._cancel.clicked.connect(self._let_go)

    def _tell(self, signal: SignalInstance) -> None:
        if self._entry is not None:
            signal.emit(self._entry.id)

    def _let_go(self) -> None:
        over = self._entry is not None and self._entry.over
        self._tell(self.dismiss_asked if over else self.cancel_asked)

    def _show_details(self) -> None:
        if self._entry is not None:
            dialog = Details(self._entry, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.show()

    def _button(self, picture: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("picture", picture)
        button.setIcon(icon(picture))
        button.setToolTip(name)
        button.setAccessibleName(name)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(NORMAL, 0, SMALL, 0)
        row.setSpacing(SMALL)
        row.addWidget(self._text, 1)
        for one in (
            self._details, self._resume, self._choices, self._overnight, self._pause, self._cancel,
        ):  # fmt: skip
            row.addWidget(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, SMALL)
        whole.setSpacing(SMALL)
        whole.addWidget(self._line)
        whole.addLayout(row)

    def _recolour(self) -> None:
        for button in self.findChildren(QToolButton):
            button.setIcon(icon(button.property("picture")))
