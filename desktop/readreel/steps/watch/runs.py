"""From glances to runs: stretches in which the picture stays the same, apart from what never rests.

The recording is watched in blocks that depend on nothing but their place, so that an interrupted
watch goes on with the next block. Inside a block:

1. cheap glances (keyframes where they suffice);
2. pulses (half a second apart) show which tiles move all the time: the speaker, a film;
3. where two glances differ, what lies between them is looked at closely, as far as it stirs at all:
   what the file says is a repeated picture is not looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
import numpy as np
from numpy.typing import NDArray

from readreel.core.engines import FrameSource, Stir
from readreel.steps.watch.look import (
    WIDTH,
    Grey,
    Tiles,
    alike,
    changed_tiles,
    grown,
    tile_shape,
)

BLOCK = 240.0
"""Seconds watched at a time."""
_COARSE = 10.0
_CLOSE = 0.5
_FAR_APART = 1.2
_BURST = 3.0
"""Seconds up to which a stir can be one change of picture; longer ones are looked at."""
_REDRAWN = 0.15
"""Data, in keyframes, from which a stir draws another picture …"""
_ALONE = 0.9
"""… and its part of all that stirs, from which nothing else does."""
_ARRIVED = 2.0
"""Seconds for which what comes after must have been seen before it is taken to stay."""
_PULSE_EVERY = 20.0
_PULSE_FREE = 2.0
"""Seconds between pulses where they cost nothing."""
_PULSE = 1.2
_PULSE_LONG = 3.2
"""Seconds of a pulse that costs nothing: more than a transition takes."""
_PULSE_REACH = 45.0
_PULSES = 5
_NEAREST = 3
_OFTEN = 0.4
"""Part of a run's glimpses in which a tile is another than before, from which it never rests."""
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
    restless.listen(glimpses, _PULSE_FREE)
    return _split(glimpses, start, end, restless)


def changed(first: Grey, second: Grey, restless: Tiles) -> bool:
    """Whether something happened between two glimpses, what never rests aside."""
    if first.shape != second.shape:
        return True
    if restless.mean() >= _MOVING:
        return alike(first, second) < _SAME_SHOT
    tiles = changed_tiles(first, second) & ~restless
    return bool(tiles.sum() > _FEW_TILES * (~restless).sum())


def _looks(frames: FrameSource, start: float, end: float, interval: float) -> Iterator[Glimpse]:
    for glance in frames.glances(start, end, interval, WIDTH):
        yield Glimpse(glance.time, glance.grey)


def _glimpses(frames: FrameSource, start: float, end: float, interval: float) -> list[Glimpse]:
    return list(_looks(frames, start, end, interval))


class _Restless:
    """Which tiles never rest, for any moment of a block."""

    def __init__(self, frames: FrameSource, glimpses: Sequence[Glimpse], end: float) -> None:
        self._shape = tile_shape(glimpses[0].picture)
        self._frames = frames
        self._end = end
        self._pulses: list[tuple[float, NDArray[np.bool_]]] = []
        self.listen(glimpses, _PULSE_EVERY)
        self._captions = self._caption_tiles(glimpses)

    def listen(self, glimpses: Sequence[Glimpse], spacing: float) -> None:
        """Take the pulse at glimpses ``spacing`` seconds apart, where none was taken so far."""
        for glimpse in _every(glimpses, spacing):
            if all(abs(glimpse.time - when) >= spacing - 0.25 for when, _ in self._pulses):
                moved = self._pulse(glimpses, glimpse.time, free=spacing < _PULSE_EVERY)
                if moved is not None:
                    self._pulses.append((glimpse.time, moved))

    def at(self, time: float) -> Tiles:
        """Tiles that moved in the nearest pulses or in most of those around, and captions."""
        near = [pulse for pulse in self._pulses if abs(pulse[0] - time) <= _PULSE_REACH]
        near.sort(key=lambda pulse: abs(pulse[0] - time))
        pulses = [moved for _, moved in near[:_PULSES]]
        return self._often(pulses) | self._often(pulses[:_NEAREST])

    def within(self, start: float, end: float) -> Tiles:
        """The same for a stretch, by the pulses taken in it, if any were."""
        inside = [moved for when, moved in self._pulses if start <= when < end]
        return self._often(inside) if inside else self.at((start + end) / 2)

    def _often(self, pulses: Sequence[NDArray[np.bool_]]) -> Tiles:
        if not pulses:
            return self._captions
        return np.asarray(grown(np.asarray(np.mean(pulses, axis=0) > 0.5)) | self._captions)

    def _pulse(
        self, glimpses: Sequence[Glimpse], time: float, *, free: bool
    ) -> NDArray[np.bool_] | None:
        """Tiles that changed within about a second from ``time``; None where nothing can be said."""
        near = [g for g in glimpses if time <= g.time <= time + (_PULSE_LONG if free else _PULSE)]
        if len(near) < 3 and time + _PULSE < self._end and not free:
            if not self._stirs_on(time):
                return np.zeros(self._shape, dtype=np.bool_)
            near = _glimpses(self._frames, time, time + _PULSE, _CLOSE)
        if free:
            near = _every(near, _CLOSE)
            if near and near[-1].time - near[0].time < _PULSE_LONG - 2 * _CLOSE:
                return None
        if len(near) < (5 if free else 2) or any(
            g.picture.shape != near[0].picture.shape for g in near
        ):
            return None
        if tile_shape(near[0].picture) != self._shape:
            return None
        moved = [changed_tiles(a.picture, b.picture) for a, b in pairwise(near)]
        # A change of slide moves once; a speaker moves in every pair.
        return np.asarray(np.mean(moved, axis=0) > 0.5)

    def _stirs_on(self, time: float) -> bool:
        """Whether the file lets anything move all the time; an encoder that catches up soon rests."""
        until = min(self._end, time + 5 * _PULSE)
        stirring = sum(span.length for span in self._frames.stirs(time, until))
        return stirring >= 0.5 * (until - time)

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
            dense += _between(frames, here, after, restless)
    last = glimpses[-1]
    if end - last.time <= _FAR_APART:
        return [*dense, last]
    return [*dense, last, *_stirring(frames, last, end)]


def _between(
    frames: FrameSource, here: Glimpse, after: Glimpse, restless: _Restless
) -> list[Glimpse]:
    """What was seen between two pictures, until it has become the second or stirs no more."""
    burst = _burst(frames.stirs(here.time, after.time), here.time)
    if burst:
        return [
            Glimpse(burst.start - _CLOSE / 10, here.picture),
            *(Glimpse(t, after.picture) for t in (burst.start, burst.end) if t < after.time),
        ]
    mask = restless.at(after.time)
    seen: list[Glimpse] = []
    arrived = 0
    for glimpse in _stirring(frames, here, after.time):
        seen.append(glimpse)
        arrived = 0 if changed(glimpse.picture, after.picture, mask) else arrived + 1
        if arrived * _CLOSE > _ARRIVED:
            seen.append(Glimpse(after.time - _CLOSE / 10, glimpse.picture))
            break
    return seen


def _stirring(frames: FrameSource, here: Glimpse, end: float) -> Iterator[Glimpse]:
    """All that is seen from a glimpse on, as long as anything stirs, and what it looks like at the end."""
    stirs = frames.stirs(here.time, end)
    until = min(end, stirs[-1].end + _CLOSE) if stirs else here.time
    last = here
    if stirs:
        for glimpse in _looks(frames, here.time, until, _CLOSE):
            if here.time < glimpse.time < end:
                last = glimpse
                yield glimpse
    if until < end - _CLOSE / 10:
        yield Glimpse(end - _CLOSE / 10, last.picture)


def _burst(stirs: Sequence[Stir], keyframe: float) -> Stir | None:
    """The one stir that can be the change, where there is such: what follows a keyframe refines it."""
    later = [stir for stir in stirs if stir.start > keyframe + _CLOSE]
    burst = max(later, key=lambda stir: stir.weight, default=None)
    if burst is None or burst.weight < _REDRAWN or burst.length > _BURST:
        return None
    return burst if burst.weight >= _ALONE * sum(stir.weight for stir in later) else None


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
        restless=restless.within(start, end) | _flickering(members),
    )


def _flickering(members: Sequence[Glimpse]) -> Tiles:
    """Tiles that are another from glimpse to glimpse, however far apart these are: clocks, captions."""
    if len(members) <= _CAPTION_PAIRS:
        return np.zeros(tile_shape(members[0].picture), dtype=np.bool_)
    moved = [changed_tiles(a.picture, b.picture) for a, b in pairwise(members)]
    return np.asarray(np.mean(moved, axis=0) >= _OFTEN)


def _finished(members: Sequence[Glimpse], restless: _Restless) -> Glimpse:
    """The last glimpse, for encoders refine; unless the next thing has already begun in it."""
    if len(members) < 3:
        return members[-1]
    mask = restless.at(members[-1].time)
    moved = changed_tiles(members[-2].picture, members[-1].picture) & ~mask
    return members[-1] if moved.sum() <= 1 else members[-2]
