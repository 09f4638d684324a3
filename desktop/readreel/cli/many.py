"""``readreel make`` with several recordings or folders: which there are, and what becomes of them."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from readreel.cli.display import VERBS
from readreel.core.errors import Cancelled, UsageError
from readreel.core.messages import message
from readreel.core.time import clock
from readreel.pipeline import events
from readreel.pipeline.events import Event
from readreel.pipeline.many import Made, Watching, make_many
from readreel.pipeline.runner import Run
from readreel.project.recordings import media_in

_WORDS = {
    "made": "made",
    "done": "already done",
    "same": "same as another",
    "elsewhere": "made elsewhere now",
    "failed": "failed",
    "stopped": "not done",
}


def make_all(
    given: Sequence[Path],
    out: Path | None,
    prepare: Callable[[Path, Path | None], Run],
    stop: threading.Event,
    jobs: int,
) -> int:
    """Make every recording of some files and folders, show a table, return the exit status.

    ``prepare`` gets a recording and where its page goes (None: beside it). Raises `UsageError`.
    """
    pages = pages_for(given, out)
    if not pages:
        raise UsageError("usage.nothing", path=", ".join(map(str, given)))
    with _shown(len(pages)) as watching:
        found = make_many(
            list(pages), lambda one: prepare(one, pages[one]), stop, jobs=jobs, watching=watching
        )
    _tell(found, [path for path in given if path.is_dir()])
    if stop.is_set():
        return Cancelled.exit_code
    return next((made.error.exit_code for made in found if made.error is not None), 0)


def pages_for(given: Sequence[Path], out: Path | None) -> dict[Path, Path | None]:
    """The recordings, each once, with their pages; under ``out`` lies what lay under a folder.

    Two recordings that differ in their ending alone keep it in the names of their pages.
    """
    if out is not None and out.suffix and not out.is_dir():
        raise UsageError("usage.several", option="--out FILE")
    found: dict[Path, Path] = {}
    for path in given:
        base = path if path.is_dir() else path.parent
        for recording in media_in(path) if path.is_dir() else (path,):
            found.setdefault(recording, base)
    names = Counter(recording.with_suffix("") for recording in found)
    pages: dict[Path, Path | None] = {}
    for recording, base in found.items():
        alone = names[recording.with_suffix("")] == 1
        name = f"{recording.stem if alone else recording.name}.html"
        if out is not None:
            pages[recording] = out / recording.parent.relative_to(base) / name
        else:
            pages[recording] = None if alone else recording.with_name(name)
    return pages


# --- while it goes on ----------------------------------------------------------------------------


@contextmanager
def _shown(count: int) -> Iterator[Watching]:
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield _Lines(console, count)
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=32),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Progress(*columns, console=console) as progress:
        yield _Bars(progress, count)


class _Lines(Watching):
    """A line when a recording begins, when one of its steps does, and when it is settled."""

    def __init__(self, console: Console, count: int) -> None:
        self._console, self._count, self._settled = console, count, 0
        self._lock = threading.Lock()

    def began(self, recording: Path) -> None:
        self._say(f"{recording.name}: begun")

    def tell(self, recording: Path, event: Event) -> None:
        if isinstance(event, events.Started) and not event.fresh and event.step in VERBS:
            self._say(f"{recording.name}: {VERBS[event.step]}")
        elif isinstance(event, events.Notice):
            self._say(f"{recording.name}: {message(event.code, event.values)}")

    def ended(self, made: Made) -> None:
        with self._lock:
            self._settled += 1
            number = f"{self._settled} of {self._count}"
        self._say(f"{made.recording.name}: {_WORDS[made.status]} ({number})")

    def _say(self, text: str) -> None:
        self._console.print(Text(text))


class _Bars(Watching):
    """A bar for all, and one for each recording at work."""

    def __init__(self, progress: Progress, count: int) -> None:
        self._progress = progress
        self._all = progress.add_task("All", total=count, note="")
        self._tasks: dict[Path, TaskID] = {}

    def began(self, recording: Path) -> None:
        name = recording.name if len(recording.name) <= 40 else f"{recording.name[:39]}…"
        self._tasks[recording] = self._progress.add_task(f"  {name}", total=1.0, note="")

    def tell(self, recording: Path, event: Event) -> None:
        if isinstance(event, events.Progress) and recording in self._tasks:
            left = f", about {clock(event.eta)} left" if event.eta is not None else ""
            note = f"{VERBS.get(event.step, '')}{left}"
            self._progress.update(self._tasks[recording], completed=event.overall, note=note)
        elif isinstance(event, events.Notice):
            self._progress.console.print(
                Text(f"{recording.name}: {message(event.code, event.values)}", style="dim")
            )

    def ended(self, made: Made) -> None:
        if made.recording in self._tasks:
            self._progress.remove_task(self._tasks.pop(made.recording))
        self._progress.advance(self._all)


# --- at the end ----------------------------------------------------------------------------------


def _tell(found: Sequence[Made], folders: Sequence[Path]) -> None:
    """The table, on standard output: it is the answer."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("recording", overflow="fold")
    table.add_column("")
    table.add_column("time", justify="right")
    table.add_column("page, or why there is none", overflow="fold")
    for made in found:
        table.add_row(
            Text(_short(made.recording, folders)),
            Text(_WORDS[made.status], style="bold" if made.status == "failed" else ""),
            clock(made.seconds) if made.seconds >= 1 else "",
            Text(_why(made, folders)),
        )
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=240)
    console.print(table)
    count = Counter(_WORDS[made.status] for made in found)
    console.print(Text(", ".join(f"{number} {word}" for word, number in count.items())))


def _why(made: Made, folders: Sequence[Path]) -> str:
    if made.error is not None:
        return str(message(made.error.code, made.error.values))
    return _short(made.page, folders) if made.page else ""


def _short(path: Path, folders: Sequence[Path]) -> str:
    """A path as it is told: from the folder that was named, if one was."""
    within = [path.relative_to(one) for one in folders if path.is_relative_to(one)]
    return str(min(within, key=lambda one: len(one.parts), default=path))
