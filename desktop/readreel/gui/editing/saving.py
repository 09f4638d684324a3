"""Edits on their way to the disk, on a thread of their own: a slow disk never holds up the window.

What the disk refuses stays here, also when its project is left, and is tried again, less and less often,
until it is written or given up by the person.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import msgspec
from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from readreel.core.errors import ReadreelError, StorageError
from readreel.project.edits import Edits
from readreel.project.files import write_atomic
from readreel.project.folder import ProjectFolder

AGAIN_MS, LONGEST_MS = 5000, 60_000
"""After this long what the disk refused is tried again; each time after twice as long."""


class Unsaved(msgspec.Struct, frozen=True):
    """The edits of a project that are not on the disk; ``error`` says why, once it was tried."""

    folder: ProjectFolder
    edits: Edits
    error: ReadreelError | None = None

    def copy_to(self, path: Path) -> None:
        """Write them as a file like the project's own; raises OSError where the disk refuses."""
        write_atomic(path, msgspec.json.encode(self.edits))


class Saving(QObject):
    """Writes one version after another, in order.

    ``failed``, with code and values, follows the first version of several that cannot be written: one is
    told once. ``saved_at_last`` says that nothing of that is left.
    """

    failed = Signal(str, dict)
    saved_at_last = Signal()
    _came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left: dict[Path, Unsaved] = {}
        self._results: SimpleQueue[Unsaved] = SimpleQueue()
        self._came.connect(self._settle)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._wait_ms = AGAIN_MS
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.try_again)

    @property
    def refused(self) -> tuple[Unsaved, ...]:
        """What the disk has refused up to now."""
        return tuple(one for one in self._left.values() if one.error is not None)

    def unsaved(self, project: Path) -> Edits | None:
        """The edits of a project that are here and not on the disk."""
        left = self._left.get(project)
        return left.edits if left is not None else None

    def write(self, folder: ProjectFolder, edits: Edits) -> None:
        """Put the edits in their file soon."""
        before = self._left.get(folder.root)
        error = before.error if before is not None else None
        self._left[folder.root] = Unsaved(folder, edits, error)
        self._pool.start(_Write(Unsaved(folder, edits), self._tell))

    def try_again(self) -> None:
        """Try once more what was refused; there may be room by now."""
        for one in self.refused:
            self.write(one.folder, one.edits)

    def wait(self) -> None:
        """Return when everything is written, or was refused."""
        self._pool.waitForDone()
        self._settle()

    def _tell(self, result: Unsaved) -> None:
        """On the other thread."""
        self._results.put(result)
        self._came.emit()

    def _settle(self) -> None:
        before = bool(self.refused)
        while not self._results.empty():
            result = self._results.get()
            left = self._left.get(result.folder.root)
            if left is None or left.edits is not result.edits:
                continue  # a newer version is on its way
            if result.error is None:
                del self._left[result.folder.root]
            else:
                self._left[result.folder.root] = result
        self._plan(before)

    def _plan(self, before: bool) -> None:
        if not self.refused:
            self._again.stop()
            self._wait_ms = AGAIN_MS
            if before:
                self.saved_at_last.emit()
            return
        if not self._again.isActive():
            self._again.start(self._wait_ms)
            self._wait_ms = min(2 * self._wait_ms, LONGEST_MS)
        if not before and (error := self.refused[0].error) is not None:
            self.failed.emit(error.code, error.values)


class _Write(QRunnable):
    def __init__(self, version: Unsaved, tell: Callable[[Unsaved], None]) -> None:
        super().__init__()
        self._version, self._tell = version, tell

    def run(self) -> None:
        """Write, and tell how it went."""
        self._tell(msgspec.structs.replace(self._version, error=self._written()))

    def _written(self) -> ReadreelError | None:
        version = self._version
        try:
            version.folder.write_edits(version.edits)
        except ReadreelError as error:
            return error
        except OSError as error:
            reason = error.strerror or str(error)
            return StorageError("storage.corrections", path=version.folder.root, reason=reason)
        return None
