"""The way out of the window: every format in the menu, off the window's thread, with what came of it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from person import Person, entry, opened, printing
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from readreel.core.errors import StorageError
from readreel.gui import out as way_out
from readreel.gui.formats import named
from readreel.gui.theme import Theme
from readreel.publish import exports, player
from readreel.publish.exports import FORMATS, Format


@pytest.fixture
def reader(data: Path, look: Theme, qtbot: QtBot) -> Iterator[Person]:
    """A person who has an article in view."""
    project = printing(data / "projects")
    with opened(qtbot) as person:
        person.open(project)
        yield person


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that is chosen in every dialog; files keep the name that is proposed."""
    folder = tmp_path / "taken out"
    folder.mkdir()

    def file(_over: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        return str(folder / Path(proposed).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", file)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    return folder


def menu(person: Person) -> QMenu:
    found = person.window.workspace.out_menu()
    found.aboutToShow.emit()
    return found


def take(person: Person, way: Format) -> None:
    entry(menu(person), f"{named(way)}…").trigger()


@pytest.mark.parametrize("to", FORMATS)
def test_each_format_is_in_the_menu_and_writes_where_it_is_told(
    reader: Person, chosen: Path, to: str
) -> None:
    notice = reader.window.notice
    take(reader, FORMATS[to])
    assert "is being written" in notice.text()
    reader.until(lambda: "is saved" in notice.text(), 60)
    made = next(path for path in chosen.iterdir() if path.suffix == FORMATS[to].suffix)
    assert made.name in notice.text()
    assert (made / exports.INDEX if made.is_dir() else made).stat().st_size > 0


def test_what_was_saved_is_shown_in_its_folder_when_that_is_wanted(
    reader: Person, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Path] = []
    monkeypatch.setattr(way_out, "show_in_folder", shown.append)
    take(reader, FORMATS["txt"])
    reader.until(lambda: "is saved" in reader.window.notice.text())
    assert shown == []
    reader.click(reader.window.notice.findChild(QPushButton))
    assert [path.suffix for path in shown] == [".txt"]


def test_a_second_folder_gets_a_name_of_its_own(reader: Person, chosen: Path) -> None:
    for _ in range(2):
        reader.window.notice.clear()
        take(reader, FORMATS["folder"])
        reader.until(lambda: "is saved" in reader.window.notice.text(), 60)
    first, second = sorted(chosen.iterdir(), key=lambda path: len(path.name))
    assert second.name == f"{first.name} 2"


def test_the_window_goes_on_while_an_export_is_written_and_says_what_failed(
    reader: Person, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    go = threading.Event()

    def slow(*_: object, **__: object) -> Path:
        threads.append(threading.current_thread())
        assert go.wait(30)
        raise StorageError("storage.full", path="there", reason="no space")

    monkeypatch.setattr(exports, "write", slow)
    take(reader, FORMATS["html"])
    reader.until(lambda: bool(threads))
    assert threads[0] is not threading.main_thread()
    assert "is being written" in reader.window.notice.text()
    go.set()
    reader.until(lambda: "disk is full" in reader.window.notice.text())


def test_nothing_is_written_when_no_place_is_chosen(
    reader: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    take(reader, FORMATS["html"])
    assert reader.window.notice.text() == ""


def test_before_the_article_is_whole_only_its_transcript_can_be_had(
    reader: Person, chosen: Path
) -> None:
    workspace = reader.window.workspace
    assert workspace.project is not None
    (workspace.project.root / "article.json").unlink()
    workspace.article = None
    found = {action.text(): action.isEnabled() for action in menu(reader).actions()}
    assert [found[f"{named(way)}…"] for way in FORMATS.values()] == [
        way.source == "transcript" for way in FORMATS.values()
    ]
    take(reader, FORMATS["vtt"])
    reader.until(lambda: "is saved" in reader.window.notice.text())


def test_a_recording_that_is_gone_is_asked_for_when_it_shall_come_along(
    reader: Person, chosen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = reader.window.workspace
    assert workspace.recording is not None
    now = tmp_path / "now here.mp4"
    now.write_bytes(b"the recording")
    workspace.recording = tmp_path / "gone.mp4"
    asked: list[str] = []

    def ask(_over: object, title: str) -> tuple[str, str]:
        asked.append(title)
        return str(now), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    take(reader, FORMATS["player"])
    reader.until(lambda: "is saved" in reader.window.notice.text(), 60)
    assert asked == ["Where is “gone.mp4” now?"]
    assert (chosen / "gone" / now.name).read_bytes() == b"the recording"


def test_a_recording_that_is_copied_shows_how_far_it_is_and_can_be_stopped(
    reader: Person, chosen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        time.sleep(0.2)
        raise OSError

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(player, "_PIECE", 1 << 12)
    workspace = reader.window.workspace
    workspace.recording = tmp_path / "long.mp4"
    workspace.recording.write_bytes(bytes(300 << 20))
    notice = reader.window.notice
    take(reader, FORMATS["player"])
    reader.until(lambda: "%" in notice.text(), 30)
    stop = next(b for b in notice.findChildren(QPushButton) if b.text() == "Stop")
    stop.click()
    reader.until(lambda: not workspace.outlet._stops, 30)
    assert not notice.text()
    assert not (chosen / "long").exists()
    assert not list(chosen.glob(".readreel*"))


def test_a_copied_article_is_formatted_text_with_pictures_and_plain_text(reader: Person) -> None:
    QGuiApplication.clipboard().setText("what was there before")

    def copied() -> QMimeData:
        return QGuiApplication.clipboard().mimeData()

    entry(menu(reader), "Copy the article").trigger()
    reader.until(lambda: copied().hasHtml())
    article = reader.window.workspace.article
    assert article is not None
    assert f"<h1>{article.title}</h1>" in copied().html()
    assert "data:image/jpeg;base64," in copied().html() or "data:image/png" in copied().html()
    assert copied().text().startswith(f"# {article.title}")


def test_every_format_has_a_name(look: Theme) -> None:
    assert all(named(way) != way.name for way in FORMATS.values())
