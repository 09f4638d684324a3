"""A recording that was moved plays again: found by its content, or where the user says."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from person import SAMPLE, Person, opened, printing
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from readreel.gui import whereabouts
from readreel.gui.theme import Theme
from readreel.project.artifacts import Recording
from readreel.project.fingerprint import fingerprint
from readreel.project.folder import ProjectFolder

Choose = Callable[[Path], None]


@pytest.fixture
def moved(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProjectFolder:
    """A project whose recording is not where it was; nothing is in the usual places."""
    monkeypatch.setattr(whereabouts, "_usual", lambda: [tmp_path / "videos"])
    project = ProjectFolder(printing(data / "projects"))
    known = replace(
        project.read(Recording),
        path=str(tmp_path / "gone" / SAMPLE.name),
        fingerprint=fingerprint(SAMPLE),
    )
    project.write(known)
    return project


@pytest.fixture
def person(look: Theme, moved: ProjectFolder, qtbot: QtBot) -> Iterator[Person]:
    with opened(qtbot) as one:
        yield one


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    def answer(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    return answer


def test_it_is_found_by_its_content_and_the_project_knows_from_then_on(
    person: Person, moved: ProjectFolder, tmp_path: Path
) -> None:
    (tmp_path / "videos").mkdir()
    now = Path(shutil.copy(SAMPLE, tmp_path / "videos" / "renamed.mp4"))
    person.open(moved.root)
    workspace = person.window.workspace
    person.until(lambda: workspace.player.transport.source == "film")
    assert workspace.recording == now
    assert moved.read(Recording).path == str(now)
    assert workspace.player.notice.text() == ""


def test_the_user_says_where_it_is(
    person: Person, moved: ProjectFolder, tmp_path: Path, choose: Choose
) -> None:
    now = Path(shutil.copy(SAMPLE, tmp_path / "elsewhere.mp4"))
    person.open(moved.root)
    workspace = person.window.workspace
    person.until(lambda: workspace.player.notice.isVisible())
    choose(now)
    person.click(workspace.player.notice._find)
    person.until(lambda: workspace.player.transport.source == "film")
    assert moved.read(Recording).path == str(now)


def test_another_recording_is_refused(
    person: Person, moved: ProjectFolder, tmp_path: Path, choose: Choose
) -> None:
    other = tmp_path / "other.mp4"
    other.write_bytes(b"something else")
    before = moved.read(Recording)
    person.open(moved.root)
    workspace = person.window.workspace
    person.until(lambda: workspace.player.notice.isVisible())
    choose(other)
    person.click(workspace.player.notice._find)
    person.until(lambda: "another recording" in person.window.notice.text())
    assert moved.read(Recording) == before
    assert workspace.player.notice.isVisible()
