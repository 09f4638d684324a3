"""A video dropped on the window grows into an article; it can be held up, changed, and gone on with."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from person import SAMPLE, SHORT, Beats, Person, behave, children, gone, opened, printing
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from readreel.core import settings
from readreel.gui.jobs.entries import FILE
from readreel.gui.theme import Theme
from readreel.project.artifacts import Article, Figure
from readreel.project.folder import ProjectFolder


@pytest.fixture
def person(data: Path, look: Theme, qtbot: QtBot) -> object:
    with opened(qtbot) as one:
        yield one


def words(person: Person) -> bool:
    article = person.window.workspace.reader.article
    return article is not None and any(chapter.blocks for chapter in article.chapters)


def spoken_and_outlined(person: Person) -> bool:
    article = person.window.workspace.reader.article
    return person.window.workspace.article is None and bool(article and article.chapters[0].title)


@pytest.mark.models
def test_from_an_empty_first_page_to_an_article_kept_over_a_fresh_run(
    person: Person, qtbot: QtBot, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window = person.window
    assert window.start.isVisible()
    assert not window.start._grid.isVisible()
    beats = Beats()
    person.drop(SAMPLE)
    person.until(lambda: window._workspace is not None and window.workspace.isVisible(), 5)
    workspace = window.workspace
    assert workspace.player.isVisible() and workspace.reader.isVisible()
    assert window.windowTitle().startswith("history-of-printing")
    assert workspace.reader.hint.isVisible() and workspace.reader.hint.text()
    assert window.strip.bar.isVisible()

    person.until(lambda: words(person), 60)
    assert not workspace.reader.hint.isVisible()
    assert window.queue.busy, "it is read while it is being made"
    assert "Printing" in person.text()
    assert not window.notice.isVisible(), window.notice.text()
    stages: set[bool] = set()
    workspace.reader.shown.connect(lambda: stages.add(spoken_and_outlined(person)))
    article = person.finish()
    longest = beats.stop()
    assert not window.strip.bar.isVisible()
    assert not window.notice.isVisible(), window.notice.text()
    assert [b for c in article.chapters for b in c.blocks if isinstance(b, Figure)]
    assert article.title in person.text()
    with capsys.disabled():
        print(f"\nlongest pause of the window while making: {longest * 1000:.0f} ms")
    assert longest < 1

    name = next(b.id for c in article.chapters for b in c.blocks if not isinstance(b, Figure))
    person.write(name, "Corrected by hand.")
    person.until(lambda: "Corrected by hand." in person.text())
    project = Path(person.entry.project)
    person.open(project)
    assert "Corrected by hand." in person.text()
    window.close()

    out = ["--project", str(project), "--out", str(project / "article.html")]
    command = [
        sys.executable,
        "-m",
        "readreel",
        "make",
        str(SAMPLE),
        "--writer",
        "none",
        "--to",
        "30",
    ]
    before = (project / "article.json").stat().st_mtime_ns
    subprocess.run([*command, *out, "--fresh"], check=True, capture_output=True)
    assert (project / "article.json").stat().st_mtime_ns > before
    with opened(qtbot) as later:
        later.open(project)
        assert "Corrected by hand." in later.text()
        assert later.window.bar._home.isVisible()


def test_the_page_before_the_first_words_says_what_is_awaited(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    behave(tmp_path, monkeypatch, "sys.stdin.readline(); sys.exit(130)")
    old = printing(data / "projects")
    person.open(old)
    other = tmp_path / "other.mp4"
    other.write_bytes(b"other" * 100)
    for file in (SAMPLE, other):
        person.drop(file)
    queue, hint = person.window.queue, person.window.workspace.reader.hint
    person.until(lambda: len(queue.entries) == 2 and hint.isVisible())
    assert "Paragraph 1." not in person.text(), "the last article is gone from sight"
    said = {"running": "as they are heard", "waiting": "waits for its turn"}
    shown = queue.of_project(person.window.workspace.project.root)
    assert said[shown.state] in hint.text()
    for entry in queue.entries:
        person.window.open_entry(entry)
        person.until(lambda entry=entry: said[entry.state] in hint.text())
    assert not person.window.notice.isVisible(), person.window.notice.text()


def test_pause_go_on_and_cancel_are_buttons_of_the_bar(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    behave(
        tmp_path, monkeypatch,
        "tell(type='progress', step='transcribe', done=5, total=10, unit='s', overall=0.25)\n"
        "sys.stdin.readline(); sys.exit(130)",
    )  # fmt: skip
    bar = person.window.strip.bar
    person.drop(SAMPLE)
    person.until(lambda: bar.isVisible() and "25%" in bar._text.text())
    person.click(bar._pause)
    person.until(lambda: person.entry.state == "paused")
    assert "Paused" in bar._text.text()
    person.click(bar._resume)
    person.until(lambda: person.entry.state == "running")
    work = children()
    assert work
    person.click(bar._cancel)
    person.until(lambda: person.entry.state == "cancelled")
    assert gone(work)
    person.click(bar._resume)
    person.until(lambda: person.entry.state == "running")
    person.click(bar._cancel)
    person.until(lambda: person.entry.state == "cancelled")
    person.click(bar._cancel)
    person.until(lambda: not person.window.queue.entries)
    assert not bar.isVisible()


def test_choices_are_changed_while_it_is_made(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    behave(
        tmp_path, monkeypatch,
        f"open({str(log)!r}, 'a').write(json.dumps(sys.argv) + chr(10))\n"
        "sys.stdin.readline(); sys.exit(130)",
    )  # fmt: skip
    person.drop(SAMPLE)
    person.until(lambda: log.exists())
    person.click(person.window.strip.bar._choices)
    panel = person.window.strip.panel
    person.until(panel.isVisible)
    panel._end.setFocus()
    panel._end.selectAll()
    person.bot.keyClicks(panel._end, "0:20")
    panel.close()
    person.until(lambda: log.read_text().count("\n") == 2)
    first, second = map(json.loads, log.read_text().splitlines())
    assert "--to=30" in first
    assert "--to=20" in second
    assert person.entry.state == "running"


def test_several_files_are_a_queue_whose_order_is_the_users(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    behave(tmp_path, monkeypatch, "sys.stdin.readline(); sys.exit(130)")
    files = [tmp_path / f"{name}.mp4" for name in "abc"]
    for file in files:
        file.write_bytes(file.name.encode() * 100)
    person.drop(*files)
    queue = person.window.queue
    person.until(lambda: len(queue.entries) == 3)
    person.until(lambda: person.window.windowTitle().startswith("a "))
    assert person.window.bar._queue.text() == "3"
    person.click(person.window.bar._queue)
    rows = person.window.strip.list
    person.until(rows.isVisible)
    rows.setCurrentRow(2)
    person.bot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    person.until(lambda: [e.name for e in queue.entries] == ["a.mp4", "c.mp4", "b.mp4"])
    row = rows.item(1)
    person.click(rows.viewport(), rows.visualItemRect(row).center())
    person.until(lambda: person.window.windowTitle().startswith("c "))
    assert not rows.isVisible()
    person.answer("Close")
    person.window.close()
    entries = json.loads((data / FILE).read_text(encoding="utf-8"))["entries"]
    assert [Path(one["recording"]).name for one in entries] == ["a.mp4", "c.mp4", "b.mp4"]


@pytest.mark.models
def test_closing_asks_once_and_the_next_window_goes_on_with_what_is_heard(
    person: Person, qtbot: QtBot
) -> None:
    window = person.window
    person.drop(SAMPLE)
    person.until(lambda: words(person), 60)
    work = children()
    asked = person.answer("Keep it open")
    window.close()
    assert window.isVisible() and len(asked) == 1
    assert window.queue.busy
    asked = person.answer("Close")
    window.close()
    assert not window.isVisible() and len(asked) == 1
    assert QApplication.activeModalWidget() is None
    assert gone(work)

    with opened(qtbot, settings.load()) as later:
        later.until(lambda: later.window.queue.busy)
        shelf = later.window.start._shelf
        later.until(lambda: shelf.rowCount() == 1)
        grid = later.window.start._grid
        later.click(grid.viewport(), grid.visualRect(grid.model().index(0, 0)).center())
        later.until(lambda: words(later), 5)
        article = later.finish()
        assert "Printing" in later.text()
        root = Path(later.entry.project)
        assert ProjectFolder(root).read(Article) == article


def test_a_recording_known_already_is_opened_and_not_made_twice(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    behave(tmp_path, monkeypatch, "sys.exit(0)")
    copy = tmp_path / "moved" / SAMPLE.name
    copy.parent.mkdir()
    shutil.copy(SAMPLE, copy)
    person.drop(SAMPLE)
    person.until(lambda: bool(person.window.queue.entries) and person.entry.over)
    person.drop(copy)
    person.until(lambda: person.entry.recording == str(copy))
    assert len(person.window.queue.entries) == 1
    assert person.entry.request == replace(SHORT)
