"""The main path as its user walks it: the program itself, the real starter models, a real recording."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from readreel.core.paths import resources
from readreel.core.time import Span
from readreel.project.artifacts import Article, Figure, Outline, Paragraph, Recording, Transcript
from readreel.project.folder import ProjectFolder

pytestmark = pytest.mark.models

SAMPLE = resources() / "sample" / "history-of-printing.mp4"
WRITER = "qwen2.5-coder-0.5b-instruct"
STEPS = ["probe", "transcribe", "watch", "read", "spell", "outline", "rewrite", "compose"]


class Run:
    """What one run of the program did."""

    def __init__(self, *arguments: str | Path, **environment: str) -> None:
        command = [sys.executable, "-m", "readreel", *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, env=os.environ | environment, timeout=600
        )
        self.status = done.returncode
        self.out = done.stdout.decode()
        self.complaint = done.stderr.decode()

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    def steps(self, kind: str, **values: object) -> list[str]:
        return [
            event["step"]
            for event in self.events
            if event["type"] == kind and values.items() <= event.items()
        ]


def make(folder: Path, *more: str | Path, page: str = "article.html") -> Run:
    return Run(
        "make", SAMPLE, "--project", folder / "project", "--out", folder / page,
        "--to", "50", "--events", *more,
    )  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    folder = tmp_path_factory.mktemp("made")
    run = make(folder, "--writer", WRITER)
    assert run.status == 0, run.complaint
    return folder, run


def test_every_step_is_told_of_in_order(made: tuple[Path, Run]) -> None:
    _, run = made
    assert run.steps("started") == STEPS
    assert run.steps("done") == STEPS
    assert run.events[-1]["type"] == "finished"


def test_progress_comes_with_a_share_of_the_whole_that_never_falls_and_an_eta(
    made: tuple[Path, Run],
) -> None:
    _, run = made
    progress = [event for event in run.events if event["type"] == "progress"]
    assert {"transcribe", "rewrite"} <= {event["step"] for event in progress}
    assert all(0 <= event["overall"] <= 1 for event in progress)
    assert any(event.get("eta") is not None for event in progress)


def test_what_was_said_is_what_was_heard(made: tuple[Path, Run]) -> None:
    folder, _ = made
    transcript = ProjectFolder(folder / "project").read(Transcript)
    assert transcript.language == "en"
    heard = " ".join(sentence.text for sentence in transcript.sentences).lower()
    for word in ("printing", "exhibition", "chinese", "netherlands", "movable"):
        assert word in heard
    assert all(sentence.end <= 50.5 for sentence in transcript.sentences)


def test_every_passage_becomes_prose_that_knows_its_sentences(made: tuple[Path, Run]) -> None:
    folder, _ = made
    project = ProjectFolder(folder / "project")
    outline, article = project.read(Outline), project.read(Article)
    sentences = {s.id: s for s in project.read(Transcript).sentences}
    told = [b for c in article.chapters for b in c.blocks if isinstance(b, Paragraph)]
    covered = {i for block in told for i in block.sentences}
    for chapter in outline.chapters:
        for passage in chapter.passages:
            assert covered & set(range(passage.first, passage.last + 1))
    for block in told:
        assert block.start <= sentences[block.sentences[0]].start
        assert block.end >= sentences[block.sentences[-1]].end - 0.001


def test_the_page_holds_its_pictures_and_asks_nobody_for_anything(made: tuple[Path, Run]) -> None:
    folder, _ = made
    page = (folder / "article.html").read_text(encoding="utf-8")
    article = ProjectFolder(folder / "project").read(Article)
    figures = [b for c in article.chapters for b in c.blocks if isinstance(b, Figure)]
    assert figures
    assert page.count("data:image/") >= len(figures)
    assert not re.search(r"""(?:src|srcset)=["']?(?:https?:)?//""", page)
    assert f"{SAMPLE.name}#t=" in page


def test_a_second_run_finds_everything_done_and_changes_nothing(made: tuple[Path, Run]) -> None:
    folder, _ = made
    before = (folder / "project" / "article.json").read_bytes()
    again = make(folder, "--writer", WRITER)
    assert again.status == 0, again.complaint
    assert again.steps("started", fresh=True) == STEPS
    assert (folder / "project" / "article.json").read_bytes() == before


def test_another_writer_makes_only_the_writing_stale(made: tuple[Path, Run]) -> None:
    folder, _ = made
    other = make(folder, "--writer", "none", page="plain.md")
    assert other.status == 0, other.complaint
    assert other.steps("started", fresh=True) == ["probe", "transcribe", "watch", "read", "spell"]
    article = ProjectFolder(folder / "project").read(Article)
    told = [b for c in article.chapters for b in c.blocks if isinstance(b, Paragraph)]
    assert {block.origin for block in told} == {"cleaned"}
    markdown = (folder / "plain.md").read_text(encoding="utf-8")
    assert "\n# A Short History of Printing\n" in markdown
    assert "![" in markdown


def test_stopping_keeps_what_was_done_and_the_same_command_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "readreel", "make", str(SAMPLE), "--to", "50", "--writer", "none",
               "--project", str(tmp_path / "project"), "--out", str(tmp_path / "a.html")]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while not (tmp_path / "project" / "recording.json").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 130, complaint
    assert b"goes on from here" in complaint
    assert not (tmp_path / "a.html").exists()
    resumed = make(tmp_path, "--writer", "none")
    assert resumed.status == 0, resumed.complaint
    assert "probe" in resumed.steps("started", fresh=True)


def test_a_subtitle_file_alone_becomes_an_article_without_pictures(tmp_path: Path) -> None:
    lines = (
        "So, um, today we look at how a kiln is fired.",
        "First the clay has to dry for nine days.",
        "It must not be warmer than 20 degrees in the room.",
        "Then the kiln is heated slowly, and you know, you should not open it.",
    )
    cues = [
        f"{n + 1}\n00:00:{4 * n:02d},000 --> 00:00:{4 * n + 4:02d},000\n{text}\n"
        for n, text in enumerate(lines)
    ]
    path = tmp_path / "Kiln talk.srt"
    path.write_text("\n".join(cues), encoding="utf-8")
    run = Run("make", path, "--project", tmp_path / "p", "--writer", "none", "--events",
              "--language", "en")  # fmt: skip
    assert run.status == 0, run.complaint
    project = ProjectFolder(tmp_path / "p")
    assert project.read(Recording).kind == "subtitles"
    article = project.read(Article)
    blocks = [b for c in article.chapters for b in c.blocks]
    text = " ".join(b.text for b in blocks if isinstance(b, Paragraph))
    assert "nine days" in text
    assert "not open it" in text
    assert " um" not in text
    assert not any(isinstance(b, Figure) for b in blocks)
    assert (tmp_path / "Kiln talk.html").exists()


def test_without_a_listener_the_command_to_type_is_said(tmp_path: Path) -> None:
    run = Run("make", SAMPLE, "--project", tmp_path / "p", "--out", tmp_path / "a.html",
              "--writer", "none", READREEL_MODELS=str(tmp_path / "no models"))  # fmt: skip
    assert run.status == 4
    assert "readreel models get" in run.complaint


def test_a_stretch_keeps_the_recordings_own_times(tmp_path: Path) -> None:
    run = Run("make", SAMPLE, "--project", tmp_path / "p", "--out", tmp_path / "a.html", "--writer",
              "none", "--from", "1:00", "--to", "1:20")  # fmt: skip
    assert run.status == 0, run.complaint
    project = ProjectFolder(tmp_path / "p")
    assert project.read(Recording).span == Span(60.0, 80.0)
    starts = [s.start for s in project.read(Transcript).sentences]
    assert starts
    assert all(59.0 <= start <= 80.5 for start in starts)


def test_the_doctor_says_what_will_be_used() -> None:
    run = Run("doctor")
    assert run.status == 0, run.complaint
    assert "Will listen" in run.out
    assert "whisper" in run.out
    assert WRITER in run.out


def test_the_self_test_makes_a_tiny_article() -> None:
    run = Run("self-test", "--writer", WRITER)
    assert run.status == 0, run.complaint
    assert "works here" in run.out
