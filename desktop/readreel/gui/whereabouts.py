"""A recording that is not where it was: looked for by its content, else asked for, then remembered."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from readreel.core.errors import BusyError, ReadreelError, from_os_error
from readreel.gui.errands import Errands
from readreel.gui.formats import ask_for_recording
from readreel.gui.out import Shown
from readreel.gui.player.player import Player
from readreel.project.artifacts import Recording
from readreel.project.finding import find_recording, relocate
from readreel.project.folder import ProjectFolder

_PLACES = QStandardPaths.StandardLocation


class Whereabouts(QObject):
    """Finds the recording of what is shown when its player misses it.

    ``found`` carries the project's folder and where its recording is now, ``troubled`` a code and values.
    """

    found = Signal(Path, Path)
    troubled = Signal(str, dict)

    def __init__(self, shown: Shown, player: Player, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown, self._over = shown, parent
        self._errands = Errands(self)
        player.failed.connect(self._look)
        player.notice.sought.connect(self._ask)

    def shut_down(self) -> None:
        """Stop looking."""
        self._errands.shut_down()

    def _look(self, code: str) -> None:
        project = self._shown.project
        if code == "player.missing" and project is not None:
            self._errands.run(partial(_looked, project, _usual()), self._take)

    def _ask(self) -> None:
        project, gone = self._shown.project, self._shown.recording
        chosen = ask_for_recording(gone, self._over) if gone else None
        if project is not None and chosen is not None:
            self._errands.run(partial(_kept, project, chosen), self._take)

    def _take(self, result: tuple[Path, Path] | ReadreelError | None) -> None:
        if isinstance(result, ReadreelError):
            self.troubled.emit(result.code, result.values)
        elif result is not None:
            self.found.emit(*result)


def _usual() -> list[Path]:
    places = (_PLACES.MoviesLocation, _PLACES.DownloadLocation, _PLACES.DesktopLocation)
    return [Path(folder) for place in places for folder in QStandardPaths.standardLocations(place)]


def _looked(project: ProjectFolder, near: list[Path]) -> tuple[Path, Path] | ReadreelError | None:
    try:
        path = find_recording(project.read(Recording), (*near, project.root.parent))
    except (ReadreelError, OSError):
        return None  # nobody asked, and that it is missing is said already
    return _kept(project, path) if path is not None else None


def _kept(project: ProjectFolder, path: Path) -> tuple[Path, Path] | ReadreelError:
    try:
        relocate(project, path)
    except BusyError:
        pass  # a run is at work on it; it is looked for again the next time
    except ReadreelError as error:
        return error
    except OSError as error:
        return from_os_error(error)
    return project.root, path
