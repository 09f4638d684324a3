"""The models on this machine: which are whole, and proof of it before an engine opens one.

A model is a folder of plain files, in the user's models or in those that ship with the program. What
its files must be is known from the catalogue or, for a model it does not pin, from the record
``installed.json`` that was written when the model arrived.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import filelock
import msgspec

from readreel.catalogue import stamps
from readreel.catalogue.manifest import (
    Engine,
    Entry,
    ModelFile,
    Role,
    catalogue,
    named_well,
    unknown,
)
from readreel.core import paths
from readreel.core.errors import BusyError, ModelError, from_os_error
from readreel.project.files import write_atomic

RECORD = "installed.json"
State = Literal["installed", "incomplete", "absent"]


class Record(msgspec.Struct, frozen=True):
    """What a model turned out to be when it arrived; ``origin`` says from where."""

    entry: Entry
    origin: str
    languages: tuple[str, ...] = ()
    format: int = 1


class InstalledModel(msgspec.Struct, frozen=True):
    """A model whose files are here with the right sizes; `verify` proves their content.

    ``path`` is the folder for whisper and the ``.gguf`` file for llama. ``identity`` changes whenever a
    file does. ``context_tokens`` is the window to open a writer with, ``memory`` bytes while working.
    """

    name: str
    title: str
    role: Role
    engine: Engine
    path: str
    identity: str
    licence: str
    memory: int
    rank: int
    cores: int
    files: tuple[ModelFile, ...]
    languages: tuple[str, ...] = ()
    context_tokens: int = 0
    template: str = ""
    bundled: bool = False

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return Path(self.path) if self.engine == "whisper" else Path(self.path).parent


def installed() -> list[InstalledModel]:
    """Every whole model, listeners first, each role from the least to the best; the user's own win."""
    found: dict[str, InstalledModel] = {}
    for folder in _folders():
        model = None if folder.name in found else look(folder)
        if model is not None:
            found[folder.name] = model
    return sorted(found.values(), key=lambda model: (model.role, model.rank, model.name))


def find(name: str) -> InstalledModel | None:
    """The whole model of that name, or None."""
    for root in _roots():
        model = look(root / name) if named_well(name) else None
        if model is not None:
            return model
    return None


def state(name: str) -> State:
    """Whether a model is here, partly here or not here."""
    if find(name) is not None:
        return "installed"
    begun = named_well(name) and (paths.user_models() / name).is_dir()
    return "incomplete" if begun else "absent"


def missing(name: str) -> ModelError:
    """The error for a model that is not here: with the command that brings it, or as unknown."""
    if catalogue().find(name) is None and state(name) == "absent":
        return unknown(name)
    return ModelError("model.missing", name=name, path=name, command=remedy(name))


def remedy(name: str) -> str:
    """The line to type that makes a model whole."""
    if catalogue().find(name) is not None:
        return f"readreel models get {name}"
    return f"readreel models remove {name}"


def look(folder: Path) -> InstalledModel | None:
    """The model in a folder, if the catalogue or a record knows it and no file is missing or cut."""
    expected = _expected(folder)
    if expected is None:
        return None
    entry, languages = expected
    for file in entry.files:
        try:
            if (folder / file.path).stat().st_size != file.size:
                return None
        except OSError:
            return None
    return InstalledModel(
        name=entry.name,
        title=entry.title,
        role=entry.role,
        engine=entry.engine,
        path=str(folder if entry.engine == "whisper" else folder / entry.files[0].path),
        identity=_identity(entry.files),
        licence=entry.licence,
        memory=entry.memory,
        rank=entry.rank,
        cores=entry.cores,
        files=entry.files,
        languages=languages,
        context_tokens=entry.context_tokens,
        template=entry.template,
        bundled=folder.parent == paths.bundled_models(),
    )


def verify(model: InstalledModel, *, again: bool = False) -> None:
    """Prove every file of a model by size and SHA-256, before native code opens it.

    A file that has not changed since it was last proved is not read again unless ``again``.
    Raises `ModelError` ``model.missing`` or ``model.corrupt``.
    """
    for file in model.files:
        path = model.folder / file.path
        try:
            right = path.stat().st_size == file.size and (
                stamps.proved(path, again=again) == file.sha256
            )
        except FileNotFoundError as error:
            raise missing(model.name) from error
        except OSError as error:
            raise from_os_error(error) from error
        if not right:
            raise ModelError(
                "model.corrupt", name=model.name, file=path, command=remedy(model.name)
            )


def record(folder: Path, content: Record) -> None:
    """Remember what the files of a model are, beside them."""
    write_atomic(folder / RECORD, msgspec.json.format(msgspec.json.encode(content)))


def remove(name: str) -> None:
    """Delete one of the user's models; raises `ModelError` where there is none to delete."""
    folder = paths.user_models() / name
    if not named_well(name) or not folder.is_dir():
        model = find(name)
        raise ModelError("model.bundled", name=name) if model else missing(name)
    with claim(name):
        try:
            if folder.is_symlink():
                folder.unlink()
            else:
                shutil.rmtree(folder)
        except OSError as error:
            raise from_os_error(error) from error


@contextlib.contextmanager
def claim(name: str) -> Iterator[Path]:
    """The right to change one of the user's models, and its folder; raises `BusyError`."""
    root = paths.user_models()
    try:
        root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(root / f".{name}.lock")
        lock.acquire(timeout=0)
    except filelock.Timeout as error:
        raise BusyError("busy.model", name=name) from error
    except OSError as error:
        raise from_os_error(error) from error
    try:
        yield root / name
    finally:
        lock.release()


def _roots() -> tuple[Path, Path]:
    return paths.user_models(), paths.bundled_models()


def _folders() -> Iterator[Path]:
    for root in _roots():
        if root.is_dir():
            yield from sorted(f for f in root.iterdir() if named_well(f.name) and f.is_dir())


def _expected(folder: Path) -> tuple[Entry, tuple[str, ...]] | None:
    """What must be in a folder; a pinned catalogue entry outweighs a record."""
    listed = catalogue().find(folder.name)
    if listed is not None and listed.pinned:
        return listed, catalogue().spoken(listed)
    try:
        content = msgspec.json.decode((folder / RECORD).read_bytes(), type=Record)
    except (OSError, msgspec.MsgspecError):
        return None
    if content.entry.name != folder.name or not content.entry.pinned or not content.entry.files:
        return None
    if listed is None:
        return content.entry, content.languages
    return msgspec.structs.replace(listed, files=content.entry.files), catalogue().spoken(listed)


def _identity(files: tuple[ModelFile, ...]) -> str:
    lines = "".join(f"{file.path} {file.sha256}\n" for file in sorted(files, key=lambda f: f.path))
    return hashlib.sha256(lines.encode()).hexdigest()[:16]
