"""``readreel export`` as it is typed: what is meant, where it goes, what stands in the way."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from finished import project_in, recording_in
from typer.testing import CliRunner, Result

from readreel.cli import app
from readreel.core.errors import BusyError, ReadreelError
from readreel.project.artifacts import Recording
from readreel.project.finding import find_recording, relocate
from readreel.project.folder import ProjectFolder, project_of


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished project among the user's, its recording in a folder of its own."""
    monkeypatch.setenv("READREEL_DATA", str(tmp_path / "data"))
    (tmp_path / "videos").mkdir()
    made = project_in(tmp_path / "videos")
    kept = project_of(recording_in(tmp_path / "videos"), tmp_path / "data" / "projects")
    kept.parent.mkdir(parents=True)
    made.rename(kept)
    return kept


def typed(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def refused(*arguments: object) -> str:
    error = typed(*arguments).exception
    assert isinstance(error, ReadreelError)
    return error.code


def videos(project: Path) -> Path:
    return Path(ProjectFolder(project).read(Recording).path).parent


def test_a_project_is_meant_by_its_folder_its_recording_or_how_its_title_begins(
    project: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.txt"
    for meant in (project, recording_in(videos(project)), "adda's", "TALK:"):
        assert typed(meant, "--out", out, "--force").stdout == f"{out}\n"


def test_what_means_no_article_or_two_is_said(project: Path, tmp_path: Path) -> None:
    assert refused("nobody", "--to", "txt") == "usage.no_project"
    assert refused(tmp_path, "--to", "txt") == "usage.no_project"
    assert refused(" ", "--to", "txt") == "usage.no_project"
    other = tmp_path / "other.mp4"
    other.write_bytes(b"another one")
    assert refused(other, "--to", "txt") == "usage.not_made"
    shutil.copytree(project, project.with_name("second"))
    assert refused("adda", "--to", "txt") == "usage.ambiguous"
    assert refused(project, "--to", "djvu") == "usage.format"
    assert refused(project) == "usage.format"
    assert refused(project, "--out", tmp_path / "a.djvu") == "usage.out"


def test_an_article_that_is_not_finished_is_no_page_but_has_subtitles(
    project: Path, tmp_path: Path
) -> None:
    (project / "article.json").unlink()
    assert refused(project, "--to", "html", "--out", tmp_path / "a.html") == "usage.unfinished"
    assert typed(project, "--to", "srt", "--out", tmp_path / "a.srt").exit_code == 0


def test_an_export_goes_beside_the_recording_under_its_name(project: Path) -> None:
    beside = videos(project)
    typed(project, "--to", "markdown")
    typed(project, "--to", "folder")
    typed(project, "--to", "srt")
    recording = recording_in(beside)
    assert (beside / f"{recording.stem}.md").is_file()
    assert (beside / recording.stem / "index.html").is_file()
    # Under the recording's own name it would be taken for its subtitles.
    assert (beside / f"{recording.stem}.readreel.srt").is_file()


def test_a_name_without_the_ending_gets_it_and_a_folder_gets_a_name(
    project: Path, tmp_path: Path
) -> None:
    assert typed(project, "--to", "html", "--out", tmp_path / "v1.0").stdout.endswith("v1.0.html\n")
    assert typed(project, "--to", "html", "--out", tmp_path / "b.HTM").stdout.endswith("b.HTM\n")
    assert typed(project, "--to", "json", "--out", tmp_path).stdout.endswith(".readreel.json\n")


def test_a_format_may_be_named_by_its_ending(project: Path) -> None:
    for named in ("md", "Markdown", ".MD"):
        assert typed(project, "--to", named, "--force").stdout.endswith(".md\n")


def test_the_recording_is_never_the_target(project: Path) -> None:
    recording = recording_in(videos(project))
    before = recording.read_bytes()
    odd = recording.rename(recording.with_suffix(".txt"))
    assert refused(project, "--recording", odd, "--out", odd, "--force") == (
        "usage.out_is_recording"
    )
    assert odd.read_bytes() == before


@pytest.mark.parametrize("to", ["html", "folder"])
def test_what_is_there_is_replaced_only_when_that_is_said(
    project: Path, tmp_path: Path, to: str
) -> None:
    out = tmp_path / "out.html" if to == "html" else tmp_path / "out"
    file = out if to == "html" else out / "notes.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text("mine", encoding="utf-8")
    assert refused(project, "--to", to, "--out", out) == "usage.exists"
    assert file.read_text(encoding="utf-8") == "mine"
    assert typed(project, "--to", to, "--out", out, "--force").exit_code == 0


def test_an_empty_folder_is_nothing_to_ask_about(project: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert typed(project, "--to", "folder", "--out", tmp_path / "out").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo terminal")
@pytest.mark.parametrize(("answer", "status"), [("n", 2), ("y", 0)])
def test_on_a_terminal_it_asks(project: Path, tmp_path: Path, answer: str, status: int) -> None:
    out = tmp_path / "out.txt"
    out.write_text("mine", encoding="utf-8")
    here, there = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "readreel", "export", str(project), "--out", str(out)],
        stdin=there,
        stdout=subprocess.PIPE,
        stderr=there,
    )
    os.close(there)
    os.write(here, f"{answer}\n".encode())
    child.communicate(timeout=60)
    os.close(here)
    assert child.returncode == status
    assert (out.read_text(encoding="utf-8") == "mine") == (answer == "n")


def test_stopping_it_leaves_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("os.fsync", stop)
    assert refused(project, "--to", "folder", "--out", tmp_path / "new" / "out") == "cancelled"
    assert not (tmp_path / "new").exists()


def test_a_moved_recording_is_found_by_its_content_and_linked_where_it_is(
    project: Path, tmp_path: Path
) -> None:
    recording = recording_in(videos(project))
    moved = recording.rename(tmp_path / "renamed.mp4")
    (tmp_path / "same size.mp4").write_bytes(bytes(moved.stat().st_size))
    result = typed(project, "--out", tmp_path / "a.md")
    assert result.stderr == ""
    assert "(renamed.mp4#t=0.4)" in (tmp_path / "a.md").read_text(encoding="utf-8")


def test_a_recording_that_is_nowhere_is_said_and_can_be_named(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    recording = recording_in(videos(project))
    (tmp_path / "far").mkdir()
    moved = recording.rename(tmp_path / "far" / "away.mp4")
    result = typed(project, "--out", tmp_path / "a.md")
    assert result.exit_code == 0
    assert "not at" in result.stderr
    assert refused(project, "--to", "player", "--out", tmp_path / "b") == "recording.moved"
    named = typed(project, "--to", "player", "--out", tmp_path / "b", "--recording", moved)
    assert named.exit_code == 0
    assert (tmp_path / "b" / "away.mp4").read_bytes() == moved.read_bytes()
    assert refused(project, "--to", "docs", "--recording", tmp_path / "no") == "usage.format"
    assert refused(project, "--to", "txt", "--recording", tmp_path / "no") == "recording.missing"


def test_a_project_keeps_where_its_recording_is_now_but_not_while_a_run_is_at_work(
    project: Path, tmp_path: Path
) -> None:
    folder = ProjectFolder(project)
    moved = recording_in(videos(project)).rename(tmp_path / "moved.mp4")
    before = folder.hash_of(Recording)
    lock = folder.lock()
    with pytest.raises(BusyError):
        relocate(folder, moved)
    lock.release()
    relocate(folder, moved)
    assert folder.read(Recording).path == str(moved)
    assert folder.hash_of(Recording) == before, "no step is done again because of it"
    folder.lock().release()


def test_a_recording_where_it_was_is_not_looked_for(project: Path, tmp_path: Path) -> None:
    found = ProjectFolder(project).read(Recording)
    assert find_recording(found, [tmp_path / "not there"]) == Path(found.path)
