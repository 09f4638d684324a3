"""What is here and what could be, as one list: the command line prints it and the window draws it.

Making the list reads sizes and records only; no model is opened, no file is hashed, no network is asked.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from readreel.catalogue import choose, manifest, stamps, store
from readreel.catalogue.manifest import Entry, Hub, Role
from readreel.catalogue.store import InstalledModel, State
from readreel.core.errors import ModelError
from readreel.core.hardware import Machine

Remark = Literal["", "used", "memory", "slow"]
"""Used unless another is named; needs more memory than there is; slow without a GPU."""


class Row(msgspec.Struct, frozen=True):
    """One model; ``bytes`` on disk or to fetch (0: unknown), ``memory`` in bytes while working.

    ``verified`` says that its files were read and are right, and have not changed since. ``own`` models
    were added by the user; ``bundled`` ones belong to the program. ``sources`` are named as people know
    them, in the order in which they are tried.
    """

    name: str
    title: str
    role: Role
    licence: str
    bytes: int
    memory: int
    languages: tuple[str, ...]
    state: State
    remark: Remark
    verified: bool = False
    own: bool = False
    bundled: bool = False
    starter: bool = False
    sources: tuple[str, ...] = ()


def inventory(on: Machine) -> tuple[Row, ...]:
    """Every model of the catalogue, then those the user added, as this machine could use them."""
    here = {model.name: model for model in store.installed()}
    used = _used(on)
    listed = [_listed(item, here.pop(item.name, None), on, used) for item in _catalogue()]
    return (*listed, *(_added(model, on, used) for model in here.values()))


def _catalogue() -> tuple[Entry, ...]:
    return manifest.catalogue().models


def _listed(item: Entry, model: InstalledModel | None, on: Machine, used: set[str]) -> Row:
    return Row(
        name=item.name,
        title=item.title,
        role=item.role,
        licence=item.licence,
        bytes=_bytes(model) if model else item.bytes,
        memory=item.memory,
        languages=manifest.catalogue().spoken(item),
        state="installed" if model else store.state(item.name),
        remark=_remark(item, on, used),
        verified=model is not None and _verified(model),
        bundled=model is not None and model.bundled,
        starter=item.starter,
        sources=tuple(_place(source) for source in item.sources),
    )


def _added(model: InstalledModel, on: Machine, used: set[str]) -> Row:
    return Row(
        name=model.name,
        title=model.title,
        role=model.role,
        licence=model.licence,
        bytes=_bytes(model),
        memory=model.memory,
        languages=model.languages,
        state="installed",
        remark=_remark(model, on, used),
        verified=_verified(model),
        own=True,
    )


def _place(source: manifest.Source) -> str:
    return f"huggingface.co/{source.repo}" if isinstance(source, Hub) else "PyPI"


def _bytes(model: InstalledModel) -> int:
    return sum(file.size for file in model.files)


def _verified(model: InstalledModel) -> bool:
    return all(stamps.known(model.folder / file.path) == file.sha256 for file in model.files)


def _remark(item: Entry | InstalledModel, on: Machine, used: set[str]) -> Remark:
    if item.name in used:
        return "used"
    if item.memory > on.memory_bytes:
        return "memory"
    return "" if choose.fast_enough(item, on) else "slow"


def _used(on: Machine) -> set[str]:
    """Names of the models that would be taken if none were named."""
    used = set()
    for pick in (choose.choose_listener, choose.choose_writer):
        try:
            used.add(pick(on=on).name)
        except ModelError:
            continue
    return used
