"""Append-only lines that a long step keeps, so that a crash costs at most one entry.

The first line names the run (a hash of the step's inputs, parameters, model and version); a journal of
another run is discarded. A line cut short by a crash is dropped when the journal is opened again.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Journal(Generic[T]):
    """Entries of one type, on disk before `append` returns."""

    def __init__(self, path: Path, run: str, entry: type[T]) -> None:
        self._path = path
        self._run = run
        self._decoder = msgspec.json.Decoder(entry)
        self.entries: list[T] = self._recover()

    def append(self, entry: T) -> None:
        """Write one entry and wait until the disk has it."""
        with self._path.open("ab") as file:
            file.write(msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        self.entries.append(entry)

    def discard(self) -> None:
        """Forget everything: the artifact is written."""
        self._path.unlink(missing_ok=True)
        self.entries.clear()

    def _recover(self) -> list[T]:
        header = msgspec.json.encode(self._run) + b"\n"
        content = self._path.read_bytes() if self._path.exists() else b""
        if not content.startswith(header):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._rewrite(header)
            return []
        entries: list[T] = []
        kept = len(header)
        for line in content[len(header) :].splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            with contextlib.suppress(msgspec.MsgspecError):
                entries.append(self._decoder.decode(line))
                kept += len(line)
                continue
            break
        if kept != len(content):
            self._rewrite(content[:kept])
        return entries

    def _rewrite(self, content: bytes) -> None:
        temporary = self._path.with_suffix(".part")
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._path)


def peek(path: Path, entry: type[T]) -> list[T]:
    """The entries of a journal that another process may be writing; nothing on disk is changed.

    Whatever cannot be read ends the list: a line that is not whole yet is there the next time. An absent
    journal has no entries.
    """
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return []
    decoder = msgspec.json.Decoder(entry)
    entries: list[T] = []
    for line in lines[1:]:
        if not line.endswith(b"\n"):
            break
        try:
            entries.append(decoder.decode(line))
        except msgspec.MsgspecError:
            break
    return entries
