"""Recordings on their way in: chosen, pasted or dropped, in folders too, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from readreel.gui.errands import Errands
from readreel.gui.start.dropping import Dropped, paths_of
from readreel.gui.start.naming import shortened
from readreel.gui.start.notice import Notice
from readreel.project.recordings import SUFFIXES, media_in

MOST_UNASKED = 20
"""Recordings of a dropped folder that are taken without a question."""


class Intake(QObject):
    """``files_chosen`` carries ``list[Path]``; what is in the way of that is said in the notice."""

    files_chosen = Signal(list)

    def __init__(self, errands: Errands, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._errands, self._notice = errands, notice
        self._asked_from = str(Path.home())

    def take(self, dropped: Dropped) -> None:
        """Make use of what was dropped or pasted, or say why that is not possible."""
        self._notice.clear()
        if dropped.files:
            self.files_chosen.emit(list(dropped.files))
        for folder in dropped.folders:
            self._look_into(folder)
        if dropped.refusal:
            self._refuse(dropped)

    def choose(self) -> None:
        """Ask for files."""
        patterns = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
        filters = [
            f"{self.tr('Recordings')} ({patterns})",
            f"{self.tr('All files')} (*)",
        ]
        names, _ = QFileDialog.getOpenFileNames(
            self._owner, self.tr("Choose videos"), self._asked_from, ";;".join(filters)
        )
        if names:
            self._asked_from = str(Path(names[0]).parent)
            self.files_chosen.emit([Path(name) for name in names])

    def paste(self) -> None:
        """Take what is on the clipboard."""
        self.take(paths_of(QGuiApplication.clipboard().mimeData()))

    def _look_into(self, folder: Path) -> None:
        self._errands.run(lambda: (folder, media_in(folder)), self._offer)

    def _offer(self, found: tuple[Path, tuple[Path, ...]]) -> None:
        folder, files = found
        if not files:
            text = self.tr("There is no recording in the folder “%1”.")
            self._notice.say(text.replace("%1", folder.name or str(folder)))
        elif len(files) <= MOST_UNASKED:
            self.files_chosen.emit(list(files))
        else:
            text = self.tr("“%1” holds %n recording(s).", "", len(files))
            self._notice.say(
                text.replace("%1", folder.name or str(folder)),
                self.tr("Make articles of all %n", "", len(files)),
                lambda: self.files_chosen.emit(list(files)),
            )

    def _refuse(self, dropped: Dropped) -> None:
        text = {
            "address": self.tr(
                "“%1” is an address on the web. Readreel never goes online: save the video first, then "
                "drop the file."
            ),
            "text": self.tr("This is text, not a recording. Drop a file, or paste its path."),
            "missing": self.tr("There is no file “%1” any more."),
            "kind": self.tr("“%1” is neither a video nor a sound recording."),
        }[dropped.refusal or "text"]
        text = text.replace("%1", shortened(dropped.name))
        if dropped.left_out > 1:
            more = self.tr("%n other(s) could not be used either.", "", dropped.left_out - 1)
            text = self.tr("%1 %2").replace("%1", text).replace("%2", more)
        self._notice.say(text)
