"""Questions to the library, asked on one thread while the index follows the projects on another.

What is typed waits for neither: of several questions only the last is answered, and an index that is still
being made answers from what it has.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from readreel.gui.loading import Loader

if TYPE_CHECKING:
    from readreel.library import Facets, Filter, Library, Results

_TYPING_MS = 120
"""Pause in typing after which a question is asked."""

_SETTLE_MS = 1_500
"""The window is painted, and its split view made, before the index is looked after."""

_MOST = 40


class Question(msgspec.Struct, frozen=True):
    """Words, empty to ask for projects alone, and what the projects must be."""

    words: str
    wanted: Filter


class Answer(msgspec.Struct, frozen=True):
    """``results`` where words were asked for, else the ``projects`` that the filter lets through."""

    question: Question
    results: Results | None = None
    projects: frozenset[Path] = frozenset()


class Seeker(QObject):
    """``answered`` carries an `Answer`; ``reading`` how many changed projects of how many are read;
    ``followed`` the `Facets` of an index that is up to date.
    """

    answered = Signal(object)
    reading = Signal(int, int)
    followed = Signal(object)

    def __init__(self, projects: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._over = Event()
        self._question: Question | None = None
        self._projects = projects
        self._asking, self._following = Loader(self), Loader(self)
        self._answers, self._index = _Desk(), _Desk()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._ask_now)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._follow_now)
        self._asking.loaded.connect(self._take)
        self._following.loaded.connect(self._take_facets)

    def set_projects(self, projects: Path) -> None:
        """Search another folder of projects."""
        self._projects = projects
        self.follow()

    def ask(self, question: Question | None) -> None:
        """Answer this, soon; None answers nothing any more."""
        self._question = question
        if question is None:
            self._typing.stop()
        else:
            self._typing.start()
            self.follow(at_once=True)  # who searches wants what was made a minute ago too

    def follow(self, *, at_once: bool = False) -> None:
        """Take in what changed in the projects: soon, or ``at_once`` where that is still to be begun."""
        if not at_once:
            self._settle.start()
        elif self._settle.isActive():
            self._settle.stop()
            self._follow_now()

    def shut_down(self) -> None:
        """Wait for the threads; nothing is answered afterwards."""
        self._over.set()
        self._typing.stop()
        self._settle.stop()
        for loader in (self._asking, self._following):
            loader.shut_down()
        for desk in (self._answers, self._index):
            desk.close()

    def _ask_now(self) -> None:
        question, desk, projects = self._question, self._answers, self._projects
        if question is not None:
            self._asking.ask(lambda: desk.use(projects, lambda one: _answer(one, question)))

    def _follow_now(self) -> None:
        desk, projects = self._index, self._projects
        self._following.ask(lambda: desk.use(projects, self._read))

    def _read(self, library: Library) -> Facets:
        """On another thread; the first count comes before the first project is read."""

        def tell(done: int, total: int) -> bool:
            if total:
                self.reading.emit(done, total)
            return not self._over.is_set()

        library.refresh(tell)
        return library.facets()

    def _take(self, answer: object) -> None:
        if isinstance(answer, Answer) and answer.question == self._question:
            self.answered.emit(answer)

    def _take_facets(self, facets: object) -> None:
        if facets is None or self._over.is_set():
            return  # another process keeps the index to itself: the next time will do
        self.followed.emit(facets)
        self._ask_now()


class _Desk:
    """One connection to the library of one folder, made where it is first used."""

    def __init__(self) -> None:
        self._library: Library | None = None

    def use(self, projects: Path, work: Callable[[Library], object]) -> object:
        """What ``work`` makes of the library; None where that is taken for too long."""
        from readreel.library import Library  # not on the way to the first paint

        if self._library is None or self._library.projects != projects:
            self.close()
            self._library = Library(projects)
        try:
            return work(self._library)
        except sqlite3.OperationalError:
            return None

    def close(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None


def _answer(library: Library, question: Question) -> Answer:
    if question.words.strip():
        found = library.search(question.words, question.wanted, limit=_MOST, growing=True)
        return Answer(question, results=found)
    return Answer(question, projects=library.matching(question.wanted))
