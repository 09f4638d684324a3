"""What stands behind a paragraph: the sentences that were spoken, and how the prose came from them.

Read from the artifacts without Qt, loosely: only the fields that are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from readreel.core.errors import StorageError
from readreel.project.artifacts import (
    Article,
    Block,
    Paragraphs,
    Reason,
    Spellings,
    Transcript,
    Written,
)
from readreel.project.folder import FILES, ProjectFolder
from readreel.project.journal import peek


class Line(msgspec.Struct, frozen=True):
    """A spoken sentence; its words one by one are not needed here."""

    id: int
    start: float
    end: float
    text: str


class Lines(msgspec.Struct, frozen=True):
    """Of transcript.json: its sentences."""

    sentences: tuple[Line, ...] = ()


class Behind(msgspec.Struct, frozen=True):
    """All that the card tells of a block. ``origin`` is empty for what is no prose; ``dropped`` says of
    sentences, by their ids, why the block does not tell them; ``spelled`` are words as they were heard,
    and as the screen writes them.
    """

    block: str
    lines: tuple[Line, ...]
    origin: str = ""
    support: float = 1.0
    refused: tuple[str, ...] = ()
    dropped: Mapping[int, Reason] = {}
    spelled: tuple[tuple[str, str], ...] = ()
    translated: bool = False


def block_of(article: Article, name: str) -> Block | None:
    """The block of an id."""
    found = (b for chapter in article.chapters for b in chapter.blocks if b.id == name)
    return next(found, None)


def behind(block: Block, project: Path, *, spoken: bool = False) -> Behind:
    """What was spoken for a block; ``spoken`` says that nobody has written it yet."""
    folder = ProjectFolder(project)
    ids = tuple(getattr(block, "sentences", ()))
    lines = _lines(folder)
    if ids:
        chosen = tuple(line for line in lines if line.id in set(ids))
    else:
        chosen = tuple(line for line in lines if line.start < block.end and line.end > block.start)
    paragraphs = Paragraphs(writer="") if spoken else _paragraphs(folder)
    written = next((w for w in paragraphs.paragraphs if ids and w.sentences == ids), None)
    return Behind(
        block=block.id,
        lines=chosen,
        origin="" if spoken else getattr(block, "origin", ""),
        support=getattr(block, "support", 1.0),
        refused=written.refused if written else (),
        dropped={one.sentence: one.reason for one in written.dropped} if written else {},
        spelled=_spelled(folder, {line.id for line in chosen}),
        translated=bool(paragraphs.language),
    )


def _lines(folder: ProjectFolder) -> Sequence[Line]:
    try:
        content = (folder.root / FILES[Transcript]).read_bytes()
        return msgspec.json.decode(content, type=Lines).sentences
    except FileNotFoundError:
        return ()
    except msgspec.MsgspecError as error:
        path = folder.root / FILES[Transcript]
        raise StorageError("storage.damaged", path=path, reason=error) from error


def _spelled(folder: ProjectFolder, sentences: set[int]) -> tuple[tuple[str, str], ...]:
    """What was heard otherwise than the screen writes it, once."""
    try:
        spellings = folder.read(Spellings).spellings
    except StorageError:
        return ()  # not that far yet, or made before there was such a thing
    own = ((one.heard, one.written) for one in spellings if one.sentence in sentences)
    return tuple(dict.fromkeys(own))


def _paragraphs(folder: ProjectFolder) -> Paragraphs:
    """How passages were written: what was left out, which checks an earlier draft failed."""
    try:
        return folder.read(Paragraphs)
    except StorageError:
        return Paragraphs(writer="", paragraphs=tuple(peek(folder.journal("rewrite"), Written)))
