"""Edits on their way to the disk, on a thread of their own: a slow disk never holds up the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from readreel.core.errors import ReadreelError, from_os_error
from readreel.project.edits import Edits
from readreel.project.folder import ProjectFolder


class Saving(QObject):
    """Writes one version after another, in order.

    ``refused`` follows every version that could not be written; ``failed``, with code and values, only the
    first of several: one is told once. ``trouble`` says whether the last one is not on the disk.
    """

    failed = Signal(str, dict)
    refused = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def write(self, folder: ProjectFolder, edits: Edits) -> None:
        """Put the edits in their file soon."""
        self._pool.start(_Write(folder, edits, self._done))

    def wait(self) -> None:
        """Return when everything is written, or was told of as failed."""
        self._pool.waitForDone()

    def _done(self, error: ReadreelError | None) -> None:
        """On the other thread: signals go to the window's."""
        before, self.trouble = self.trouble, error is not None
        if error is not None:
            self.refused.emit()
            if not before:
                self.failed.emit(error.code, error.values)


class _Write(QRunnable):
    def __init__(
        self, folder: ProjectFolder, edits: Edits, done: Callable[[ReadreelError | None], None]
    ) -> None:
        super().__init__()
        self._folder, self._edits, self._done = folder, edits, done

    def run(self) -> None:
        """Write."""
        try:
            self._folder.write_edits(self._edits)
        except ReadreelError as error:
            self._done(error)
        except OSError as error:
            self._done(from_os_error(error))
        else:
            self._done(None)
