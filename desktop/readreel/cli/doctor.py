"""``readreel doctor``: what this machine has, what will be used, and what to do about what is missing."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from pathlib import Path

import typer

from readreel import __version__
from readreel.catalogue.choose import choose_listener, choose_writer
from readreel.catalogue.store import InstalledModel, installed
from readreel.core import hardware, paths
from readreel.core.errors import ReadreelError
from readreel.core.messages import message
from readreel.pipeline import events, runner


def doctor() -> None:
    """Say what machine, engines, models and devices there are, and what will be used."""
    machine = hardware.machine()
    rows = [
        ("Readreel", f"{__version__} on Python {platform.python_version()}"),
        ("Machine", _described(machine)),
        ("Graphics", _graphics(machine)),
        ("Threads", str(hardware.threads())),
        ("Projects", f"{paths.user_projects()} ({_gigabytes(_free(paths.user_data()))} free)"),
        ("Models in", str(paths.user_models())),
    ]
    rows += [("Model", f"{model.name} ({model.role})") for model in installed()]
    rows += _engines()
    rows.append(("Will listen", _chosen(choose_listener)))
    rows.append(("Will write", _chosen(choose_writer)))
    rows.append(("Network", "none is used, except by `readreel models get`"))
    for name, value in rows:
        typer.echo(f"{name:<12} {value}")


def _engines() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def tell(event: events.Event) -> None:
        if isinstance(event, events.Notice):
            found.append(("Engine", str(message(event.code, event.values))))

    try:
        runner.inspect(tell, paths.user_data() / "logs" / "inspect.log")
    except ReadreelError as error:
        found.append(("Engine", str(message(error.code, error.values))))
    return found


def _chosen(choose: Callable[[], InstalledModel]) -> str:
    try:
        return choose().name
    except ReadreelError as error:
        return str(message(error.code, error.values))


def _described(machine: hardware.Machine) -> str:
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {machine.physical_cores} cores, {_gigabytes(machine.memory_bytes)} memory"


def _graphics(machine: hardware.Machine) -> str:
    if machine.cuda:
        return "NVIDIA (CUDA)"
    return (
        "Apple (Metal)"
        if machine.metal
        else "none that the engines can use: the processor does the work"
    )


def _free(folder: Path) -> int:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB"
