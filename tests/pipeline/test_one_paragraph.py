"""One paragraph again, beside the plan: it disturbs no run, and no run disturbs it."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from readreel.core.errors import BusyError, UsageError
from readreel.core.time import Span
from readreel.pipeline import events, runner
from readreel.pipeline.again import Again, rewrite_again, take
from readreel.pipeline.events import Event
from readreel.pipeline.plan import Choices
from readreel.project.artifacts import (
    Article,
    Chapter,
    Facts,
    Outline,
    OutlineChapter,
    Paragraph,
    Paragraphs,
    Passage,
    Screens,
    Sentence,
    Stills,
    Transcript,
)
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Asked, Redraft, read_redraft, write_redraft

CHILD = """
import json, sys
from pathlib import Path
job = json.loads(sys.stdin.readline())
def tell(**event):
    print(json.dumps(event), flush=True)
tell(type="hello", protocol=1, version="0")
tell(type="progress", step="again", done=0, total=1, unit="passages")
assert sys.stdin.readline() == "go on\\n" if job["asked"]["instruction"] == "wait" else True
path = Path(job["project"], "steps", f"again-{job['asked']['passage']}.json")
path.parent.mkdir(exist_ok=True)
path.write_text(json.dumps({"asked": job["asked"], "text": "Less.", "origin": "rewritten",
    "support": 1.0, "sentences": []}))
tell(type="done", step="again")
"""


def request(folder: Path, instruction: str = "") -> Again:
    return Again(
        project=folder, asked=Asked(3, "shorter", instruction), choices=Choices(), threads=1,
        device="cpu",
    )  # fmt: skip


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, and a script in place of the worker."""
    script = tmp_path / "child.py"
    script.write_text(textwrap.dedent(CHILD), encoding="utf-8")
    monkeypatch.setattr(runner, "_command", lambda: [sys.executable, str(script)])
    return tmp_path / "project"


def test_a_draft_lies_in_the_steps_and_its_name_is_told(child: Path) -> None:
    told: list[Event] = []
    path = rewrite_again(request(child), told.append, threading.Event())
    assert read_redraft(path).text == "Less."
    assert events.ArtifactChanged("again", "steps/again-3.json") in told
    assert isinstance(told[-1], events.Finished)


def test_while_a_run_is_at_work_it_says_so(child: Path) -> None:
    with ProjectFolder(child).lock(), pytest.raises(BusyError) as caught:
        rewrite_again(request(child), lambda _: None, threading.Event())
    assert caught.value.code == "busy.project"


def test_a_run_may_begin_as_soon_as_everything_is_read(child: Path) -> None:
    began: list[bool] = []

    def tell(event: Event) -> None:
        if isinstance(event, events.Progress):
            with ProjectFolder(child).lock():
                began.append(True)

    rewrite_again(request(child), tell, threading.Event())
    assert began == [True]


def test_an_earlier_draft_is_not_taken_for_this_one(child: Path) -> None:
    project = ProjectFolder(child)
    old = Redraft(
        asked=Asked(3, "plainer"), text="Old.", origin="rewritten", support=1, sentences=()
    )
    write_redraft(project.redraft(3), old)
    rewrite_again(request(child), lambda _: None, threading.Event())
    assert read_redraft(project.redraft(3)).text == "Less."


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "readreel", "again", *arguments],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_command_tells_its_failure_as_an_event(tmp_path: Path) -> None:
    ran = command("--passage=0", "--manner=grander", "--events", "--", str(tmp_path))
    assert ran.returncode == UsageError.exit_code
    failed = [json.loads(line) for line in ran.stdout.splitlines()][-1]
    assert (failed["type"], failed["code"]) == ("failed", "usage.manner")


def test_a_folder_without_an_article_is_refused(tmp_path: Path) -> None:
    ran = command("--passage=0", "--", str(tmp_path / "nothing"))
    assert ran.returncode == UsageError.exit_code
    assert "holds no finished article" in ran.stderr
    assert not (tmp_path / "nothing").exists()


SAID = (
    "Okay so the hive has, it has about 40,000 bees in it in the summer, most of them workers.",
    "The queen doesn't leave the hive, basically, except once, and that's on her mating flight.",
)


def hive(folder: Path) -> ProjectFolder:
    """A finished project of one chapter with two paragraphs, a sentence each."""
    project = ProjectFolder(folder)
    project.create()
    sentences = tuple(Sentence(n, n * 5.0, n * 5.0 + 5, text, ()) for n, text in enumerate(SAID))
    project.write(Transcript(language="en", source="listened", sentences=sentences))
    passages = tuple(Passage(n, n, n, n * 5.0, n * 5.0 + 5) for n in range(2))
    chapter = OutlineChapter(0, "The hive", 0.0, 10.0, passages)
    project.write(Outline(title="Bees", chapters=(chapter,)))
    for artifact in (Screens(), Stills(), Paragraphs(writer="none")):
        project.write(artifact)
    blocks = tuple(
        Paragraph(f"p{n}", n * 5.0, n * 5.0 + 5, text, "cleaned", 1.0, (n,))
        for n, text in enumerate(SAID)
    )
    facts = Facts(name="bees.mp4", duration=10.0, span=Span(0.0, 10.0))
    chapters = (Chapter("c1", "The hive", 0.0, 10.0, blocks),)
    project.write(Article(title="Bees", language="en", facts=facts, chapters=chapters))
    return project


def draft(project: ProjectFolder, passage: int, sentences: tuple[int, ...]) -> Path:
    path = project.redraft(passage)
    asked = Asked(passage, "shorter")
    write_redraft(
        path, Redraft(asked=asked, text="Less.", origin="rewritten", support=1, sentences=sentences)
    )
    return path


def texts(project: ProjectFolder) -> list[str]:
    return [getattr(b, "text", "") for c in project.read_edited().chapters for b in c.blocks]


def test_a_draft_that_is_taken_stands_in_the_article_as_an_edit(tmp_path: Path) -> None:
    project = hive(tmp_path)
    before = project.read(Article)
    assert take(project.root, [draft(project, 1, (1,))]) == 1
    assert texts(project) == [SAID[0], "Less."]
    assert project.read(Article) == before


def test_a_draft_without_a_paragraph_of_its_own_is_left(tmp_path: Path) -> None:
    project = hive(tmp_path)
    assert take(project.root, [draft(project, 0, (0, 1))]) == 0
    assert texts(project) == list(SAID)


@pytest.mark.models
def test_the_starter_writer_writes_a_chapter_again(tmp_path: Path) -> None:
    project = hive(tmp_path)
    ran = command("--chapter=1", "--manner=shorter", "--take", "--", str(project.root))
    assert ran.returncode == 0, ran.stderr
    assert "2 of 2 in the article" in ran.stdout
    first, second = texts(project)
    assert "40,000" in first
    assert len(first) + len(second) < len("".join(SAID))


def test_a_chapter_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    project = hive(tmp_path)
    for wrong in (("--chapter=7",), ("--chapter=1", "--passage=0"), ()):
        ran = command(*wrong, "--", str(project.root))
        assert ran.returncode == UsageError.exit_code
        assert "no passage" in ran.stderr
