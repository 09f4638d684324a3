"""Work that may wait for a disk, done on another thread; what comes of it is handed over on the GUI's.

Guarantees that nothing is handed to a widget that is gone, and that no thread outlives its owner.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

T = TypeVar("T")


class Errands(QObject):
    """The errands of one owner, at most ``most`` at once. Work must not raise: it returns what happened."""

    _came_back = Signal(object, object)

    def __init__(self, parent: QObject | None = None, most: int = 1) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(most)
        self._over = False
        self._came_back.connect(self._hand_over)

    def run(self, work: Callable[[], T], then: Callable[[T], None], priority: int = 0) -> None:
        """Do ``work`` elsewhere and call ``then`` here with what it returned."""
        self._pool.start(_Errand(work, then, self), priority)

    def forget(self) -> None:
        """Drop what has not been begun."""
        self._pool.clear()

    def shut_down(self) -> None:
        """Wait until nothing runs any more; nothing is handed over afterwards."""
        self._over = True
        self._pool.clear()
        self._pool.waitForDone()

    def _hand_over(self, then: Callable[[Any], None], result: object) -> None:
        if not self._over:
            then(result)


class _Errand(QRunnable):
    def __init__(self, work: Callable[[], T], then: Callable[[T], None], owner: Errands) -> None:
        super().__init__()
        self._work = work
        self._then = then
        self._owner = owner

    def run(self) -> None:
        """Do the work."""
        result = self._work()
        with contextlib.suppress(RuntimeError):  # the owner went while this was done
            self._owner._came_back.emit(self._then, result)
