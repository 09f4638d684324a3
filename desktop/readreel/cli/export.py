"""``readreel export``: a finished article, or the transcript, as a file for somewhere else."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from readreel.cli.make import absolute
from readreel.core import paths
from readreel.core.errors import Cancelled, RecordingError, UsageError
from readreel.core.messages import message
from readreel.project.artifacts import Recording
from readreel.project.finding import find_project, find_recording
from readreel.project.folder import ProjectFolder
from readreel.publish.exports import (
    FORMATS,
    Format,
    fits,
    format_named,
    format_of,
    proposed,
    to_export,
    write,
)
from readreel.publish.moments import checked


def export(
    project: str = typer.Argument(
        ..., help="A project's folder, its recording, or how the article's title begins."
    ),
    to: str = typer.Option("", help=f"{', '.join(FORMATS)}. [by the ending of --out]"),
    out: Path | None = typer.Option(
        None, help="The file, or the folder for it. [beside the recording]"
    ),
    recording: Path | None = typer.Option(
        None, help="Where the recording is now, if it is not found."
    ),
    source_url: str = typer.Option(
        "", help="Where the recording is on the web: time links go there."
    ),
    force: bool = typer.Option(False, "--force", help="Replace what is there without asking."),
) -> None:
    """Write an article in one of many formats, or its transcript as subtitles, text or JSON."""
    way = _way(to, out)
    folder = find_project(project, paths.user_projects())
    found = ProjectFolder(folder).read(Recording)
    media = _media(found, folder, recording, Path(project), out)
    article = to_export(folder, way)
    target = _target(way, out, media or Path(found.path))
    if target in (media, Path(found.path)):
        raise UsageError("usage.out_is_recording", path=target)
    _ask(target, force=force)
    link, known = checked(source_url), media or Path(found.path)
    try:
        file = write(
            article, folder, target,
            recording=known, source_url=link, to=way.name, progress=_tell,
        )  # fmt: skip
    except KeyboardInterrupt as stop:
        raise Cancelled from stop
    if media is None and not source_url and way.source == "article":
        complaint = message("recording.moved", {"path": found.path})
        typer.echo(f"readreel: {complaint}", err=True)
    typer.echo(str(file))


def _tell(share: float) -> None:
    if sys.stderr.isatty():
        typer.echo(f"\rCopying the recording: {share:.0%}", nl=share >= 1, err=True)


def _way(to: str, out: Path | None) -> Format:
    return format_of(out) if out is not None and not to else format_named(to)


def _media(
    found: Recording, project: Path, given: Path | None, named: Path, out: Path | None
) -> Path | None:
    """The recording where it is now; the user's word for it counts most."""
    if given is not None and not given.is_file():
        raise RecordingError("recording.missing", path=given)
    if given is not None or named.is_file():
        return absolute(given or named)
    near = (Path.cwd(), *((absolute(out).parent,) if out else ()), project.parent)
    return find_recording(found, near)


def _target(way: Format, out: Path | None, recording: Path) -> Path:
    """The file or folder to write."""
    beside = proposed(way, recording, Path.cwd())
    if out is None:
        return beside
    target = absolute(out)
    if not way.suffix:
        return target
    if target.is_dir():
        return target / beside.name
    return target if fits(way, target) else target.with_name(f"{target.name}{way.suffix}")


def _ask(target: Path, *, force: bool) -> None:
    there = any(target.iterdir()) if target.is_dir() else target.exists()
    if force or not there:
        return
    attended = sys.stdin.isatty() and sys.stderr.isatty()
    if not attended or not typer.confirm(f"{target} is there already. Replace it?", err=True):
        raise UsageError("usage.exists", path=target)
