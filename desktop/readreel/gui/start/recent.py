"""The projects on disk as a first page shows them, read without trusting any of them.

A project that is damaged, or of a newer program, is told as such and never keeps another from being shown.
Only the heads of artifacts are decoded, and nothing at all of a project that has not changed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from readreel.core.errors import ReadreelError
from readreel.core.time import Span
from readreel.project.artifacts import FORMAT, Artifact
from readreel.project.journal import peek
from readreel.project.label import Label

State = Literal["finished", "stopped", "damaged", "newer"]
Stamp = tuple[int, ...]
"""Times of last change (nanoseconds) of all that a card is made of."""


class Recent(msgspec.Struct, frozen=True):
    """A project as a card shows it; ``tags`` and ``archived`` are what the user wrote on it.

    ``share`` (0…1) is how much of the work is done, ``length`` seconds of the recording, ``modified``
    seconds since 1970, ``still`` a picture that shows much of it. ``recording`` is where the recording
    lay. ``spoiled`` names the file that cannot be read, and ``reason`` says why.
    """

    project: Path
    title: str
    state: State
    modified: float
    length: float = 0.0
    share: float = 0.0
    still: Path | None = None
    recording: Path | None = None
    spoiled: str = ""
    reason: str = ""
    stamp: Stamp = ()
    tags: tuple[str, ...] = ()
    archived: bool = False


class _Facts(msgspec.Struct):
    duration: float = 0.0
    span: Span = Span(0.0, 0.0)


class _Article(Artifact, frozen=True, kw_only=True):
    title: str
    facts: _Facts


class _Recording(Artifact, frozen=True, kw_only=True):
    path: str
    name: str
    duration: float
    title: str = ""
    span: Span


class _Still(msgspec.Struct):
    file: str
    time: float = 0.0
    kind: str = "screen"
    content: float = 0.0


class _Stills(Artifact, frozen=True, kw_only=True):
    stills: tuple[_Still, ...] = ()


class _Chapter(msgspec.Struct):
    passages: tuple[msgspec.Raw, ...] = ()


class _Outline(Artifact, frozen=True, kw_only=True):
    title: str = ""
    chapters: tuple[_Chapter, ...] = ()


class _Window(msgspec.Struct):
    end: float


class _Spoiled(Exception):
    def __init__(self, name: str, reason: str, *, newer: bool = False) -> None:
        super().__init__(name)
        self.name, self.reason, self.newer = name, reason, newer


A = TypeVar("A", bound=Artifact)
_STAMPED = (
    "recording.json", "stills.json", "outline.json", "article.json", "edits.json", "steps",
    "steps/transcribe.journal", "steps/rewrite.journal", "label.json",
)  # fmt: skip
_LAYING_DOWN = ("recording.json", "article.json", "transcript.json", "outline.json", "stills.json")


def recents(folder: Path, known: Mapping[Path, Recent]) -> Iterator[Recent]:
    """Every project in a folder, the one changed last first; ``known`` ones are not read again.

    An absent or forbidden folder holds none.
    """
    found = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(OSError):
                if entry.is_dir() and not entry.name.startswith("."):
                    path = Path(entry.path)
                    found.append((_stamp(path), path))
    found.sort(key=lambda item: _last_work(item[0]), reverse=True)
    for stamp, path in found:
        before = known.get(path)
        if before is not None and before.stamp == stamp:
            yield before
        elif (read := look(path, stamp)) is not None:
            yield read


def look(project: Path, stamp: Stamp | None = None) -> Recent | None:
    """One project; None for a folder that holds none."""
    stamp = stamp if stamp is not None else _stamp(project)
    if not any((project / name).is_file() for name in _LAYING_DOWN):
        return None
    label = _label(project)
    blank = Recent(
        project, project.name, "damaged", _last_work(stamp) / 1e9, still=_still(project), stamp=stamp,
        tags=label.tags, archived=label.archived,
    )  # fmt: skip
    try:
        return _read(project, blank)
    except _Spoiled as spoiled:
        recording = _all_the_same(project)
        return msgspec.structs.replace(
            blank,
            title=_name(recording, project),
            recording=Path(recording.path) if recording else None,
            state="newer" if spoiled.newer else "damaged",
            spoiled=spoiled.name,
            reason=spoiled.reason,
        )


def bytes_of(project: Path) -> int:
    """What a project takes on the disk."""
    total = 0
    for root, _, files in os.walk(project):
        for name in files:
            with contextlib.suppress(OSError):
                total += Path(root, name).lstat().st_size
    return total


def _read(project: Path, blank: Recent) -> Recent:
    article = _decoded(project, "article.json", _Article)
    recording = _decoded(project, "recording.json", _Recording)
    path = Path(recording.path) if recording else None
    if article is not None:
        facts = article.facts
        return msgspec.structs.replace(
            blank,
            title=_title(project, article) or _name(recording, project),
            state="finished",
            share=1.0,
            length=facts.span.length or facts.duration,
            recording=path,
        )
    outline = _decoded(project, "outline.json", _Outline)
    title = outline.title.strip() if outline else ""
    return msgspec.structs.replace(
        blank,
        title=title or _name(recording, project),
        state="stopped",
        share=_share(project, recording, outline),
        length=recording.span.length if recording else 0.0,
        recording=path,
    )


def _title(project: Path, article: _Article) -> str:
    """The article's title as the user wants it."""
    if (project / "edits.json").exists():
        from readreel.project.folder import ProjectFolder  # not on the way to the first paint

        with contextlib.suppress(ReadreelError, OSError):
            return ProjectFolder(project).read_edited().title.strip()
    return article.title.strip()


def _label(project: Path) -> Label:
    """What cannot be read was never written, as far as a card is concerned."""
    with contextlib.suppress(_Spoiled):
        return _decoded(project, "label.json", Label) or Label()
    return Label()


def _name(recording: _Recording | None, project: Path) -> str:
    if recording is None:
        return project.name
    return recording.title.strip() or Path(recording.name).stem or project.name


def _all_the_same(project: Path) -> _Recording | None:
    """The recording of a project of which something cannot be read, if that can."""
    with contextlib.suppress(_Spoiled):
        return _decoded(project, "recording.json", _Recording)
    return None


def _decoded(project: Path, name: str, kind: type[A]) -> A | None:
    try:
        content = (project / name).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _Spoiled(name, error.strerror or str(error)) from error
    try:
        if msgspec.json.decode(content, type=Artifact).format > FORMAT:
            raise _Spoiled(name, "", newer=True)
        return msgspec.json.decode(content, type=kind)
    except msgspec.MsgspecError as error:
        raise _Spoiled(name, str(error)) from error


def _still(project: Path) -> Path | None:
    """The picture with most on it; the first, often an empty desk, only where there is no other."""
    try:
        stills = _decoded(project, "stills.json", _Stills)
    except _Spoiled:
        return None
    named = [still for still in stills.stills if _plain(still.file)] if stills else []
    # A face says less of a talk than a slide; between equals the earlier one is taken.
    for still in sorted(named[1:], key=lambda s: (s.kind == "screen", s.content), reverse=True):
        if (project / "stills" / still.file).is_file():
            return project / "stills" / still.file
    return project / "stills" / named[0].file if named else None


def _plain(name: str) -> bool:
    """Whether a name stays inside its folder, whoever wrote it."""
    return bool(name) and not name.startswith(".") and not {"/", "\\", "\0"} & set(name)


def _share(project: Path, recording: _Recording | None, outline: _Outline | None) -> float:
    """How much of the work is done: finished steps by their cost, and what the long ones have kept."""
    from readreel.pipeline.plan import STEPS  # not on the way to the first paint

    done = 0.0
    for step in STEPS:
        finished = (project / "steps" / f"{step.name}.done").exists()
        done += step.cost * (1.0 if finished else _part(project, step.name, recording, outline))
    return min(0.99, done / sum(step.cost for step in STEPS))


def _part(
    project: Path, step: str, recording: _Recording | None, outline: _Outline | None
) -> float:
    journal = project / "steps" / f"{step}.journal"
    with contextlib.suppress(OSError):
        if step == "rewrite" and outline is not None:
            passages = sum(len(chapter.passages) for chapter in outline.chapters)
            return min(1.0, len(peek(journal, msgspec.Raw)) / passages) if passages else 0.0
        if step == "transcribe" and recording is not None and recording.span.length:
            heard = peek(journal, _Window)
            past = heard[-1].end - recording.span.start if heard else 0.0
            return min(1.0, max(0.0, past / recording.span.length))
    return 0.0


def _stamp(project: Path) -> Stamp:
    return tuple(_changed(project / name) for name in _STAMPED)


def _last_work(stamp: Stamp) -> int:
    """When anything changed but the label: whoever only tags an article finds it where it was."""
    return max(stamp[:-1])


def _changed(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
