"""The index as a file: its tables, how it is opened, and what happens when it cannot be used.

A file that is damaged is deleted and made anew; where none can be written at all, the index is kept in
memory for as long as the program runs. Several processes may use one file at once: readers never wait,
and of two that write, one waits.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import filelock

from readreel.core import paths
from readreel.library.folding import VERSION
from readreel.project.files import digest

T = TypeVar("T")

COLUMNS = ("title", "heading", "text", "code", "screen", "spoken")
"""What is searched, the most telling first."""

SHIFT = 20
"""A passage's number is its project's, shifted by so many bits, and its place in that."""

_SHAPE = 1
"""Rises with every change of the tables."""

_TABLES = f"""
CREATE TABLE project (
    id INTEGER PRIMARY KEY, folder BLOB UNIQUE NOT NULL, stamp TEXT NOT NULL, state TEXT NOT NULL,
    title TEXT NOT NULL, name TEXT NOT NULL, day TEXT NOT NULL, length REAL NOT NULL,
    languages TEXT NOT NULL, home TEXT NOT NULL, tags TEXT NOT NULL, archived INTEGER NOT NULL
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY, block TEXT NOT NULL, start REAL NOT NULL, stop REAL NOT NULL,
    still TEXT NOT NULL, chapter TEXT NOT NULL, {", ".join(f"{name} TEXT NOT NULL" for name in COLUMNS)}
);
CREATE VIRTUAL TABLE words USING fts5(
    {", ".join(COLUMNS)}, content='', tokenize='ascii', prefix='2 3'
);
"""

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}
_UNUSABLE = {
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}  # fmt: skip
_PATIENCE = 10.0
"""Seconds to wait for another process that writes."""


def index_file(projects: Path) -> Path:
    """Where the index of a folder of projects lies; another version of the program has its own."""
    name = digest(os.fsencode(os.path.abspath(projects)))[:12]  # noqa: PTH100  (links stay)
    return paths.user_data() / "library" / f"{name}-{_SHAPE}.{VERSION}.sqlite"


class Store:
    """One connection to one index. Not for two threads at the same time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._identity = 0
        self.renewed = 0
        """How often an unusable index was replaced by an empty one."""
        self._connection: sqlite3.Connection | None = None

    def use(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """What ``work`` returns; on an index that turns out to be unusable it is done again on a new one.

        Raises `sqlite3.OperationalError` where another process has written for too long.
        """
        try:
            return work(self._opened())
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in _DAMAGED:
                self._start_over()
            elif code in _UNUSABLE:
                self._stay_in_memory()
            else:
                raise
        return work(self._opened())

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._alone():
                    self._connection = self._open()
            except OSError:
                self._stay_in_memory()
        assert self._connection is not None
        return self._connection

    def _open(self) -> sqlite3.Connection:
        connection = _connected(str(self._file))
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            _lay_out(connection)
        except BaseException:
            connection.close()
            raise
        self._identity = _identity(self._file)
        for old in self._file.parent.glob(f"{self._file.name.partition('-')[0]}-*"):
            if not old.name.startswith(self._file.name):
                with contextlib.suppress(OSError):
                    old.unlink()
        return connection

    def _start_over(self) -> None:
        self.close()
        self.renewed += 1
        try:
            with self._alone():
                # Unless another process has put a sound one there meanwhile.
                if self._identity in (0, _identity(self._file)):
                    for suffix in ("", "-wal", "-shm"):
                        Path(f"{self._file}{suffix}").unlink(missing_ok=True)
                self._connection = self._open()
        except (OSError, sqlite3.DatabaseError):
            self._stay_in_memory()

    def _stay_in_memory(self) -> None:
        self.close()
        self.renewed += 1
        self._connection = _connected(":memory:")
        _lay_out(self._connection)

    def _alone(self) -> filelock.BaseFileLock:
        return filelock.FileLock(f"{self._file}.lock", timeout=_PATIENCE)


def _identity(file: Path) -> int:
    return file.stat().st_ino if file.exists() else 0


def _connected(name: str) -> sqlite3.Connection:
    # One thread at a time uses it, but not always the same one.
    connection = sqlite3.connect(
        name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA cache_size=-32000")
    return connection


def _lay_out(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] != _SHAPE:
        connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version={_SHAPE}; COMMIT;")
