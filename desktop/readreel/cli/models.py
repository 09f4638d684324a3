"""``readreel models``: what is here, what could be, and how it comes and goes.

``get`` is the only command of Readreel that uses the network.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from readreel.catalogue import adopt, families, fetch, store
from readreel.catalogue.fetch import Failed, Report
from readreel.catalogue.inventory import Row, inventory
from readreel.catalogue.manifest import Entry
from readreel.catalogue.store import InstalledModel
from readreel.cli import attended, display
from readreel.core.errors import Cancelled, ModelError, ReadreelError, from_os_error
from readreel.core.hardware import machine
from readreel.pipeline import events

app = typer.Typer(no_args_is_help=True, help="List, get, verify, add and remove models.")

_QUIET_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""

EventsOption = Annotated[
    bool, typer.Option("--events", help="Tell progress as JSON lines on stdout.")
]
AttendedOption = Annotated[
    bool, typer.Option("--attended", hidden=True, help="Stop when standard input says so or ends.")
]


@app.command("list")
def show(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Show every model: its work, size, licence, and whether it is here."""
    rows = inventory(machine())
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(rows)).decode())
        return
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("model", "work", "size", "memory", "licence", "here", ""):
        table.add_column(title, justify="right" if title in ("size", "memory") else "left")
    for row in rows:
        table.add_row(
            row.name,
            row.role,
            _size(row.bytes),
            _size(row.memory),
            row.licence,
            {"installed": "yes", "incomplete": "partly", "absent": "–"}[row.state],
            _remark(row),
        )
    _console().print(table)


@app.command("get")
def get(
    names: Annotated[list[str], typer.Argument(help="Names from the list, or “starters”.")],
    as_events: EventsOption = False,
    is_attended: AttendedOption = False,
) -> None:
    """Download models; what was interrupted goes on, what is here is only proved."""
    _attend(is_attended)
    console = _console()
    for item in fetch.wanted(names):
        with _told(item.name, as_events) as tell:
            if tell:
                _get_telling(item, tell)
            else:
                (_get_with_bar if console.is_terminal else _get_quietly)(item, console)
                console.print(f"{item.name} is ready.")


@app.command("verify")
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Only these; else every one.")] = None,
    as_events: EventsOption = False,
    is_attended: AttendedOption = False,
) -> None:
    """Read every file of the models again and compare its SHA-256."""
    _attend(is_attended)
    failure: ModelError | None = None
    for model in [_here(name) for name in names] if names else store.installed():
        try:
            with _told(model.name, as_events) as tell:
                store.verify(model, again=True)
            said = "right"
        except ModelError as error:
            failure, said = failure or error, "wrong"
        if not tell:
            _console().print(f"{model.name}: {said}")
    if failure is not None:
        raise failure


@app.command("add")
def add(
    source: Annotated[
        Path, typer.Argument(help="A .gguf file, or a folder with a CTranslate2 Whisper model.")
    ],
    name: Annotated[str, typer.Option("--name", help="What to call it.")] = "",
    as_events: EventsOption = False,
    is_attended: AttendedOption = False,
) -> None:
    """Take in a model you already have; the original stays where it is."""
    _attend(is_attended)
    with _told(name or source.name, as_events) as tell:
        model = adopt.add(source, name)
        if not tell:
            _console().print(f"{model.name} is ready ({model.role}{_format(model)}).", markup=False)


@app.command("remove")
def remove(
    names: Annotated[list[str], typer.Argument(help="Models to delete from this machine.")],
    as_events: EventsOption = False,
) -> None:
    """Delete downloaded or added models."""
    for name in names:
        with _told(name, as_events) as tell:
            store.remove(name)
            if not tell:
                _console().print(f"{name} is removed.")


@contextmanager
def _told(name: str, as_events: bool) -> Iterator[display.Tell | None]:
    """Where to tell of the work on one model: events take its name where a run's take the step's."""
    try:
        if not as_events:
            yield None
            return
        with display.open_display(json_lines=True) as tell:
            tell(events.Started(name))
            try:
                yield tell
            except (ReadreelError, OSError, KeyboardInterrupt) as failure:
                error = _as_error(failure)
                tell(events.Failed(name, error.code, error.values))
                raise error from None
            tell(events.Done(name))
    except KeyboardInterrupt:
        raise Cancelled from None


def _as_error(failure: BaseException) -> ReadreelError:
    if isinstance(failure, ReadreelError):
        return failure
    return from_os_error(failure) if isinstance(failure, OSError) else Cancelled()


def _attend(is_attended: bool) -> None:
    if is_attended:
        attended.stop_with_parent()


def _console() -> Console:
    # Piped output is read by programs and logs: no wrapping to a guessed width there.
    return Console(highlight=False, width=None if sys.stdout.isatty() else 160)


def _here(name: str) -> InstalledModel:
    model = store.find(name)
    if model is None:
        raise store.missing(name)
    return model


def _remark(row: Row) -> str:
    if row.remark == "used":
        return "used"
    if row.own:
        return "added by you"
    known = {"memory": "needs more memory", "slow": "slow without a GPU"}
    left = "" if row.state == "installed" else f"readreel models get {row.name}"
    return known.get(row.remark, left)


def _format(model: InstalledModel) -> str:
    """How a writer is talked to, as a person calls it."""
    if not model.template:
        return ""
    known = families.title(model.template)
    return f"; chat format: {known or 'its own, as its file tells it'}"


def _get_telling(item: Entry, tell: display.Tell) -> None:
    fetch.get(
        item,
        lambda done, total: tell(events.Progress(item.name, done, total, "bytes")),
        lambda reason: tell(events.Notice(item.name, "model.source", {"reason": reason})),
    )


def _get_with_bar(item: Entry, console: Console) -> None:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(item.name, total=item.bytes or None)
        fetch.get(
            item,
            lambda done, total: bar.update(task, completed=done, total=total),
            _failed(console),
        )


def _get_quietly(item: Entry, console: Console) -> None:
    fetch.get(item, _lines(item, console), _failed(console))


def _lines(item: Entry, console: Console) -> Report:
    """A line now and then."""
    last = time.monotonic()

    def report(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _QUIET_EVERY:
            last = time.monotonic()
            console.print(f"{item.name}: {_size(done)} of {_size(total)}")

    return report


def _failed(console: Console) -> Failed:
    return lambda reason: console.print(f"not from there ({reason})", markup=False)


def _size(amount: int) -> str:
    if not amount:
        return "?"
    return f"{amount / 1e9:.1f} GB" if amount >= 1e9 else f"{amount / 1e6:.0f} MB"
