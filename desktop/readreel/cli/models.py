"""``readreel models``: what is here, what could be, and how it comes and goes.

``get`` is the only command of Readreel that uses the network.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from readreel.catalogue import adopt, choose, fetch, store
from readreel.catalogue.fetch import Failed, Report
from readreel.catalogue.manifest import Entry, catalogue
from readreel.catalogue.store import InstalledModel
from readreel.core.errors import Cancelled, ModelError
from readreel.core.hardware import Machine, machine

app = typer.Typer(no_args_is_help=True, help="List, get, verify, add and remove models.")

_QUIET_EVERY = 10.0
"""Seconds between two lines of progress where there is no terminal."""


@app.command("list")
def show() -> None:
    """Show every model: its work, size, licence, and whether it is here."""
    here = {model.name: model for model in store.installed()}
    table = Table(box=None, header_style="bold", pad_edge=False)
    for title in ("model", "work", "size", "memory", "licence", "here", ""):
        table.add_column(title, justify="right" if title in ("size", "memory") else "left")
    on = machine()
    used = _used(on)
    for item in catalogue().models:
        model = here.pop(item.name, None)
        table.add_row(
            item.name,
            item.role,
            _size(item.bytes),
            _size(item.memory),
            item.licence,
            {"installed": "yes", "incomplete": "partly", "absent": "–"}[store.state(item.name)],
            _remark(item, model, on, used),
        )
    for model in here.values():
        size = sum(file.size for file in model.files)
        remark = "used" if model.name in used else "added by you"
        table.add_row(
            model.name, model.role, _size(size), _size(model.memory), model.licence, "yes", remark
        )
    _console().print(table)


@app.command("get")
def get(
    names: Annotated[list[str], typer.Argument(help="Names from the list, or “starters”.")],
) -> None:
    """Download models; what was interrupted goes on, what is here is only proved."""
    console = _console()
    for item in fetch.wanted(names):
        try:
            (_get_with_bar if console.is_terminal else _get_quietly)(item, console)
        except KeyboardInterrupt:
            raise Cancelled from None
        console.print(f"{item.name} is ready.")


@app.command("verify")
def verify(
    names: Annotated[list[str] | None, typer.Argument(help="Only these; else every one.")] = None,
) -> None:
    """Read every file of the models again and compare its SHA-256."""
    console = _console()
    failure: ModelError | None = None
    for model in [_here(name) for name in names] if names else store.installed():
        try:
            store.verify(model, again=True)
            console.print(f"{model.name}: right")
        except ModelError as error:
            console.print(f"{model.name}: wrong")
            failure = failure or error
    if failure is not None:
        raise failure


@app.command("add")
def add(
    source: Annotated[
        Path, typer.Argument(help="A .gguf file, or a folder with a CTranslate2 Whisper model.")
    ],
    name: Annotated[str, typer.Option("--name", help="What to call it.")] = "",
) -> None:
    """Take in a model you already have; the original stays where it is."""
    model = adopt.add(source, name)
    _console().print(f"{model.name} is ready ({model.role}).")


@app.command("remove")
def remove(
    names: Annotated[list[str], typer.Argument(help="Models to delete from this machine.")],
) -> None:
    """Delete downloaded or added models."""
    for name in names:
        store.remove(name)
        _console().print(f"{name} is removed.")


def _console() -> Console:
    # Piped output is read by programs and logs: no wrapping to a guessed width there.
    return Console(highlight=False, width=None if sys.stdout.isatty() else 160)


def _here(name: str) -> InstalledModel:
    model = store.find(name)
    if model is None:
        raise store.missing(name)
    return model


def _used(on: Machine) -> set[str]:
    """Names of the models that would be taken if none were named."""
    used = set()
    for pick in (choose.choose_listener, choose.choose_writer):
        try:
            used.add(pick(on=on).name)
        except ModelError:
            continue
    return used


def _remark(item: Entry, model: InstalledModel | None, on: Machine, used: set[str]) -> str:
    if item.name in used:
        return "used"
    if item.memory > on.memory_bytes:
        return "needs more memory"
    if not choose.fast_enough(item, on):
        return "slow without a GPU"
    return "" if model else f"readreel models get {item.name}"


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
