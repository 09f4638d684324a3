"""What a person writes on a project: a title as a correction, tags and being put away as a label."""

from __future__ import annotations

from pathlib import Path

import pytest

from readreel.core.errors import StorageError
from readreel.core.time import Span
from readreel.project.artifacts import Article, Facts
from readreel.project.folder import ProjectFolder
from readreel.project.label import Label, tagged


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    folder = ProjectFolder(tmp_path / "p")
    folder.create()
    facts = Facts(name="x.mp4", duration=9.0, span=Span(0.0, 9.0))
    folder.write(Article(title="As made", language="en", facts=facts))
    return folder


def test_tags_are_typed_with_commas_and_kept_once_in_order() -> None:
    label = tagged(Label(archived=True), " math, #Exam ,, Math,two  words，中文、标签")
    assert label.tags == ("math", "Exam", "two words", "中文", "标签")
    assert label.archived
    assert tagged(label, " , ").tags == ()


def test_a_label_survives_and_none_is_an_empty_one(project: ProjectFolder) -> None:
    assert project.read_label() == Label()
    project.write_label(Label(tags=("a",), archived=True))
    assert project.read_label() == Label(tags=("a",), archived=True)


def test_a_damaged_label_is_an_empty_one_and_can_be_written_again(project: ProjectFolder) -> None:
    (project.root / "label.json").write_bytes(b"{")
    assert project.read_label() == Label()
    project.write_label(Label(tags=("a",)))
    assert project.read_label().tags == ("a",)


def test_a_new_title_is_a_correction_and_the_last_one_counts(project: ProjectFolder) -> None:
    project.rename("Better")
    project.rename("Best")
    assert project.read_edited().title == "Best"
    assert project.read(Article).title == "As made"


def test_nothing_of_a_newer_program_is_written_over(project: ProjectFolder) -> None:
    project.leave_newer_alone()
    newer = b'{"format": 2, "tags": {"shape": "another"}}'
    (project.root / "label.json").write_bytes(newer)
    for write in (lambda: project.write_label(Label()), project.leave_newer_alone):
        with pytest.raises(StorageError) as refused:
            write()
        assert refused.value.code == "storage.newer"
    assert (project.root / "label.json").read_bytes() == newer
