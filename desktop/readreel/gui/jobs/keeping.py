"""The queue on its way to the disk: after every change, soon, and on a thread of its own.

A disk that is slow, or busy with what the children write, never holds up the window.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from readreel.core.errors import from_os_error
from readreel.gui.jobs import entries as kept
from readreel.gui.jobs.entries import Entry

_SOON_MS = 200
_PATIENCE_MS = 3000

Told = Callable[[str, dict[str, str]], None]


class Keeping(QObject):
    """Keeps what ``entries`` gives at the time of writing. ``failed`` carries code and values."""

    failed = Signal(str, dict)

    def __init__(self, entries: Callable[[], Sequence[Entry]], parent: QObject) -> None:
        super().__init__(parent)
        self._entries = entries
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._write)

    def soon(self) -> None:
        """Keep the queue within the next moments."""
        self._soon.start()

    def now(self) -> None:
        """Keep the queue and return when that is done."""
        self._soon.stop()
        self._pool.waitForDone(_PATIENCE_MS)
        _write(self._entries(), self.failed.emit)

    def _write(self) -> None:
        self._pool.start(_Write(self._entries(), self.failed.emit))


class _Write(QRunnable):
    def __init__(self, entries: Sequence[Entry], failed: Told) -> None:
        super().__init__()
        self._entries, self._failed = entries, failed

    def run(self) -> None:
        with contextlib.suppress(RuntimeError):  # the window went while the disk was slow
            _write(self._entries, self._failed)


def _write(entries: Sequence[Entry], failed: Told) -> None:
    try:
        kept.save(entries)
    except OSError as error:
        storage = from_os_error(error)
        failed(storage.code, storage.values)
