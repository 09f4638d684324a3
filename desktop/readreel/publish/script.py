"""The transcript to read and to compute with: plain text under the article's chapters, and JSON.

In the text every paragraph is a passage of the outline, with the time it begins at. The JSON holds every
sentence and word with its times in seconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from readreel import __version__
from readreel.core.errors import StorageError
from readreel.core.language import SPACELESS
from readreel.core.time import Span, clock
from readreel.project.artifacts import Chapter, Hole, Outline, Sentence, Transcript
from readreel.project.folder import ProjectFolder
from readreel.publish.plain import plain
from readreel.publish.spoken import transcript_of
from readreel.publish.staging import put
from readreel.publish.work import Work


class Chaptered(msgspec.Struct, frozen=True):
    """A chapter of the article over the sentences that begin in it."""

    title: str
    start: float


class Script(msgspec.Struct, frozen=True):
    """The JSON: what was said, with all its times, and where it came from."""

    title: str
    recording: str
    language: str
    duration: float
    span: Span
    source: str
    chapters: tuple[Chaptered, ...]
    sentences: tuple[Sentence, ...]
    holes: tuple[Hole, ...]
    generator: str = f"Readreel {__version__}"


def write_json(work: Work, file: Path) -> None:
    """Write the transcript as JSON (the shape is `Script`)."""
    spoken, article = transcript_of(work.project), work.article
    script = Script(
        title=article.title,
        recording=article.facts.name,
        language=spoken.language,
        duration=article.facts.duration,
        span=article.facts.span,
        source=spoken.source,
        chapters=tuple(Chaptered(c.title, c.start) for c in article.chapters if c.title),
        sentences=spoken.sentences,
        holes=spoken.holes,
    )
    put(file, msgspec.json.format(msgspec.json.encode(script), indent=1) + b"\n")


def write_text(work: Work, file: Path) -> None:
    """Write the transcript as text: title, chapters, paragraphs with their times."""
    spoken = transcript_of(work.project)
    parts = [work.article.title, *_parts(spoken, work.article.chapters, _begins(work.project))]
    put(file, ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8"))


def _parts(spoken: Transcript, chapters: Sequence[Chapter], begins: Sequence[int]) -> Iterator[str]:
    """Headings and paragraphs in their order."""
    between = "" if spoken.language in SPACELESS else " "
    starts = [chapter.start for chapter in chapters]
    told = -1
    for paragraph in _paragraphs(spoken.sentences, begins):
        # A chapter begins with the first paragraph that is more in it than before it.
        chapter = bisect_right(starts, (paragraph[0].start + paragraph[-1].end) / 2) - 1
        if chapter != told and chapter >= 0:
            told = chapter
            title = plain(chapters[chapter].title)
            yield f"\n{title}" if title else ""
        text = between.join(sentence.text for sentence in paragraph)
        yield f"[{clock(paragraph[0].start)}] {text}"


def _paragraphs(sentences: Sequence[Sentence], begins: Sequence[int]) -> Iterator[list[Sentence]]:
    """Sentences by passage; without an outline by pauses, a dozen at most."""
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and _new(paragraph, sentence, begins):
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _new(paragraph: Sequence[Sentence], sentence: Sentence, begins: Sequence[int]) -> bool:
    if begins:
        return bisect_right(begins, sentence.id) != bisect_right(begins, paragraph[-1].id)
    return sentence.start - paragraph[-1].end > 2.0 or len(paragraph) >= 12


def _begins(project: Path) -> list[int]:
    """The first sentence of each passage; none where there is no outline yet."""
    try:
        outline = ProjectFolder(project).read(Outline)
    except StorageError as error:
        if error.code == "storage.absent":
            return []
        raise
    return sorted(passage.first for chapter in outline.chapters for passage in chapter.passages)
