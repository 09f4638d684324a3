"""The index: kept in step with the project folders, one project at a time, and searched.

A project is written in one transaction, so whoever searches meanwhile sees it as it was or as it is. Two
processes that look at the same change do the work once more than needed at worst, never wrongly.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from readreel.library import passages, search
from readreel.library.folding import indexed
from readreel.library.passages import Entry, Piece
from readreel.library.search import Facets, Filter, Results
from readreel.library.store import COLUMNS, SHIFT, Store, index_file

T = TypeVar("T")

Tell = Callable[[int, int], bool]
"""Hears how many changed projects of how many are read; False ends the work."""

_MOST_PIECES = (1 << SHIFT) - 1


class Refreshed(msgspec.Struct, frozen=True):
    """How many projects were read or dropped, and whether every change was taken in."""

    read: int = 0
    dropped: int = 0
    complete: bool = True


class Library:
    """Everything that lies in one folder of projects. For one thread at a time."""

    def __init__(self, projects: Path, file: Path | None = None) -> None:
        self.projects = projects
        self._store = Store(file or index_file(projects))

    def refresh(self, tell: Tell = lambda *_: True) -> Refreshed:
        """Take in what changed in the folder since the last time; unchanged projects are not opened."""
        begun = self._store.renewed
        done = self._follow(tell)
        # On an index that broke meanwhile only the last of them are.
        return done if self._store.renewed == begun else self._follow(tell)

    def search(
        self,
        words: str,
        wanted: Filter = Filter(),  # noqa: B008  (frozen)
        *,
        limit: int = 40,
        growing: bool = False,
    ) -> Results:
        """The passages that have all of the words, the best first; see `readreel.library.search`."""
        return self._ask(
            lambda c: search.search(c, self.projects, words, wanted, limit=limit, growing=growing)
        )

    def matching(self, wanted: Filter) -> frozenset[Path]:
        """The projects that a filter lets through."""
        return self._ask(lambda c: search.matching(c, self.projects, wanted))

    def facets(self) -> Facets:
        """What there is to filter by."""
        return self._ask(search.facets)

    def _ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        begun = self._store.renewed
        answer = self._store.use(partial(_at_one_moment, question=question))
        if self._store.renewed == begun:
            return answer
        self.refresh()  # it was asked of an index that has only just been begun
        return self._store.use(question)

    def _follow(self, tell: Tell) -> Refreshed:
        found = _found(self.projects)
        known = self._store.use(_known)
        gone = [name for name in known if name not in found]
        changed = [name for name, stamp in found.items() if known.get(name) != stamp]
        number = 0
        try:
            for name in gone:
                self._store.use(partial(_drop, folder=name))
            for number, name in enumerate(changed):
                if not tell(number, len(changed)):
                    return Refreshed(number, len(gone), complete=False)
                entry = passages.read(self.projects / os.fsdecode(name))
                self._store.use(partial(_put, folder=name, stamp=found[name], entry=entry))
        except sqlite3.OperationalError:  # another process writes, and writes: the rest waits
            return Refreshed(number, complete=False)
        tell(len(changed), len(changed))
        return Refreshed(len(changed), len(gone))

    def close(self) -> None:
        """Let go of the index."""
        self._store.close()


def _found(projects: Path) -> dict[bytes, str]:
    """The projects by name with their stamps, the latest first: what was just made is found soonest."""
    found: list[tuple[float, bytes, str]] = []
    with contextlib.suppress(OSError), os.scandir(projects) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir() and not entry.name.startswith("."):
                    stamp = passages.stamp(Path(entry.path))
                    if stamp:
                        found.append((entry.stat().st_mtime, os.fsencode(entry.name), stamp))
    return {name: stamp for _, name, stamp in sorted(found, reverse=True)}


def _at_one_moment(
    connection: sqlite3.Connection, question: Callable[[sqlite3.Connection], T]
) -> T:
    """An answer from the index as it stands now, whoever writes to it meanwhile."""
    connection.execute("BEGIN")
    try:
        return question(connection)
    finally:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("COMMIT")


def _known(connection: sqlite3.Connection) -> dict[bytes, str]:
    return dict(connection.execute("SELECT folder, stamp FROM project").fetchall())


def _put(connection: sqlite3.Connection, folder: bytes, stamp: str, entry: Entry) -> None:
    with _writing(connection):
        _remove(connection, folder)
        facts = (
            folder, stamp, entry.state, entry.title, entry.name, entry.day, entry.length,
            msgspec.json.encode(entry.languages).decode(), entry.home,
            msgspec.json.encode(entry.tags).decode(), entry.archived,
        )  # fmt: skip
        marks = ", ".join("?" * len(facts))
        project = connection.execute(f"INSERT INTO project VALUES (NULL, {marks})", facts).lastrowid
        rows = [
            (((project or 0) << SHIFT) + place, piece)
            for place, piece in enumerate(entry.pieces[:_MOST_PIECES])
        ]
        connection.executemany(
            f"INSERT INTO passage VALUES ({', '.join('?' * (6 + len(COLUMNS)))})",
            [(n, p.block, p.start, p.end, p.still, p.chapter, *_texts(p)) for n, p in rows],
        )
        connection.executemany(
            f"INSERT INTO words (rowid, {', '.join(COLUMNS)}) VALUES (?, {', '.join('?' * len(COLUMNS))})",
            [(n, *map(indexed, _texts(p))) for n, p in rows],
        )


def _texts(piece: Piece) -> tuple[str, ...]:
    return tuple(getattr(piece, name) for name in COLUMNS)


def _drop(connection: sqlite3.Connection, folder: bytes) -> None:
    with _writing(connection):
        _remove(connection, folder)


def _remove(connection: sqlite3.Connection, folder: bytes) -> None:
    known = connection.execute("SELECT id FROM project WHERE folder = ?", (folder,)).fetchone()
    if known is None:
        return
    bounds = (known[0] << SHIFT, (known[0] + 1) << SHIFT)
    names = ", ".join(COLUMNS)
    rows = connection.execute(
        f"SELECT id, {names} FROM passage WHERE id >= ? AND id < ?", bounds
    ).fetchall()
    # The words keep no text of their own: to be forgotten they must be told what they were made of.
    connection.executemany(
        f"INSERT INTO words (words, rowid, {names}) VALUES ('delete', ?, {', '.join('?' * len(COLUMNS))})",
        [(number, *map(indexed, texts)) for number, *texts in rows],
    )
    connection.execute("DELETE FROM passage WHERE id >= ? AND id < ?", bounds)
    connection.execute("DELETE FROM project WHERE id = ?", known)


@contextlib.contextmanager
def _writing(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
