"""Work for another thread whose result is wanted here, the latest asked for and no other."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from readreel.core.errors import ReadreelError, from_os_error

Work = Callable[[], object]


class Loader(QObject):
    """Runs one piece of work at a time; asked again meanwhile, only the last request is still done.

    ``loaded`` carries the result, ``failed`` a code and its values.
    """

    loaded = Signal(object)
    failed = Signal(str, dict)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self._next: Work | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._ended.connect(self._take)

    def ask(self, work: Work) -> None:
        """Do ``work``, now or after what is running; what was asked in between is dropped."""
        if self._running:
            self._next = work
            return
        self._running = True
        self._pool.start(_Running(work, self))

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return self._running

    def shut_down(self) -> None:
        """Wait for the thread."""
        self._next = None
        self._pool.waitForDone()

    def _take(self, result: object, error: object) -> None:
        self._running = False
        waiting, self._next = self._next, None
        if waiting is not None:
            self.ask(waiting)
        if isinstance(error, ReadreelError):
            self.failed.emit(error.code, error.values)
        elif isinstance(error, BaseException):
            raise error
        else:
            self.loaded.emit(result)


class _Running(QRunnable):
    def __init__(self, work: Work, loader: Loader) -> None:
        super().__init__()
        self._work = work
        self._loader = loader

    def run(self) -> None:
        """Do the work; whatever it raises is handed over too."""
        result: object = None
        error: BaseException | None = None
        try:
            result = self._work()
        except OSError as refused:
            error = from_os_error(refused)
        except Exception as raised:
            error = raised
        with contextlib.suppress(RuntimeError):  # the window may have gone meanwhile
            self._loader._ended.emit(result, error)
