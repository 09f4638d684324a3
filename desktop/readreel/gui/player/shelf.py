"""The stills of a recording by their moments, read and scaled on another thread.

Asking for a picture never waits: it is there, or `Shelf.ready` says when to ask again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import QImage, QImageReader

_MOST_BYTES = 40_000_000
"""Of pictures kept in memory."""


class Shelf(QObject):
    """Stills in the order of their moments. ``ready``: a picture that was asked for can be had now."""

    ready = Signal()
    _read = Signal(int, object, QImage)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._moments: list[float] = []
        self._files: list[Path] = []
        self._kept: OrderedDict[tuple[Path, QSize], QImage] = OrderedDict()
        self._bytes = 0
        self._asked: set[tuple[Path, QSize]] = set()
        self._batch = 0
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._read.connect(self._keep)

    def __bool__(self) -> bool:
        return bool(self._files)

    def put(self, stills: Sequence[tuple[float, Path]]) -> None:
        """Take other stills: the moment each begins to be visible, in seconds, and its file."""
        ordered = sorted(stills)
        self._moments = [moment for moment, _ in ordered]
        self._files = [file for _, file in ordered]
        self._pool.clear()
        self._asked.clear()
        self._kept.clear()
        self._bytes = 0
        self._batch += 1

    def at(self, seconds: float) -> Path | None:
        """The still visible at a moment; before the first one, the first."""
        if not self._files:
            return None
        return self._files[max(0, bisect_right(self._moments, seconds) - 1)]

    def picture(self, file: Path, room: QSize) -> QImage | None:
        """The still scaled into ``room`` (device pixels), None while it is being read.

        A null image is a still that cannot be read.
        """
        wanted = (file, room)
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            return self._kept[wanted]
        if wanted not in self._asked:
            self._asked.add(wanted)
            self._pool.start(_Reading(self, self._batch, file, room))
        return None

    def shut_down(self) -> None:
        """Wait until no thread reads any more."""
        self._pool.clear()
        self._pool.waitForDone()

    def _keep(self, batch: int, wanted: tuple[Path, QSize], image: QImage) -> None:
        if batch != self._batch:
            return
        self._asked.discard(wanted)
        self._kept[wanted] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > _MOST_BYTES and len(self._kept) > 1:
            _, old = self._kept.popitem(last=False)
            self._bytes -= old.sizeInBytes()
        self.ready.emit()


class _Reading(QRunnable):
    def __init__(self, shelf: Shelf, batch: int, file: Path, room: QSize) -> None:
        super().__init__()
        self._shelf, self._batch, self._file, self._room = shelf, batch, file, room

    def run(self) -> None:
        """Read the still, no larger than the room."""
        reader = QImageReader(str(self._file))
        reader.setAutoTransform(True)
        image = reader.read()
        if not image.isNull():
            image = image.scaled(
                self._room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        with suppress(RuntimeError):  # the window went while this was read
            self._shelf._read.emit(self._batch, (self._file, self._room), image)
