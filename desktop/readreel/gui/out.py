"""The way out of the window: pages and copies, made by ``publish`` off the GUI thread."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, QRunnable, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from readreel.core.errors import ReadreelError, from_os_error
from readreel.project.artifacts import Article
from readreel.project.folder import ProjectFolder


class Shown(Protocol):
    """What is in view: an article with its corrections, its project, its recording."""

    project: ProjectFolder | None
    recording: Path | None
    article: Article | None


class Outlet(QObject):
    """Exports and copies what is shown. ``written`` carries the file that was made, ``troubled`` a code and
    its values.
    """

    written = Signal(Path)
    troubled = Signal(str, dict)
    _done = Signal(object, object)

    def __init__(self, shown: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown = shown
        self._over = parent
        self._done.connect(lambda then, result: then(result))

    def menu(self, parent: QWidget) -> QMenu:
        """What can be done with the article."""
        menu = QMenu(parent)
        menu.addAction(self.tr("Open in the browser"), self.open_in_browser)
        menu.addAction(self.tr("Copy the article"), self.copy)
        menu.addSeparator()
        menu.addAction(self.tr("Save as a web page…"), lambda: self._ask("html"))
        menu.addAction(self.tr("Save as a web page in a folder…"), lambda: self._ask("folder"))
        menu.addAction(self.tr("Save as Markdown…"), lambda: self._ask("markdown"))
        menu.addSeparator()
        menu.addAction(self.tr("Show the recording in its folder"), self.show_recording)
        menu.addAction(self.tr("Show the project in its folder"), self.show_project)
        menu.aboutToShow.connect(lambda: self._enable(menu))
        return menu

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
        recording = self._shown.recording or project.root

        def work() -> tuple[str, str]:
            from readreel.publish.clipboard import copied

            return copied(article, project.root, recording)

        def give(result: tuple[str, str]) -> None:
            data = QMimeData()
            data.setHtml(result[0])
            data.setText(result[1])
            QGuiApplication.clipboard().setMimeData(data)

        self._start(work, give)

    def write(self, out: Path, kind: str, then: Callable[[Path], object] | None = None) -> None:
        """Put the article at ``out``; ``kind`` is one of `readreel.publish.exports.FORMATS`."""
        article, project = self._shown.article, self._shown.project
        if article is None or project is None:
            return
        recording = self._shown.recording or project.root

        def work() -> Path:
            from readreel import publish

            return publish.write(article, project.root, out, recording=recording, to=kind)

        def tell(file: Path) -> None:
            self.written.emit(file)
            if then is not None:
                then(file)

        self._start(work, tell)

    def show_recording(self) -> None:
        """Open the system's file manager at the recording."""
        if self._shown.recording is not None:
            show_in_folder(self._shown.recording)

    def show_project(self) -> None:
        """Open the system's file manager at the project."""
        if self._shown.project is not None:
            show_in_folder(self._shown.project.root)

    def _enable(self, menu: QMenu) -> None:
        whole = self._shown.article is not None
        for action in menu.actions()[:6]:
            action.setEnabled(whole)

    def _ask(self, kind: str) -> None:
        recording, project = self._shown.recording, self._shown.project
        if project is None:
            return
        beside = (recording or project.root / "article").with_suffix("")
        if kind == "folder":
            chosen = QFileDialog.getExistingDirectory(
                self._over, self.tr("Save in this folder"), str(beside.parent)
            )
            chosen = str(Path(chosen) / beside.name) if chosen else ""
        else:
            suffix, name = ("html", self.tr("Web page")) if kind == "html" else ("md", "Markdown")
            chosen, _ = QFileDialog.getSaveFileName(
                self._over,
                self.tr("Save the article"),
                f"{beside}.{suffix}",
                f"{name} (*.{suffix})",
            )
        if chosen:
            self.write(Path(chosen), kind, show_in_folder)

    def _start(self, work: Callable[[], object], then: Callable[..., object]) -> None:
        errand = _Errand(work, lambda result: self._done.emit(then, result), self.troubled.emit)
        QThreadPool.globalInstance().start(errand)


class _Errand(QRunnable):
    """Work for another thread, whose failures come back as codes."""

    def __init__(
        self,
        work: Callable[[], object],
        done: Callable[[object], object],
        failed: Callable[[str, dict[str, str]], object],
    ) -> None:
        super().__init__()
        self._work, self._done, self._failed = work, done, failed

    def run(self) -> None:
        """Do the work and tell how it went."""
        try:
            self._done(self._work())
        except ReadreelError as error:
            self._failed(error.code, error.values)
        except OSError as error:
            storage = from_os_error(error)
            self._failed(storage.code, storage.values)


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
