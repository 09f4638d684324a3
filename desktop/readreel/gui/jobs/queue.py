"""The queue of recordings: one is made at a time, in an order the user may change.

Pausing and cancelling lose nothing: the steps keep journals, and the same command goes on where it was.
The queue is on disk after every change, so that the next start goes on with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Literal

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from readreel.gui.jobs.arriving import Arrival, Arriving, look
from readreel.gui.jobs.child import Child, Ended
from readreel.gui.jobs.entries import Entry, Request, after_end, load, save
from readreel.gui.keeping import Keeping
from readreel.pipeline import events
from readreel.pipeline.events import Event

Wish = Literal["waiting", "paused", "cancelled", "removed"]
"""What the user wants of an entry whose child is being stopped."""


_BUSY_MS, _BUSY_TRIES = 3000, 6
"""How long and how often a project that another process holds is waited for."""


class Queue(QObject):
    """The entries and the one child at work.

    Signals carry an entry's id: ``added`` for each recording given to `take`; ``entry_changed``;
    ``started``; ``artifact`` with the name of a file that has new content; ``grown`` as a step comes
    further; ``noticed`` with code and values; ``finished`` with the project. ``changed`` says that the
    order or a state is another, ``troubled`` (code, values) what could not be taken or kept.
    """

    changed = Signal()
    added = Signal(str)
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
        self._entries: list[Entry] = load()
        self._child: Child | None = None
        self._gone: Child | None = None  # kept on: it must not go while it tells its end
        self._running = ""
        self._wish: Wish | None = None
        self._asked = Request()
        self._shut = False
        self._busy_times = 0
        self._arriving = Arriving(self)
        self._arriving.arrived.connect(self._take_in)
        self._keeping = Keeping(lambda: partial(save, self.entries), self)
        self._keeping.failed.connect(self.troubled)
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

    def take(self, recordings: Sequence[Path], request: Request) -> None:
        """Put recordings at the end; ``added`` or ``troubled`` follows for each, from the event loop.

        One that is there already is taken up again.
        """
        for recording in recordings:
            self._arriving.take(recording, request, self.projects)

    def add(self, recording: Path, request: Request) -> Entry | None:
        """As `take` for one recording, at once; reads some megabytes of it.

        None, and ``troubled`` says why, where the file cannot be read.
        """
        return self._enter(look(recording, request, self.projects))

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
        """Go on with an entry that was paused, cancelled, or failed, or is being stopped."""
        entry = self.entry(name)
        if entry is None:
            return
        if entry.stopping:
            self._wish = "waiting"
        elif entry.state != "running":
            self._put(replace(entry, state="waiting", code="", values={}, tail="", eta=None))
            self.advance()

    def remove(self, name: str) -> None:
        """Take an entry out of the list, stopping it first; the project stays."""
        entry = self.entry(name)
        if entry is not None and name == self._running:
            self._halt(name, "removed")
        elif entry is not None:
            self._entries.remove(entry)
            self._tell()

    def ask_otherwise(self, name: str, request: Request) -> None:
        """Make an entry with other choices: a running one begins again with what is still true."""
        entry = self.entry(name)
        if entry is None or entry.request == request:
            return
        self._put(replace(entry, request=request, share=0.0))
        if name == self._running:
            self._halt(name, self._wish or "waiting")
        elif entry.over:
            self.resume(name)
        else:
            self._keeping.soon()

    def advance(self) -> None:
        """Begin with the next that waits, if nothing runs."""
        if self._child is not None or self._shut:
            return
        waiting = next((entry for entry in self._entries if entry.state == "waiting"), None)
        if waiting is not None:
            self._start(waiting)

    def shut_down(self) -> None:
        """Stop what runs and keep the queue: the next start goes on. Returns when the child is gone."""
        self._shut = True
        self._arriving.shut_down()
        if self._child is not None:
            self._wish = self._wish or "waiting"
            self._child.stop_and_wait()
        self._next.stop()
        self.save()

    def save(self) -> None:
        """Keep the queue on disk, now; trouble is told, not raised."""
        self._keeping.now()

    # --- what comes in ---------------------------------------------------------------------------

    def _take_in(self, arrival: Arrival) -> None:
        entry = self._enter(arrival)
        if entry is not None:
            self.added.emit(entry.id)

    def _enter(self, arrival: Arrival) -> Entry | None:
        if arrival.project is None:
            self.troubled.emit(arrival.code, arrival.values)
            return None
        known = self.of_project(arrival.project)
        if known is None:
            entry = Entry(
                id=uuid.uuid4().hex, recording=str(arrival.recording),
                project=str(arrival.project), request=arrival.request,
            )  # fmt: skip
            self._entries.append(entry)
            self._tell()
            self.advance()
            return self.entry(entry.id)
        if known.over or known.state == "paused":
            recording = str(arrival.recording)
            self._put(replace(known, recording=recording, request=arrival.request))
            self.resume(known.id)
        return self.entry(known.id)

    # --- the child -------------------------------------------------------------------------------

    def _start(self, entry: Entry) -> None:
        if not Path(entry.recording).exists():
            values = {"path": entry.recording}
            self._put(replace(entry, state="failed", code="recording.missing", values=values))
            self._next.start(0)
            return
        arguments = entry.request.arguments(Path(entry.recording), Path(entry.project))
        child = Child(arguments)
        child.told.connect(lambda event: self._take(entry.id, event))
        child.ended.connect(lambda ended: self._end(entry.id, child, ended))
        self._child, self._running, self._wish = child, entry.id, None
        self._asked = entry.request
        self._put(replace(entry, state="running", code="", values={}, tail="", step=""))
        self.started.emit(entry.id)
        child.start()

    def _halt(self, name: str, wish: Wish) -> None:
        entry = self.entry(name)
        if entry is None or entry.over:
            return
        if name == self._running and self._child is not None:
            self._wish = wish
            self._put(replace(entry, stopping=True, eta=None))
            self._child.stop()
        elif wish != "removed":
            self._put(replace(entry, state=wish, eta=None))

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
        wish, self._wish = self._wish, None
        entry = self.entry(name)
        if entry is not None:
            left = after_end(entry, ended, "cancelled" if wish == "removed" else wish)
            if left.state == "finished" and entry.request != self._asked:
                left = replace(left, state="waiting", share=0.0)  # done, but not what is wanted now
            self._put(left)
            if left.state == "finished":
                self.finished.emit(name, Path(entry.project))
            if wish == "removed":
                self.remove(name)
        # The next begins from the event loop, not from inside the end of this one.
        self._next.start(_BUSY_MS if self._is_busy(ended) else 0)

    def _is_busy(self, ended: Ended) -> bool:
        """Whether a child of a window that died is only just ending: then it is worth another try."""
        self._busy_times = self._busy_times + 1 if ended.code == "busy.project" else 0
        if not 0 < self._busy_times <= _BUSY_TRIES:
            return False
        for entry in self._entries:
            if entry.state == "failed" and entry.code == "busy.project":
                self._put(replace(entry, state="waiting", code="", values={}, tail=""))
        return True

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
        self._keeping.soon()
