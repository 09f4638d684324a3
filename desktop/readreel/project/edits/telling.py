"""Which passages of the outline a block tells, and which other blocks tell them with it.

A paragraph may be half a passage (it was split) or several (it was merged). What is to be written again is
always whole passages, because that is what the writer knows and is checked against; so all blocks that
tell any part of them are found, and `Telling` says where they cannot become one paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Literal

import msgspec

from readreel.project.artifacts import Article, Block, Outline, Passage
from readreel.project.edits.blocks import TOLD
from readreel.project.edits.desk import Applied
from readreel.project.edits.revise import next_text


class Telling(msgspec.Struct, frozen=True):
    """Passages, and the ids of the blocks that tell them and nothing else, both in their order.

    ``cut``: the blocks are paragraphs that must be merged before one can stand for them all; otherwise
    each of them covers the whole stretch. ``hindrance``: why none can: a part was ``deleted``, or something
    other than paragraphs stands among the parts (``mixed``).
    """

    passages: tuple[int, ...]
    blocks: tuple[str, ...]
    cut: bool = False
    hindrance: Literal["", "deleted", "mixed"] = ""


def telling_of(outline: Outline, applied: Applied, block: str) -> Telling | None:
    """What a block tells, None where that is no whole passages: prose has its sentences, a picture none."""
    told = _neighbours(applied.article, block)
    everything = [passage for chapter in outline.chapters for passage in chapter.passages]
    stretches = {(passage.start, passage.end) for passage in everything}
    passages, blocks = _closed(everything, stretches, told, block)
    if not passages or not blocks:
        return None
    whole = min(b.start for b in blocks), max(b.end for b in blocks)
    gone = [one for _, one in applied.deleted if isinstance(one, TOLD)]
    if any(_tells(one, passage, stretches) for one in gone for passage in passages):
        return _telling(passages, blocks, "deleted")
    if whole != (passages[0].start, passages[-1].end):
        return None
    cut = any((b.start, b.end) != whole for b in blocks)
    if cut and not _in_a_row(applied.article, blocks):
        return _telling(passages, blocks, "mixed")
    return msgspec.structs.replace(_telling(passages, blocks), cut=cut)


def _telling(
    passages: Sequence[Passage],
    blocks: Sequence[Block],
    hindrance: Literal["", "deleted", "mixed"] = "",
) -> Telling:
    return Telling(tuple(p.id for p in passages), tuple(b.id for b in blocks), hindrance=hindrance)


def _neighbours(article: Article, block: str) -> tuple[Block, ...]:
    """The prose of the chapter a block stands in: nothing is merged over a chapter's end."""
    for chapter in article.chapters:
        if any(one.id == block for one in chapter.blocks):
            return tuple(one for one in chapter.blocks if isinstance(one, TOLD))
    return ()


def _closed(
    everything: Sequence[Passage],
    stretches: Set[tuple[float, float]],
    told: Sequence[Block],
    block: str,
) -> tuple[list[Passage], list[Block]]:
    """The passages of a block, the blocks of these passages, and so on until there are no more."""
    blocks = [one for one in told if one.id == block]
    while True:
        passages = [p for p in everything if any(_tells(one, p, stretches) for one in blocks)]
        wider = [one for one in told if any(_tells(one, p, stretches) for p in passages)]
        if len(wider) == len(blocks):
            return passages, wider
        blocks = wider


def _tells(block: Block, passage: Passage, stretches: Set[tuple[float, float]]) -> bool:
    """Whether a block has sentences of a passage, or time of it.

    Where a paragraph was cut, both are guesses from its letters: either counts. A block that was not, whose
    time is one of the ``stretches`` of passages, has its own sentences alone: speakers may overlap.
    """
    if any(passage.first <= one <= passage.last for one in getattr(block, "sentences", ())):
        return True
    cut = (block.start, block.end) not in stretches
    return cut and block.start < passage.end and passage.start < block.end


def _in_a_row(article: Article, blocks: Sequence[Block]) -> bool:
    """Whether each can be merged with the one after it."""
    return all(next_text(article, one.id) == other.id for one, other in pairwise(blocks))
