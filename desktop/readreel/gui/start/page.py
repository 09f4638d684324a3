"""The first page: a place to drop recordings on, what is missing, and the articles made so far.

Nothing on it waits for a disk: projects, models, folders and pictures are read on other threads, and the
page is whole before any of them is there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from readreel.core import paths
from readreel.gui.start.bin import Binned, move_to_bin, put_back
from readreel.gui.start.dropping import Dropped, paths_of
from readreel.gui.start.errands import Errands
from readreel.gui.start.grid import CardGrid
from readreel.gui.start.menu import CardMenu
from readreel.gui.start.naming import size
from readreel.gui.start.notice import Notice
from readreel.gui.start.place import DropPlace
from readreel.gui.start.recent import Recent, recents
from readreel.gui.start.shelf import RECENT, RUNNING, Shelf
from readreel.gui.start.target import DropTarget
from readreel.gui.start.thumbnails import Thumbnails
from readreel.gui.start.wanted import ModelsWanted
from readreel.gui.theme import BROAD, NORMAL, WIDE, theme
from readreel.project.recordings import SUFFIXES, media_in

if TYPE_CHECKING:
    from readreel.catalogue.inventory import Row

MOST_UNASKED = 20
"""Recordings of a dropped folder that are taken without a question."""

_WIDEST = 1280
_FIRST_BATCH = 24


class StartPage(QWidget):
    """``files_chosen`` carries ``list[Path]``; ``project_opened`` the folder of a project;
    ``models_wanted`` asks for the page of models.
    """

    files_chosen = Signal(list)
    project_opened = Signal(Path)
    models_wanted = Signal()
    _came = Signal(list)

    def __init__(self, projects: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._projects = projects or paths.user_projects()
        self._known: dict[Path, Recent] = {}
        self._asked_from = str(Path.home())
        self._errands = Errands(self)
        self._listing = Errands(self)
        self._thumbnails = Thumbnails(self)
        self._shelf = Shelf(self)
        self._place = DropPlace()
        self._notice = Notice()
        self._wanted = ModelsWanted()
        self._heading = QLabel(self.tr("Your articles"))
        self._grid = CardGrid(self._shelf, self._thumbnails)
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
        self._notice.clear()
        if dropped.files:
            self.files_chosen.emit(list(dropped.files))
        for folder in dropped.folders:
            self._look_into(folder)
        if dropped.refusal:
            self._refuse(dropped)

    def shut_down(self) -> None:
        """Wait for the threads; call before the window goes."""
        for errands in (self._errands, self._listing, self._thumbnails):
            errands.shut_down()

    # --- recordings ------------------------------------------------------------------------------

    def _choose(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        filters = [
            f"{self.tr('Recordings')} ({patterns})",
            f"{self.tr('All files')} (*)",
        ]
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Choose videos"), self._asked_from, ";;".join(filters)
        )
        if names:
            self._asked_from = str(Path(names[0]).parent)
            self.files_chosen.emit([Path(name) for name in names])

    def _paste(self) -> None:
        self.take(paths_of(QGuiApplication.clipboard().mimeData()))

    def _look_into(self, folder: Path) -> None:
        self._errands.run(lambda: (folder, media_in(folder)), self._offer)

    def _offer(self, found: tuple[Path, tuple[Path, ...]]) -> None:
        folder, files = found
        if not files:
            text = self.tr("There is no recording in the folder “%1”.")
            self._notice.say(text.replace("%1", folder.name or str(folder)))
        elif len(files) <= MOST_UNASKED:
            self.files_chosen.emit(list(files))
        else:
            text = self.tr("“%1” holds %n recording(s).", "", len(files))
            self._notice.say(
                text.replace("%1", folder.name or str(folder)),
                self.tr("Make articles of all %n", "", len(files)),
                lambda: self.files_chosen.emit(list(files)),
            )

    def _refuse(self, dropped: Dropped) -> None:
        text = {
            "address": self.tr(
                "“%1” is an address on the web. Readreel never goes online: save the video first, then "
                "drop the file."
            ),
            "text": self.tr("This is text, not a recording. Drop a file, or paste its path."),
            "missing": self.tr("There is no file “%1” any more."),
            "kind": self.tr("“%1” is neither a video nor a sound recording."),
        }[dropped.refusal or "text"]
        text = text.replace("%1", _shortened(dropped.name))
        if dropped.left_out > 1:
            more = self.tr("%n other(s) could not be used either.", "", dropped.left_out - 1)
            text = self.tr("%1 %2").replace("%1", text).replace("%2", more)
        self._notice.say(text)

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

    def _show_rows(self, rows: Sequence[Recent]) -> None:
        self._shelf.show(rows)
        self._heading.setVisible(bool(rows))
        self._grid.setVisible(bool(rows))
        self._place.set_large(not rows)
        # Without cards the place to drop on takes the page; with them it leaves no gap above them.
        self._column.setStretchFactor(self._above, 0 if rows else 1)

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
        menu.bin_asked.connect(lambda: self._bin(row))
        menu.make_asked.connect(lambda recording: self.files_chosen.emit([recording]))
        menu.popup(place)

    def _bin_at(self, index: QModelIndex) -> None:
        if index.data(RUNNING) is None:
            self._bin(index.data(RECENT))
        else:
            self._notice.say(self.tr("This article is being made. Stop it first."))

    def _bin(self, row: Recent) -> None:
        self._errands.run(lambda: move_to_bin(row.project, row.title), self._binned)

    def _binned(self, binned: Binned) -> None:
        if binned.code:
            self._notice.complain(binned.code, binned.values)
            return
        text = self.tr("“%1” is in the bin (%2). The recording was not touched.")
        text = text.replace("%1", _shortened(binned.title)).replace("%2", size(binned.bytes))
        undo = self.tr("Put back") if binned.place else ""
        self._notice.say(text, undo, lambda: self._put_back(binned))
        self.refresh()

    def _put_back(self, binned: Binned) -> None:
        def put(done: bool) -> None:
            if not done:
                self._notice.say(self.tr("It could not be put back. It is still in the bin."))
            self.refresh()

        self._errands.run(lambda: put_back(binned), put)

    # --- the page itself -------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Whatever happened meanwhile, the page shows what there is."""
        super().showEvent(event)
        if self.window().focusWidget() is None:
            self.setFocus()  # else the first button would look as if somebody had chosen it
        QTimer.singleShot(0, self, self.refresh)

    def _connect(self) -> None:
        self._place.choose_asked.connect(self._choose)
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
        paste.activated.connect(self._paste)

    def _keep_in_sight(self) -> None:
        if self._grid.hasFocus() and self._grid.currentIndex().isValid():
            self._bring_in_sight(self._grid.currentIndex())

    def _bring_in_sight(self, index: QModelIndex) -> None:
        where = self._grid.visualRect(index)
        inner = self._scroll.widget() or self
        middle = self._grid.viewport().mapTo(inner, where.center())
        self._scroll.ensureVisible(middle.x(), middle.y(), 0, where.height() // 2 + NORMAL)

    def _lay_out(self) -> None:
        self._heading.setFont(theme().ui_font(13, strong=True))
        self._heading.setContentsMargins(0, NORMAL, 0, 0)
        gap = NORMAL // 2  # the cards bring half of their distance with them
        self._column, self._above = QVBoxLayout(), QVBoxLayout()
        above, column = self._above, self._column
        above.setContentsMargins(gap, 0, gap, 0)
        above.setSpacing(NORMAL)
        for widget in (self._place, self._notice, self._wanted, self._heading):
            above.addWidget(widget)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inner.setLayout(column)
        column.setContentsMargins(BROAD - gap, WIDE, BROAD - gap, WIDE)
        column.setSpacing(gap)
        column.addLayout(above, 1)
        column.addWidget(self._grid)
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


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
