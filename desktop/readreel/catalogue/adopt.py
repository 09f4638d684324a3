"""Models the user already has: checked, copied into Readreel's own folder, and their hashes recorded.

What is a file of the catalogue is recognised by its hash and takes that entry's name. Everything else
is trusted because the user names it, after its header has shown what it is.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import struct
from pathlib import Path

import msgspec

from readreel.catalogue import families, gguf, stamps, store
from readreel.catalogue.manifest import Entry, ModelFile, catalogue, named_well
from readreel.catalogue.store import InstalledModel, Record
from readreel.core.errors import ModelError, from_os_error

_CONTEXT = 8_192
_WHISPER_FILES = (
    "model.bin",
    "config.json",
    "tokenizer.json",
    "preprocessor_config.json",
    "vocabulary.txt",
    "vocabulary.json",
)

_Places = dict[str, Path]
"""Where the files of a model lie now, by SHA-256."""


def add(source: Path, name: str = "") -> InstalledModel:
    """Take in a ``.gguf`` writer or a folder with a CTranslate2 Whisper model; the original stays.

    Raises `ModelError` ``model.absent``, ``model.format``, ``model.exists`` and, for a writer, those of
    `families.spoken`.
    """
    try:
        if not source.exists():
            raise ModelError("model.absent", file=source)
        if name and not named_well(name):
            raise ModelError("model.name", name=name)
        entry, places = _listener(source) if source.is_dir() else _writer(source)
        return _take_in(entry, places, name, source)
    except OSError as error:
        raise from_os_error(error) from error


def _writer(path: Path) -> tuple[Entry, _Places]:
    header = gguf.read_header(path)
    template = families.spoken(header, path.name)
    file = _measured(path)
    size = file.size
    name = _slug(path.stem)
    entry = Entry(
        name=name,
        title=header.name or path.stem,
        role="writer",
        engine="llama",
        licence=header.licence or "not stated",
        files=(msgspec.structs.replace(file, path=f"{name}.gguf"),),
        memory=int(size * 1.2) + 500_000_000,
        rank=5 + size // 100_000_000,
        cores=max(1, size // 500_000_000),
        context_tokens=min(_CONTEXT, header.context_tokens or _CONTEXT),
        template=template,
    )
    return entry, {file.sha256: path}


def _listener(folder: Path) -> tuple[Entry, _Places]:
    present = [name for name in _WHISPER_FILES if (folder / name).is_file()]
    needed = {"model.bin", "config.json", "tokenizer.json"}
    lacking = needed - set(present)
    if not any(name.startswith("vocabulary.") for name in present):
        lacking.add("vocabulary.txt")
    if lacking:
        raise ModelError(
            "model.format", file=folder, reason=f"it lacks {', '.join(sorted(lacking))}"
        )
    _check_weights(folder / "model.bin")
    for name in present:
        if name.endswith(".json"):
            _check_json(folder / name)
    size = (folder / "model.bin").stat().st_size
    files = tuple(_measured(folder / name) for name in present)
    entry = Entry(
        name=_slug(folder.resolve().name),
        title=folder.resolve().name,
        role="listener",
        engine="whisper",
        licence="not stated",
        files=files,
        memory=size * 2 + 400_000_000,
        rank=5 + size // 60_000_000,
        cores=max(1, size // 130_000_000),
    )
    return entry, {file.sha256: folder / file.path for file in files}


def _check_weights(path: Path) -> None:
    """A CTranslate2 model names its kind right after its format version."""
    with path.open("rb") as file:
        head = file.read(64)
    kind = b""
    if len(head) == 64:
        version, length = struct.unpack_from("<IH", head)
        kind = head[6 : 6 + min(length, 58)].rstrip(b"\0") if version <= 100 else b""
    if kind != b"WhisperSpec":
        raise ModelError("model.format", file=path, reason="it is no Whisper model of CTranslate2")


def _check_json(path: Path) -> None:
    try:
        msgspec.json.decode(path.read_bytes())
    except msgspec.MsgspecError as error:
        raise ModelError("model.format", file=path, reason=error) from error


def _take_in(entry: Entry, places: _Places, name: str, source: Path) -> InstalledModel:
    known = _recognised(entry)
    final = known or msgspec.structs.replace(entry, name=name or entry.name)
    here = store.find(final.name)
    if here is not None and known is not None:
        return here
    if here is not None or (known is None and catalogue().find(final.name) is not None):
        raise ModelError("model.exists", name=final.name)
    with store.claim(final.name) as target:
        target.mkdir(parents=True, exist_ok=True)
        for file in final.files:
            _copy(places[file.sha256], target / file.path)
        if known is None:
            store.record(target, Record(entry=final, origin=str(source.resolve())))
    model = store.find(final.name)
    if model is None:
        raise store.missing(final.name)
    store.verify(model)
    return model


def _recognised(entry: Entry) -> Entry | None:
    """The catalogue's own entry, where every one of its files is among these."""
    hashes = {file.sha256 for file in entry.files}
    return next(
        (e for e in catalogue().models if e.pinned and {f.sha256 for f in e.files} <= hashes), None
    )


def _copy(source: Path, target: Path) -> None:
    """A second name for the same bytes where the disk allows that, else a copy; whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        try:
            os.link(source.resolve(), part)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise
            shutil.copyfile(source, part)
        part.replace(target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _measured(path: Path) -> ModelFile:
    return ModelFile(path=path.name, size=path.stat().st_size, sha256=stamps.proved(path))


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")[:64] or "model"
