"""Paragraphs cut in two and joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from readreel.core.time import rounded
from readreel.project.artifacts import Figure, Paragraph
from readreel.project.edits.blocks import joiner
from readreel.project.edits.desk import LIKELY, Desk
from readreel.project.edits.records import Merged, SplitAt

_CONTEXT = 24
"""Characters on either side by which a place inside a text is found again."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+|(?<=[。！？])[」』”’)]*")
_WORD_START = re.compile(r"\s+|(?<=[，、；：])")


def split(desk: Desk, edit: SplitAt) -> tuple[str, ...]:
    """Cut a paragraph; the ids of its halves, none where there is no such place."""
    block = desk.one(edit.place, LIKELY)
    if not isinstance(block, Paragraph):
        return ()
    at = _offset(block.text, edit.place.text, edit.offset)
    left, right = block.text[:at].rstrip(), block.text[at:].lstrip()
    if not left or not right:
        return ()
    share = len(left) / (len(left) + len(right))
    moment = rounded(block.start + (block.end - block.start) * share)
    count = len(block.sentences)
    cut = round(count * share)
    first = replace(
        block, text=left, end=moment, origin="edited", sentences=block.sentences[: max(1, cut)]
    )
    second = replace(
        block, id=f"{edit.place.block}-{edit.id}", text=right, start=moment, origin="edited",
        sentences=block.sentences[min(cut, max(0, count - 1)) :],
    )  # fmt: skip
    desk.reshaped(edit.place, first)
    desk.insert(second, after=first.id)
    desk.loosen(first.id)
    between = block.text[len(left) : len(block.text) - len(right)]
    desk.joints[first.id, second.id] = between
    return (first.id, second.id)


def _offset(text: str, was: str, offset: int) -> int:
    """Where the place before ``was[offset]`` is in the text as it stands."""
    if text == was:
        return offset
    before, after = was[max(0, offset - _CONTEXT) : offset], was[offset : offset + _CONTEXT]
    if text.count(before + after) == 1:
        return text.index(before + after) + len(before)
    for piece, ahead in ((before, len(before)), (after, 0)):
        if len(piece.strip()) > _CONTEXT // 2 and text.count(piece) == 1:
            return text.index(piece) + ahead
    return _sentence_end(text, len(text) * offset / max(1, len(was)))


def cut_near(text: str, wanted: float) -> int:
    """The place nearest to a character at which a paragraph is cut: the end of a sentence, in a text of
    one sentence a word's beginning (a comma in scripts without spaces); 0 where there is none."""
    words = (match.end() for match in _WORD_START.finditer(text))
    return _sentence_end(text, wanted) or _nearest(text, words, wanted)


def _sentence_end(text: str, wanted: float) -> int:
    """The end of a sentence inside the text that is nearest to a character; 0 where it has but one."""
    ends = (match.end() for match in _SENTENCE_END.finditer(text))
    ends = (end for end in ends if not text[end : end + 1].islower())
    return _nearest(text, ends, wanted)


def _nearest(text: str, places: Iterable[int], wanted: float) -> int:
    inside = (at for at in places if 0 < at < len(text))
    found = [at for at in inside if text.count("`", 0, at) % 2 == 0]  # never amid code
    return min(found, key=lambda at: abs(at - wanted), default=0)


def merge(desk: Desk, edit: Merged) -> tuple[str, ...]:
    """Join a paragraph with the next; its id, none where they are not neighbours."""
    one, other = desk.one(edit.place, LIKELY), desk.one(edit.other, LIKELY)
    if not isinstance(one, Paragraph) or not isinstance(other, Paragraph):
        return ()
    if _next_told(desk, one.id) != other.id:
        return ()
    between = desk.joints.get((one.id, other.id), joiner(desk.language))
    sizes = len(one.text), len(other.text)
    support = (one.support * sizes[0] + other.support * sizes[1]) / max(1, sum(sizes))
    merged = Paragraph(
        id=one.id,
        start=min(one.start, other.start),
        end=max(one.end, other.end),
        text=f"{one.text}{between}{other.text}",
        origin="edited",
        support=round(support, 3),
        sentences=tuple(dict.fromkeys((*one.sentences, *other.sentences))),
        marked=one.marked or other.marked,
    )
    desk.loosen(one.id)
    desk.loosen(other.id)
    desk.gone[other.id] = one.id
    desk.reshaped(edit.place, merged)
    return (one.id,)


def _next_told(desk: Desk, block: str) -> str:
    """The next block that is shown and no picture, in the same chapter."""
    ids = desk.order[desk.chapter_of(block)]
    for one in ids[ids.index(block) + 1 :]:
        shown = one not in desk.hidden and one not in desk.gone
        if shown and not isinstance(desk.blocks[one], Figure):
            return one
    return ""
