"""The search of the first page: a field above everything, and passages in the place of the cards."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRect, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from readreel.gui.finding.field import SearchField
from readreel.gui.finding.seeker import Answer, Question, Seeker
from readreel.gui.start.thumbnails import Thumbnails
from readreel.gui.theme import NORMAL, SMALL, theme

if TYPE_CHECKING:
    from readreel.gui.finding.hits import HitList


class Finder(QObject):
    """``field`` and ``results`` are the page's to place.

    ``searching`` says whether passages are shown instead of the cards, ``narrowed`` carries the projects
    that the filters let through (None: all of them), ``opened`` the project, the block and the moment of
    a passage that was chosen, ``came_to`` the place in ``results`` to bring in sight.
    """

    searching = Signal(bool)
    narrowed = Signal(object)
    opened = Signal(Path, str, float)
    came_to = Signal(QRect)

    def __init__(self, projects: Path, thumbnails: Thumbnails, parent: QWidget) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self._seeker = Seeker(projects, self)
        self._on = False
        self._reading = ""
        self.field = SearchField(parent)
        self.results = QWidget(parent)
        self._told, self._hint = QLabel(), QLabel()
        self._list: HitList | None = None
        self._column = QVBoxLayout(self.results)
        self._lay_out()
        self.field.changed.connect(self._ask)
        self._seeker.answered.connect(self._show)
        self._seeker.reading.connect(self._tell_reading)
        self._seeker.followed.connect(self._take_facets)

    def set_projects(self, projects: Path) -> None:
        """Search another folder."""
        self._seeker.set_projects(projects)

    def follow(self) -> None:
        """The projects may have changed."""
        self._seeker.follow()

    def focus(self) -> None:
        """Let somebody type."""
        self.field.field.setFocus()
        self.field.field.selectAll()

    def shut_down(self) -> None:
        """Wait for the threads; call before the window goes."""
        self._seeker.shut_down()

    def _ask(self) -> None:
        words = self.field.words().strip()
        self._set_on(bool(words))
        if words or self.field.filtered():
            self._seeker.ask(Question(words, self.field.wanted()))
        else:
            self._seeker.ask(None)
        if not words and not self.field.filtered():
            self.narrowed.emit(None)

    def _set_on(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self.searching.emit(on)

    def _show(self, answer: Answer) -> None:
        if answer.results is None:
            self.narrowed.emit(answer.projects)
            return
        found = answer.results
        hits = self._hits()
        hits.hits.show(found.hits)
        hits.setVisible(bool(found.hits))
        self._told.setText(self._headline(answer))
        more = [self._reading]
        if found.newer:
            more.append(
                self.tr("%n project(s) of a newer version are not searched.", "", found.newer)
            )
        if not found.hits and not self._reading:
            more.append(
                self.tr("Without the filters there may be something.")
                if self.field.filtered()
                else self.tr("Fewer words, or only their beginnings, find more.")
            )
        self._hint.setText(" ".join(one for one in more if one))
        self._hint.setVisible(bool(self._hint.text()))

    def _headline(self, answer: Answer) -> str:
        assert answer.results is not None
        total, shown = answer.results.total, len(answer.results.hits)
        if not shown:
            words = answer.question.words
            words = words if len(words) <= 60 else f"{words[:59]}…"
            return self.tr("Nothing was found for “%1”").replace("%1", words)
        if total > shown:
            text = self.tr("The best %1 of %n passage(s)", "", total)
            return text.replace("%1", str(shown))
        return self.tr("%n passage(s)", "", total)

    def _tell_reading(self, done: int, total: int) -> None:
        text = self.tr("Reading your articles: %1 of %2.")
        self._reading = (
            text.replace("%1", str(done)).replace("%2", str(total)) if done < total else ""
        )
        if self._on:
            self._hint.setText(self._reading)
            self._hint.setVisible(bool(self._reading))

    def _take_facets(self, facets: object) -> None:
        from readreel.library import Facets

        assert isinstance(facets, Facets)
        self._reading = ""
        self.field.offer(facets)

    def _hits(self) -> HitList:
        """The list, made when there is something to show for the first time."""
        from readreel.gui.finding.hits import HitList

        if self._list is None:
            made = HitList(self._thumbnails, self.results)
            made.opened.connect(self._open)
            made.left.connect(self.focus)
            made.came_to.connect(lambda index: self.came_to.emit(self._place(index)))
            self.field.left.connect(made.enter)
            self.field.taken.connect(lambda: self._open(made.hits.index(0, 0)))
            self._column.addWidget(made)
            self._list = made
        return self._list

    def _open(self, index: QModelIndex) -> None:
        from readreel.gui.finding.hit import HIT

        hit = index.data(HIT)
        if hit is not None and hit.where == "title":
            self.opened.emit(hit.project, "", 0.0)  # the whole is meant
        elif hit is not None:
            self.opened.emit(hit.project, hit.block, hit.start)

    def _place(self, index: QModelIndex) -> QRect:
        hits = self._hits()
        where = hits.visualRect(index)
        where.moveTopLeft(hits.viewport().mapTo(self.results, where.topLeft()))
        return where

    def _lay_out(self) -> None:
        self._told.setFont(theme().ui_font(13, strong=True))
        self._told.setContentsMargins(NORMAL // 2, NORMAL, 0, 0)
        self._told.setWordWrap(True)
        self._hint.setProperty("soft", True)
        self._hint.setContentsMargins(NORMAL // 2, 0, 0, 0)
        self._hint.setWordWrap(True)
        self._hint.hide()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SMALL)
        self._column.addWidget(self._told)
        self._column.addWidget(self._hint)
        self.results.hide()
