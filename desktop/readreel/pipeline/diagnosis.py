"""What this machine has and what will be used: one answer for the command line and for the window.

Engines are asked in a child of their own, so a library that crashes costs a line of the answer.
"""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from readreel import __version__
from readreel.catalogue.choose import choose_listener, choose_writer
from readreel.catalogue.store import InstalledModel, installed
from readreel.core import hardware, paths
from readreel.core.errors import ReadreelError
from readreel.core.hardware import Machine
from readreel.pipeline import events, runner


class Word(msgspec.Struct, frozen=True):
    """Something said by its code, for `core.messages`."""

    code: str
    values: dict[str, str]


class Pick(msgspec.Struct, frozen=True):
    """The model that would be taken, or why there is none."""

    name: str = ""
    reason: Word | None = None


class Here(msgspec.Struct, frozen=True):
    """A model on this machine."""

    name: str
    role: str


class Diagnosis(msgspec.Struct, frozen=True):
    """The answer. ``free_bytes`` is what the disk of the projects has left."""

    version: str
    python: str
    system: str
    machine: Machine
    threads: int
    projects: str
    free_bytes: int
    models_folder: str
    models: tuple[Here, ...]
    engines: tuple[Word, ...]
    listener: Pick
    writer: Pick


def diagnose() -> Diagnosis:
    """Look at the machine, its models and its engines; takes a second or two."""
    return Diagnosis(
        version=__version__,
        python=platform.python_version(),
        system=f"{platform.system()} {platform.machine()}",
        machine=hardware.machine(),
        threads=hardware.threads(),
        projects=str(paths.user_projects()),
        free_bytes=free_bytes(paths.user_projects()),
        models_folder=str(paths.user_models()),
        models=tuple(Here(model.name, model.role) for model in installed()),
        engines=_engines(),
        listener=_pick(choose_listener),
        writer=_pick(choose_writer),
    )


def free_bytes(folder: Path) -> int:
    """What is left on the disk where a folder lies or would lie."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _engines() -> tuple[Word, ...]:
    found: list[Word] = []

    def tell(event: events.Event) -> None:
        if isinstance(event, events.Notice):
            found.append(Word(event.code, event.values))

    try:
        runner.inspect(tell, paths.user_data() / "logs" / "inspect.log")
    except ReadreelError as error:
        found.append(Word(error.code, error.values))
    return tuple(found)


def _pick(choose: Callable[[], InstalledModel]) -> Pick:
    try:
        return Pick(choose().name)
    except ReadreelError as error:
        return Pick(reason=Word(error.code, error.values))
