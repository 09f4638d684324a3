"""Edits on their way to the disk, on a thread of their own: a slow disk never holds up the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from readreel.core.errors import ReadreelError, from_os_error
from readreel.project.edits import Edits
from readreel.project.folder import ProjectFolder


class Saving(QObject):
    """Writes one version after another, in order. ``failed`` carries code and values."""

    failed = Signal(str, dict)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def write(self, folder: ProjectFolder, edits: Edits) -> None:
        """Put the edits in their file soon."""
        self._pool.start(_Write(folder, edits, self.failed.emit))

    def wait(self) -> None:
        """Return when everything is written, or was told of as failed."""
        self._pool.waitForDone()


class _Write(QRunnable):
    def __init__(
        self, folder: ProjectFolder, edits: Edits, failed: Callable[[str, dict[str, str]], None]
    ) -> None:
        super().__init__()
        self._folder, self._edits, self._failed = folder, edits, failed

    def run(self) -> None:
        """Write."""
        try:
            self._folder.write_edits(self._edits)
        except ReadreelError as error:
            self._failed(error.code, error.values)
        except OSError as error:
            storage = from_os_error(error)
            self._failed(storage.code, storage.values)
