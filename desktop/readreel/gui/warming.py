"""What the split view needs, imported bit by bit once the first page stands: the first drop does not wait.

Together these imports take half a second; one after another, each holds up the window for a blink.
"""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_FIRST_MS, _BETWEEN_MS = 600, 60
_WANTED = (
    "PySide6.QtMultimedia",
    "readreel.gui.player",
    "readreel.publish.facts",
    "readreel.gui.reading",
    "readreel.project.edits",
    "readreel.gui.editing",
    "readreel.gui.workspace",
)


class Warming(QObject):
    """Begins by itself when the event loop runs; `stop` ends it early."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(_WANTED)
        self._timer = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def stop(self) -> None:
        """Import nothing more."""
        self._left.clear()
        self._timer.stop()

    def _step(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
            self._timer.start(_BETWEEN_MS)
