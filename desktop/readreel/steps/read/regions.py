"""The parts of a screen in the order in which one reads them, and what each of them is.

Lines that stand under one another make blocks, blocks make columns; columns are read one after the
other. A block is a list where its lines carry marks, or where short lines of a slide stand apart under
one another at one left edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal

from readreel.project.artifacts import Box, Region, ScreenLine

Kind = Literal["title", "text", "list", "code", "output", "furniture", "captions"]

_CLOSE = 1.0
"""Heights between two lines of one block; of two entries of one list at most `_APART`."""
_APART = 3.2
_EDGE = 0.8
"""Heights by which the left edges of one column may differ."""
_ALIKE = 0.4
"""Part by which the heights of one block's lines may differ."""
_INDENT = 3.0
"""Heights by which the words of an entry may be indented behind its mark."""
_GAP = 1.5
"""Heights between two columns."""
_ENTRIES = 3
_MARKED = 0.5
_ENTRY_WORDS = 16
_MARK = re.compile(r"^\s*(?:[•·▪■◦‣○●►–—*-]|\(?\d{1,2}[.)])\s*\S")
_ENDED = (".", "。", "!", "?", ",", ";")


def regions(
    lines: Sequence[ScreenLine], kinds: dict[int, Kind], *, slide: bool
) -> tuple[Region, ...]:
    """Every line in one region. ``kinds`` says what some of them are, by their places in ``lines``."""
    known: list[Region] = []
    for kind in ("title", "code", "output", "furniture", "captions"):
        own = [at for at in range(len(lines)) if kinds.get(at) == kind]
        if own and kind in ("title", "furniture", "captions"):
            known.append(_region(kind, own, lines))
        else:
            known += [_region(kind, block, lines) for block in _blocks(own, lines, _APART)]
    plain = [at for at in range(len(lines)) if at not in kinds]
    known += _prose(plain, lines, slide=slide)
    aside = [r for r in known if r.kind in ("furniture", "captions")]
    return (*_in_order([r for r in known if r not in aside], lines), *aside)


def _prose(plain: Sequence[int], lines: Sequence[ScreenLine], *, slide: bool) -> list[Region]:
    """Texts and lists."""
    found: list[Region] = []
    taken: set[int] = set()
    for column in _blocks(plain, lines, _APART):
        if _is_list(column, lines, slide=slide):
            entries = sorted([*column, *_hanging(column, plain, lines)])
            found.append(_region("list", entries, lines))
            taken |= set(entries)
    rest = [at for at in plain if at not in taken]
    return found + [_region("text", block, lines) for block in _blocks(rest, lines, _CLOSE)]


def _hanging(column: Sequence[int], plain: Sequence[int], lines: Sequence[ScreenLine]) -> list[int]:
    """Lines that go on with an entry of the list, indented as far as its words behind the mark."""
    found: list[int] = []
    for at in sorted(set(plain) - set(column), key=lambda at: lines[at].box[1]):
        entry = next((e for e in (*found, *column) if _runs_on(lines[e], lines[at])), None)
        if entry is not None and (entry in found or is_entry(lines[entry].text)):
            found.append(at)
    return found


def _runs_on(upper: ScreenLine, lower: ScreenLine) -> bool:
    size = min(_height(upper), _height(lower))
    indent = lower.box[0] - upper.box[0]
    return (
        -_EDGE * size <= indent <= _INDENT * size
        and -0.4 * size <= lower.box[1] - upper.box[3] <= _CLOSE * size
        and abs(_height(upper) - _height(lower)) <= _ALIKE * max(_height(upper), _height(lower))
        and not is_entry(lower.text)
    )


def _is_list(column: Sequence[int], lines: Sequence[ScreenLine], *, slide: bool) -> bool:
    texts = [lines[at].text for at in column]
    marked = sum(is_entry(text) for text in texts)
    if marked >= 2 and marked >= _MARKED * len(texts):
        return True
    if not slide or len(column) < _ENTRIES:
        return False
    gaps = [lines[b].box[1] - lines[a].box[3] for a, b in pairwise(column)]
    size = median(_height(lines[at]) for at in column)
    apart = min(gaps) > 0.35 * size
    short = all(len(text.split()) <= _ENTRY_WORDS for text in texts)
    ended = sum(text.endswith(_ENDED) for text in texts)
    worded = all(sum(c.isalpha() for c in text) >= 3 for text in texts)
    return apart and short and worded and ended <= len(texts) // 3


def is_entry(text: str) -> bool:
    """Whether a line begins with the mark of a list's entry."""
    return bool(_MARK.match(text))


def _blocks(
    places: Sequence[int], lines: Sequence[ScreenLine], reach: float
) -> list[tuple[int, ...]]:
    """Lines under one another, at most ``reach`` heights apart, at one left edge or one below the other."""
    blocks: list[list[int]] = []
    for at in sorted(places, key=lambda at: (lines[at].box[1], lines[at].box[0])):
        home = next((b for b in blocks if _below(lines[b[-1]], lines[at], reach)), None)
        if home is None:
            blocks.append([at])
        else:
            home.append(at)
    return [tuple(block) for block in blocks]


def _below(upper: ScreenLine, lower: ScreenLine, reach: float) -> bool:
    size = min(_height(upper), _height(lower))
    alike = abs(_height(upper) - _height(lower)) <= _ALIKE * max(_height(upper), _height(lower))
    gap = lower.box[1] - upper.box[3]
    edge = abs(upper.box[0] - lower.box[0]) <= _EDGE * size
    across = min(upper.box[2], lower.box[2]) - max(upper.box[0], lower.box[0])
    under = edge or (reach <= _CLOSE and across > 0.5 * (lower.box[2] - lower.box[0]))
    return alike and under and -0.4 * size <= gap <= reach * size


def _in_order(found: Sequence[Region], lines: Sequence[ScreenLine]) -> list[Region]:
    """Regions in reading order: columns where a gap parts them, otherwise rows (recursive X–Y cut)."""
    if len(found) < 2:
        return list(found)
    size = median(_height(line) for line in lines)
    for axis, gap in ((0, _GAP * size), (1, 0.0)):
        parts = _cut(found, axis, gap)
        if len(parts) > 1:
            return [region for part in parts for region in _in_order(part, lines)]
    return sorted(found, key=lambda region: (region.box[1], region.box[0]))


def _cut(found: Sequence[Region], axis: int, gap: float) -> list[list[Region]]:
    """The regions parted wherever nothing stands for more than ``gap`` pixels along the axis."""
    parts: list[list[Region]] = []
    reached = 0
    for region in sorted(found, key=lambda region: region.box[axis]):
        if not parts or region.box[axis] - reached > gap:
            parts.append([])
            reached = region.box[axis + 2]
        parts[-1].append(region)
        reached = max(reached, region.box[axis + 2])
    return parts


def _region(kind: Kind, places: Iterable[int], lines: Sequence[ScreenLine]) -> Region:
    own = tuple(places)
    return Region(kind, around([lines[at].box for at in own]), own)


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of them."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def inside(box: Box, *others: Box) -> bool:
    """Whether the middle of a box lies in one of the others."""
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(o[0] <= across < o[2] and o[1] <= down < o[3] for o in others)


def _height(line: ScreenLine) -> int:
    return line.box[3] - line.box[1]
