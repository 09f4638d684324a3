"""``readreel self-test``: a tiny article end to end, on the models and engines that are installed."""

from __future__ import annotations

import tempfile
import threading
from pathlib import Path

import typer

from readreel.catalogue.choose import choose_listener, choose_writer
from readreel.catalogue.store import InstalledModel
from readreel.cli import display
from readreel.cli.make import as_choice
from readreel.core import hardware, paths
from readreel.core.errors import EngineError
from readreel.pipeline import runner
from readreel.pipeline.plan import Choices
from readreel.project.artifacts import Article, Paragraph
from readreel.project.folder import ProjectFolder
from readreel.project.parameters import ProbeParameters

_SECONDS = 30.0


def self_test(
    writer: str = typer.Option("auto", help="Model that writes; none leaves it out."),
) -> None:
    """Make an article of the first half minute of the sample and look whether it is one."""
    with tempfile.TemporaryDirectory(prefix="readreel-") as folder:
        run = _run(Path(folder), writer)
        with display.open_display(json_lines=False) as tell:
            runner.make(run, tell, threading.Event())
        article = ProjectFolder(run.project).read(Article)
        page = run.out.read_text(encoding="utf-8")
    paragraphs = [
        block
        for chapter in article.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
    ]
    words = sum(len(block.text.split()) for block in paragraphs)
    if not paragraphs or words < 20 or "#t=" not in page:
        raise EngineError("engine.self_test", words=words)
    typer.echo(f"Readreel works here: it wrote an article of {words} words.")


def _run(folder: Path, writer: str) -> runner.Run:
    model: InstalledModel | None = None if writer == "none" else choose_writer(writer)
    return runner.Run(
        recording=paths.resources() / "sample" / "history-of-printing.mp4",
        project=folder / "project",
        out=folder / "article.html",
        choices=Choices(
            probe=ProbeParameters(end=_SECONDS),
            listener=as_choice(choose_listener(language="en")),
            writer=as_choice(model) if model else None,
        ),
        threads=hardware.threads(),
        device="auto",
    )
