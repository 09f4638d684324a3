"""``readreel again``: a paragraph or a chapter of a project once more. The window's own command."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import get_args

import typer

from readreel.catalogue.choose import choose_writer
from readreel.cli import display
from readreel.cli.make import as_choice, stopping, told
from readreel.core import hardware
from readreel.core.errors import UsageError
from readreel.pipeline.again import STEP, Again, rewrite_again, take
from readreel.pipeline.plan import Choices
from readreel.project.artifacts import Outline
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Asked, Manner


def again(
    project: Path = typer.Argument(..., help="The project's folder."),
    passage: int | None = typer.Option(None, help="Which passage of the outline, from 0."),
    chapter: int | None = typer.Option(None, min=1, help="Which chapter, all of it, from 1."),
    manner: str = typer.Option("plainer", help="shorter, plainer, closer or own."),
    instruction: str = typer.Option("", help="What to do, with --manner own."),
    into: bool = typer.Option(
        False, "--take", help="Put it in the article, as a correction; make writes the page anew."
    ),
    writer: str = typer.Option("auto", help="Model that writes."),
    device: str = typer.Option("auto", help="auto, cpu, cuda or metal."),
    threads: int | None = typer.Option(None, min=1, help="Threads."),
    events: bool = typer.Option(False, "--events", help="Tell progress as JSON lines on stdout."),
    attended: bool = typer.Option(
        False, "--attended", help="Stop when standard input says stop, or ends."
    ),
) -> None:
    """Write a passage or a chapter again; the drafts lie in the project's steps."""

    def requests() -> list[Again]:
        known = get_args(Manner)
        if manner not in known or (manner == "own" and not instruction.strip()):
            raise UsageError("usage.manner", text=manner, known=", ".join(known))
        if not (project / "article.json").is_file():
            raise UsageError("usage.project", path=project)
        return [
            Again(
                project=project.absolute(),
                asked=Asked(number, manner, instruction),  # type: ignore[arg-type]  # proved above
                choices=Choices(writer=as_choice(choose_writer(writer))),
                threads=hardware.threads(threads),
                device=device,
            )
            for number in _passages(project, passage, chapter)
        ]

    shown = display.open_display(json_lines=events, steps=[STEP])
    with shown as tell, stopping(attended=attended) as stop:
        asked = told(tell, requests, events=events)
        paths = [
            told(tell, partial(rewrite_again, one, tell, stop), events=events) for one in asked
        ]
        taken = told(tell, partial(take, project.absolute(), paths), events=events) if into else 0
    if not events:
        typer.echo("\n".join(map(str, paths)))
        if into:
            typer.echo(f"{taken} of {len(paths)} in the article")


def _passages(project: Path, passage: int | None, chapter: int | None) -> Sequence[int]:
    """The passages meant by one of the two; raises `UsageError` ``usage.passage``."""
    if passage is not None and chapter is None:
        return [passage]
    chapters = ProjectFolder(project).read(Outline).chapters
    if passage is not None or chapter is None or chapter > len(chapters):
        raise UsageError("usage.passage", number=chapter if chapter is not None else "?")
    return [one.id for one in chapters[chapter - 1].passages]
