"""``readreel make``: from a recording to a page, resumable, told of as it goes."""

from __future__ import annotations

import errno
import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
import typer

from readreel.catalogue.choose import AUTO, choose_listener, choose_writer
from readreel.catalogue.store import InstalledModel, verify
from readreel.cli import display
from readreel.cli.attended import on_request
from readreel.cli.many import make_all
from readreel.core import hardware
from readreel.core.errors import (
    ModelError,
    ReadreelError,
    RecordingError,
    UsageError,
    from_os_error,
)
from readreel.core.settings import load, projects_folder
from readreel.core.time import parse_clock
from readreel.pipeline import runner
from readreel.pipeline.events import Failed
from readreel.pipeline.plan import Choices, ModelChoice
from readreel.project import languages
from readreel.project.folder import project_of
from readreel.project.parameters import ProbeParameters, RewriteParameters, TranscribeParameters
from readreel.project.styles import chosen
from readreel.publish.exports import format_of
from readreel.publish.moments import checked

T = TypeVar("T")

_URL = re.compile(r"^[a-z][a-z0-9+.\-]+://", re.IGNORECASE)
_DEVICES = ("auto", "cpu", "cuda", "metal")


def make(
    files: list[str] = typer.Argument(
        ...,
        help="A video, a sound recording, or a subtitle file alone; several, or folders of them.",
    ),
    out: Path | None = typer.Option(
        None,
        help="Where the article goes: a folder, or a name that ends in .html, .md or another ending that "
        "export knows; of several recordings, the folder of their pages. [beside the recording]",
    ),
    project: Path | None = typer.Option(
        None, help="The project's folder. [where the settings say]"
    ),
    language: str = typer.Option("auto", help="Language spoken, such as en or de."),
    audio_track: int | None = typer.Option(None, help="Which sound track, counted from 0."),
    subtitles: str = typer.Option("auto", help="auto, none, embedded:N, or a subtitle file."),
    from_: str = typer.Option("0", "--from", help="Start at this time (seconds or h:mm:ss)."),
    to: str | None = typer.Option(None, help="End at this time."),
    listener: str = typer.Option("auto", help="Model that listens."),
    writer: str = typer.Option(
        "auto", help="Model that writes; none gives the cleaned transcript."
    ),
    style: str = typer.Option(
        "faithful", help="How it is written: faithful, concise, textbook, or a text file or folder."
    ),
    article_language: str = typer.Option(
        "",
        help="Language of the article, such as en or de: the writer translates. [as it is spoken]",
    ),
    device: str = typer.Option("auto", help="auto, cpu, cuda or metal."),
    threads: int | None = typer.Option(None, min=1, help="Threads. [physical cores, at most 4]"),
    source_url: str = typer.Option(
        "", help="Where the recording is on the web: time links go there."
    ),
    jobs: int = typer.Option(1, "--jobs", min=1, help="How many of several to make at a time."),
    fresh: bool = typer.Option(False, "--fresh", help="Do everything again."),
    events: bool = typer.Option(False, "--events", help="Tell progress as JSON lines on stdout."),
    attended: bool = typer.Option(
        False, "--attended", hidden=True, help="Stop when standard input says stop, or ends."
    ),
) -> None:
    """Turn recordings into articles. Ctrl-C stops; the same command goes on from there.

    Of several recordings, and of folders with all that is in them, what is done is skipped and what fails
    stops no other.
    """
    several = len(files) > 1 or Path(files[0]).expanduser().is_dir()

    def choices() -> Choices:
        if device not in _DEVICES:
            raise UsageError("usage.device", text=device, known=", ".join(_DEVICES))
        return Choices(
            probe=ProbeParameters(
                audio_track=audio_track,
                start=parse_clock(from_),
                end=None if to is None else parse_clock(to),
            ),
            transcribe=TranscribeParameters(
                language=language.lower(), subtitles=_subtitles(subtitles)
            ),
            rewrite=_written(style, article_language, language, writer),
            listener=_listener(listener, language),
            writer=None if writer == "none" else as_choice(choose_writer(writer)),
        )

    def run(recording: Path, page: Path | None, chosen: Choices) -> runner.Run:
        return runner.Run(
            recording=recording,
            project=absolute(project)
            if project
            else project_of(recording, projects_folder(load())),
            out=_page(recording, page),
            choices=chosen,
            threads=hardware.threads(threads) if threads or not several else _share(jobs),
            device=device,
            source_url=checked(source_url),
            fresh=fresh,
        )

    def make_one() -> Path:
        return runner.make(run(_existing(files[0]), out, choices()), tell, stop)

    if several:
        _refuse_what_is_for_one(project, source_url, subtitles, events)
        chosen = choices()
        given = [absolute(Path(file)) for file in files]
        every = absolute(out) if out else None
        with stopping(attended=attended) as stop:
            status = make_all(
                given, every, lambda one, page: run(_existing(one), page, chosen), stop, jobs
            )
        raise typer.Exit(status)
    with display.open_display(json_lines=events) as tell, stopping(attended=attended) as stop:
        page = told(tell, make_one, events=events)
    if not events:
        typer.echo(str(page))


def _share(jobs: int) -> int:
    """Threads of one of several that are made at the same time."""
    return max(1, hardware.threads() // jobs)


def _refuse_what_is_for_one(
    project: Path | None, source_url: str, subtitles: str, events: bool
) -> None:
    """Raise `UsageError` for an option that cannot mean several recordings."""
    own = subtitles not in ("auto", "none") and not subtitles.startswith("embedded:")
    options = {
        "--project": project is not None, "--source-url": bool(source_url), "--subtitles FILE": own,
        "--events": events,
    }  # fmt: skip
    for option, given in options.items():
        if given:
            raise UsageError("usage.several", option=option)


def _written(style: str, text: str, spoken: str, writer: str) -> RewriteParameters:
    """How it is written: proved before anything is listened to."""
    language = languages.article_language(text, spoken.lower(), written=writer != "none")
    return msgspec.structs.replace(chosen(style), language=language)


def _existing(file: str | Path) -> Path:
    if _URL.match(str(file)):
        raise RecordingError("recording.url", path=file)
    path = absolute(Path(file))
    if not path.exists():
        raise RecordingError("recording.missing", path=path)
    if path.is_dir():
        raise RecordingError("recording.folder", path=path)
    if not os.access(path, os.R_OK):
        raise RecordingError("recording.unreadable", path=path, reason=os.strerror(errno.EACCES))
    if path.stat().st_size == 0:
        raise RecordingError("recording.empty", path=path)
    return path


def absolute(path: Path) -> Path:
    """The path from the root, links kept; `UsageError` for a name in another encoding than the system's."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:  # a file name in another encoding than the system's
        raise UsageError("usage.name", path=ascii(str(path))) from error
    return Path(os.path.abspath(path.expanduser()))  # noqa: PTH100  (resolve() would follow links away)


def _page(recording: Path, out: Path | None) -> Path:
    if out is None:
        beside = recording.parent
        folder = beside if os.access(beside, os.W_OK) else Path.cwd()
        return folder / f"{recording.stem}.html"
    page = absolute(out)
    if page == recording:
        raise UsageError("usage.out_is_recording", path=page)
    format_of(page)
    return page


def _subtitles(text: str) -> str:
    if text in ("auto", "none") or re.fullmatch(r"embedded:\d+", text):
        return text
    path = absolute(Path(text))
    if not path.is_file():
        raise UsageError("usage.subtitles", text=text)
    return str(path)


def _listener(name: str, language: str) -> ModelChoice | None:
    try:
        return as_choice(choose_listener(name, language))
    except ModelError as error:
        # Subtitles may make a listener unnecessary: the step that needs one says that it is missing.
        if name == AUTO and error.code == "model.missing":
            return None
        raise


def as_choice(model: InstalledModel) -> ModelChoice:
    """A model as a child needs it, its files proved to be what they should be."""
    verify(model)
    return ModelChoice(
        name=model.name,
        path=model.path,
        identity=model.identity,
        context_tokens=model.context_tokens,
        template=model.template,
    )


def told(tell: display.Tell, work: Callable[[], T], *, events: bool) -> T:
    """What ``work`` returns; with ``events`` its failure is also told as one, for programs."""
    try:
        return work()
    except BrokenPipeError:
        raise  # nobody listens any more
    except Exception as error:
        if events:
            failure = _understood(error)
            tell(Failed("", failure.code, failure.values))
        raise


def _understood(error: Exception) -> ReadreelError:
    if isinstance(error, ReadreelError):
        return error
    if isinstance(error, OSError):
        return from_os_error(error)
    return ReadreelError("bug", step="command", reason=error, log="")


@contextmanager
def stopping(*, attended: bool) -> Iterator[threading.Event]:
    """Ctrl-C and a polite kill set the event; the runner ends its child and keeps what is done.

    An ``attended`` command is also stopped by the word ``stop`` on its standard input, and by the end of
    that: who started it is gone.
    """
    stop = threading.Event()
    if attended:
        on_request(stop.set)

    def interrupted(_signal: int, _frame: object) -> None:
        stop.set()

    wanted = [signal.SIGINT, signal.SIGTERM]
    previous = [(which, signal.signal(which, interrupted)) for which in wanted]
    try:
        yield stop
    finally:
        for which, handler in previous:
            signal.signal(which, handler)
