"""The whole window in bad moments: nothing is lost, nothing is left running, and what happened is said."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace
from person import SAMPLE, Person, behave, children, gone, opened, printing
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from readreel.core import settings
from readreel.gui.editing import saving
from readreel.gui.jobs import child as jobs
from readreel.gui.jobs.entries import FILE
from readreel.gui.single import FirstWindow
from readreel.gui.theme import Theme
from readreel.project.edits import Edits
from readreel.project.folder import ProjectFolder


@dataclass
class Disk:
    """Whether corrections find room, and how often it was tried."""

    full: bool = False
    tries: int = 0


@pytest.fixture
def person(data: Path, look: Theme, qtbot: QtBot) -> Iterator[Person]:
    with opened(qtbot) as one:
        yield one


@pytest.mark.models
def test_a_killed_child_says_what_happened_and_try_again_goes_on(person: Person) -> None:
    bar = person.window.strip.bar
    person.drop(SAMPLE)
    person.until(lambda: person.window.queue.busy and len(children()) > 0 and bar.isVisible())
    person.until(lambda: person.entry.step == "transcribe", 30)
    for process in children():
        process.kill()
    person.until(lambda: person.entry.state == "failed")
    assert person.entry.code == "engine.crashed"
    assert bar._text.text()
    assert bar._details.isVisible()
    person.click(bar._resume)
    person.until(lambda: person.entry.state == "running" and person.entry.step == "transcribe", 30)
    work = children()
    person.click(bar._cancel)
    person.until(lambda: person.entry.state == "cancelled", 20)
    assert gone(work)


def test_a_child_that_does_not_listen_is_ended_all_the_same(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "_POLITE_MS", 300)
    monkeypatch.setattr(jobs, "_FIRM_MS", 300)
    script = "signal.signal(signal.SIGTERM, signal.SIG_IGN)\ntell(type='started', step='watch')\n"
    behave(tmp_path, monkeypatch, script + "while True: time.sleep(1)")
    person.drop(SAMPLE)
    person.until(lambda: bool(person.window.queue.entries) and person.entry.step == "watch")
    work = children()
    person.click(person.window.strip.bar._pause)
    person.until(lambda: person.entry.state == "paused")
    assert gone(work)


def test_a_recording_that_vanishes_while_open_leaves_the_article_to_read(
    data: Path, tmp_path: Path, look: Theme, qtbot: QtBot
) -> None:
    movie = tmp_path / SAMPLE.name
    shutil.copy(SAMPLE, movie)
    project = printing(data / "projects")
    known = json.loads((project / "recording.json").read_bytes())
    (project / "recording.json").write_text(json.dumps({**known, "path": str(movie)}))
    with opened(qtbot) as one:
        one.open(project)
        one.until(lambda: one.window.workspace.player.current_frame() is not None)
        movie.unlink()
        one.press("chip", "p6")
        one.until(lambda: one.window.workspace.reader.pane.state.playing == "p6")
        one.write("p6", "Still here.")
        one.open(project)
        assert "Still here." in one.text()
        player = one.window.workspace.player
        one.until(lambda: player.notice.isVisible())
        one.press("chip", "p5")
        one.until(lambda: abs(player.position() - 50) < 0.3)


def test_without_any_model_it_says_what_is_needed(
    data: Path, tmp_path: Path, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("READREEL_MODELS", str(tmp_path / "none"))
    with opened(qtbot) as one:
        one.until(one.window.start._wanted.isVisible)
        one.drop(SAMPLE)
        one.until(lambda: bool(one.window.queue.entries) and one.entry.over, 40)
        assert one.entry.state == "failed"
        assert one.window.strip.bar._text.text()
        assert one.entry.code != "engine.crashed"
        one.click(one.window.bar._models)
        assert one.window._models is not None and one.window._models.isVisible()


def test_a_full_disk_is_told_and_the_words_stay_on_the_page(
    data: Path, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = printing(data / "projects")
    with opened(qtbot) as one:
        one.open(project)

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device", str(project / "edits.json"))

        with monkeypatch.context() as there:
            there.setattr(ProjectFolder, "write_edits", full)
            one.write("p1", "Set by hand.")
            one.until(one.window.notice.isVisible)
            assert "Set by hand." in one.text()
        one.write("p2", "There is room again.")
        one.window.close()
    edited = ProjectFolder(project).read_edited()
    texts = [getattr(b, "text", "") for c in edited.chapters for b in c.blocks]
    assert "Set by hand." in texts and "There is room again." in texts


def test_edits_that_the_disk_refused_are_kept_as_soon_as_there_is_room(
    data: Path, look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = printing(data / "projects")
    with opened(qtbot) as one:
        one.open(project)
        whole = ProjectFolder.write_edits
        refusals = iter([True])

        def once(self: ProjectFolder, edits: Edits) -> None:
            if next(refusals, False):
                raise OSError(errno.ENOSPC, "No space left on device")
            whole(self, edits)

        monkeypatch.setattr(ProjectFolder, "write_edits", once)
        one.write("p1", "Set by hand.")
        one.until(one.window.notice.isVisible)
        one.window.close()
    edited = ProjectFolder(project).read_edited()
    assert "Set by hand." in [getattr(b, "text", "") for c in edited.chapters for b in c.blocks]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk whose room for corrections a test decides on."""
    made = Disk()
    write = ProjectFolder.write_edits

    def kept(self: ProjectFolder, edits: Edits) -> None:
        made.tries += 1
        if made.full:
            raise OSError(errno.ENOSPC, "No space left on device", str(self.root))
        write(self, edits)

    monkeypatch.setattr(ProjectFolder, "write_edits", kept)
    return made


def corrected(one: Person, project: Path, disk: Disk, words: str = "Set by hand.") -> None:
    """Correct the first paragraph while there is no room."""
    one.open(project)
    disk.full = True
    one.write("p1", words)
    one.until(one.window.notice.isVisible)


def on_disk(project: Path) -> str:
    edited = ProjectFolder(project).read_edited()
    return " ".join(getattr(b, "text", "") for c in edited.chapters for b in c.blocks)


def test_closing_with_corrections_that_the_disk_refuses_asks_and_stays_open_if_wanted(
    data: Path, look: Theme, qtbot: QtBot, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "AGAIN_MS", 300)
    project = printing(data / "projects")
    with opened(qtbot) as one:
        corrected(one, project, disk)
        asked = one.answer("Keep it open")
        assert not one.window.close()
        assert len(asked) == 1
        assert one.window.isVisible()
        assert "Set by hand." in one.text()
        disk.full = False
        one.until(lambda: "are saved now" in one.window.notice.text())
        assert "Set by hand." in on_disk(project)
        assert one.window.close()  # without a question: nobody could answer it


def test_corrections_are_saved_at_closing_when_trying_again_finds_room(
    data: Path, look: Theme, qtbot: QtBot, disk: Disk
) -> None:
    project = printing(data / "projects")
    with opened(qtbot) as one:
        corrected(one, project, disk)

        def make_room() -> None:
            disk.full = False
            one.answer("Try again")

        QTimer.singleShot(300, make_room)
        assert one.window.close()
    assert "Set by hand." in on_disk(project)


def test_the_question_goes_by_itself_when_there_is_room_while_it_stands(
    data: Path, look: Theme, qtbot: QtBot, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "AGAIN_MS", 300)
    project = printing(data / "projects")
    with opened(qtbot) as one:
        corrected(one, project, disk)
        QTimer.singleShot(500, lambda: setattr(disk, "full", False))
        assert one.window.close()
    assert "Set by hand." in on_disk(project)


def test_a_copy_of_unsaved_corrections_goes_where_the_person_says(
    data: Path,
    tmp_path: Path,
    look: Theme,
    qtbot: QtBot,
    disk: Disk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project, copy = printing(data / "projects"), tmp_path / "stick" / "copy.json"
    places = iter(["", str(copy)])  # at first the person thinks better of it
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (next(places), ""))
    with opened(qtbot) as one:
        corrected(one, project, disk)
        one.answer("Save a copy elsewhere…")
        QTimer.singleShot(500, lambda: one.answer("Save a copy elsewhere…"))
        assert one.window.close()
    assert not (project / "edits.json").exists()
    disk.full = False
    shutil.copy(copy, project / "edits.json")
    assert "Set by hand." in on_disk(project)


def test_corrections_are_given_up_only_by_the_persons_word(
    data: Path, look: Theme, qtbot: QtBot, disk: Disk
) -> None:
    project = printing(data / "projects")
    with opened(qtbot) as one:
        corrected(one, project, disk)
        asked = one.answer("Close without them")
        assert one.window.close()
        assert len(asked) == 1
    assert not (project / "edits.json").exists()


def test_corrections_that_the_disk_refuses_are_there_when_their_project_is_opened_again(
    data: Path, look: Theme, qtbot: QtBot, disk: Disk
) -> None:
    project = printing(data / "projects")
    with opened(qtbot) as one:
        corrected(one, project, disk)
        one.click(one.window.bar._home)
        one.open(project)
        assert "Set by hand." in one.text()
        disk.full = False
        one.write("p2", "There is room again.")
        assert one.window.close()
    assert "Set by hand." in on_disk(project)
    assert "There is room again." in on_disk(project)


def test_settings_on_a_slow_disk_do_not_hold_up_the_window_and_the_last_word_counts(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    save = settings.save

    def slow(chosen: settings.Settings) -> None:
        threads.add(threading.get_ident())
        time.sleep(0.4)
        save(chosen)

    monkeypatch.setattr(settings, "save", slow)
    window = person.window
    for size in (10.0, 11.0, 12.5):
        window.apply(replace(window.settings, text_size=size))
        person.bot.wait(250)  # long enough for each to be on its way
    person.until(lambda: settings.load().text_size == 12.5)
    assert threading.get_ident() not in threads
    monkeypatch.setattr(settings, "save", save)
    window.apply(replace(window.settings, text_size=14.0))
    assert window.close()
    assert settings.load().text_size == 14.0


@pytest.mark.parametrize("spoilt", ["{", '{"entries": 7}', "\x00\x00", ""])
def test_damaged_queue_and_settings_do_not_keep_the_window_from_opening(
    data: Path, look: Theme, qtbot: QtBot, spoilt: str
) -> None:
    (data / FILE).write_text(spoilt, encoding="utf-8")
    (data / settings.FILE).write_text(spoilt + "= [", encoding="utf-8")
    project = printing(data / "projects")
    with opened(qtbot, settings.load()) as one:
        assert "Art of Printing" in one.open(project).title


def test_a_second_window_hands_its_files_to_the_first(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path
) -> None:
    behave(tmp_path, monkeypatch, "sys.stdin.readline(); sys.exit(130)")
    first = FirstWindow()
    assert first.claim()
    first.files_received.connect(person.window.come_forward)
    command = [sys.executable, "-m", "readreel", "open", str(SAMPLE)]
    second = subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    person.until(lambda: second.poll() is not None, 30)
    assert second.returncode == 0
    person.until(lambda: person.window.windowTitle().startswith("history-of-printing"))
    first.release()
    again = FirstWindow()
    assert again.claim()
    again.release()


def test_a_project_of_a_newer_version_is_refused_on_its_card(
    data: Path, look: Theme, qtbot: QtBot
) -> None:
    project = printing(data / "projects")
    content = json.loads((project / "article.json").read_bytes())
    newer = json.dumps({**content, "format": 99})
    (project / "article.json").write_text(newer, encoding="utf-8")
    with opened(qtbot) as one:
        one.click(one.window.bar._home)
        grid = one.window.start._grid
        one.until(lambda: one.window.start._shelf.rowCount() == 1)
        one.click(grid.viewport(), grid.visualRect(grid.model().index(0, 0)).center())
        one.until(lambda: "newer" in one.window.start._notice.text())
        assert one.window.start.isVisible()
        one.key(Qt.Key.Key_Escape)
    assert (project / "article.json").read_text(encoding="utf-8") == newer
