"""The whole window as its user meets it: a video is dropped, grows into an article, is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from readreel.core import paths, settings
from readreel.core.settings import Settings
from readreel.gui.jobs.entries import Request
from readreel.gui.theme import Theme
from readreel.gui.window import Window
from readreel.project.artifacts import Article, Figure, Paragraph
from readreel.project.folder import ProjectFolder

SAMPLE = paths.resources() / "sample" / "history-of-printing.mp4"
QUICK = Request(writer="none", end=30.0)
MINUTES = 180_000


@pytest.fixture
def window(
    data: Path, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Window]:
    monkeypatch.setattr(Window, "_usual_request", lambda _: QUICK)
    made = Window(Settings(appearance="light", writer="none"))
    made.show()
    yield made
    monkeypatch.setattr(Window, "_may_close", lambda _: True)
    made.close()
    made.deleteLater()


def drop(window: Window, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    middle = window.rect().center()
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(middle, actions, mime, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), actions, mime, buttons, keys))


def finished(window: Window, qtbot: QtBot) -> Article:
    """Wait until the article is whole and in view."""
    qtbot.waitUntil(
        lambda: bool(window.queue.entries) and window.queue.entries[0].over, timeout=MINUTES
    )
    entry = window.queue.entries[0]
    assert entry.state == "finished", (entry.code, entry.values, entry.tail)
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=10_000)
    shown = window.workspace.reader
    qtbot.waitUntil(lambda: shown.article == window.workspace.article, timeout=10_000)
    assert window.workspace.article
    return window.workspace.article


def first(article: Article, kind: type) -> Paragraph | Figure:
    return next(b for c in article.chapters for b in c.blocks if isinstance(b, kind))


@pytest.mark.models
def test_a_dropped_video_grows_into_an_article_that_can_be_corrected(
    window: Window, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    drop(window, SAMPLE)
    qtbot.waitUntil(lambda: window.pages.currentWidget() is not window.start, timeout=10_000)
    reader, drafts = window.workspace.reader, []
    reader.shown.connect(lambda: drafts.append(reader.article))
    article = finished(window, qtbot)
    assert any(d and d.chapters and d != article for d in drafts), "it was seen growing"
    assert window.windowTitle().startswith(article.title)
    assert isinstance(first(article, Figure), Figure)

    # A click on a time moves the video.
    paragraph = first(article, Paragraph)
    with qtbot.waitSignal(window.workspace.player.moved, timeout=10_000):
        reader.moment_asked.emit(paragraph.start + 5)
    assert window.workspace.player.position() == pytest.approx(paragraph.start + 5, abs=0.3)

    # A double click edits; Enter accepts; the keys take it back and do it again.
    history = window.workspace.correcting.history
    place = reader.block_rect(paragraph.id).center()
    viewport = reader.pane.viewport()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    editor = window.workspace.correcting._editor
    qtbot.waitUntil(editor.isVisible)
    editor.selectAll()
    qtbot.keyClicks(editor, "Corrected by hand.")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert history.text(paragraph.id) == "Corrected by hand."
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: history.text(paragraph.id) == paragraph.text)
    qtbot.mouseClick(window.bar._redo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: history.text(paragraph.id) == "Corrected by hand.")

    # What leaves the window carries the correction.
    page = tmp_path / "out" / "page.html"
    outlet = window.workspace.outlet
    with qtbot.waitSignal(outlet.written, timeout=20_000):
        outlet.write(page, "html", lambda _: None)
    assert "Corrected by hand." in page.read_text(encoding="utf-8")
    outlet.copy()
    qtbot.waitUntil(lambda: "Corrected by hand." in QApplication.clipboard().text(), timeout=20_000)

    # The first page has its card, and the correction is there when it is opened again.
    qtbot.mouseClick(window.bar._home, Qt.MouseButton.LeftButton)
    project = Path(window.queue.entries[0].project)
    assert ProjectFolder(project).read_edited() != ProjectFolder(project).read(Article)
    window.start.project_opened.emit(project)
    qtbot.waitUntil(lambda: window.workspace.article is not None, timeout=10_000)
    assert history.text(paragraph.id) == "Corrected by hand."


@pytest.mark.models
def test_closing_in_the_middle_asks_once_and_the_next_window_goes_on(
    data: Path, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Window, "_usual_request", lambda _: QUICK)
    window = Window(Settings(writer="none"))
    window.show()
    drop(window, SAMPLE)
    qtbot.waitUntil(lambda: window.queue.busy, timeout=20_000)

    asked: list[str] = []

    def answer(button: int) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        qtbot.mouseClick(box.buttons()[button], Qt.MouseButton.LeftButton)

    QTimer.singleShot(300, window, lambda: answer(1))
    window.close()
    assert window.isVisible(), "it was told to stay open"
    QTimer.singleShot(300, window, lambda: answer(0))
    window.close()
    assert not window.isVisible()
    assert len(asked) == 2
    assert not window.queue.busy
    window.deleteLater()

    later = Window(settings.load())
    later.show()
    qtbot.waitUntil(lambda: later.queue.busy, timeout=20_000)
    later.open_entry(later.queue.entries[0])
    finished(later, qtbot)
    later.close()
    later.deleteLater()


def test_a_project_of_a_newer_program_is_left_alone(
    window: Window, qtbot: QtBot, data: Path
) -> None:
    folder = data / "projects" / "newer"
    folder.mkdir(parents=True)
    (folder / "recording.json").write_text('{"format": 99}', encoding="utf-8")
    window.open_project(folder)
    qtbot.waitUntil(window.notice.isVisible, timeout=5_000)
    assert (folder / "recording.json").read_text(encoding="utf-8") == '{"format": 99}'


def test_a_file_that_is_no_recording_is_refused_in_place(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    window.take([tmp_path / "gone.mp4"])
    qtbot.waitUntil(window.notice.isVisible, timeout=5_000)
    assert window.pages.currentWidget() is window.start
    assert not window.queue.entries


def test_a_dropped_address_is_refused_without_a_dialog(window: Window, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/talk.mp4")])
    where = QPoint(300, 300)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(where), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(window, event)
    assert QApplication.activeModalWidget() is None
    assert not window.queue.entries


def test_layouts_and_sides_are_kept(window: Window, qtbot: QtBot, data: Path) -> None:
    window.workspace  # noqa: B018 - made on first use
    for button, layout in zip(
        window.bar._views.buttons(), ("video", "both", "article"), strict=True
    ):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.settings.layout == layout
        assert window.workspace.reader.isHidden() == (layout == "video")
    qtbot.mouseClick(window.bar._swap, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: settings.load().swapped, timeout=3_000)
    assert settings.load().layout == "article"
