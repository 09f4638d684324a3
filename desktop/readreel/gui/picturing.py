"""Pictures chosen by the person: another one, one more, none, or the frame that the video is at."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, QRect, Signal

from readreel.core.errors import ReadreelError
from readreel.core.time import Span
from readreel.gui.editing import Filmstrip, FrameKeeper, History
from readreel.gui.player import Player
from readreel.gui.reading import Reader
from readreel.project.artifacts import Artifact, Figure, Screens, Stills
from readreel.project.edits import Shot
from readreel.project.folder import ProjectFolder

A = TypeVar("A", bound=Artifact)


class Picturing(QObject):
    """Wires the filmstrip to the history and the player; ``failed`` carries a code and its values."""

    failed = Signal(str, dict)

    def __init__(
        self, history: History, reader: Reader, player: Player, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._history, self._player = history, player
        self._film = Filmstrip(reader)
        self._frames = FrameKeeper(self)
        self._project: ProjectFolder | None = None
        self._subject, self._adding = "", False
        self._film.chosen.connect(self._use)
        self._film.removed.connect(lambda: self._history.swap(self._subject, None))
        self._film.frame_asked.connect(self._keep_frame)
        self._frames.kept.connect(self._use)
        self._frames.failed.connect(self.failed)

    def open(self, rect: QRect, project: ProjectFolder, name: str, *, adding: bool = False) -> None:
        """Offer pictures beside ``rect`` (global): for a figure, or ``adding`` one after a block."""
        block = self._history.block(name)
        if block is None:
            return
        stills, screens = there(project, Stills), there(project, Screens)
        self._project, self._subject, self._adding = project, name, adding
        self._film.open(
            rect, project.root, stills.stills if stills else (), Span(block.start, block.end),
            screens=screens.screens if screens else (),
            current=block.still if isinstance(block, Figure) and not adding else None,
            can_frame=self._player.current_frame() is not None,
        )  # fmt: skip

    def shut_down(self) -> None:
        """Call before the window goes."""
        self._film.shut_down()

    def _keep_frame(self) -> None:
        image = self._player.current_frame()
        if image is not None and self._project is not None:
            self._frames.keep(image, self._project.root, self._player.position())

    def _use(self, shot: Shot) -> None:
        if self._adding:
            self._history.add_picture(self._subject, shot)
        else:
            self._history.swap(self._subject, shot)


def there(project: ProjectFolder, kind: type[A]) -> A | None:
    """An artifact of a project, None where it cannot be read: what needs it is not offered then."""
    try:
        return project.read(kind)
    except ReadreelError:
        return None
