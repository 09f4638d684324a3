"""A person before the window: drops files, clicks what is painted, turns the wheel, chooses from menus."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from reading_book import book, project
from readreel.core import paths
from readreel.core.settings import Settings
from readreel.core.time import Span
from readreel.gui.jobs import child as jobs
from readreel.gui.jobs.entries import Entry, Request
from readreel.gui.reading.targets import Target
from readreel.gui.window import Window
from readreel.project.artifacts import Article, Recording, Still, Stills
from readreel.project.folder import ProjectFolder

SAMPLE = paths.resources() / "sample" / "history-of-printing.mp4"
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NO_KEY, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHORT = Request(writer="none", end=30.0)


class Person:
    """Whoever uses one window."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window, self.bot = window, qtbot

    # --- hands -----------------------------------------------------------------------------------

    def drop(self, *files: Path) -> None:
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        middle, copy = self.window.rect().center(), Qt.DropAction.CopyAction
        enter = QDragEnterEvent(middle, copy, mime, LEFT, NO_KEY)
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.window, QDropEvent(QPointF(middle), copy, mime, LEFT, NO_KEY))

    def click(self, widget: QWidget, where: QPoint | None = None) -> None:
        assert widget.isVisible(), "nobody can click what is not there"
        assert widget.isEnabled()
        self.bot.mouseClick(widget, LEFT, pos=where or widget.rect().center())

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEY) -> None:
        focused = self.window.focusWidget() or self.window
        self.bot.keyClick(focused, key, modifier)

    def press(self, kind: str, block: str) -> None:
        """Click a chip, a picture or a mark of a block in the article."""
        pane = self.window.workspace.reader.pane
        where = self.see(kind, block)
        self.bot.mouseMove(pane.viewport(), where)
        self.bot.mouseClick(pane.viewport(), LEFT, pos=where)

    def see(self, kind: str, block: str) -> QPoint:
        """Where a target is; scrolled to if it is out of sight."""
        pane = self.window.workspace.reader.pane
        view = pane.viewport().rect()
        number = pane.scene.content.numbers(block).start
        target = Target(kind, number)  # type: ignore[arg-type]
        if not view.contains(pane.scene.rect_of(target).center().toPoint()):
            pane.go_to(block)
        return pane.scene.rect_of(target).center().toPoint()

    def wheel(self, notches: int) -> None:
        view = self.window.workspace.reader.pane.viewport()
        where = QPointF(view.rect().center())
        turn = QPoint(0, -120 * notches)
        QApplication.sendEvent(view, QWheelEvent(
            where, QPointF(view.mapToGlobal(where.toPoint())), QPoint(), turn,
            Qt.MouseButton.NoButton, NO_KEY, Qt.ScrollPhase.NoScrollPhase, False,
        ))  # fmt: skip

    def on_text(self, block: str, part: str = "", which: int = 0) -> QPoint:
        """A place on the words of a block, in sight."""
        reader = self.window.workspace.reader
        reader.go_to(block)
        rect = reader.block_rect(block, part, which)
        assert not rect.isEmpty()
        bottom = min(rect.bottom(), reader.pane.viewport().height() - 4)
        return QPoint(rect.left() + 20, (rect.top() + bottom) // 2)

    def double_click(self, block: str, part: str = "", which: int = 0) -> QWidget:
        """Begin to edit; the editor."""
        view = self.window.workspace.reader.pane.viewport()
        self.bot.mouseDClick(view, LEFT, pos=self.on_text(block, part, which))
        editor = self.window.workspace.correcting._editor
        self.bot.waitUntil(lambda: editor.isVisible() and editor.hasFocus())
        return editor

    def write(self, block: str, words: str, part: str = "", which: int = 0) -> None:
        """Replace the words of a block, a caption or a title."""
        editor = self.double_click(block, part, which)
        self.bot.keyClick(editor, Qt.Key.Key_A, CONTROL)
        self.bot.keyClick(editor, Qt.Key.Key_Delete)
        self.bot.keyClicks(editor, words)
        self.bot.keyClick(editor, Qt.Key.Key_Return)

    def choose(self, block: str, *acts: str, part: str = "", which: int = 0) -> None:
        """Right-click a block and take an entry of its menu, by name."""
        view = self.window.workspace.reader.pane.viewport()
        where = self.on_text(block, part, which)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(view, QContextMenuEvent(reason, where, view.mapToGlobal(where)))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for act in acts:
            action = entry(menu, act)
            self.bot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
            inner = action.menu()
            if isinstance(inner, QMenu):
                self.bot.waitUntil(inner.isVisible)
                menu = inner

    def answer(self, text: str) -> list[str]:
        """Answer the next question with a button, by its text; what was asked comes in the list."""
        asked: list[str] = []

        def look() -> None:
            box = QApplication.activeModalWidget()
            if not isinstance(box, QMessageBox):
                QTimer.singleShot(50, self.window, look)
                return
            asked.append(box.text())
            button = next(b for b in box.buttons() if b.text().replace("&", "") == text)
            self.bot.mouseClick(button, LEFT)

        QTimer.singleShot(50, self.window, look)
        return asked

    # --- eyes ------------------------------------------------------------------------------------

    def until(self, seen: object, seconds: float = 10) -> None:
        self.bot.waitUntil(seen, timeout=round(seconds * 1000))

    def text(self) -> str:
        """The article as it is in the pane."""
        return self.window.workspace.reader.pane.document().toPlainText()

    def open(self, project: Path) -> Article:
        """Click the card of a project on the first page, and wait for the article."""
        start = self.window.start
        self.click(self.window.bar._home)
        self.until(lambda: project in [row.project for row in start._shelf.rows])
        row = [row.project for row in start._shelf.rows].index(project)
        grid = start._grid
        index = grid.model().index(row, 0)
        start._bring_in_sight(index)
        self.click(grid.viewport(), grid.visualRect(index).center())
        return self.article()

    def article(self) -> Article:
        """The article that is whole and in view."""
        workspace = self.window.workspace
        self.until(
            lambda: workspace.article is not None and workspace.reader.article == workspace.article
        )
        assert workspace.article
        return workspace.article

    @property
    def entry(self) -> Entry:
        return self.window.queue.entries[0]

    def finish(self, seconds: float = 180) -> Article:
        """Wait until the first recording is an article, and in view."""
        self.until(lambda: bool(self.window.queue.entries) and self.entry.over, seconds)
        assert self.entry.state == "finished", (self.entry.code, self.entry.values, self.entry.tail)
        return self.article()


def entry(menu: QMenu, name: str) -> QAction:
    """An entry by its object name or its text; also one that opens a menu."""
    names = [*(a.objectName() for a in menu.actions()), *(a.text() for a in menu.actions())]
    found = next(
        (a for a in menu.actions() if name in (a.objectName().partition(":")[0], a.text())), None
    )
    assert found is not None, names
    return found


@contextmanager
def opened(
    qtbot: QtBot, chosen: Settings | None = None, request: Request | None = SHORT
) -> Iterator[Person]:
    """A window, shown; closed whatever happens."""
    window = Window(chosen or Settings(appearance="light", writer="none"))
    if request is not None:
        window._usual_request = lambda: request  # type: ignore[method-assign]
    window.show()
    window.activateWindow()
    try:
        yield Person(window, qtbot)
    finally:
        if window.isVisible():
            window._may_close = lambda: True  # type: ignore[method-assign]
            window.close()
        window.deleteLater()


class Beats:
    """The longest time for which the window did not turn round its loop."""

    def __init__(self) -> None:
        self.gaps: list[float] = []
        self._last = time.monotonic()
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.monotonic()
        self.gaps.append(now - self._last)
        self._last = now

    def stop(self) -> float:
        self._timer.stop()
        return max(self.gaps)


def children() -> list[psutil.Process]:
    """What this process, and so a window in it, has at work."""
    found = psutil.Process().children(recursive=True)
    return [one for one in found if one.status() != psutil.STATUS_ZOMBIE]


def gone(processes: Sequence[psutil.Process], seconds: float = 10) -> bool:
    return not psutil.wait_procs(processes, timeout=seconds)[1]


def behave(folder: Path, monkeypatch: object, script: str) -> None:
    """Let children be a script; it can `tell(type=…)`."""
    prelude = (
        "import json, os, signal, sys, time\n"
        "def tell(**event): print(json.dumps(event), flush=True)\n"
        "tell(type='started', step='transcribe')\n"
    )
    path = folder / "child.py"
    path.write_text(prelude + script, encoding="utf-8")
    monkeypatch.setattr(jobs, "program", lambda: [sys.executable, "-u", str(path)])  # type: ignore[attr-defined]


def printing(projects: Path) -> Path:
    """A finished project of the sample recording, with an article of every kind of block."""
    root = project(projects / "printing")
    folder = ProjectFolder(root)
    folder.create()
    folder.write(Recording(
        path=str(SAMPLE), name=SAMPLE.name, size=SAMPLE.stat().st_size, fingerprint="f",
        container="mp4", duration=229.0, span=Span(0.0, 229.0),
    ))  # fmt: skip
    stills = [
        Still(n, f"still-{n}.png", t, (Span(t, t + 4),), 640, 360, content=0.5)
        for n, t in ((1, 15.0), (20, 205.0))
    ]
    folder.write(Stills(stills=tuple(stills)))
    folder.write(book())
    (root / "steps").mkdir(exist_ok=True)
    for step in ("probe", "transcribe", "watch", "read", "spell", "outline", "rewrite", "compose"):
        (root / "steps" / f"{step}.done").write_text("{}")
    return root
