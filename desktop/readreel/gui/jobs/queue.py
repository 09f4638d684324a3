"""The queue of recordings: one is made at a time, in an order the user may change.

Pausing and cancelling lose nothing: the steps keep journals, and the same command goes on where it was.
The queue is on disk after every change, so that the next start goes on with it.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from readreel.core.errors import RecordingError, from_os_error
from readreel.gui.jobs import entries as kept
from readreel.gui.jobs.child import Child, Ended
from readreel.gui.jobs.entries import Entry, Request, State
from readreel.pipeline import events
from readreel.pipeline.events import Event
from readreel.project.folder import project_of

_SAVE_MS = 200


class Queue(QObject):
    """Signals carry entry ids. ``artifact`` also its name; ``finished`` the project's path."""

    changed = Signal()
    entry_changed = Signal(str)
    started = Signal(str)
    artifact = Signal(str, str)
    grown = Signal(str)
    noticed = Signal(str, str, dict)
    finished = Signal(str, Path)
    troubled = Signal(str, dict)

    def __init__(self, projects: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.projects = projects
        self._entries: list[Entry] = kept.load()
        self._child: Child | None = None
        self._gone: Child | None = (
            None  # kept until the next: it must not go while it tells its end
        )
        self._running = ""
        self._after: State | None = None
        self._shut = False
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_MS)
        self._saving.timeout.connect(self.save)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self.advance)

    # --- asking ----------------------------------------------------------------------------------

    @property
    def entries(self) -> Sequence[Entry]:
        """All entries, in the order in which they are made."""
        return tuple(self._entries)

    @property
    def busy(self) -> bool:
        """Whether a recording is being made at this moment."""
        return self._child is not None

    def entry(self, name: str) -> Entry | None:
        """The entry of an id."""
        return next((entry for entry in self._entries if entry.id == name), None)

    def of_project(self, project: Path) -> Entry | None:
        """The entry that makes a project."""
        return next((e for e in self._entries if Path(e.project) == project), None)

    # --- the user's wishes -----------------------------------------------------------------------

    def add(self, recording: Path, request: Request) -> Entry | None:
        """Put a recording at the end; one that is there already is taken up again.

        None, and ``troubled`` says why, where the file cannot be read.
        """
        try:
            if recording.is_dir():
                raise RecordingError("recording.folder", path=recording)
            project = project_of(recording, self.projects)
        except RecordingError as error:
            self.troubled.emit(error.code, error.values)
            return None
        except FileNotFoundError:
            self.troubled.emit("recording.missing", {"path": str(recording)})
            return None
        except OSError as error:
            storage = from_os_error(error)
            self.troubled.emit(storage.code, storage.values)
            return None
        known = self.of_project(project)
        if known is not None:
            if known.over or known.state == "paused":
                self._put(replace(known, recording=str(recording), request=request))
                self.resume(known.id)
            return self.entry(known.id)
        entry = Entry(
            id=uuid.uuid4().hex, recording=str(recording), project=str(project), request=request
        )
        self._entries.append(entry)
        self._tell()
        self.advance()
        return entry

    def move(self, name: str, place: int) -> None:
        """Put an entry at another place of the order."""
        entry = self.entry(name)
        if entry is not None:
            self._entries.remove(entry)
            self._entries.insert(max(0, min(place, len(self._entries))), entry)
            self._tell()

    def pause(self, name: str) -> None:
        """Stop for now; `resume` goes on."""
        self._halt(name, "paused")

    def cancel(self, name: str) -> None:
        """Stop; the project and what is done stay where they are."""
        self._halt(name, "cancelled")

    def resume(self, name: str) -> None:
        """Go on with an entry that was paused, cancelled, or failed."""
        entry = self.entry(name)
        if entry is not None and entry.state != "running":
            self._put(replace(entry, state="waiting", code="", values={}, tail="", eta=None))
            self.advance()

    def remove(self, name: str) -> None:
        """Take an entry out of the list; the project stays."""
        entry = self.entry(name)
        if entry is None:
            return
        if name == self._running:
            self.cancel(name)
        else:
            self._entries.remove(entry)
            self._tell()

    def ask_otherwise(self, name: str, request: Request) -> None:
        """Make an entry with other choices: a running one begins again with what is still true."""
        entry = self.entry(name)
        if entry is None or entry.request == request:
            return
        self._put(replace(entry, request=request))
        if name == self._running:
            self._halt(name, "waiting")
        elif entry.over:
            self.resume(name)

    def advance(self) -> None:
        """Begin with the next that waits, if nothing runs."""
        if self._child is not None or self._shut:
            return
        waiting = next((entry for entry in self._entries if entry.state == "waiting"), None)
        if waiting is not None:
            self._start(waiting)

    def shut_down(self, milliseconds: int = 15000) -> None:
        """Stop what runs and keep the queue: the next start goes on. Returns when the child is gone."""
        self._shut = True
        self._next.stop()
        child = self._child
        if child is not None:
            self._after = "waiting"
            child.stop()
            if not child.wait(milliseconds):
                child.kill()
                child.wait(3000)
        self.save()

    def save(self) -> None:
        """Keep the queue on disk; trouble is told, not raised."""
        self._saving.stop()
        try:
            kept.save(self._entries)
        except OSError as error:
            storage = from_os_error(error)
            self.troubled.emit(storage.code, storage.values)

    # --- the child -------------------------------------------------------------------------------

    def _start(self, entry: Entry) -> None:
        if not Path(entry.recording).exists():
            values = {"path": entry.recording}
            self._put(replace(entry, state="failed", code="recording.missing", values=values))
            self._next.start()
            return
        arguments = entry.request.arguments(Path(entry.recording), Path(entry.project))
        child = Child(arguments)
        child.told.connect(lambda event: self._take(entry.id, event))
        child.ended.connect(lambda ended: self._end(entry.id, child, ended))
        self._child, self._running, self._after = child, entry.id, None
        self._put(replace(entry, state="running", code="", values={}, tail=""))
        self.started.emit(entry.id)
        child.start()

    def _halt(self, name: str, after: State) -> None:
        entry = self.entry(name)
        if entry is None or entry.over:
            return
        if name == self._running and self._child is not None:
            self._after = after
            self._child.stop()
        else:
            self._put(replace(entry, state=after, eta=None))

    def _take(self, name: str, event: Event) -> None:
        entry = self.entry(name)
        if entry is None:
            return
        if isinstance(event, events.Started):
            self._put(replace(entry, step=event.step))
        elif isinstance(event, events.Progress):
            share = max(entry.share, event.overall)
            self._put(replace(entry, step=event.step, share=share, eta=event.eta))
            self.grown.emit(name)
        elif isinstance(event, events.ArtifactChanged):
            self.artifact.emit(name, event.name)
        elif isinstance(event, events.Notice):
            self.noticed.emit(name, event.code, event.values)

    def _end(self, name: str, child: Child, ended: Ended) -> None:
        self._gone, self._child, self._running = child, None, ""
        entry = self.entry(name)
        if entry is not None:
            self._put(_after(entry, ended, self._after))
            if ended.kind == "finished":
                self.finished.emit(name, Path(entry.project))
        # The next begins from the event loop, not from inside the end of this one.
        self._next.start()

    def _put(self, entry: Entry) -> None:
        for place, old in enumerate(self._entries):
            if old.id == entry.id:
                self._entries[place] = entry
                if old.state != entry.state:
                    self._tell()
                self.entry_changed.emit(entry.id)
                return

    def _tell(self) -> None:
        self.changed.emit()
        with contextlib.suppress(RuntimeError):
            self._saving.start()


def _after(entry: Entry, ended: Ended, wish: State | None) -> Entry:
    """The entry as its child left it; ``wish`` is what the user wanted it to become."""
    if ended.kind == "finished":
        return replace(entry, state="finished", share=1.0, eta=None)
    if wish is not None:
        return replace(entry, state=wish, eta=None)
    if ended.kind == "failed" and ended.code == "cancelled":
        return replace(entry, state="paused", eta=None)
    if ended.kind == "failed":
        return replace(
            entry, state="failed", code=ended.code, values=ended.values, tail=ended.tail, eta=None
        )
    code = "engine.not_started" if ended.kind == "not started" else "engine.crashed"
    log = str(Path(entry.project) / "logs")
    values = {
        "step": entry.step or "make",
        "status": str(ended.status),
        "reason": ended.tail,
        "log": log,
    }
    return replace(entry, state="failed", code=code, values=values, tail=ended.tail, eta=None)
