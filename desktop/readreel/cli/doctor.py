"""``readreel doctor``: what this machine has, what will be used, and what to do about what is missing."""

from __future__ import annotations

import msgspec
import typer

from readreel.core.hardware import Machine
from readreel.core.messages import message
from readreel.pipeline.diagnosis import Diagnosis, Pick, Word, diagnose


def doctor(
    as_json: bool = typer.Option(False, "--json", help="As JSON, for programs."),
) -> None:
    """Say what machine, engines, models and devices there are, and what will be used."""
    found = diagnose()
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(found)).decode())
        return
    for name, value in _rows(found):
        typer.echo(f"{name:<12} {value}")


def _rows(found: Diagnosis) -> list[tuple[str, str]]:
    return [
        ("Readreel", f"{found.version} on Python {found.python}"),
        ("Machine", _described(found)),
        ("Graphics", _graphics(found.machine)),
        ("Threads", str(found.threads)),
        ("Projects", f"{found.projects} ({_gigabytes(found.free_bytes)} free)"),
        ("Models in", found.models_folder),
        *(("Model", f"{model.name} ({model.role})") for model in found.models),
        *(("Engine", _said(word)) for word in found.engines),
        ("Will listen", _chosen(found.listener)),
        ("Will write", _chosen(found.writer)),
        ("Network", "none is used, except by `readreel models get`"),
    ]


def _said(word: Word) -> str:
    return str(message(word.code, word.values))


def _chosen(pick: Pick) -> str:
    return _said(pick.reason) if pick.reason else pick.name


def _described(found: Diagnosis) -> str:
    machine = found.machine
    memory = _gigabytes(machine.memory_bytes)
    return f"{found.system}, {machine.physical_cores} cores, {memory} memory"


def _graphics(machine: Machine) -> str:
    if machine.cuda:
        return "NVIDIA (CUDA)"
    return (
        "Apple (Metal)"
        if machine.metal
        else "none that the engines can use: the processor does the work"
    )


def _gigabytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB"
