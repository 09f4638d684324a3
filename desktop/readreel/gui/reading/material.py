"""What a project holds so far, read from disk while the steps write to it.

Guarantees that nothing is changed or locked, and that artifacts of an earlier run are not mixed with those
of the one at work: what is older than what it was made from is left aside.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from readreel.core.errors import StorageError
from readreel.project.artifacts import (
    Article,
    Artifact,
    Outline,
    Paragraphs,
    Recording,
    Stills,
    Transcript,
    Written,
)
from readreel.project.draft import Draft, Heard, Material, drafted
from readreel.project.folder import FILES, ProjectFolder
from readreel.project.journal import peek

A = TypeVar("A", bound=Artifact)


def read_draft(project: Path) -> Draft:
    """The draft of a project, or its finished article where nothing younger stands against it.

    Raises `StorageError`, ``storage.absent`` where not even the recording is known.
    """
    folder = ProjectFolder(project)
    material = _material(folder)
    if material.written and _younger(folder, folder.root / FILES[Article], Paragraphs):
        article = _read(folder, Article)
        if article is not None and not folder.journal("rewrite").exists():
            return Draft(article)
    return drafted(material)


def _material(folder: ProjectFolder) -> Material:
    listening, writing = folder.journal("transcribe"), folder.journal("rewrite")
    transcript = None if listening.exists() else _read(folder, Transcript)
    outline = None
    if transcript and _younger(folder, folder.root / FILES[Outline], Transcript):
        outline = _read(folder, Outline)
    written: tuple[Written, ...] = ()
    if outline and writing.exists():
        written = tuple(peek(writing, Written)) if _younger(folder, writing, Outline) else ()
    elif outline and _younger(folder, folder.root / FILES[Paragraphs], Outline):
        paragraphs = _read(folder, Paragraphs)
        written = paragraphs.paragraphs if paragraphs else ()
    return Material(
        recording=folder.read(Recording),
        heard=tuple(peek(listening, Heard)),
        transcript=transcript,
        stills=_read(folder, Stills),
        outline=outline,
        written=written,
    )


def _read(folder: ProjectFolder, kind: type[A]) -> A | None:
    try:
        return folder.read(kind)
    except StorageError as error:
        if error.code == "storage.absent":
            return None
        raise


def _younger(folder: ProjectFolder, path: Path, than: type[Artifact]) -> bool:
    """Whether ``path`` was written after an artifact: an older one belongs to an earlier run."""
    try:
        written = path.stat().st_mtime_ns
        return written >= (folder.root / FILES[than]).stat().st_mtime_ns
    except FileNotFoundError:
        return False
