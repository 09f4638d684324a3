"""One model in the list: what it is, what can be done with it, and how far that is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from readreel.catalogue.inventory import Row
from readreel.gui.icons import pixmap
from readreel.gui.models.question import Question
from readreel.gui.models.work import Verb
from readreel.gui.start.naming import language_name, size
from readreel.gui.theme import NORMAL, TIGHT, theme
from readreel.gui.words import reported

_ICON = 22
_MOST_NAMED = 30


class ModelRow(QFrame):
    """``asked`` carries a verb (after the user's yes where one is due); ``cancelled`` takes it back."""

    asked = Signal(str)
    cancelled = Signal()

    def __init__(self, row: Row, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.setObjectName(row.name)
        self.row = row
        self._repair = False
        self._icon = QLabel()
        self._title = _label(strong=True)
        self._note = _label(soft=True)
        self._said = _label()
        self._question = Question()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._far = _label(soft=True)
        self._buttons: dict[str, QPushButton] = {}
        self._actions = self._make_actions()
        self._working = self._make_working()
        self._lay_out()
        self.show_row(row)
        theme().changed.connect(self._recolour)

    def show_row(self, row: Row) -> None:
        """Show what is known of the model now."""
        self.row = row
        self._title.setText(row.title)
        self._note.setText(self._noted())
        self._note.setToolTip(_languages(row.languages))
        here = row.state == "installed"
        self._buttons["verify"].setVisible(here)
        self._buttons["remove"].setVisible(not row.bundled and row.state != "absent")
        self._show_get()
        self._recolour()

    def show_waiting(self) -> None:
        """The task waits for others."""
        self._show_work(self.tr("Waiting"), 0, 0)

    def show_begun(self, verb: Verb) -> None:
        """The task has begun and says nothing of how far it is."""
        texts = {
            "get": self.tr("Looking where it can be had"),
            "verify": self.tr("Reading every file again"),
            "remove": self.tr("Removing"),
            "add": self.tr("Taking it in"),
        }
        self._say("")
        self._show_work(texts[verb], 0, 0)

    def show_progress(self, done: float, total: float) -> None:
        """Bytes done, and in all."""
        text = self.tr("%1 of %2")
        text = text.replace("%1", size(int(done))).replace("%2", size(int(total)))
        self._show_work(text, done, total)

    def show_ended(self, verb: Verb, code: str, values: dict[str, str]) -> None:
        """The task is over: well where ``code`` is empty."""
        self._working.hide()
        self._actions.show()
        self._repair = code == "model.corrupt" and not self.row.own
        if code:
            self._say(reported(code, values), bad=code != "cancelled")
        else:
            self._say(self.tr("Every file is right.") if verb == "verify" else "")
        self._show_get()

    def show_notice(self, code: str, values: dict[str, str]) -> None:
        """Something worth saying while the task goes on."""
        self._say(reported(code, values))

    def ask_get(self) -> None:
        """Say from where and how much, and ask; nothing has begun before the answer."""
        row = self.row
        first, *others = row.sources or (self.tr("an unknown place"),)
        text = self.tr("%1 will be fetched from %2.")
        text = text.replace("%1", size(row.bytes)).replace("%2", first)
        if others:
            text += " " + self.tr("If that fails, %1 is tried.").replace("%1", others[0])
        text += " " + self.tr("Nothing about you or your recordings is sent.")
        self._question.ask(text, self.tr("Get it"), lambda: self.asked.emit("get"))

    def ask_remove(self) -> None:
        """Ask before anything is deleted."""
        text = self.tr("This frees %1.").replace("%1", size(self.row.bytes))
        kept = (
            self.tr("The original that you added it from stays where it is.")
            if self.row.own
            else self.tr("It can be fetched again.")
        )
        self._question.ask(f"{text} {kept}", self.tr("Remove"), lambda: self.asked.emit("remove"))

    def _noted(self) -> str:
        row = self.row
        parts = [
            self.tr("listens") if row.role == "listener" else self.tr("writes"),
            size(row.bytes),
            row.licence if row.licence != "not stated" else self.tr("licence not stated"),
            self.tr("%n language(s)", "", len(row.languages)) if row.languages else "",
            self.tr("needs %1 of memory").replace("%1", size(row.memory)),
            self._remarked(),
            self.tr("checked") if row.verified else "",
        ]
        return " · ".join(part for part in parts if part)

    def _remarked(self) -> str:
        if self.row.state == "incomplete":
            return self.tr("not whole yet")
        return {
            "": "",
            "used": self.tr("in use"),
            "memory": self.tr("more memory than this machine has"),
            "slow": self.tr("slow without a graphics card"),
        }[self.row.remark]

    def _show_get(self) -> None:
        get = self._buttons["get"]
        get.setVisible(self._repair or (self.row.state != "installed" and not self.row.own))
        if self._repair:
            get.setText(self.tr("Repair…"))
        else:
            begun = self.row.state == "incomplete"
            get.setText(self.tr("Go on…") if begun else self.tr("Get…"))

    def _show_work(self, text: str, done: float, total: float) -> None:
        self._question.close_question()
        self._actions.hide()
        self._working.show()
        self._far.setText(text)
        self._bar.setVisible(total > 0)
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * done / total) if total else 0)

    def _say(self, text: str, *, bad: bool = False) -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._said.setProperty("bad", bad)
        self._said.setProperty("soft", not bad)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)

    def _make_actions(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(TIGHT)
        for verb, text, does in (
            ("verify", self.tr("Check"), lambda: self.asked.emit("verify")),
            ("remove", self.tr("Remove…"), self.ask_remove),
            ("get", self.tr("Get…"), self.ask_get),
        ):
            button = QPushButton(text)
            button.setProperty("flat", verb != "get")
            button.clicked.connect(does)
            self._buttons[verb] = button
            line.addWidget(button)
        return holder

    def _make_working(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(NORMAL)
        stop = QPushButton(self.tr("Cancel"))
        stop.setProperty("flat", True)
        stop.clicked.connect(self.cancelled)
        self._buttons["cancel"] = stop
        column = QVBoxLayout()
        column.setSpacing(TIGHT)
        column.addWidget(self._far)
        column.addWidget(self._bar)
        line.addLayout(column, 1)
        line.addWidget(stop)
        holder.hide()
        return holder

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        grid.setHorizontalSpacing(NORMAL)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._title, 0, 1)
        grid.addWidget(self._note, 1, 1)
        grid.addWidget(self._actions, 0, 2, 2, 1)
        grid.addWidget(self._said, 2, 1, 1, 2)
        grid.addWidget(self._question, 3, 1, 1, 2)
        grid.addWidget(self._working, 4, 1, 1, 2)
        self._said.hide()

    def _recolour(self) -> None:
        colour = "good" if self.row.state == "installed" else "soft"
        self._icon.setPixmap(pixmap(self.row.role, colour, _ICON, self.devicePixelRatioF()))
        self._bar.setAccessibleName(self.row.title)
        for button in self._buttons.values():
            button.setAccessibleDescription(self.row.title)


def _label(*, soft: bool = False, strong: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("soft", soft)
    if strong:
        label.setFont(theme().ui_font(10.5, strong=True))
    return label


def _languages(codes: tuple[str, ...]) -> str:
    """The languages by their own names, as far as they are known."""
    names = [language_name(code) for code in codes[:_MOST_NAMED]]
    more = ["…"] if len(codes) > _MOST_NAMED else []
    return ", ".join(names + more)
