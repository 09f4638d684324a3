"""The first page: a place to drop recordings on, what is missing, and the articles made so far.

Nothing on it waits for a disk: projects, models, folders and pictures are read on other threads, and the
page is whole before any of them is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from readreel.core import paths
from readreel.gui.errands import Errands
from readreel.gui.finding import Finder
from readreel.gui.start.deeds import Deeds
from readreel.gui.start.dropping import Dropped
from readreel.gui.start.grid import CardGrid
from readreel.gui.start.intake import Intake
from readreel.gui.start.menu import CardMenu
from readreel.gui.start.notice import Notice
from readreel.gui.start.place import DropPlace
from readreel.gui.start.recent import Recent, recents
from readreel.gui.start.shelf import RECENT, RUNNING, Shelf
from readreel.gui.start.target import DropTarget
from readreel.gui.start.thumbnails import Thumbnails
from readreel.gui.start.wanted import ModelsWanted
from readreel.gui.theme import BROAD, NORMAL, WIDE, theme

if TYPE_CHECKING:
    from readreel.catalogue.inventory import Row

_WIDEST = 1280
_FIRST_BATCH = 24


class StartPage(QWidget):
    """``files_chosen`` carries ``list[Path]``; ``project_opened`` the folder of a project;
    ``passage_opened`` that, a block of its article and a moment; ``models_wanted`` asks for the page of
    models.
    """

    files_chosen = Signal(list)
    project_opened = Signal(Path)
    passage_opened = Signal(Path, str, float)
    models_wanted = Signal()
    _came = Signal(list)

    def __init__(self, projects: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._projects = projects or paths.user_projects()
        self._known: dict[Path, Recent] = {}
        self._errands = Errands(self)
        self._listing = Errands(self)
        self._thumbnails = Thumbnails(self)
        self._shelf = Shelf(self)
        self._place = DropPlace()
        self._notice = Notice()
        self._intake = Intake(self._errands, self._notice, self)
        self._deeds = Deeds(self._errands, self._notice, self)
        self._wanted = ModelsWanted()
        self._heading = QLabel(self.tr("Your articles"))
        self._grid = CardGrid(self._shelf, self._thumbnails)
        self._finder = Finder(self._projects, self._thumbnails, self)
        self._among: frozenset[Path] | None = None
        self._rows: Sequence[Recent] = ()
        self._searching = False
        self._scroll = QScrollArea()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._connect()
        self._show_rows([])

    # --- for the window --------------------------------------------------------------------------

    def set_projects_folder(self, folder: Path) -> None:
        """Show the projects of another folder."""
        if folder != self._projects:
            self._projects = folder
            self._finder.set_projects(folder)
            self.refresh()

    def set_running(self, running: Mapping[Path, float]) -> None:
        """Say which projects are being made now, and how far they are (0…1)."""
        self._shelf.show_running(running)

    def refresh(self) -> None:
        """Look again which projects and models there are; unchanged projects are not read again."""
        self._listing.forget()
        folder, known = self._projects, dict(self._known)
        self._listing.run(
            lambda: self._list(folder, known), lambda rows: self._finish(folder, rows)
        )
        self._listing.run(_models, self._wanted.show_models)

    def take(self, dropped: Dropped) -> None:
        """Make use of what was dropped or pasted, or say why that is not possible."""
        self._intake.take(dropped)

    def shut_down(self) -> None:
        """Wait for the threads; call before the window goes."""
        for worker in (self._finder, self._errands, self._listing, self._thumbnails):
            worker.shut_down()

    # --- articles --------------------------------------------------------------------------------

    def _list(self, folder: Path, known: Mapping[Path, Recent]) -> list[Recent]:
        """On another thread: the first cards are shown before the last are read."""
        rows: list[Recent] = []
        for row in recents(folder, known):
            rows.append(row)
            if len(rows) == _FIRST_BATCH and not known:
                self._came.emit(list(rows))
        return rows

    def _finish(self, folder: Path, rows: Sequence[Recent]) -> None:
        if folder == self._projects:
            self._known = {row.project: row for row in rows}
            self._show_rows(rows)
            self._finder.follow()

    def _show_rows(self, rows: Sequence[Recent]) -> None:
        self._rows = rows
        archived, among = self._finder.field.archived(), self._among
        shown = [
            row
            for row in rows
            if (archived or not row.archived) and (among is None or row.project in among)
        ]
        self._shelf.show(shown)
        self._arrange()

    def _arrange(self) -> None:
        """Cards, passages, or the place to drop on alone."""
        some, cards, searching = bool(self._rows), bool(self._shelf.rows), self._searching
        self._finder.field.setVisible(some)
        self._finder.results.setVisible(searching)
        self._place.setVisible(not searching)
        self._place.set_large(not some)
        self._heading.setVisible(some and not searching)
        self._heading.setText(
            self.tr("Your articles") if cards else self.tr("No article fits these filters")
        )
        self._grid.setVisible(cards and not searching)
        # Without cards the place to drop on takes the page; with them it leaves no gap above them.
        self._column.setStretchFactor(self._above, 0 if some else 1)

    def _search(self, on: bool) -> None:
        self._searching = on
        self._arrange()
        self._scroll.verticalScrollBar().setValue(0)

    def _narrow(self, projects: frozenset[Path] | None) -> None:
        self._among = projects
        self._show_rows(self._rows)

    def _open(self, index: QModelIndex) -> None:
        self._open_row(index.data(RECENT), running=index.data(RUNNING) is not None)

    def _open_row(self, row: Recent, *, running: bool) -> None:
        if running or row.state in ("finished", "stopped"):
            self.project_opened.emit(row.project)
            return
        code = "storage.newer" if row.state == "newer" else "storage.damaged"
        values = {"path": str(row.project / row.spoiled), "reason": row.reason}
        recording = row.recording
        if row.state == "damaged" and recording is not None:
            again = self.tr("Make it again")
            self._notice.complain(code, values, again, lambda: self.files_chosen.emit([recording]))
        else:
            self._notice.complain(code, values)
        self._scroll.ensureWidgetVisible(self._notice)

    def _menu(self, index: QModelIndex, place: QPoint) -> None:
        row: Recent = index.data(RECENT)
        running = index.data(RUNNING) is not None
        menu = CardMenu(row, self._errands, running=running, parent=self)
        menu.open_asked.connect(lambda: self._open_row(row, running=running))
        menu.bin_asked.connect(lambda: self._deeds.bin(row))
        menu.make_asked.connect(lambda recording: self.files_chosen.emit([recording]))
        menu.rename_asked.connect(lambda: self._deeds.rename(row))
        menu.tags_asked.connect(lambda: self._deeds.tag(row))
        menu.archive_asked.connect(lambda on: self._deeds.archive(row, on))
        menu.popup(place)

    def _bin_at(self, index: QModelIndex) -> None:
        if index.data(RUNNING) is None:
            self._deeds.bin(index.data(RECENT))
        else:
            self._notice.say(self.tr("This article is being made. Stop it first."))

    # --- the page itself -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Whatever happened meanwhile, the page shows what there is."""
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.setFocus()  # else the first button would look as if somebody had chosen it
        QTimer.singleShot(0, self, self.refresh)

    def _connect(self) -> None:
        self._place.choose_asked.connect(self._intake.choose)
        self._intake.files_chosen.connect(self.files_chosen)
        self._wanted.models_asked.connect(self.models_wanted)
        self._came.connect(self._show_rows)
        self._grid.opened.connect(self._open)
        self._grid.bin_asked.connect(self._bin_at)
        self._grid.menu_asked.connect(self._menu)
        self._grid.came_to.connect(self._bring_in_sight)
        # what appears above the cards moves them; once they lie again, the one in use is sought
        grown = self._scroll.verticalScrollBar().rangeChanged
        grown.connect(self._keep_in_sight, Qt.ConnectionType.QueuedConnection)
        DropTarget(self).dropped.connect(self.take)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self._intake.paste)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._finder.focus)
        self._deeds.done.connect(self.refresh)
        self._finder.searching.connect(self._search)
        self._finder.narrowed.connect(self._narrow)
        self._finder.opened.connect(self.passage_opened)
        self._finder.came_to.connect(self._bring_hit_in_sight)

    def _keep_in_sight(self) -> None:
        if self._grid.hasFocus() and self._grid.currentIndex().isValid():
            self._bring_in_sight(self._grid.currentIndex())

    def _bring_in_sight(self, index: QModelIndex) -> None:
        where = self._grid.visualRect(index)
        inner = self._scroll.widget() or self
        middle = self._grid.viewport().mapTo(inner, where.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, where.height() // 2 + NORMAL)

    def _bring_hit_in_sight(self, where: QRect) -> None:
        middle = self._finder.results.mapTo(self._scroll.widget() or self, where.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, where.height() // 2 + NORMAL)

    def _lay_out(self) -> None:
        self._heading.setFont(theme().ui_font(13, strong=True))
        self._heading.setContentsMargins(0, NORMAL, 0, 0)
        gap = NORMAL // 2  # the cards bring half of their distance with them
        self._column, self._above = QVBoxLayout(), QVBoxLayout()
        above, column = self._above, self._column
        above.setContentsMargins(gap, 0, gap, 0)
        above.setSpacing(NORMAL)
        for widget in (self._finder.field, self._place, self._notice, self._wanted, self._heading):
            above.addWidget(widget)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inner.setLayout(column)
        column.setContentsMargins(BROAD - gap, WIDE, BROAD - gap, WIDE)
        column.setSpacing(gap)
        column.addLayout(above, 1)
        column.addWidget(self._grid)
        column.addWidget(self._finder.results)
        column.addStretch()
        self._scroll.setWidget(centred(inner))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)


def centred(inner: QWidget) -> QWidget:
    """A widget that keeps ``inner`` in its middle once that is as wide as it may be."""
    middle = QWidget()
    around = QHBoxLayout(middle)
    around.setContentsMargins(0, 0, 0, 0)
    around.addStretch(1)
    around.addWidget(inner, 1_000)
    around.addStretch(1)
    return middle


def _models() -> tuple[Row, ...]:
    from readreel.catalogue.inventory import inventory
    from readreel.core import hardware

    return inventory(hardware.machine())
