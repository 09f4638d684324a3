"""What is done with edits themselves: one more, one fewer, and where the next would be made."""

from __future__ import annotations

from msgspec.structs import replace

from readreel.project.artifacts import Article, Block, Figure, Paragraph
from readreel.project.edits.blocks import kind_of, tellings, text_of
from readreel.project.edits.desk import Applied
from readreel.project.edits.records import Edit, Edits, Name, Place, Restored


def added(edits: Edits, edit: Edit) -> Edits:
    """The edits with one more at their end."""
    return replace(edits, edits=(*edits.edits, edit))


def without(edits: Edits, edit: str) -> Edits:
    """The edits without the one of that id, and without what only took it back."""
    kept = tuple(
        one
        for one in edits.edits
        if one.id != edit and not (isinstance(one, Restored) and one.of == edit)
    )
    return replace(edits, edits=kept)


def without_block(edits: Edits, applied: Applied, block: str) -> Edits:
    """The edits without all that changed one block; a name corrected everywhere stays."""
    for edit in edits.edits:
        if not isinstance(edit, Name) and block in applied.touched.get(edit.id, ()):
            edits = without(edits, edit.id)
    return edits


def fresh_id(edits: Edits) -> str:
    """A name for the next edit that none of these has."""
    numbers = [int(one.id[1:]) for one in edits.edits if one.id[1:].isdecimal()]
    return f"e{max(numbers, default=0) + 1}"


def place_of(article: Article, made: Article, block: str) -> Place:
    """The place of a block, a chapter or the ``title`` of ``article`` (edited); ``made`` is what the steps
    wrote.
    """
    if block == "title":
        return Place("", "article", made.facts.span.start, made.facts.span.end, text=article.title)
    for chapter in article.chapters:
        if chapter.id == block:
            return Place(block, "chapter", chapter.start, chapter.end, text=chapter.title)
        for one in chapter.blocks:
            if one.id == block:
                return _place(one, made)
    raise KeyError(block)


def _place(block: Block, made: Article) -> Place:
    own = _stretch(made, block.id) == (block.start, block.end)
    group = tellings(made).get(block.id, (block.id,)) if own else (block.id,)
    return Place(
        block=block.id,
        kind=kind_of(block),
        start=block.start,
        end=block.end,
        sentences=getattr(block, "sentences", ()),
        text=text_of(block),
        part=group.index(block.id),
        parts=len(group),
    )


def _stretch(made: Article, block: str) -> tuple[float, float] | None:
    found = _block(made, block)
    return (found.start, found.end) if found else None


def _block(article: Article, block: str) -> Block | None:
    return next((b for c in article.chapters for b in c.blocks if b.id == block), None)


def next_text(article: Article, block: str) -> str | None:
    """The paragraph that a paragraph can be merged with, None where there is none."""
    return _neighbour(article, block, 1)


def previous_text(article: Article, block: str) -> str | None:
    """The paragraph that can be merged with this one, None where there is none."""
    return _neighbour(article, block, -1)


def _neighbour(article: Article, block: str, step: int) -> str | None:
    for chapter in article.chapters:
        told = [one for one in chapter.blocks if not isinstance(one, Figure)]
        for index, one in enumerate(told):
            if one.id == block:
                at = index + step
                other = told[at] if 0 <= at < len(told) else None
                both = isinstance(one, Paragraph) and isinstance(other, Paragraph)
                return other.id if both and other else None
    return None
