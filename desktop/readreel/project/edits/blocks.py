"""What a block of an article says, what it is called, and when it was said."""

from __future__ import annotations

from readreel.core.language import SPACELESS
from readreel.project.artifacts import (
    Article,
    Block,
    Code,
    Figure,
    Items,
    Paragraph,
    Quotation,
)
from readreel.project.edits.records import Kind

_MOMENT = 0.05
"""Seconds that a stretch is widened by, so that a moment is a stretch too."""

_KINDS: dict[type, Kind] = {
    Paragraph: "paragraph",
    Figure: "figure",
    Code: "code",
    Items: "list",
    Quotation: "quotation",
}
TOLD = (Paragraph, Items, Quotation)
"""Blocks that tell what was said."""


def kind_of(block: Block) -> Kind:
    """A block's kind as a place names it."""
    return _KINDS[type(block)]


def text_of(block: Block) -> str:
    """What a block says, to know it by."""
    if isinstance(block, Items):
        return "\n".join(block.items)
    if isinstance(block, Figure):
        return block.caption
    return block.text


def tellings(article: Article) -> dict[str, tuple[str, ...]]:
    """For every block of prose the ids of the blocks that tell its stretch together, itself among them."""
    groups: dict[tuple[str, float, float], list[str]] = {}
    for chapter in article.chapters:
        for block in chapter.blocks:
            if isinstance(block, TOLD):
                groups.setdefault((chapter.id, block.start, block.end), []).append(block.id)
    return {one: tuple(ids) for ids in groups.values() for one in ids}


def shared(start: float, end: float, other_start: float, other_end: float) -> float:
    """Share (0…1) of the time two stretches cover together that both cover."""
    start, other_start = start - _MOMENT, other_start - _MOMENT
    end, other_end = end + _MOMENT, other_end + _MOMENT
    both = min(end, other_end) - max(start, other_start)
    return max(0.0, both) / (max(end, other_end) - min(start, other_start))


def likeness(one: str, other: str) -> float:
    """How alike two texts are (0…1), by runs of three characters: holds in any script."""
    first, second = (
        {text[at : at + 3] for at in range(max(1, len(text) - 2))}
        for text in (one.casefold(), other.casefold())
    )
    return len(first & second) / max(1, len(first | second))


def joiner(language: str) -> str:
    """What stands between two texts that become one."""
    return "" if language in SPACELESS else " "
