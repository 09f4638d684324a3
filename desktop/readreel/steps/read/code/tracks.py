"""The same code on many stills: which block of a new screen continues which listing.

A block continues a listing if enough of its lines are in it. Where a copy of a cell was made and
changed, likeness alone would take the copy for the original; so likeness must be near to certain, or
the number of the run, the place on the screen or the neighbours must say the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from readreel.project.artifacts import Box
from readreel.steps.read.code.block import Block, Origin
from readreel.steps.read.code.versions import (
    Line,
    agreement,
    continues,
    first,
    key,
    likeness,
    merged,
)

_SAME = 0.93
_LIKE = 0.5
_MOSTLY = 0.8
_PART = 0.3
"""Part of the longer that must be known where a place or a number speaks for it."""
_LEAST_LINES = 2
_EDGE = 3
"""Heights from the lowest code seen within which it may go on below."""
_PLACE = 0.3
"""What the same place, or the same run, adds to the likeness; neighbours add half of it."""
_COMMON = 40
"""Listings with a line from which the line says nothing."""
_TEMPORARY = ("editor", "notebook")
"""Origins between which a screen alone cannot always tell: a long cell hides its prompt."""


class Track(msgspec.Struct):
    """A listing in the making: its lines so far, where it stood last, and the stills that showed it."""

    origin: Origin
    lines: list[Line]
    output: list[Line]
    prompt: str
    count: int | None
    box: Box
    bottom: int
    seen: int
    stills: Counter[int]
    partial: bool = False


class Tracks:
    """All listings of a recording in the order of their first appearance."""

    def __init__(self) -> None:
        self.tracks: list[Track] = []
        self._index: defaultdict[str, set[int]] = defaultdict(set)
        self._last: list[int] = []
        self._screens = 0
        self._floor: Counter[str] = Counter()

    def show(self, still: int, blocks: Sequence[Block]) -> None:
        """Take in the blocks of the screen that is shown next."""
        self._screens += 1
        scored = sorted(
            (
                (-score, n, number)
                for n, block in enumerate(blocks)
                for number in sorted(self._candidates(block))
                if (score := self._score(block, number, blocks, n)) > 0
            )
        )
        for block in blocks:
            self._floor[block.origin] = max(self._floor[block.origin], block.rows[-1].box[3])
        home: dict[int, int] = {}
        for _, n, number in scored:
            if n not in home and number not in home.values():
                home[n] = number
        for n, block in enumerate(blocks):
            if n in home:
                self._continue(home[n], block, still)
            else:
                home[n] = self._begin(block, still)
        self._last = [home[n] for n in range(len(blocks))]

    def _candidates(self, block: Block) -> set[int]:
        found = set(self._last)
        for row in block.rows:
            homes = self._index.get(key(row.text), set())
            if len(homes) <= _COMMON:
                found |= homes
        return found

    def _score(self, block: Block, number: int, blocks: Sequence[Block], n: int) -> float:
        """How sure it is that the block continues the listing; 0 where it is not sure enough."""
        track = self.tracks[number]
        if not _compatible(block, track):
            return 0.0
        if block.origin == "terminal":
            return self._command(block, track)
        like = agreement(track.lines, block.rows)
        context = self._context(block, number, blocks, n)
        whole = agreement(track.lines, block.rows, whole=True)
        partial = block.above or block.below or track.partial
        if like >= _SAME and (whole >= _SAME or (partial and _many(track, block))):
            return like + whole + context
        overlap = like >= _MOSTLY or continues(track.lines, block.rows)
        if partial and overlap and _many(track, block):
            return like + whole + context
        if context > 0 and like >= _LIKE and whole >= _PART:
            return like + whole + context
        if context >= _PLACE and _typed(track, block):
            return _LIKE + context
        return 0.0

    def _command(self, block: Block, track: Track) -> float:
        """A command is the same if its words are, or if they were being typed a screen ago."""
        old = " ".join(line.key for line in track.lines)
        new = " ".join(key(row.text) for row in block.rows)
        like = likeness(old, new)
        if like >= _SAME and track.output and block.output:
            like *= 0.5 + 0.5 * agreement(track.output, block.output)
            return like if like >= 0.75 else 0.0
        if like >= _SAME:
            return like
        typed = not track.output and new.startswith(old) and track.seen == self._screens - 1
        return _LIKE if typed else 0.0

    def _context(self, block: Block, number: int, blocks: Sequence[Block], n: int) -> float:
        track = self.tracks[number]
        context = 0.0
        if block.count is not None and block.count == track.count:
            context += _PLACE
        if track.seen >= self._screens - 1 and _same_place(block.box, track.box):
            context += _PLACE
        if n and any(
            agreement(self.tracks[other].lines, blocks[n - 1].rows) >= _SAME
            for other in self._before(number)
        ):
            context += _PLACE / 2
        return context

    def _before(self, number: int) -> Iterable[int]:
        """The listing that stood above this one on the screen before."""
        if number in self._last and self._last.index(number):
            yield self._last[self._last.index(number) - 1]

    def _continue(self, number: int, block: Block, still: int) -> None:
        track = self.tracks[number]
        last = block.rows[-1]
        floor = self._floor[block.origin] if block.origin == "notebook" else track.bottom
        # Room below the block shows that nothing follows that is only out of view.
        below = block.below and last.box[3] > floor - _EDGE * last.height
        hidden = block.origin == "editor" and track.origin == "notebook"
        track.lines = merged(
            track.lines, block.rows, still, above=block.above, below=below or hidden
        )
        track.partial = (track.partial and block.above) or below
        if block.output:
            track.output = _output(track.output, block, still)
        if not hidden:
            track.origin = block.origin
            # A cell that was not run again yet has the number of its last run to show for it.
            track.prompt = (
                block.prompt if block.count is not None or not track.prompt else track.prompt
            )
        track.count = block.count if block.count is not None else track.count
        track.box = block.box
        track.bottom = max(track.bottom, block.rows[-1].box[3])
        self._note(number, block, still)

    def _begin(self, block: Block, still: int) -> int:
        self.tracks.append(
            Track(
                block.origin,
                first(block.rows, still),
                first(block.output, still),
                block.prompt,
                block.count,
                block.box,
                block.rows[-1].box[3],
                self._screens,
                Counter(),
                block.above or block.below,
            )
        )
        self._note(len(self.tracks) - 1, block, still)
        return len(self.tracks) - 1

    def _note(self, number: int, block: Block, still: int) -> None:
        track = self.tracks[number]
        track.seen = self._screens
        track.stills[still] = len(block.rows) + len(block.output)
        for row in block.rows:
            self._index[key(row.text)].add(number)


def _compatible(block: Block, track: Track) -> bool:
    if block.origin == track.origin:
        return True
    return block.origin in _TEMPORARY and track.origin in _TEMPORARY


def _many(track: Track, block: Block) -> bool:
    """Whether there are lines enough on both sides to tell: a bare name is in many places."""
    return min(len(track.lines), len(block.rows)) >= _LEAST_LINES


def _typed(track: Track, block: Block) -> bool:
    """Whether a line or two of the block began as the listing did: somebody is typing."""
    old = "".join(line.key for line in track.lines)
    new = "".join(key(row.text) for row in block.rows)
    shorter, longer = sorted((old, new), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)


def _same_place(one: Box, other: Box) -> bool:
    """Whether two boxes begin at one place or lie over one another for the most part."""
    down = min(one[3], other[3]) - max(one[1], other[1])
    across = min(one[2], other[2]) - max(one[0], other[0])
    least = min(one[3] - one[1], other[3] - other[1])
    return across > 0 and down > 0.6 * least and abs(one[0] - other[0]) < 60


def _output(lines: Sequence[Line], block: Block, still: int) -> list[Line]:
    """The latest output; where it goes on from what was seen, all of it."""
    if lines and agreement(lines, block.output) >= _LIKE:
        return merged(lines, block.output, still, above=block.above, below=block.below)
    return first(block.output, still)
