"""The queue at the foot of the window: one bar for the recording in view, a list behind the button."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from readreel.core.errors import ReadreelError
from readreel.gui.jobs.awake import Awake
from readreel.gui.jobs.bar import JobBar
from readreel.gui.jobs.entries import Entry, Request
from readreel.gui.jobs.list import JobList
from readreel.gui.jobs.panel import ChoicePanel
from readreel.gui.jobs.queue import Queue
from readreel.project.artifacts import Recording
from readreel.project.folder import FILES, ProjectFolder


class JobStrip(QWidget):
    """Wires the bar, the list and the panel of choices to a queue.

    On the page of one project the bar shows that project's entry, elsewhere the one that runs. ``noticed``
    carries the code and values of something worth saying in place.
    """

    opened = Signal(str)
    keep_awake_changed = Signal(bool)
    noticed = Signal(str, dict)

    def __init__(self, queue: Queue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.queue = queue
        self.bar, self.list, self.panel = JobBar(), JobList(self), ChoicePanel(self)
        self._awake = Awake(parent=self)
        self._keep_awake = False
        self._project: Path | None = None
        self._choosing = ""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.bar)
        self._wire()

    def show_for(self, project: Path | None) -> None:
        """Show how far a project is; None shows whatever is being made."""
        self._project = project
        self._refresh()

    def show_list(self, below: QWidget) -> None:
        """Open the list under a button."""
        self.list.show_entries(self.queue.entries)
        corner = below.mapToGlobal(QPoint(below.width(), below.height()))
        self.list.move(corner - QPoint(self.list.width(), 0))
        self.list.show()
        self.list.setFocus()

    def set_keep_awake(self, on: bool) -> None:
        """Whether the computer stays awake while something is being made."""
        self._keep_awake = on
        self.bar.set_overnight(on)
        self._hold()

    def shut_down(self) -> None:
        """Let the computer sleep again."""
        self._awake.release()

    def _wire(self) -> None:
        queue = self.queue
        for part in (self.bar, self.list):
            part.pause_asked.connect(queue.pause)
            part.resume_asked.connect(queue.resume)
        self.bar.cancel_asked.connect(queue.cancel)
        self.bar.dismiss_asked.connect(queue.remove)
        self.bar.choices_asked.connect(self._show_choices)
        self.bar.overnight_toggled.connect(self._toggle_awake)
        self.list.remove_asked.connect(queue.remove)
        self.list.moved.connect(queue.move)
        self.list.opened.connect(self._open)
        self.panel.changed.connect(self._change)
        queue.changed.connect(self._refresh)
        queue.entry_changed.connect(self._entry_changed)
        queue.artifact.connect(self._know_more)
        self._awake.refused.connect(lambda: self.noticed.emit("awake.refused", {}))

    def _refresh(self) -> None:
        self._refresh_bar()
        self._hold()
        if self.list.isVisible():
            self.list.show_entries(self.queue.entries)

    def _refresh_bar(self) -> None:
        self.bar.show_entry(self._entry(), named=self._project is None)

    def _entry_changed(self, name: str) -> None:
        shown = self._entry()
        if shown is not None and shown.id == name:
            self._refresh_bar()
        entry = self.queue.entry(name)
        if entry is not None and self.list.isVisible():
            self.list.tell(entry)

    def _know_more(self, name: str, file: str) -> None:
        """The first step has looked into the file while somebody looks at its choices."""
        entry = self.queue.entry(name)
        known = file == FILES[Recording] and self._choosing == name and self.panel.isVisible()
        if entry is not None and known:
            self.panel.show_recording(_recording(entry))

    def _entry(self) -> Entry | None:
        if self._project is not None:
            return self.queue.of_project(self._project)
        return next((e for e in self.queue.entries if e.state == "running"), None)

    def _open(self, name: str) -> None:
        self.list.hide()
        self.opened.emit(name)

    def _toggle_awake(self, on: bool) -> None:
        if on != self._keep_awake:
            self._keep_awake = on
            self._hold()
            self.keep_awake_changed.emit(on)

    def _hold(self) -> None:
        if self._keep_awake and self.queue.busy:
            self._awake.hold(self.tr("An article is being made"))
        else:
            self._awake.release()

    def _show_choices(self, name: str) -> None:
        from readreel.catalogue.store import installed

        entry = self.queue.entry(name)
        if entry is None:
            return
        self._choosing = name
        models = installed()
        self.panel.show_request(
            entry.request, _recording(entry),
            [m.name for m in models if m.role == "listener"],
            [m.name for m in models if m.role == "writer"],
        )  # fmt: skip
        button = self.bar.choices_button()
        corner = button.mapToGlobal(QPoint(button.width(), 0))
        self.panel.move(corner - QPoint(self.panel.width(), self.panel.height()))
        self.panel.show()

    def _change(self, request: Request) -> None:
        self.queue.ask_otherwise(self._choosing, request)


def _recording(entry: Entry) -> Recording | None:
    try:
        return ProjectFolder(Path(entry.project)).read(Recording)
    except ReadreelError:
        return None  # nobody has looked into the file yet
