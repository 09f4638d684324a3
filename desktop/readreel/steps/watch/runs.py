"""From glances to runs: stretches in which the picture stays the same, apart from what never rests.

The recording is watched in blocks that depend on nothing but their place, so that an interrupted
watch goes on with the next block. Inside a block:

1. cheap glances (keyframes where they suffice);
2. pulses (half a second apart) show which tiles move all the time: the speaker, a film;
3. where two glances differ, everything between them is looked at closely.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from readreel.core.engines import FrameSource
from readreel.steps.watch.look import (
    WIDTH,
    Grey,
    Tiles,
    alike,
    changed_tiles,
    grey,
    grown,
    tile_shape,
)

BLOCK = 240.0
"""Seconds watched at a time."""
_COARSE = 10.0
_CLOSE = 0.5
_FAR_APART = 1.2
_PULSE_EVERY = 20.0
_PULSE = 1.2
_PULSE_REACH = 45.0
_FEW_TILES = 0.025
"""Part of the picture that may change without anything having happened: a pointer, a clock."""
_MOVING = 0.45
_SAME_SHOT = 0.6
_CAPTION_ROWS = 0.3
_CAPTION_STRIDE = 5.0
_CAPTION_RATE = 0.6
_CAPTION_AREA = 0.25
_CAPTION_PAIRS = 5


class Glimpse(msgspec.Struct, frozen=True):
    """A small grey picture and its time in seconds."""

    time: float
    picture: Grey


class Run(msgspec.Struct, frozen=True):
    """A stretch without change, ``end`` being when something else came.

    ``best`` is a glimpse of its finished state, taken at ``time``; ``restless`` are the tiles that never
    rest. ``first`` and ``last`` show its two ends where it touches those of a block, else nothing.
    """

    start: float
    end: float
    glimpses: int
    first: Grey | None
    last: Grey | None
    best: Grey
    time: float
    restless: Tiles


def runs_of_block(frames: FrameSource, start: float, end: float) -> list[Run]:
    """All runs of [start, end), settled or not, in order and without holes."""
    glimpses = _glimpses(frames, start, end, _COARSE)
    if not glimpses:
        return []
    restless = _Restless(frames, glimpses, end)
    glimpses = _closer(frames, glimpses, end, restless)
    return _split(glimpses, start, end, restless)


def changed(first: Grey, second: Grey, restless: Tiles) -> bool:
    """Whether something happened between two glimpses, what never rests aside."""
    if first.shape != second.shape:
        return True
    if restless.mean() >= _MOVING:
        return alike(first, second) < _SAME_SHOT
    tiles = changed_tiles(first, second) & ~restless
    return bool(tiles.sum() > _FEW_TILES * (~restless).sum())


def _glimpses(frames: FrameSource, start: float, end: float, interval: float) -> list[Glimpse]:
    return [
        Glimpse(glance.time, grey(glance.rgb))
        for glance in frames.glances(start, end, interval, WIDTH)
    ]


class _Restless:
    """Which tiles never rest, for any moment of a block."""

    def __init__(self, frames: FrameSource, glimpses: Sequence[Glimpse], end: float) -> None:
        self._shape = tile_shape(glimpses[0].picture)
        self._pulses = [
            (glimpse.time, moved)
            for glimpse in _every(glimpses, _PULSE_EVERY)
            if (moved := self._pulse(frames, glimpses, glimpse.time, end)) is not None
        ]
        self._captions = self._caption_tiles(glimpses)

    def at(self, time: float) -> Tiles:
        """Tiles that moved in most pulses around ``time``, their neighbours, and captions."""
        near = [moved for when, moved in self._pulses if abs(when - time) <= _PULSE_REACH]
        if not near:
            return self._captions
        often = np.mean(near, axis=0) > 0.5
        return np.asarray(grown(np.asarray(often)) | self._captions)

    def _pulse(
        self, frames: FrameSource, glimpses: Sequence[Glimpse], time: float, end: float
    ) -> NDArray[np.bool_] | None:
        """Tiles that changed within about a second from ``time``; None where nothing can be said."""
        near = [g for g in glimpses if time <= g.time <= time + _PULSE]
        if len(near) < 2 and time + _PULSE < end:
            near = _glimpses(frames, time, time + _PULSE, _CLOSE)
        if len(near) < 2 or any(g.picture.shape != near[0].picture.shape for g in near):
            return None
        if tile_shape(near[0].picture) != self._shape:
            return None
        moved = [changed_tiles(a.picture, b.picture) for a, b in pairwise(near)]
        # A change of slide moves once; a speaker moves in every pair.
        return np.asarray(np.mean(moved, axis=0) > 0.5)

    def _caption_tiles(self, glimpses: Sequence[Glimpse]) -> Tiles:
        """Tiles near the bottom that keep changing every few seconds, if they are few."""
        tiles = np.zeros(self._shape, dtype=np.bool_)
        spread = _every(glimpses, _CAPTION_STRIDE)
        pairs = [
            changed_tiles(a.picture, b.picture)
            for a, b in pairwise(spread)
            if a.picture.shape == b.picture.shape and tile_shape(a.picture) == self._shape
        ]
        if len(pairs) < _CAPTION_PAIRS:
            return tiles
        top = int(self._shape[0] * (1 - _CAPTION_ROWS))
        tiles[top:] = (np.mean(pairs, axis=0) >= _CAPTION_RATE)[top:]
        above = (np.mean(pairs, axis=0) >= _CAPTION_RATE)[:top].sum()
        few = tiles.sum() <= _CAPTION_AREA * tiles.size and above < tiles.sum()
        return grown(tiles) if few else np.zeros_like(tiles)


def _every(glimpses: Sequence[Glimpse], spacing: float) -> list[Glimpse]:
    """Glimpses at least ``spacing`` seconds apart."""
    chosen: list[Glimpse] = []
    for glimpse in glimpses:
        if not chosen or glimpse.time >= chosen[-1].time + spacing - 0.25:
            chosen.append(glimpse)
    return chosen


def _closer(
    frames: FrameSource, glimpses: list[Glimpse], end: float, restless: _Restless
) -> list[Glimpse]:
    """The glimpses with everything in between where neighbours far apart differ."""
    dense: list[Glimpse] = []
    for here, after in pairwise(glimpses):
        dense.append(here)
        if after.time - here.time <= _FAR_APART:
            continue
        if changed(here.picture, after.picture, restless.at(here.time)):
            between = _glimpses(frames, here.time, after.time, _CLOSE)
            dense += [g for g in between if here.time < g.time < after.time]
    dense.append(glimpses[-1])
    if end - dense[-1].time > _FAR_APART:
        tail = _glimpses(frames, dense[-1].time, end, _CLOSE)
        dense += [g for g in tail if g.time > dense[-1].time][-2:]
    return dense


def _split(glimpses: Sequence[Glimpse], start: float, end: float, restless: _Restless) -> list[Run]:
    runs: list[Run] = []
    members: list[Glimpse] = []
    begun = start
    for glimpse in glimpses:
        if members:
            mask = restless.at(glimpse.time)
            # Against the anchor as well, so that many small additions do add up.
            if changed(members[-1].picture, glimpse.picture, mask) or changed(
                members[0].picture, glimpse.picture, mask
            ):
                runs.append(_run(members, begun, glimpse.time, restless))
                members, begun = [], glimpse.time
        members.append(glimpse)
    runs.append(_run(members, begun, end, restless))
    return [_trimmed(run, run is runs[0], run is runs[-1]) for run in runs]


def _trimmed(run: Run, opens: bool, closes: bool) -> Run:
    """Keep the pictures of a run's ends only where the next block is joined to them."""
    first, last = run.first if opens else None, run.last if closes else None
    return msgspec.structs.replace(run, first=first, last=last)


def _run(members: Sequence[Glimpse], start: float, end: float, restless: _Restless) -> Run:
    best = _finished(members, restless)
    return Run(
        start=start,
        end=end,
        glimpses=len(members),
        first=members[0].picture,
        last=members[-1].picture,
        best=best.picture,
        time=best.time,
        restless=restless.at((members[0].time + members[-1].time) / 2),
    )


def _finished(members: Sequence[Glimpse], restless: _Restless) -> Glimpse:
    """The last glimpse, unless the next thing has already begun in it."""
    if len(members) < 3:
        return members[-1]
    mask = restless.at(members[-1].time)
    moved = changed_tiles(members[-2].picture, members[-1].picture) & ~mask
    return members[-1] if moved.sum() <= 1 else members[-2]
