"""The split view of one project: the video on one side, its growing article on the other.

The workspace reads artifacts and writes none but the user's own edits. It shows whatever there is: the
transcript while somebody listens, the draft while somebody writes, the article once it is whole.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QVBoxLayout, QWidget

from readreel.core.errors import ReadreelError
from readreel.core.settings import Settings
from readreel.gui.correcting import Correcting
from readreel.gui.jobs.queue import Queue
from readreel.gui.out import Outlet
from readreel.gui.player import Player
from readreel.gui.reading import Appearance, Reader
from readreel.gui.reading.appearance import MEASURE
from readreel.gui.side import Side
from readreel.gui.whereabouts import Whereabouts
from readreel.project.artifacts import (
    Article,
    Artifact,
    Outline,
    Recording,
    Stills,
    Transcript,
)
from readreel.project.edits import Edits, corrected
from readreel.project.folder import FILES, ProjectFolder

_DRAFT_MS = 700
"""How often a draft is drawn anew while it grows."""

_PIXELS_PER_POINT = 1.5
"""The settings speak of points as a word processor does; an article is read from further away."""

A = TypeVar("A", bound=Artifact)


class Workspace(QWidget):
    """One project at a time, in a ``player`` and a ``reader`` that are its own from now on.

    ``titled`` says what stands in the window's head; ``troubled`` carries the code and values of what
    could not be shown.
    """

    titled = Signal(str)
    troubled = Signal(str, dict)
    history_changed = Signal(bool, bool)
    settings_changed = Signal(Settings)

    def __init__(self, chosen: Settings, player: Player, reader: Reader) -> None:
        super().__init__()
        self._settings = chosen
        self._queue: Queue | None = None
        self._captioned = Edits()
        self._bound: tuple[str, float] | None = None
        self._captions = False  # until somebody chooses, the player knows best
        self.player, self.reader = player, reader
        self.project: ProjectFolder | None = None
        self.recording: Path | None = None
        self.article: Article | None = None
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._side = Side(self.player)
        self._split.addWidget(self._side)
        self._split.addWidget(self.reader)
        self.outlet = Outlet(self, self)
        self._whereabouts = Whereabouts(self, player, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self._draft = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._draft.timeout.connect(self._show_draft)
        self.correcting = Correcting(self.reader, self.player, self)
        self._wire()
        self.take_settings(chosen)
        self.set_split_position(chosen.split)

    # --- what is shown ---------------------------------------------------------------------------

    def open(self, project: Path, recording: Path | None = None) -> None:
        """Show a project; ``recording`` is known before the project says so when it is only beginning."""
        self.close_project()
        self.project = ProjectFolder(project)
        self.recording = recording
        found = self._read(Recording)
        if found is not None and self.recording is None:
            self.recording = Path(found.path)
        self.titled.emit(self.recording.stem if self.recording else project.name)
        self._load(found)
        self._tell_hint()
        for name in FILES.values():
            if (project / name).exists():
                self.artifact_changed(name)
        if self.article is None:
            self._show_draft()

    def go_to(self, block: str, moment: float) -> None:
        """Bring a block of the project that is open into sight, its moment too, as soon as it is there."""
        self._bound = (block, moment)
        self.player.seek(moment)

    def _arrive(self) -> None:
        if self._bound is None:
            return
        block, moment = self._bound
        if not block:  # nobody has made paragraphs yet: the words of the moment
            self.reader.follow(moment)
            self.reader.resume_following()
        elif self.article is None or not self.reader.go_to(block):
            return
        self._bound = None

    def close_project(self) -> None:
        """Let go of the project, its video and its article."""
        self._draft.stop()
        self.correcting.close()
        self._captioned = Edits()
        self._bound = None
        if self.project is not None:
            self.player.load(None, 0.0)
        self.project, self.recording, self.article = None, None, None

    def artifact_changed(self, name: str) -> None:
        """Take in an artifact that has new content."""
        takers = {
            FILES[Recording]: self._take_recording,
            FILES[Transcript]: self._take_transcript,
            FILES[Stills]: self._take_stills,
            FILES[Outline]: self._take_outline,
            FILES[Article]: self._take_article,
        }
        if name in takers:
            takers[name]()
        self.grown()

    def grown(self) -> None:
        """A step has come further: draw the draft anew, but not more often than eyes can follow."""
        if self.article is None and not self._draft.isActive():
            self._draft.start()

    def shut_down(self) -> None:
        """Keep the edits and release the video; call before the window goes."""
        self._draft.stop()
        self.correcting.shut_down()
        self.outlet.shut_down()
        self.reader.shut_down()
        self.player.shut_down()
        self._whereabouts.shut_down()

    # --- how it is shown -------------------------------------------------------------------------

    def take_settings(self, chosen: Settings) -> None:
        """Take on the user's settings: layout, sides, type, models for asking again."""
        self._settings = chosen
        self._side.setVisible(chosen.layout != "article")
        self.reader.setVisible(chosen.layout != "video")
        self.reader.give_chapters(self._side.below if chosen.layout != "article" else None)
        left = self.reader if chosen.swapped else self._side
        if self._split.widget(0) is not left:
            self._split.insertWidget(0, left)
        self.reader.set_appearance(_appearance(chosen))
        if chosen.captions != self._captions:
            self._captions = chosen.captions
            self.player.set_captions(chosen.captions)
        self.correcting.writer, self.correcting.device = chosen.writer, chosen.device

    def set_split_position(self, share: float) -> None:
        """Give the left side a share of the width."""
        left = round(1000 * min(max(share, 0.15), 0.85))
        self._split.setSizes([left, 1000 - left])

    def out_menu(self) -> QMenu:
        """What can be done with the article outside the window."""
        return self.outlet.menu(self)

    def listen_to(self, queue: Queue) -> None:
        """Follow the children of a queue, as far as they work on the project in view."""
        self._queue = queue
        queue.changed.connect(self._tell_hint)
        queue.artifact.connect(lambda name, file: self._hear(queue, name, file))
        queue.grown.connect(lambda name: self._hear(queue, name, ""))

    def _tell_hint(self) -> None:
        """Say what is awaited where there are no words yet."""
        if self.project is None or self._queue is None:
            return
        entry = self._queue.of_project(self.project.root)
        state = entry.state if entry is not None else ""
        self.reader.set_hint(
            {
                "running": self.tr("The words appear here as they are heard."),
                "waiting": self.tr("This recording waits for its turn."),
                "paused": self.tr("Paused before the first words were heard."),
            }.get(state, self.tr("No words have been heard yet."))
        )

    def _hear(self, queue: Queue, name: str, file: str) -> None:
        entry = queue.entry(name)
        if entry is None or self.project is None or Path(entry.project) != self.project.root:
            return
        if file:
            self.artifact_changed(file)
        else:
            self.grown()

    def _wire(self) -> None:
        self.correcting.changed.connect(self._show_article)
        for teller in (self.correcting, self.outlet, self._whereabouts):
            teller.troubled.connect(self.troubled)
        history = self.correcting.history
        history.state_changed.connect(
            lambda: self.history_changed.emit(history.can_undo, history.can_redo)
        )
        self.reader.failed.connect(self._complain)
        self.reader.shown.connect(self._side.fit)
        self.reader.shown.connect(self._arrive)
        self.reader.moment_asked.connect(self.player.seek)
        self.reader.appearance_changed.connect(self._keep_appearance)
        self.player.moved.connect(self.reader.follow)
        self.player.captions_changed.connect(lambda on: self._keep(captions=on))
        self._split.splitterMoved.connect(self._keep_split)
        self._whereabouts.found.connect(self._take_found)

    def _keep_appearance(self, look: Appearance) -> None:
        self._keep(
            text_size=look.size / _PIXELS_PER_POINT, text_width=MEASURE[look.width],
            serif=look.serif, appearance=look.scheme,
        )  # fmt: skip

    def _keep_split(self) -> None:
        sizes = self._split.sizes()
        if all(sizes):
            self._keep(split=round(sizes[0] / sum(sizes), 3))

    def _keep(self, **values: Any) -> None:
        changed = replace(self._settings, **values)
        if changed != self._settings:
            self.settings_changed.emit(changed)

    # --- artifacts -------------------------------------------------------------------------------

    def _take_recording(self) -> None:
        found = self._read(Recording)
        if found is not None and self.recording is not None:
            self._load(found)

    def _take_found(self, project: Path, recording: Path) -> None:
        if self.project is not None and self.project.root == project:
            self.recording = recording
            self._take_recording()

    def _load(self, found: Recording | None) -> None:
        self.player.load(self.recording, found.duration if found else 0.0)
        if found is not None and found.audio_track is not None:
            self.player.set_audio_track(found.audio_track)

    def _complain(self, code: str, values: dict[str, str]) -> None:
        if code != "storage.absent":  # nothing is there yet
            self.troubled.emit(code, values)

    def _take_transcript(self) -> None:
        transcript = self._read(Transcript)
        if transcript is not None:
            transcript = corrected(transcript, self.correcting.history.edits)
        self.player.set_transcript(transcript)

    def _take_stills(self) -> None:
        found = self._read(Stills)
        if found is not None and self.project is not None:
            folder = self.project.stills
            self.player.set_stills(
                [(span.start, folder / s.file) for s in found.stills for span in s.spans]
            )

    def _take_outline(self) -> None:
        found = self._read(Outline)
        if found is not None:
            self.player.set_chapters([(c.start, c.title) for c in found.chapters])

    def _take_article(self) -> None:
        found = self._read(Article)
        if found is None or self.project is None:
            return
        self._draft.stop()
        self.correcting.open(self.project.root, found)

    def _show_article(self, article: Article) -> None:
        if self.project is None:
            return
        self.article = article
        self.titled.emit(article.title)
        self.player.set_chapters([(c.start, c.title) for c in article.chapters])
        self.reader.show_article(article, self.project.root)
        if self.correcting.history.edits != self._captioned:
            # Names corrected everywhere are corrected in the captions too.
            self._captioned = self.correcting.history.edits
            self._take_transcript()

    def _show_draft(self) -> None:
        if self.project is not None and self.article is None:
            self.reader.show_draft(self.project.root)

    def _read(self, kind: type[A]) -> A | None:
        assert self.project is not None
        try:
            return self.project.read(kind)
        except ReadreelError as error:
            self._complain(error.code, error.values)
            return None


def _appearance(chosen: Settings) -> Appearance:
    width = min(MEASURE, key=lambda name: abs(MEASURE[name] - chosen.text_width))
    size = round(chosen.text_size * _PIXELS_PER_POINT)
    return Appearance(size=size, width=width, serif=chosen.serif, scheme=chosen.appearance)
