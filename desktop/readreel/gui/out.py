"""The way out of the window: exports and copies, made by ``publish`` off the GUI thread."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import Protocol, TypeVar

from PySide6.QtCore import QMimeData, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from readreel.core.errors import Cancelled, ReadreelError, from_os_error
from readreel.gui.errands import Errands
from readreel.gui.formats import ask_for_recording, ask_where, named
from readreel.gui.start.notice import Notice
from readreel.project.artifacts import Article, Recording, Transcript
from readreel.project.finding import find_recording
from readreel.project.folder import FILES, ProjectFolder
from readreel.publish import exports
from readreel.publish.exports import FORMATS, Format, proposed

T = TypeVar("T")


class Shown(Protocol):
    """What is in view: an article with its corrections, its project, its recording."""

    project: ProjectFolder | None
    recording: Path | None
    article: Article | None


class Outlet(QObject):
    """Exports and copies what is shown.

    ``began`` and ``saved`` carry where an export that was asked for goes and the file that came of it,
    ``advanced`` and ``stopped`` how much of a long one is done (0…1) and that it was given up,
    ``written`` any file that was made, ``troubled`` a code and its values.
    """

    began = Signal(Path)
    advanced = Signal(Path, float)
    stopped = Signal(Path)
    saved = Signal(Path)
    written = Signal(Path)
    troubled = Signal(str, dict)

    def __init__(self, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._over = parent
        self._errands = Errands(self, most=2)
        self._stops: dict[Path, Event] = {}

    def menu(self, parent: QWidget) -> QMenu:
        """What can be done with the article."""
        menu = QMenu(parent)
        menu.addAction(self.tr("Open in the browser"), self.open_in_browser).setData("article")
        menu.addAction(self.tr("Copy the article"), self.copy).setData("article")
        menu.addSeparator()
        for source in ("article", "transcript"):
            for way in FORMATS.values():
                if way.source == source:
                    menu.addAction(f"{named(way)}…", partial(self._ask, way)).setData(source)
            menu.addSeparator()
        menu.addAction(self.tr("Show the recording in its folder"), self.show_recording)
        menu.addAction(self.tr("Show the project in its folder"), self.show_project)
        menu.aboutToShow.connect(lambda: self._enable(menu))
        return menu

    def tell_in(self, notice: Notice) -> None:
        """Say how exports go, with a way to what came of them."""

        told: dict[Path, str] = {}

        def begin(out: Path) -> None:
            notice.say(self.tr("“{name}” is being written…").replace("{name}", out.name))
            told[out] = notice.text()

        def advance(out: Path, share: float) -> None:
            if notice.text() != told.get(out):  # closed, or something else is said by now
                return
            text = self.tr("“{name}” is being written: {percent} %")
            text = text.replace("{name}", out.name).replace("{percent}", str(round(100 * share)))
            notice.amend(text, self.tr("Stop"), partial(self.stop, out))
            told[out] = text

        def end(file: Path) -> None:
            name = file.parent.name if file.name == exports.INDEX else file.name
            notice.say(
                self.tr("“{name}” is saved.").replace("{name}", name),
                self.tr("Show in its folder"),
                lambda: show_in_folder(file),
            )

        self.began.connect(begin)
        self.advanced.connect(advance)
        self.stopped.connect(notice.clear)
        self.saved.connect(end)

    def stop(self, out: Path) -> None:
        """Give up the export to ``out``; nothing of it stays."""
        if out in self._stops:
            self._stops[out].set()

    def open_in_browser(self) -> None:
        """Write the page anew, corrections included, and show it in the system's browser."""
        project = self._shown.project
        if project is not None:
            out = project.root / "article.html"
            self.write(out, "html", lambda file: QDesktopServices.openUrl(_url(file)))

    def copy(self) -> None:
        """Put the article on the clipboard, as formatted text and as Markdown."""
        article, project = self._shown.article, self._shown.project
        if article is None or project is None:
            return

        def work() -> tuple[str, str]:
            from readreel.publish.clipboard import copied

            return copied(article, project.root)

        def give(result: tuple[str, str]) -> None:
            data = QMimeData()
            data.setHtml(result[0])
            data.setText(result[1])
            QGuiApplication.clipboard().setMimeData(data)

        self._start(work, give)

    def write(
        self, out: Path, to: str, then: Callable[[Path], object], recording: Path | None = None
    ) -> None:
        """Put the article at ``out``, then do something with the file.

        ``to`` is one of `readreel.publish.exports.FORMATS`; ``recording`` is where it is now, if not where
        it was.
        """
        article, project = self._shown.article, self._shown.project
        if project is None:
            return
        root, known = project.root, recording or self._shown.recording
        given_up = self._stops[out] = Event()

        def advance(share: float) -> None:
            if given_up.is_set():
                raise Cancelled
            self.advanced.emit(out, share)

        def work() -> Path:
            made = article or exports.to_export(root, exports.FORMATS[to])
            media = _media(project, known, out)
            return exports.write(made, root, out, recording=media, to=to, progress=advance)

        def tell(file: Path) -> None:
            self.written.emit(file)
            then(file)

        self._start(work, tell, out)

    def show_recording(self) -> None:
        """Open the system's file manager at the recording."""
        if self._shown.recording is not None:
            show_in_folder(self._shown.recording)

    def show_project(self) -> None:
        """Open the system's file manager at the project."""
        if self._shown.project is not None:
            show_in_folder(self._shown.project.root)

    def shut_down(self) -> None:
        """Give up every export and wait until nothing is written any more."""
        for stop in self._stops.values():
            stop.set()
        self._errands.shut_down()

    def _enable(self, menu: QMenu) -> None:
        project = self._shown.project
        heard = project is not None and (project.root / FILES[Transcript]).exists()
        there = {"article": self._shown.article is not None, "transcript": heard}
        for action in menu.actions():
            action.setEnabled(there.get(action.data(), True))

    def _ask(self, way: Format) -> None:
        recording, project = self._shown.recording, self._shown.project
        if project is None:
            return
        beside = proposed(way, recording or project.root / "article", Path.home())
        out = ask_where(way, beside, self._over)
        if out is None:
            return
        if way.name == "player" and recording is not None and not recording.is_file():
            recording = ask_for_recording(recording, self._over)
            if recording is None:
                return
        self.began.emit(out)
        self.write(out, way.name, self.saved.emit, recording)

    def _start(
        self, work: Callable[[], T], then: Callable[[T], object], out: Path | None = None
    ) -> None:
        def end(result: T | ReadreelError) -> None:
            if out is not None:
                self._stops.pop(out, None)
            if isinstance(result, Cancelled):
                self.stopped.emit(out)
            elif isinstance(result, ReadreelError):
                self.troubled.emit(result.code, result.values)
            else:
                then(result)

        self._errands.run(partial(_tried, work), end)


def _tried(work: Callable[[], T]) -> T | ReadreelError:
    try:
        return work()
    except ReadreelError as error:
        return error
    except OSError as error:
        return from_os_error(error)


def _media(project: ProjectFolder, known: Path | None, out: Path) -> Path:
    """The recording where it is now, looked for by its content if it is not where it was."""
    if known is not None and known.is_file():
        return known
    found = find_recording(project.read(Recording), (out.parent, project.root.parent))
    return found or known or project.root


def show_in_folder(file: Path) -> None:
    """Open the system's file manager at a file, marked where the system can do that."""
    if sys.platform == "win32":
        subprocess.Popen(["explorer", f"/select,{file}"])
    elif sys.platform == "darwin":
        subprocess.Popen(["open", "-R", str(file)])
    else:
        QDesktopServices.openUrl(_url(file if file.is_dir() else file.parent))


def _url(file: Path) -> QUrl:
    return QUrl.fromLocalFile(str(file))
