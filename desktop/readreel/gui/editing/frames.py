"""A frame of the video kept as a picture of the user's own, beside the stills."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage

from readreel.core.errors import from_os_error
from readreel.core.time import rounded
from readreel.project.edits import Shot
from readreel.project.files import write_atomic
from readreel.project.folder import ProjectFolder


class FrameKeeper(QObject):
    """Writes ``stills/frame-<ms>.png`` on another thread. ``kept`` carries a `Shot` for `History.swap` or
    `History.add_picture`, ``failed`` a code and its values.
    """

    kept = Signal(object)
    failed = Signal(str, dict)

    def keep(self, image: QImage, project: Path, seconds: float) -> None:
        """Keep the picture that the video shows at ``seconds``. The same moment gives the same file."""
        pool = QThreadPool.globalInstance()
        pool.start(_Keep(image.copy(), project, seconds, self.kept.emit, self.failed.emit))


class _Keep(QRunnable):
    def __init__(
        self,
        image: QImage,
        project: Path,
        seconds: float,
        kept: Callable[[Shot], None],
        failed: Callable[[str, dict[str, str]], None],
    ) -> None:
        super().__init__()
        self._image, self._project, self._seconds = image, project, rounded(seconds)
        self._kept, self._failed = kept, failed

    def run(self) -> None:
        """Encode and write."""
        with contextlib.suppress(RuntimeError):  # the window went while this was written
            self._tell()

    def _tell(self) -> None:
        name = f"frame-{round(self._seconds * 1000)}.png"
        try:
            write_atomic(ProjectFolder(self._project).stills / name, _png(self._image))
        except OSError as error:
            storage = from_os_error(error)
            self._failed(storage.code, storage.values)
        else:
            self._kept(self._shot(f"stills/{name}"))

    def _shot(self, file: str) -> Shot:
        width, height, at = self._image.width(), self._image.height(), self._seconds
        return Shot(-1, file, time=at, start=at, end=at, width=width, height=height)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want the format as bytes
    return bytes(buffer.data().data())
