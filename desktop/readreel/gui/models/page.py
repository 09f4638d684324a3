"""The page of models. It starts nothing by itself, and the network is used only after a yes that was asked
with the place and the size in sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from readreel.catalogue.inventory import Row
from readreel.core import hardware
from readreel.gui.errands import Errands
from readreel.gui.icons import icon
from readreel.gui.jobs.child import Ended
from readreel.gui.models.question import Question
from readreel.gui.models.row import ModelRow
from readreel.gui.models.work import Task, Verb, Work
from readreel.gui.start.naming import size
from readreel.gui.start.notice import Notice
from readreel.gui.start.page import centred
from readreel.gui.theme import BROAD, NORMAL, SMALL, WIDE, theme

_WIDEST = 920


class ModelsPage(QWidget):
    """``models_changed`` follows whatever was got, added, repaired or removed."""

    models_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._rows: dict[str, ModelRow] = {}
        self._inventory: tuple[Row, ...] = ()
        self._asked_from = str(Path.home())
        self._errands = Errands(self)
        self._work = Work(self)
        self._notice = Notice()
        self._starters = QFrame()
        self._starters_text = QLabel()
        self._starters_get = QPushButton(self.tr("Get the starters…"))
        self._starters_question = Question()
        self._here = QVBoxLayout()
        self._there = QVBoxLayout()
        self._here_title = _heading(self.tr("On this machine"))
        self._there_title = _heading(self.tr("Models that can be fetched"))
        self._add = QPushButton(self.tr("Add a model of your own"))
        self._lay_out()
        self._connect()

    # --- for the window --------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a model is being fetched, checked, added or removed."""
        return self._work.busy

    def refresh(self) -> None:
        """Look again what is here."""
        self._errands.forget()
        self._errands.run(_inventory, self._show_rows)

    def shut_down(self) -> None:
        """End the children and wait for the threads; call before the window goes."""
        self._work.shut_down()
        self._errands.shut_down()

    # --- what is shown ---------------------------------------------------------------------------

    def _show_rows(self, rows: Sequence[Row]) -> None:
        self._inventory = tuple(rows)
        for name in self._rows.keys() - {row.name for row in rows}:
            self._rows.pop(name).deleteLater()
        for row in rows:
            self._show_row(row)
        self._here_title.setVisible(any(row.state == "installed" for row in rows))
        self._there_title.setVisible(any(row.state != "installed" for row in rows))
        self._show_starters()

    def _show_row(self, row: Row) -> None:
        widget = self._rows.get(row.name)
        if widget is None:
            widget = self._rows[row.name] = ModelRow(row)
            widget.asked.connect(lambda verb, name=row.name: self._do(verb, name))
            widget.cancelled.connect(lambda name=row.name: self._work.cancel(name))
        widget.show_row(row)
        (self._here if row.state == "installed" else self._there).addWidget(widget)

    def _wanted(self) -> list[Row]:
        """Starters that are not here, of the kinds of work for which there is no model at all."""
        here = {row.role for row in self._inventory if row.state == "installed"}
        return [
            row
            for row in self._inventory
            if row.starter and row.role not in here and row.state != "installed"
        ]

    def _show_starters(self) -> None:
        wanted = self._wanted()
        self._starters.setVisible(bool(wanted) and not self._work.busy)
        total = size(sum(row.bytes for row in wanted))
        text = self.tr("To begin, %n model(s) that suit most machines, %1 in all.", "", len(wanted))
        self._starters_text.setText(text.replace("%1", total))

    def _ask_starters(self) -> None:
        wanted = self._wanted()
        text = self.tr("%1 will be fetched: %2.")
        text = text.replace("%1", size(sum(row.bytes for row in wanted)))
        text = text.replace("%2", "; ".join(f"{r.title} ({_first(r)})" for r in wanted))
        text += " " + self.tr("Nothing about you or your recordings is sent.")
        names = [row.name for row in wanted]
        self._starters_question.ask(text, self.tr("Get them"), lambda: self._get_all(names))

    def _get_all(self, names: Sequence[str]) -> None:
        for name in names:
            self._do("get", name)
        self._show_starters()

    # --- work ------------------------------------------------------------------------------------

    def _do(self, verb: Verb, name: str) -> None:
        task = Task(verb, name)
        self._work.do(task)
        if self._work.is_waiting(task):
            self._rows[name].show_waiting()

    def _begun(self, task: Task) -> None:
        if task.verb == "add":
            text = self.tr("Taking in %1. This reads the whole file once.")
            self._notice.say(
                text.replace("%1", task.name),
                self.tr("Cancel"),
                lambda: self._work.cancel(task.name),
            )
        elif task.name in self._rows:
            self._rows[task.name].show_begun(task.verb)

    def _progressed(self, task: Task, done: float, total: float) -> None:
        if task.name in self._rows:
            self._rows[task.name].show_progress(done, total)

    def _noticed(self, task: Task, code: str, values: dict[str, str]) -> None:
        if task.name in self._rows:
            self._rows[task.name].show_notice(code, values)

    def _ended(self, task: Task, ended: Ended) -> None:
        code, values = failure(task, ended)
        if task.verb == "add":
            self._added(task, code, values)
        elif task.name in self._rows:
            self._rows[task.name].show_ended(task.verb, code, values)
        self.refresh()
        if task.verb != "verify" and not code:
            self.models_changed.emit()

    def _added(self, task: Task, code: str, values: dict[str, str]) -> None:
        if code:
            self._notice.complain(code, values)
        else:
            self._notice.say(self.tr("%1 is ready.").replace("%1", task.name))

    def _add_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Choose a model that writes"),
            self._asked_from,
            self.tr("Language models (*.gguf)"),
        )
        self._take_in(name)

    def _add_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Choose the folder of a Whisper model"), self._asked_from
        )
        self._take_in(name)

    def _take_in(self, name: str) -> None:
        if name:
            source = Path(name)
            self._asked_from = str(source.parent)
            self._work.do(Task("add", source.name, source))

    # --- the page itself -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Models may have come or gone meanwhile."""
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.setFocus()
        self.refresh()

    def _connect(self) -> None:
        self._work.begun.connect(self._begun)
        self._work.progressed.connect(self._progressed)
        self._work.noticed.connect(self._noticed)
        self._work.ended.connect(self._ended)
        self._starters_get.clicked.connect(self._ask_starters)
        menu = QMenu(self._add)
        menu.addAction(self.tr("A writer (.gguf file)…"), self._add_file)
        menu.addAction(self.tr("A listener (Whisper folder)…"), self._add_folder)
        self._add.setMenu(menu)
        theme().changed.connect(self._recolour)
        self._recolour()

    def _recolour(self) -> None:
        self._add.setIcon(icon("add", "ink", 16))

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(inner)
        column.setContentsMargins(BROAD, WIDE, BROAD, BROAD)
        column.setSpacing(NORMAL)
        column.addLayout(self._top())
        column.addWidget(self._notice)
        column.addWidget(self._starters_card())
        for title, rows in ((self._here_title, self._here), (self._there_title, self._there)):
            title.hide()
            rows.setSpacing(SMALL)
            column.addWidget(title)
            column.addLayout(rows)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(centred(inner))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _top(self) -> QHBoxLayout:
        title = QLabel(self.tr("Models"))
        title.setFont(theme().ui_font(17, strong=True))
        intro = QLabel(
            self.tr(
                "They listen and write on this machine. The network is used only when you get one here."
            )
        )
        intro.setProperty("soft", True)
        intro.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(SMALL)
        words.addWidget(title)
        words.addWidget(intro)
        line = QHBoxLayout()
        line.setSpacing(WIDE)
        line.addLayout(words, 1)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _starters_card(self) -> QFrame:
        self._starters.setProperty("card", True)
        self._starters_text.setWordWrap(True)
        self._starters_get.setProperty("primary", True)
        line = QHBoxLayout()
        line.setSpacing(NORMAL)
        line.addWidget(self._starters_text, 1)
        line.addWidget(self._starters_get)
        whole = QVBoxLayout(self._starters)
        whole.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        whole.addLayout(line)
        whole.addWidget(self._starters_question)
        self._starters.hide()
        return self._starters


def failure(task: Task, ended: Ended) -> tuple[str, dict[str, str]]:
    """The code and values of how a child ended; empty for a good end."""
    if ended.kind == "finished":
        return "", {}
    if ended.kind in ("cancelled", "killed"):
        return "cancelled", {}
    if ended.kind == "failed":
        return ended.code, ended.values
    last = ended.tail.splitlines()[-1] if ended.tail else str(ended.status)
    return "bug", {"step": f"models {task.verb}", "reason": last, "log": "…"}


def _first(row: Row) -> str:
    return row.sources[0] if row.sources else "?"


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setFont(theme().ui_font(12, strong=True))
    label.setContentsMargins(0, NORMAL, 0, 0)
    return label


def _inventory() -> tuple[Row, ...]:
    from readreel.catalogue.inventory import inventory

    return inventory(hardware.machine())
