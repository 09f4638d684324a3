"""The thin bar of the recording that is being made: step, percent, time left, and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
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
from readreel.gui.jobs.entries import Entry
from readreel.gui.jobs.words import doing, remaining, trouble
from readreel.gui.theme import NORMAL, SMALL, theme

_STEPS = 1000


class JobBar(QWidget):
    """Shows one entry. Its signals carry the entry's id."""

    pause_asked = Signal(str)
    resume_asked = Signal(str)
    cancel_asked = Signal(str)
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
        self._choices = self._button("settings", self.tr("Choices for this recording"))
        self._overnight = self._button("moon", self.tr("Keep the computer awake until it is done"))
        self._overnight.setCheckable(True)
        self._pause = self._button("pause", self.tr("Pause"))
        self._resume = QPushButton(self.tr("Go on"))
        self._cancel = self._button("close", self.tr("Cancel"))
        self._choices.clicked.connect(lambda: self._tell(self.choices_asked))
        self._overnight.toggled.connect(self.overnight_toggled)
        self._pause.clicked.connect(lambda: self._tell(self.pause_asked))
        self._resume.clicked.connect(lambda: self._tell(self.resume_asked))
        self._cancel.clicked.connect(lambda: self._tell(self.cancel_asked))
        self._lay_out()
        self.show_entry(None)
        theme().changed.connect(self._recolour)

    def show_entry(self, entry: Entry | None) -> None:
        """Show an entry as it stands; None, or one that is finished, hides the bar."""
        self._entry = entry
        self.setVisible(entry is not None and entry.state not in ("finished", "cancelled"))
        if entry is None:
            return
        failed, running = entry.state == "failed", entry.state == "running"
        self._line.setValue(round(entry.share * _STEPS))
        self._line.setVisible(not failed)
        self._text.setText(trouble(entry) if failed else _said(entry))
        self._text.setProperty("bad", failed)
        self._text.style().polish(self._text)
        self._text.setToolTip(entry.tail if failed else entry.recording)
        self._pause.setVisible(running)
        self._overnight.setVisible(running)
        self._resume.setVisible(not running and entry.state != "waiting")
        self._resume.setText(self.tr("Try again") if failed else self.tr("Go on"))
        self._choices.setVisible(True)

    def set_overnight(self, on: bool) -> None:
        """Whether the computer is kept awake."""
        self._overnight.setChecked(on)

    def choices_button(self) -> QToolButton:
        """Where the panel of choices hangs."""
        return self._choices

    def _tell(self, signal: SignalInstance) -> None:
        if self._entry is not None:
            signal.emit(self._entry.id)

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
        for one in (self._choices, self._overnight, self._pause, self._resume, self._cancel):
            row.addWidget(one)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, SMALL)
        whole.setSpacing(SMALL)
        whole.addWidget(self._line)
        whole.addLayout(row)

    def _recolour(self) -> None:
        for button in self.findChildren(QToolButton):
            button.setIcon(icon(button.property("picture")))


def _said(entry: Entry) -> str:
    parts = [doing(entry)]
    if entry.state == "running" and entry.share > 0:
        parts.append(f"{entry.share:.0%}")
    if entry.state == "running" and remaining(entry.eta):
        parts.append(remaining(entry.eta))
    return " · ".join(parts)
