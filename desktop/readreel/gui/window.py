"""The window: its pages, and the wires between them, the queue and the settings.

A page is made when it is first wanted. Nothing here works on a recording: children do, and what they
make comes in as artifacts and events.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from readreel.core import settings as kept
from readreel.core.errors import from_os_error
from readreel.core.settings import Settings, projects_folder
from readreel.gui.jobs.entries import Entry, Request
from readreel.gui.jobs.queue import Queue
from readreel.gui.jobs.strip import JobStrip
from readreel.gui.start.dropping import Dropped
from readreel.gui.start.notice import Notice
from readreel.gui.start.page import StartPage
from readreel.gui.start.target import DropTarget
from readreel.gui.theme import theme
from readreel.gui.topbar import Layout, TopBar
from readreel.gui.warming import Warming
from readreel.gui.words import said

if TYPE_CHECKING:
    from readreel.gui.models.page import ModelsPage
    from readreel.gui.preferences.page import PreferencesPage
    from readreel.gui.workspace import Workspace

_SAVE_MS = 400
_SMALLEST = QSize(640, 420)
_USUAL = QSize(1360, 860)


class Window(QMainWindow):
    """The one window. `take` begins with recordings, `come_forward` also shows it."""

    def __init__(self, chosen: Settings) -> None:
        super().__init__()
        self.settings = chosen
        self.queue = Queue(projects_folder(chosen), self)
        self.bar, self.notice = TopBar(), Notice()
        self.strip = JobStrip(self.queue)
        self.start = StartPage(projects_folder(chosen))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self._shows_next = False
        self._workspace: Workspace | None = None
        self._models: ModelsPage | None = None
        self._preferences: PreferencesPage | None = None
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saving.timeout.connect(self._save)
        self._lay_out()
        self._wire()
        self._restore()
        self._tell_queue()
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self.queue.advance)
        self._first.start()
        self._warming = Warming(self)

    # --- coming in -------------------------------------------------------------------------------

    def take(self, files: Sequence[Path]) -> None:
        """Begin with recordings; the first one that can be taken is shown."""
        self._shows_next = bool(files)
        self.queue.take(files, self._usual_request())

    def come_forward(self, files: Sequence[Path]) -> None:
        """Show the window, as when the program is started a second time."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.take(files)

    def _usual_request(self) -> Request:
        chosen = self.settings
        return Request(
            language=chosen.spoken_language, listener=chosen.listener, writer=chosen.writer,
            device=chosen.device, threads=chosen.threads,
        )  # fmt: skip

    # --- pages -----------------------------------------------------------------------------------

    @property
    def workspace(self) -> Workspace:
        """The split view; made, with all it loads, when a project is first opened."""
        if self._workspace is None:
            from readreel.gui.workspace import Workspace

            self._workspace = Workspace(self.settings)
            self._wire_workspace(self._workspace)
        return self._workspace

    def go_home(self) -> None:
        """Show the first page."""
        if self._workspace is not None:
            self._workspace.close_project()
        self.start.refresh()
        self._show(self.start, None)

    def open_project(self, project: Path) -> None:
        """Show an article, finished or not."""
        entry = self.queue.of_project(project)
        self._show(self.workspace, project.name)
        self.workspace.open(project, Path(entry.recording) if entry else None)
        self._tell_queue()

    def open_entry(self, entry: Entry) -> None:
        """Show what is being made of a recording."""
        self.open_project(Path(entry.project))

    def show_models(self) -> None:
        """Show which models there are and can be got."""
        if self._models is None:
            from readreel.gui.models.page import ModelsPage

            self._models = ModelsPage()
            self._models.models_changed.connect(self._look_again)
        self._models.refresh()
        self._show(self._models, None)

    def show_preferences(self) -> None:
        """Show the settings."""
        if self._preferences is None:
            from readreel.gui.preferences.page import PreferencesPage

            self._preferences = PreferencesPage(self.settings)
            self._preferences.settings_changed.connect(self.apply)
            self._preferences.models_wanted.connect(self.show_models)
        self._preferences.set_settings(self.settings)
        self._show(self._preferences, None)

    def apply(self, changed: Settings) -> None:
        """Take on other settings and keep them."""
        old, self.settings = self.settings, changed
        if changed.appearance != old.appearance:
            theme().use(changed.appearance)
        if changed.projects != old.projects:
            self.queue.projects = projects_folder(changed)
            self.start.set_projects_folder(projects_folder(changed))
        if self._workspace is not None:
            self._workspace.take_settings(changed)
        if self._preferences is not None:
            self._preferences.set_settings(changed)
        self.bar.set_layout(changed.layout)
        self._saving.start()

    # --- wires -----------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.setWindowTitle("Readreel")
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        column.addWidget(self.strip)
        self.setCentralWidget(centre)

    def _wire(self) -> None:
        bar = self.bar
        bar.home.connect(self.go_home)
        bar.models.connect(self.show_models)
        bar.settings.connect(self.show_preferences)
        bar.queue.connect(lambda: self.strip.show_list(bar.queue_button()))
        bar.layout_chosen.connect(self._choose_layout)
        bar.swap.connect(
            lambda: self.apply(replace(self.settings, swapped=not self.settings.swapped))
        )
        self._target = DropTarget(self)
        self._target.dropped.connect(self._take_drop)
        self.start.files_chosen.connect(self.take)
        self.start.project_opened.connect(self.open_project)
        self.start.models_wanted.connect(self.show_models)
        self.strip.opened.connect(self._open_by_id)
        self.strip.set_keep_awake(self.settings.keep_awake)
        self.strip.keep_awake_changed.connect(
            lambda on: self.apply(replace(self.settings, keep_awake=on))
        )
        self.strip.noticed.connect(lambda code, values: self.notice.say(str(said(code, values))))
        queue = self.queue
        queue.added.connect(self._show_added)
        queue.changed.connect(self._tell_queue)
        queue.troubled.connect(self.notice.complain)
        queue.entry_changed.connect(self._tell_running)
        queue.finished.connect(lambda *_: self.start.refresh())
        keys = QKeySequence.StandardKey
        for key, act in ((keys.Undo, self._undo), (keys.Redo, self._redo), (keys.Quit, self.close)):
            # All of the system's bindings: Ctrl+Y and Ctrl+Shift+Z both do it again.
            QShortcut(key, self).activated.connect(act)

    def _wire_workspace(self, workspace: Workspace) -> None:
        self.pages.addWidget(workspace)
        workspace.titled.connect(self._title)
        workspace.troubled.connect(self.notice.complain)
        workspace.settings_changed.connect(self.apply)
        workspace.history_changed.connect(self.bar.set_history)
        workspace.listen_to(self.queue)
        self.bar.undo.connect(self._undo)
        self.bar.redo.connect(self._redo)
        self.bar.set_out_menu(workspace.out_menu())
        self.bar.set_layout(self.settings.layout)
        self.bar.set_history(False, False)

    def _look_again(self) -> None:
        self.start.refresh()
        if self._preferences is not None:
            self._preferences.refresh()

    def _take_drop(self, dropped: Dropped) -> None:
        if dropped.refusal:
            self.go_home()
        self.start.take(dropped)

    def _undo(self) -> None:
        if self._workspace is not None:
            self._workspace.correcting.history.undo()

    def _redo(self) -> None:
        if self._workspace is not None:
            self._workspace.correcting.history.redo()

    def _choose_layout(self, layout: Layout) -> None:
        self.apply(replace(self.settings, layout=layout))

    def _open_by_id(self, name: str) -> None:
        entry = self.queue.entry(name)
        if entry is not None:
            self.open_entry(entry)

    def _show_added(self, name: str) -> None:
        if self._shows_next:
            self._shows_next = False
            self._open_by_id(name)

    def _title(self, title: str) -> None:
        if self.pages.currentWidget() is self._workspace:
            self._show(self.workspace, title)

    def _show(self, page: QWidget, title: str | None) -> None:
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.notice.clear()
        self.bar.show_article(title)
        self.setWindowTitle(f"{title} – Readreel" if title else "Readreel")

    def _tell_queue(self) -> None:
        waiting = [e for e in self.queue.entries if e.state in ("waiting", "running", "paused")]
        self.bar.set_waiting(len(waiting))
        project = self._workspace.project if self._workspace is not None else None
        self.strip.show_for(project.root if project else None)
        self._tell_running()

    def _tell_running(self, _: str = "") -> None:
        self.start.set_running(
            {Path(e.project): e.share for e in self.queue.entries if e.state == "running"}
        )

    # --- going -----------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask once while something is being made; keep everything, and go on at the next start."""
        if self.queue.busy and not self._may_close():
            event.ignore()
            return
        self.hide()
        self._warming.stop()
        self._save()
        self.strip.shut_down()
        self.queue.shut_down()
        self.start.shut_down()
        for page in (self._workspace, self._models, self._preferences):
            if page is not None:
                page.shut_down()
        event.accept()

    def _may_close(self) -> bool:
        box = QMessageBox(self)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setText(self.tr("An article is being made."))
        box.setInformativeText(
            self.tr("What is done is kept. Readreel goes on with the rest when you start it again.")
        )
        close = box.addButton(self.tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Keep it open"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(close)
        box.exec()
        return box.clickedButton() is close

    def _restore(self) -> None:
        if self.settings.geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(self.settings.geometry)))

    def _save(self) -> None:
        self._saving.stop()
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.settings = replace(self.settings, geometry=geometry)
        try:
            kept.save(self.settings)
        except OSError as error:
            storage = from_os_error(error)
            self.notice.complain(storage.code, storage.values)
