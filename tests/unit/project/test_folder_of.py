"""A recording has one project, by its content, wherever it lies and whatever it is called."""

from __future__ import annotations

from pathlib import Path

from readreel.project.folder import project_of


def test_a_renamed_or_moved_copy_has_the_same_project(tmp_path: Path) -> None:
    projects = tmp_path / "projects"
    first = tmp_path / "Lecture 1.mp4"
    first.write_bytes(b"the same content" * 1000)
    project = project_of(first, projects)
    assert project.name.startswith("lecture-1-")
    project.mkdir(parents=True)
    moved = tmp_path / "elsewhere" / "renamed.mp4"
    moved.parent.mkdir()
    first.rename(moved)
    assert project_of(moved, projects) == project


def test_other_content_of_the_same_name_has_another_project(tmp_path: Path) -> None:
    projects = tmp_path / "projects"
    talk = tmp_path / "talk.mp4"
    talk.write_bytes(b"one")
    project_of(talk, projects).mkdir(parents=True)
    before = project_of(talk, projects)
    talk.write_bytes(b"another")
    assert project_of(talk, projects) != before
