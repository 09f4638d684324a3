"""What is written for readers is the article as its owner corrected it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from readreel.core.errors import StorageError
from readreel.core.time import Span
from readreel.pipeline import worker
from readreel.pipeline.plan import Choices, Job
from readreel.project.artifacts import Article, Chapter, Facts, Paragraph
from readreel.project.edits import Edits, Name, Text, place_of
from readreel.project.folder import ProjectFolder

MADE = Article(
    title="A talk by Carpathy", language="en",
    facts=Facts(name="talk.mp4", duration=9.0, span=Span(0, 9)),
    chapters=(
        Chapter("c1", "One", 0, 9, (Paragraph("p1", 0, 9, "As written.", "rewritten", 1.0, (0,)),)),
    ),
)  # fmt: skip


def page(project: ProjectFolder) -> str:
    out = project.root / "out.html"
    job = Job(
        step="page", project=str(project.root), recording=str(project.root / "talk.mp4"), run="",
        choices=Choices(), threads=1, device="cpu", out=str(out),
    )  # fmt: skip
    context = worker.ChildContext(job, project, lambda _: None)
    assert isinstance(context.stop, threading.Event)
    worker._JOBS["page"](job, project, context)
    return out.read_text(encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> ProjectFolder:
    folder = ProjectFolder(tmp_path)
    folder.create()
    folder.write(MADE)
    return folder


def test_the_page_is_the_edited_article(project: ProjectFolder) -> None:
    assert "As written." in page(project)
    edit = Text("e1", place_of(MADE, MADE, "p1"), "As I want it, says Carpathy.")
    project.write_edits(Edits(edits=(edit, Name("e2", "Carpathy", "Karpathy"))))
    written = page(project)
    assert "As I want it, says Karpathy." in written
    assert "A talk by Karpathy" in written
    assert "As written." not in written
    assert "Carpathy" not in written


def test_no_page_is_written_without_corrections_that_are_there_but_cannot_be_read(
    project: ProjectFolder,
) -> None:
    (project.root / "edits.json").write_text("{", encoding="utf-8")
    with pytest.raises(StorageError) as caught:
        page(project)
    assert caught.value.code == "storage.edits"
