"""The split view, made bit by bit once the first page stands: the first drop does not wait for it.

Its modules take up to half a second, and are imported on another thread; its widgets are made in small
steps, one each turn of the event loop. So nothing holds up the window for longer than a blink, unless
somebody needs the whole at once.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from readreel.core.settings import Settings

if TYPE_CHECKING:
    from readreel.gui.workspace import Workspace

_FIRST_MS, _BETWEEN_MS = 600, 60
_WANTED = (
    "PySide6.QtMultimedia",
    "readreel.gui.player.film",
    "readreel.publish.page",
    "readreel.publish.markdown",
    "readreel.gui.workspace",
)


class Warming(QObject):
    """Begins by itself when the event loop runs. ``made`` carries the split view, once."""

    made = Signal(object)
    _imported = Signal()

    def __init__(self, settings: Callable[[], Settings], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = _split_view(settings)
        self._stopped = False
        self._importing = Thread(target=self._import, name="warming", daemon=True)
        self._timer = QTimer(self, singleShot=True, interval=_BETWEEN_MS)
        self._timer.timeout.connect(self._step)
        self._imported.connect(self._timer.start)
        self._begin = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._begin.timeout.connect(self._importing.start)
        self._begin.start()

    def hurry(self) -> None:
        """Somebody waits: go on without pauses, and still in steps."""
        self._timer.setInterval(0)
        if self._begin.isActive():
            self._begin.start(0)

    def finish(self) -> None:
        """Do the rest now; ``made`` is emitted before this returns."""
        if self._importing.is_alive():
            self._importing.join()
        self._begin.stop()
        while self._step():
            pass

    def stop(self) -> None:
        """Make nothing more."""
        self._stopped = True
        self._begin.stop()
        self._timer.stop()
        if self._importing.is_alive():
            self._importing.join()
        self._steps.close()

    def _import(self) -> None:
        for name in _WANTED:
            if self._stopped:
                return
            import_module(name)
        with suppress(RuntimeError):  # the window went meanwhile
            self._imported.emit()

    def _step(self) -> bool:
        try:
            next(self._steps)
        except StopIteration as end:
            self._timer.stop()
            if end.value is not None:
                self.made.emit(end.value)
            return False
        self._timer.start()
        return True


def _split_view(settings: Callable[[], Settings]) -> Generator[None, None, Workspace]:
    from readreel.gui.player import Player
    from readreel.gui.reading import Reader
    from readreel.gui.workspace import Workspace

    player = Player()
    try:
        yield
        player.prepare()
        yield
        player.stage.prepare()
        yield
        reader = Reader()
        yield
    except GeneratorExit:
        player.shut_down()
        raise
    return Workspace(settings(), player, reader)
