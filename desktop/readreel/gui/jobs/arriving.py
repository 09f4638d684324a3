"""Recordings on their way into the queue: each is looked at once, off the window's thread.

A recording is known by its content, so a few megabytes of it are read before it has a project; on a
sleeping disk or a far drive that takes seconds.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from readreel.core.errors import ReadreelError, RecordingError, UsageError, from_os_error
from readreel.gui.jobs.entries import Request
from readreel.project.folder import project_of


class Arrival(msgspec.Struct, frozen=True):
    """A recording with its project, or (``project`` None) why it cannot be taken."""

    recording: Path
    request: Request
    project: Path | None = None
    code: str = ""
    values: dict[str, str] = {}


def look(recording: Path, request: Request, projects: Path) -> Arrival:
    """Find the project of a recording; reads a few megabytes of it."""
    try:
        return Arrival(recording, request, _project(recording, projects))
    except ReadreelError as error:
        code, values = error.code, error.values
    except FileNotFoundError:
        code, values = "recording.missing", {"path": str(recording)}
    except OSError as error:
        storage = from_os_error(error)
        code, values = storage.code, storage.values
    return Arrival(recording, request, None, code, values)


def _project(recording: Path, projects: Path) -> Path:
    try:
        str(recording).encode()
    except UnicodeEncodeError as error:  # no child could be told of it
        raise UsageError("usage.name", path=ascii(str(recording))) from error
    if recording.is_dir():
        raise RecordingError("recording.folder", path=recording)
    if recording.stat().st_size == 0:
        raise RecordingError("recording.empty", path=recording)
    return project_of(recording, projects)


class Arriving(QObject):
    """Looks at recordings one after another; ``arrived`` carries an `Arrival` for each, in order."""

    arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def take(self, recording: Path, request: Request, projects: Path) -> None:
        """Look at a recording soon."""
        self._pool.start(_Look(recording, request, projects, self.arrived.emit))

    def shut_down(self) -> None:
        """Look at nothing more."""
        self._pool.clear()
        self._pool.waitForDone(1000)


class _Look(QRunnable):
    def __init__(
        self, recording: Path, request: Request, projects: Path, told: Callable[[Arrival], None]
    ) -> None:
        super().__init__()
        self._asked = (recording, request, projects)
        self._told = told

    def run(self) -> None:
        with contextlib.suppress(RuntimeError):  # the window went meanwhile
            self._told(look(*self._asked))
