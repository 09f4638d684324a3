"""Projects are told as they are: whole, half done, damaged or too new; none hides another."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from shelves import begun, finished

from readreel.gui.start import recent
from readreel.gui.start.recent import Recent, bytes_of, look, recents


def told(project: Path) -> Recent:
    found = look(project)
    assert found is not None
    return found


def test_a_finished_project_is_told_with_title_length_and_a_good_still(tmp_path: Path) -> None:
    finished(tmp_path / "p", "On printing", length=61.5)
    found = told(tmp_path / "p")
    assert (found.title, found.state, found.length, found.share) == (
        "On printing",
        "finished",
        61.5,
        1.0,
    )
    assert found.still == tmp_path / "p" / "stills" / "still-0002.png"  # most of all but the first
    assert found.recording == Path("/videos/talk.mp4")


def test_a_slide_is_shown_before_a_face(tmp_path: Path) -> None:
    project = finished(tmp_path / "p", "On printing")
    path = project.root / "stills.json"
    stills = json.loads(path.read_text())
    stills["stills"][1]["kind"] = "camera"
    path.write_text(json.dumps(stills))
    assert told(project.root).still == project.stills / "still-0003.png"


def test_an_unfinished_project_says_how_far_it_is(tmp_path: Path) -> None:
    project = begun(tmp_path / "p", "On printing", passages=4)
    before = told(project.root)
    assert before.state == "stopped"
    assert 0.2 < before.share < 0.5
    lines = b'"run"\n' + b"{}\n" * 2 + b'{"half'
    (project.root / "steps" / "rewrite.journal").write_bytes(lines)
    after = told(project.root)
    assert before.share + 0.2 < after.share < 0.8


def test_while_it_is_heard_the_last_window_counts(tmp_path: Path) -> None:
    project = begun(tmp_path / "p", "On printing")
    for step in ("transcribe", "watch", "read", "spell", "outline"):
        (project.root / "steps" / f"{step}.done").unlink()
    (project.root / "outline.json").unlink()
    assert told(project.root).share < 0.01
    (project.root / "steps" / "transcribe.journal").write_bytes(b'"run"\n{"start":0,"end":60.0}\n')
    assert 0.05 < told(project.root).share < 0.15
    assert told(project.root).title == "talk"


@pytest.mark.parametrize("name", ["article.json", "recording.json"])
@pytest.mark.parametrize(
    ("content", "state"),
    [
        (b"", "damaged"),
        (b'{"format": 1, "title": "cut', "damaged"),
        (b'{"format": 1}', "damaged"),
        (b"\xff\xfe\x00", "damaged"),
        (b"[" * 100_000, "damaged"),
        (b'{"format": 2, "shape": "unknown"}', "newer"),
    ],
)
def test_a_spoiled_project_is_told_as_such(
    tmp_path: Path, name: str, content: bytes, state: str
) -> None:
    project = finished(tmp_path / "p", "On printing")
    (project.root / name).write_bytes(content)
    found = told(project.root)
    assert (found.state, found.spoiled) == (state, name)
    assert found.title in ("talk", "p")


def test_one_bad_project_does_not_hide_the_others(tmp_path: Path) -> None:
    for number in range(3):
        finished(tmp_path / f"good{number}", f"Good {number}")
    bad = finished(tmp_path / "bad", "Bad")
    (bad.root / "article.json").write_bytes(b"{")
    (tmp_path / "empty").mkdir()
    (tmp_path / "a file").write_text("x")
    (tmp_path / ".hidden").mkdir()
    states = sorted(row.state for row in recents(tmp_path, {}))
    assert states == ["damaged", "finished", "finished", "finished"]


def test_a_still_outside_the_project_is_not_shown(tmp_path: Path) -> None:
    project = finished(tmp_path / "p", "On printing")
    (tmp_path / "secret.png").write_bytes(b"x")
    path = project.root / "stills.json"
    stills = json.loads(path.read_text())
    for still in stills["stills"]:
        still["file"] = "../../secret.png"
    path.write_text(json.dumps(stills))
    assert told(project.root).still is None


def test_the_title_is_the_corrected_one(tmp_path: Path) -> None:
    from readreel.project.edits import Edits, Place, Title

    project = finished(tmp_path / "p", "On prinitng")
    place = Place("", "article", 0.0, 120.0, text="On prinitng")
    project.write_edits(Edits(edits=(Title("e1", place, "On printing"),)))
    assert told(project.root).title == "On printing"


def test_the_last_changed_comes_first_and_unchanged_ones_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(("old", "new", "middle")):
        project = finished(tmp_path / name, name)
        when = {0: 1_000, 1: 3_000, 2: 2_000}[number]
        for file in (project.root, *project.root.rglob("*")):
            os.utime(file, (when, when))
    first = list(recents(tmp_path, {}))
    assert [row.title for row in first] == ["new", "middle", "old"]
    read = []
    monkeypatch.setattr(recent, "look", lambda path, stamp: read.append(path))
    known = {row.project: row for row in first}
    assert list(recents(tmp_path, known)) == first
    assert read == []
    os.utime(tmp_path / "old" / "article.json", (5_000, 5_000))
    list(recents(tmp_path, known))
    assert read == [tmp_path / "old"]


def test_an_absent_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(recents(tmp_path / "nowhere", {})) == []


def test_four_hundred_projects_are_listed_within_a_second_and_a_half(tmp_path: Path) -> None:
    finished(tmp_path / "p0", "One of many")
    contents = {
        file.relative_to(tmp_path / "p0"): file.read_bytes()
        for file in (tmp_path / "p0").rglob("*")
        if file.is_file()
    }
    for number in range(1, 400):
        for name, content in contents.items():
            path = tmp_path / f"p{number}" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    start = time.monotonic()
    assert len(list(recents(tmp_path, {}))) == 400
    assert time.monotonic() - start < 1.5  # 0.1 s measured; a loaded machine is slower


def test_the_size_is_that_of_every_file(tmp_path: Path) -> None:
    project = finished(tmp_path / "p", "On printing")
    sizes = [file.stat().st_size for file in project.root.rglob("*") if file.is_file()]
    assert bytes_of(project.root) == sum(sizes)
