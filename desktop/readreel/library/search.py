"""Questions to the index, answered with passages.

A passage that has all the words in a title or a heading comes before one that has them in its text, then
code, then what was on the screen, then what was only spoken; among equals the one that says them most
densely (BM25). A long article does not push the others out: of each the best few are shown and the rest
counted.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from readreel.library.passages import TITLE
from readreel.library.query import Term, expression, parsed
from readreel.library.snippet import Marks, Snippet, snippet
from readreel.library.store import COLUMNS, SHIFT

EACH = 3
"""Passages of one article that are shown while others have passages to show."""

_TIERS = tuple(COLUMNS[:end] for end in range(2, len(COLUMNS) + 1))
_LOOKED_AT = 8
"""Times as many passages are ranked as are shown, so that the best few of each article are known."""


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """What a project must be; empty and 0 let everything through.

    ``since`` and ``until`` (inclusive) are days or beginnings of days (ISO 8601: 2024, 2024-05), ``longer``
    and ``shorter`` seconds, ``folder`` where the recording lies or above it. All ``tags`` must be there.
    ``archived`` lets those through that were put away; ``project`` is the only one asked.
    """

    since: str = ""
    until: str = ""
    longer: float = 0.0
    shorter: float = 0.0
    language: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    archived: bool = False
    project: Path | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage: of which project, ``block`` in its article (empty without one), its stretch in seconds.

    ``where`` is the column that the snippet shows, ``marks`` where the words stand in it; the same for the
    article's ``title``. ``more`` counts passages of this article that are not shown, on the last that is.
    """

    project: Path
    title: str
    block: str
    start: float
    end: float
    chapter: str
    where: str
    snippet: str
    marks: Marks
    title_marks: Marks = ()
    still: Path | None = None
    day: str = ""
    length: float = 0.0
    languages: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    more: int = 0


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """``total`` passages in all; ``newer`` projects were made by a newer program and not searched."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    newer: int = 0


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """The values that filters can be set to, the most frequent first."""

    languages: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    archived: int = 0


class _Project(msgspec.Struct, frozen=True):
    id: int
    folder: bytes
    state: str
    title: str
    day: str
    length: float
    languages: tuple[str, ...]
    home: str
    tags: tuple[str, ...]
    archived: bool


def search(
    connection: sqlite3.Connection, projects: Path, words: str, wanted: Filter, *, limit: int,
    growing: bool,
) -> Results:  # fmt: skip
    """See `readreel.library.Library.search`."""
    every = {one.id: one for one in _projects(connection)}
    newer = sum(one.state == "newer" for one in every.values())
    terms = parsed(words, growing=growing)
    if not terms:
        return Results(newer=newer)
    allowed = {one.id for one in every.values() if _fits(one, projects, wanted)}
    among = "" if len(allowed) == len(every) else _among(allowed)
    total = _count(connection, terms, among)
    ranked = _ranked(connection, terms, among, min(total, limit * _LOOKED_AT))
    shown, more = _spread(ranked, limit)
    hits = [_hit(row, every[row[0] >> SHIFT], projects, terms) for row in _rows(connection, shown)]
    last = {hit.project: place for place, hit in enumerate(hits)}
    for project, count in more.items():
        folder = projects / os.fsdecode(every[project].folder)
        if folder in last:
            hits[last[folder]] = msgspec.structs.replace(hits[last[folder]], more=count)
    return Results(hits=tuple(hits), total=total, newer=newer)


def matching(connection: sqlite3.Connection, projects: Path, wanted: Filter) -> frozenset[Path]:
    """See `readreel.library.Library.matching`."""
    return frozenset(
        projects / os.fsdecode(one.folder)
        for one in _projects(connection)
        if _fits(one, projects, wanted)
    )


def facets(connection: sqlite3.Connection) -> Facets:
    """See `readreel.library.Library.facets`."""
    every = list(_projects(connection))
    count = {
        "languages": Counter(language for one in every for language in one.languages),
        "folders": Counter(one.home for one in every if one.home),
        "tags": Counter(tag for one in every for tag in one.tags),
    }
    common = {name: tuple(v for v, _ in values.most_common()) for name, values in count.items()}
    return Facets(**common, archived=sum(one.archived for one in every))


# --- projects ------------------------------------------------------------------------------------


def _projects(connection: sqlite3.Connection) -> Iterator[_Project]:
    names = ", ".join(_Project.__struct_fields__)
    decode = msgspec.json.Decoder(tuple[str, ...]).decode
    for row in connection.execute(f"SELECT {names} FROM project"):
        number, folder, state, title, day, length, languages, home, tags, archived = row
        yield _Project(
            number, folder, state, title, day, length, decode(languages), home, decode(tags),
            bool(archived),
        )  # fmt: skip


def _fits(one: _Project, projects: Path, wanted: Filter) -> bool:
    day = one.day or "0000"
    return (
        (wanted.archived or not one.archived)
        and (not wanted.project or wanted.project == projects / os.fsdecode(one.folder))
        and (not wanted.since or day >= wanted.since)
        and (not wanted.until or day[: len(wanted.until)] <= wanted.until)
        and (not wanted.longer or one.length >= wanted.longer)
        and (not wanted.shorter or one.length <= wanted.shorter)
        and (not wanted.language or wanted.language in one.languages)
        and (not wanted.folder or Path(one.home).is_relative_to(wanted.folder))
        and {tag.casefold() for tag in wanted.tags} <= {tag.casefold() for tag in one.tags}
    )


def _among(allowed: set[int]) -> str:
    return f" AND (rowid >> {SHIFT}) IN ({', '.join(map(str, sorted(allowed)))})"


# --- passages ------------------------------------------------------------------------------------


def _ranked(
    connection: sqlite3.Connection, terms: Sequence[Term], among: str, most: int
) -> list[int]:
    """The best passages by number, column after column until there are enough."""
    # The index ranks all that match; what a filter leaves of them is ranked here, and that is less.
    order = "bm25(words)" if among else "rank"
    asked = f"SELECT rowid FROM words WHERE words MATCH ?{among} ORDER BY {order} LIMIT {most}"
    found: dict[int, None] = {}
    for columns in _TIERS:
        if len(found) >= most:
            break
        rows = connection.execute(asked, (expression(terms, columns),))
        found.update(dict.fromkeys(number for (number,) in rows))
    return list(found)


def _count(connection: sqlite3.Connection, terms: Sequence[Term], among: str) -> int:
    asked = f"SELECT count(*) FROM words WHERE words MATCH ?{among}"
    return int(connection.execute(asked, (expression(terms, COLUMNS),)).fetchone()[0])


def _spread(ranked: Sequence[int], limit: int) -> tuple[list[int], Counter[int]]:
    """The passages to show, and by project how many are not: few of each while others have any."""
    each = EACH
    shown, more = _taken(ranked, limit, each)
    while len(shown) < min(limit, len(ranked)):
        each *= 2
        shown, more = _taken(ranked, limit, each)
    return shown, more


def _taken(ranked: Sequence[int], limit: int, each: int) -> tuple[list[int], Counter[int]]:
    shown: list[int] = []
    taken: Counter[int] = Counter()
    more: Counter[int] = Counter()
    for number in ranked:
        project = number >> SHIFT
        if len(shown) < limit and taken[project] < each:
            taken[project] += 1
            shown.append(number)
        else:
            more[project] += 1
    return shown, more


def _rows(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    names = ", ".join(COLUMNS)
    asked = f"SELECT id, block, start, stop, still, chapter, {names} FROM passage WHERE id = ?"
    for number in numbers:
        yield from connection.execute(asked, (number,))


def _hit(row: Sequence[Any], one: _Project, projects: Path, terms: Sequence[Term]) -> Hit:
    _, block, start, end, still, chapter, *texts = row
    folder = projects / os.fsdecode(one.folder)
    where, best = _telling(texts, terms)
    title = snippet(one.title, terms, width=1_000)
    if block == TITLE and where == "title":
        where, best = "title", snippet(texts[1], terms)
    return Hit(
        project=folder, title=title.text, title_marks=title.marks, block=block, start=start, end=end,
        chapter=chapter, where=where, snippet=best.text, marks=best.marks,
        still=folder / "stills" / still if still else None, day=one.day, length=one.length,
        languages=one.languages, tags=one.tags,
    )  # fmt: skip


def _telling(texts: Sequence[str], terms: Sequence[Term]) -> tuple[str, Snippet]:
    """The column that shows most of the terms, the most telling of equals, and its snippet."""
    best = ("text", Snippet(""))
    wanted = sum(not term.without for term in terms)
    for name, text in zip(COLUMNS, texts, strict=True):
        cut = snippet(text, terms)
        if cut.terms > best[1].terms:
            best = (name, cut)
        if cut.terms == wanted:
            break
    return best
