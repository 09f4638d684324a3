"""What is being done to models: one thing after another, each in a child of its own.

Nothing begins by itself: every task was asked for by the user, and only ``get`` uses the network.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal

from readreel.gui.jobs.child import Child, Ended
from readreel.pipeline import events
from readreel.pipeline.events import Event

Verb = Literal["get", "verify", "add", "remove"]


class Task(msgspec.Struct, frozen=True):
    """One thing to do: to a model by its name, or (``add``) with a file or folder."""

    verb: Verb
    name: str
    source: Path | None = None


class Work(QObject):
    """The tasks in order. ``begun`` carries a `Task`, ``progressed`` task, bytes done and in all,
    ``noticed`` task, code and values, ``ended`` a task and an `Ended`.
    """

    begun = Signal(object)
    progressed = Signal(object, float, float)
    noticed = Signal(object, str, dict)
    ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[Task] = deque()
        self._now: Task | None = None
        self._child: Child | None = None

    @property
    def busy(self) -> bool:
        """Whether anything is being done."""
        return self._now is not None

    def is_waiting(self, task: Task) -> bool:
        """Whether a task was asked for and has not begun."""
        return task in self._waiting

    def do(self, task: Task) -> None:
        """Do a task as soon as the ones before it are done; one already asked for is not doubled."""
        if task != self._now and task not in self._waiting:
            self._waiting.append(task)
            self._next()

    def cancel(self, name: str) -> None:
        """Stop what is being done to a model, or was going to be; what arrived of it is kept."""
        dropped = [task for task in self._waiting if task.name == name]
        self._waiting = deque(task for task in self._waiting if task.name != name)
        for task in dropped:
            self.ended.emit(task, Ended("cancelled"))
        if self._now is not None and self._now.name == name and self._child is not None:
            self._child.stop()

    def shut_down(self) -> None:
        """End everything at once; call before the window goes. Downloads go on where they were."""
        self._waiting.clear()
        if self._child is not None:
            self._child.stop()
            if not self._child.wait(1_500):
                self._child.kill()
                self._child.wait(1_500)

    def _next(self) -> None:
        if self._now is not None or not self._waiting:
            return
        self._now = self._waiting.popleft()
        self._child = Child(arguments(self._now), self)
        self._child.told.connect(self._hear)
        self._child.ended.connect(self._finish)
        self.begun.emit(self._now)
        self._child.start()

    def _hear(self, event: Event) -> None:
        if isinstance(event, events.Progress):
            self.progressed.emit(self._now, event.done, event.total)
        elif isinstance(event, events.Notice):
            self.noticed.emit(self._now, event.code, event.values)

    def _finish(self, ended: Ended) -> None:
        task, self._now = self._now, None
        if self._child is not None:
            self._child.deleteLater()
            self._child = None
        self.ended.emit(task, ended)
        self._next()


def arguments(task: Task) -> list[str]:
    """The command line of a task, without the program."""
    target = str(task.source) if task.source is not None else task.name
    attended = [] if task.verb == "remove" else ["--attended"]
    return ["models", task.verb, "--events", *attended, "--", target]
