"""What the window keeps, on its way to the disk: soon after every change, on a thread of its own.

A disk that is slow, or busy with what the children write, never holds up the window. Of several changes
only the last is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from readreel.core.errors import from_os_error

_SOON_MS = 200
_PATIENCE_MS = 3000

Write = Callable[[], None]
"""Writes what stood at one moment; raises OSError where the disk refuses."""

Told = Callable[[str, dict[str, str]], None]


class Keeping(QObject):
    """Keeps what ``as_it_is`` gives at the time of writing. ``failed`` carries code and values."""

    failed = Signal(str, dict)

    def __init__(self, as_it_is: Callable[[], Write], parent: QObject) -> None:
        super().__init__(parent)
        self._as_it_is = as_it_is
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._write)

    def soon(self) -> None:
        """Keep it within the next moments."""
        self._soon.start()

    def now(self) -> None:
        """Keep it and return when that is done."""
        self._soon.stop()
        self._pool.waitForDone(_PATIENCE_MS)
        _write(self._as_it_is(), self.failed.emit)

    def _write(self) -> None:
        if self._pool.activeThreadCount():
            self.soon()  # the disk is slow: what it is asked for next is the last word
        else:
            self._pool.start(_Writing(self._as_it_is(), self.failed.emit))


class _Writing(QRunnable):
    def __init__(self, write: Write, failed: Told) -> None:
        super().__init__()
        self._do, self._failed = write, failed

    def run(self) -> None:
        with contextlib.suppress(RuntimeError):  # the window went while the disk was slow
            _write(self._do, self._failed)


def _write(write: Write, failed: Told) -> None:
    try:
        write()
    except OSError as error:
        storage = from_os_error(error)
        failed(storage.code, storage.values)
