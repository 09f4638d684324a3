"""The window: its pages, and the wires between them, the queue and the settings.

A page is made when it is first wanted. Nothing here works on a recording: children do, and what they
make comes in as artifacts and events.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox, QWidget

from readreel.core import settings as kept
from readreel.core.settings import Settings, projects_folder
from readreel.gui.jobs.entries import Entry, Request
from readreel.gui.jobs.queue import Queue
from readreel.gui.jobs.strip import JobStrip
from readreel.gui.keeping import Keeping, Write
from readreel.gui.shell import Shell
from readreel.gui.start.dropping import Dropped
from readreel.gui.start.page import StartPage
from readreel.gui.start.target import DropTarget
from readreel.gui.theme import theme
from readreel.gui.topbar import Layout
from readreel.gui.warming import Warming
from readreel.gui.words import said

if TYPE_CHECKING:
    from readreel.gui.models.page import ModelsPage
    from readreel.gui.preferences.page import PreferencesPage
    from readreel.gui.workspace import Workspace


class Window(Shell):
    """The one window. `take` begins with recordings, `come_forward` also shows it."""

    def __init__(self, chosen: Settings) -> None:
        super().__init__()
        self.settings = chosen
        self.queue = Queue(projects_folder(chosen), self)
        self.strip = JobStrip(self.queue)
        self.start = StartPage(projects_folder(chosen))
        self.pages.addWidget(self.start)
        self._shows_next = False
        self._workspace: Workspace | None = None
        self._awaiting: Callable[[], None] | None = None
        self._models: ModelsPage | None = None
        self._preferences: PreferencesPage | None = None
        self._keeping = Keeping(self._settings_as_they_are, self)
        self._keeping.failed.connect(self.notice.complain)
        self.lay_out(self.strip, chosen.geometry)
        self._wire()
        self._tell_queue()
        self._first = QTimer(self, singleShot=True, interval=0)
        self._first.timeout.connect(self.queue.advance)
        self._first.start()
        self._warming = Warming(lambda: self.settings, self)
        self._warming.made.connect(self._take_workspace)

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
        written = "" if chosen.writer == "none" else chosen.article_language
        return Request(
            language=chosen.spoken_language, listener=chosen.listener, writer=chosen.writer,
            style=chosen.style, article_language=written, device=chosen.device, threads=chosen.threads,
        )  # fmt: skip

    # --- pages -----------------------------------------------------------------------------------

    @property
    def workspace(self) -> Workspace:
        """The split view; who cannot wait until it is made holds up the window."""
        if self._workspace is None:
            self._warming.finish()
        assert self._workspace is not None
        return self._workspace

    def go_home(self) -> None:
        """Show the first page."""
        if self._workspace is not None:
            self._workspace.close_project()
        self.start.refresh()
        self._show(self.start, None)

    def open_project(self, project: Path, block: str = "", moment: float = 0.0) -> None:
        """Show an article, finished or not, at a block and a moment of it; as soon as there is a split
        view to show it in.
        """
        if self._workspace is None:
            self._awaiting = partial(self.open_project, project, block, moment)
            self._warming.hurry()
            return
        entry = self.queue.of_project(project)
        self._show(self.workspace, project.name)
        self.workspace.open(project, Path(entry.recording) if entry else None)
        if block or moment:
            self.workspace.go_to(block, moment)
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
        self._keeping.soon()

    # --- wires -----------------------------------------------------------------------------------

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
        self.start.passage_opened.connect(self.open_project)
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

    def _take_workspace(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.pages.addWidget(workspace)
        workspace.titled.connect(self._title)
        workspace.troubled.connect(self.notice.complain)
        workspace.correcting.saved_at_last.connect(
            lambda: self.notice.say(self.tr("Your corrections are saved now."))
        )
        workspace.settings_changed.connect(self.apply)
        workspace.history_changed.connect(self.bar.set_history)
        workspace.listen_to(self.queue)
        self.bar.undo.connect(self._undo)
        self.bar.redo.connect(self._redo)
        self.bar.set_out_menu(workspace.out_menu())
        workspace.outlet.tell_in(self.notice)
        self.bar.set_layout(self.settings.layout)
        self.bar.set_history(False, False)
        if self._awaiting is not None:
            self._awaiting()

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
        self._awaiting = None  # whoever waits for an article has gone elsewhere, or has it
        self.show_page(page, title)

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
        if (self.queue.busy and not self._may_close()) or not self._corrections_are_safe():
            event.ignore()
            return
        self.hide()
        self._warming.stop()
        self._keeping.now()
        self.strip.shut_down()
        self.queue.shut_down()
        self.start.shut_down()
        for page in (self._workspace, self._models, self._preferences):
            if page is not None:
                page.shut_down()
        event.accept()

    def _corrections_are_safe(self) -> bool:
        return self._workspace is None or self._workspace.correcting.may_leave()

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

    def _settings_as_they_are(self) -> Write:
        self.settings = replace(self.settings, geometry=self.kept_geometry())
        return partial(kept.save, self.settings)
