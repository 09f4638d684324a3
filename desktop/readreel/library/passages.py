"""A project cut into the passages that are found: a paragraph with all that was shown and said around it.

What the user corrected is what is found: texts, titles, and names in the words spoken. A project that is
not finished is found by its words; one that is damaged or of a newer program is told as such and not read.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal, TypeVar

import msgspec
from msgspec.structs import replace

from readreel.core.errors import ReadreelError, StorageError
from readreel.project.artifacts import (
    Article,
    Artifact,
    Block,
    Chapter,
    Code,
    Figure,
    Items,
    Outline,
    Recording,
    Screens,
    Spellings,
    Still,
    Stills,
    Transcript,
)
from readreel.project.edits import Edits, corrected, text_of
from readreel.project.folder import FILES, ProjectFolder
from readreel.project.label import Label
from readreel.project.shown import contents
from readreel.project.spelled import spelled

State = Literal["finished", "unfinished", "damaged", "newer"]
TITLE = "title"
"""The name of the passage that stands for the whole article, as the reading view knows its title."""

_STRETCH = 45.0
"""Seconds of speech in one passage where nobody has made paragraphs yet."""

A = TypeVar("A", bound=Artifact)


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """What is found as one: ``block`` in the article (or none), its stretch in seconds, its texts.

    ``still`` names a picture in the project's ``stills/``; ``chapter`` is the one it stands in, and is not
    searched.
    """

    block: str
    start: float
    end: float
    still: str = ""
    chapter: str = ""
    title: str = ""
    heading: str = ""
    text: str = ""
    code: str = ""
    screen: str = ""
    spoken: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A project as the library knows it. ``day`` is ISO 8601, ``length`` seconds, ``home`` the folder in
    which the recording lay.
    """

    title: str
    state: State
    name: str = ""
    day: str = ""
    length: float = 0.0
    languages: tuple[str, ...] = ()
    home: str = ""
    tags: tuple[str, ...] = ()
    archived: bool = False
    pieces: tuple[Piece, ...] = ()


_STAMPED = (Recording, Transcript, Stills, Screens, Spellings, Outline, Article, Edits, Label)


def stamp(project: Path) -> str:
    """What changes when anything that is found does; empty for a folder that is no project."""
    found = []
    for kind in _STAMPED:
        with contextlib.suppress(OSError):
            status = (project / FILES[kind]).stat()
            found.append(f"{FILES[kind]} {status.st_mtime_ns} {status.st_size}")
    return " ".join(found)


def read(root: Path) -> Entry:
    """A project as it is now; never raises for what lies in it."""
    folder = ProjectFolder(root)
    label = folder.read_label()
    blank = Entry(title=root.name, state="unfinished", tags=label.tags, archived=label.archived)
    try:
        folder.leave_newer_alone()
        return _read(folder, blank)
    except StorageError as error:
        return replace(blank, state="newer" if error.code == "storage.newer" else "damaged")
    except OSError:
        return replace(blank, state="damaged")


def _read(folder: ProjectFolder, blank: Entry) -> Entry:
    recording = _there(folder, Recording)
    article, edits = _article(folder)
    outline = _there(folder, Outline)
    transcript = _transcript(folder, edits)
    known = {transcript.language} if transcript else set()
    title = article.title if article else outline.title if outline else ""
    if article is not None:
        known |= {article.language, article.facts.spoken_language}
    entry = replace(
        blank, state="finished" if article else "unfinished", day=_day(folder, recording, article),
        title=title.strip() or _stem(recording) or blank.title,
        name=recording.name if recording else "", languages=tuple(sorted(known - {""})),
        home=str(Path(recording.path).parent) if recording else "",
        length=recording.span.length if recording else article.facts.duration if article else 0.0,
    )  # fmt: skip
    made = _of_article(article) if article else _of_speech(transcript)
    return replace(entry, pieces=tuple(_furnished(folder, entry, made, transcript)))


def _article(folder: ProjectFolder) -> tuple[Article | None, Edits]:
    article = _there(folder, Article)
    if article is None:
        return None, Edits()
    with contextlib.suppress(ReadreelError):  # edits that cannot be read are as good as none
        edits = folder.read_edits()
        return folder.edited(article, edits).article, edits
    return article, Edits()


def _transcript(folder: ProjectFolder, edits: Edits) -> Transcript | None:
    transcript = _there(folder, Transcript)
    if transcript is None:
        return None
    spellings = _there(folder, Spellings) or Spellings()
    return corrected(spelled(transcript, spellings), edits)


def _there(folder: ProjectFolder, kind: type[A]) -> A | None:
    try:
        return folder.read(kind)
    except StorageError as error:
        if error.code == "storage.absent":
            return None
        raise


def _stem(recording: Recording | None) -> str:
    return (recording.title.strip() or Path(recording.name).stem) if recording else ""


def _day(folder: ProjectFolder, recording: Recording | None, article: Article | None) -> str:
    """The day of the recording where it says so, else the day on which the project was begun."""
    told = (recording.date if recording else "") or (article.facts.date if article else "")
    if re.match(r"\d{4}-\d\d-\d\d", told):
        return told[:10]
    for kind in (Recording, Article, Transcript):
        with contextlib.suppress(OSError):
            changed = (folder.root / FILES[kind]).stat().st_mtime
            return datetime.fromtimestamp(changed).date().isoformat()
    return ""


# --- pieces --------------------------------------------------------------------------------------


def _of_article(article: Article) -> Iterator[Piece]:
    for chapter in article.chapters:
        heading = " · ".join(one for one in (chapter.part, chapter.title) if one)
        for number, blocks in enumerate(_groups(chapter)):
            # It is found where it stands, once.
            yield _piece(blocks, chapter.title, "" if number else heading)


def _groups(chapter: Chapter) -> Iterator[tuple[Block, ...]]:
    """Each paragraph with the pictures and the code after it; what stands before the first goes with it."""
    group: list[Block] = []
    tells = False
    for block in chapter.blocks:
        shows = isinstance(block, Code | Figure)
        if not shows and tells:
            yield tuple(group)
            group = []
        tells = tells or not shows
        group.append(block)
    if group:
        yield tuple(group)


def _piece(blocks: Sequence[Block], chapter: str, heading: str) -> Piece:
    telling = next((b for b in blocks if not isinstance(b, Code | Figure)), blocks[0])
    codes = [f"{block.text}\n{block.output}" for block in blocks if isinstance(block, Code)]
    captions = [b.caption for b in blocks if isinstance(b, Figure) and b.caption]
    told = "" if isinstance(telling, Code | Figure) else text_of(telling)
    if isinstance(telling, Items) and telling.title:
        told = f"{telling.title}\n{told}"
    shown = (b.file for b in blocks if isinstance(b, Code | Figure) and b.file)
    return Piece(
        block=telling.id, start=telling.start, end=telling.end, chapter=chapter, heading=heading,
        still=Path(next(shown, "")).name, code="\n".join(codes),
        text=" · ".join([told, *captions] if told else captions),
    )  # fmt: skip


def _of_speech(transcript: Transcript | None) -> Iterator[Piece]:
    """Empty stretches of an unfinished project, into which the words are put."""
    begun = ended = None
    for sentence in transcript.sentences if transcript else ():
        if begun is not None and sentence.end - begun > _STRETCH:
            yield Piece(block="", start=begun, end=sentence.start)
            begun = None
        begun = sentence.start if begun is None else begun
        ended = sentence.end
    if begun is not None and ended is not None:
        yield Piece(block="", start=begun, end=ended)


def _furnished(
    folder: ProjectFolder, entry: Entry, made: Iterable[Piece], transcript: Transcript | None
) -> Iterator[Piece]:
    """The pieces in order of time with what was shown and said, and before them one for the whole."""
    pieces = sorted(made, key=lambda piece: piece.start)
    stills = _there(folder, Stills) or Stills()
    screens = contents(_there(folder, Screens) or Screens())
    place = _placed(pieces)
    said: list[list[str]] = [[] for _ in pieces]
    for sentence in transcript.sentences if transcript and pieces else ():
        said[place(sentence.start)].append(sentence.text)
    shown: list[dict[str, None]] = [{} for _ in pieces]
    first = {
        still.id: still.spans[0].start if still.spans else still.time for still in stills.stills
    }
    for screen in screens.screens if pieces else ():
        lines = shown[place(first.get(screen.still, 0.0))]
        lines.update(dict.fromkeys(line.text for line in screen.lines))
    yield Piece(
        block=TITLE, start=pieces[0].start if pieces else 0.0, end=entry.length, title=entry.title,
        heading=" · ".join([entry.name, *entry.tags]), still=_cover(stills.stills),
    )  # fmt: skip
    for number, piece in enumerate(pieces):
        yield replace(
            piece, still=piece.still or _still(stills.stills, piece.start),
            screen="\n".join(shown[number]), spoken=" ".join(said[number]),
        )  # fmt: skip


def _placed(pieces: Sequence[Piece]) -> Callable[[float], int]:
    """The place of a moment: the last piece that had begun, or between two the nearer one."""
    starts = [piece.start for piece in pieces]

    def place(moment: float) -> int:
        last = max(0, bisect_right(starts, moment + 0.01) - 1)
        if last + 1 < len(pieces) and starts[last + 1] - moment < moment - pieces[last].end:
            last += 1
        return bisect_left(starts, starts[last])  # of several that tell one stretch, the first

    return place


def _still(stills: Sequence[Still], moment: float) -> str:
    """The picture that was seen then, else the last before, else the first."""
    before = ""
    for still in stills:
        if any(span.start <= moment < span.end for span in still.spans):
            return still.file
        if still.spans and still.spans[0].start <= moment:
            before = still.file
    return before or (stills[0].file if stills else "")


def _cover(stills: Sequence[Still]) -> str:
    best = max(stills, key=lambda still: (still.kind == "screen", still.content), default=None)
    return best.file if best else ""
