"""What a source of models promises and how its word is checked: the face shared by hub and mirror."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from readreel.catalogue import stamps

Moved = Callable[[int], None]
"""Hears how many bytes of the current file are here."""


class Source(Protocol):
    """Somewhere a model can be had."""

    origin: str
    promises: list[Promise]

    def fetch(self, promise: Promise, part: Path, moved: Moved) -> None:
        """Bring one file to ``part``, going on with what an interrupted download left.

        Raises `Unavailable`, or OSError where this machine refuses.
        """
        ...


class Unavailable(Exception):
    """This source cannot give the model; the text says why, and the next source is tried."""


class Promise(msgspec.Struct, frozen=True):
    """A file as it must be when it arrives: size in bytes, and its SHA-256 or its git blob id."""

    path: str
    size: int
    sha256: str = ""
    blob: str = ""

    def kept_by(self, path: Path) -> str | None:
        """The file's SHA-256 if it is what was promised, else None."""
        if not path.is_file() or path.stat().st_size != self.size:
            return None
        if self.sha256:
            return self.sha256 if stamps.proved(path) == self.sha256 else None
        return stamps.proved(path) if self.blob and _blob(path) == self.blob else None


def folder_size(folder: Path) -> int:
    """Bytes of every file under a folder, which may change meanwhile."""
    total = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def _blob(path: Path) -> str:
    """The id git gives a file: what the hub states for files too small for its large-file store."""
    content = path.read_bytes()
    header = f"blob {len(content)}\0".encode()
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()
