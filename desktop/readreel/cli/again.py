"""``readreel again``: one paragraph of a project once more. The window's own command."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import typer

from readreel.catalogue.choose import choose_writer
from readreel.cli import display
from readreel.cli.make import as_choice, stopping, told
from readreel.core import hardware
from readreel.core.errors import UsageError
from readreel.pipeline.again import Again, rewrite_again
from readreel.pipeline.plan import Choices
from readreel.project.redraft import Asked, Manner


def again(
    project: Path = typer.Argument(..., help="The project's folder."),
    passage: int = typer.Option(..., help="Which passage of the outline."),
    manner: str = typer.Option("plainer", help="shorter, plainer, closer or own."),
    instruction: str = typer.Option("", help="What to do, with --manner own."),
    writer: str = typer.Option("auto", help="Model that writes."),
    device: str = typer.Option("auto", help="auto, cpu, cuda or metal."),
    threads: int | None = typer.Option(None, min=1, help="Threads."),
    events: bool = typer.Option(False, "--events", help="Tell progress as JSON lines on stdout."),
    attended: bool = typer.Option(
        False, "--attended", help="Stop when standard input says stop, or ends."
    ),
) -> None:
    """Write one passage again; the draft lies in the project's steps."""

    def asked() -> Again:
        known = get_args(Manner)
        if manner not in known or (manner == "own" and not instruction.strip()):
            raise UsageError("usage.manner", text=manner, known=", ".join(known))
        if not (project / "article.json").is_file():
            raise UsageError("usage.project", path=project)
        return Again(
            project=project.absolute(),
            asked=Asked(passage, manner, instruction),  # type: ignore[arg-type]  # proved above
            choices=Choices(writer=as_choice(choose_writer(writer))),
            threads=hardware.threads(threads),
            device=device,
        )

    with display.open_display(json_lines=events) as tell, stopping(attended=attended) as stop:
        path = told(tell, lambda: rewrite_again(asked(), tell, stop), events=events)
    if not events:
        typer.echo(str(path))
