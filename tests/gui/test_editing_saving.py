"""Edits that a disk refuses: they wait, are tried again, and an old version never covers a newer one."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from readreel.gui.editing import saving
from readreel.gui.editing.saving import Saving
from readreel.project.edits import Edits, Name
from readreel.project.folder import ProjectFolder


class Disk:
    """Takes what it is given while there is room, and remembers it."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[tuple[str, Edits]] = []
        self.tries = 0

    def write(self, folder: ProjectFolder, edits: Edits) -> None:
        self.tries += 1
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.kept.append((folder.root.name, edits))


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    made = Disk()
    monkeypatch.setattr(ProjectFolder, "write_edits", lambda self, edits: made.write(self, edits))
    return made


def edits(word: str) -> Edits:
    return Edits(edits=(Name("e1", "Old", word),))


@pytest.fixture
def keeper(qtbot: QtBot, disk: Disk) -> Iterator[Saving]:
    made = Saving()
    yield made
    made.wait()
    made._again.stop()  # the disk that it would try again is gone


@pytest.fixture
def folders(tmp_path: Path) -> tuple[ProjectFolder, ProjectFolder]:
    return ProjectFolder(tmp_path / "a"), ProjectFolder(tmp_path / "b")


Two = tuple[ProjectFolder, ProjectFolder]


def test_what_is_refused_is_told_once_and_kept_for_its_project(
    disk: Disk, keeper: Saving, folders: Two
) -> None:
    (one, other), told = folders, []
    keeper.failed.connect(lambda code, values: told.append((code, values["reason"])))
    disk.full = True
    for word in ("One", "Two"):
        keeper.write(one, edits(word))
        keeper.wait()
    assert told == [("storage.corrections", "No space left on device")]
    assert keeper.unsaved(one.root) == edits("Two")
    assert keeper.unsaved(other.root) is None
    assert [left.edits for left in keeper.refused] == [edits("Two")]


def test_all_projects_are_saved_at_last(
    qtbot: QtBot, disk: Disk, keeper: Saving, folders: Two
) -> None:
    one, other = folders
    disk.full = True
    keeper.write(one, edits("One"))
    keeper.write(other, edits("Two"))
    keeper.wait()
    disk.full = False
    with qtbot.waitSignal(keeper.saved_at_last, timeout=5000):
        keeper.try_again()
    assert dict(disk.kept) == {"a": edits("One"), "b": edits("Two")}
    assert not keeper.refused
    assert keeper.unsaved(one.root) is None


def test_a_full_disk_is_tried_again_less_and_less_often(
    qtbot: QtBot, disk: Disk, folders: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "AGAIN_MS", 40)
    monkeypatch.setattr(saving, "LONGEST_MS", 160)
    keeper = Saving()
    waits: list[int] = []
    disk.full = True
    keeper.write(folders[0], edits("One"))
    for tries in range(1, 6):
        qtbot.waitUntil(
            lambda tries=tries: disk.tries == tries and keeper._again.isActive(), timeout=5000
        )
        waits.append(keeper._again.interval())
    assert waits == [40, 80, 160, 160, 160]
    keeper._again.stop()


def test_an_old_version_does_not_cover_a_newer_one(
    disk: Disk, keeper: Saving, folders: Two
) -> None:
    disk.full = True
    keeper.write(folders[0], edits("Old"))
    keeper.wait()
    disk.full = False
    keeper.write(folders[0], edits("New"))
    keeper.try_again()
    keeper.wait()
    assert {version.edits[0].new for _, version in disk.kept} == {"New"}  # type: ignore[union-attr]
    assert not keeper.refused
