"""Glimpses of the screen: small grey pictures with their times, and whether two show the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from readreel.core.engines import FrameSource
from readreel.steps.watch.look import WIDTH, Grey, Tiles, alike, changed_tiles

COARSE = 10.0
"""Seconds between glimpses that find what is worth a closer look."""
CLOSE = 0.5
"""Seconds between glimpses of a closer look."""
_FEW_TILES = 0.025
"""Part of the picture that may change without anything having happened: a pointer, a clock."""
_MOVING = 0.45
_SAME_SHOT = 0.6


class Glimpse(msgspec.Struct, frozen=True):
    """A small grey picture and its time in seconds; ``near`` if little must be decoded to get there."""

    time: float
    picture: Grey
    near: bool = False


class Patch(msgspec.Struct, frozen=True):
    """Tiles that move and the seconds in which they were seen to."""

    start: float
    end: float
    tiles: Tiles


def glimpses(
    frames: FrameSource, start: float, end: float, interval: float, *, near: bool = False
) -> Iterator[Glimpse]:
    """What is seen in [start, end), at least every ``interval`` seconds where the file has frames."""
    for glance in frames.glances(start, end, interval, WIDTH):
        yield Glimpse(glance.time, glance.grey, near)


def spaced(seen: Sequence[Glimpse], spacing: float) -> list[Glimpse]:
    """Glimpses at least ``spacing`` seconds apart, give or take a quarter of a second."""
    chosen: list[Glimpse] = []
    for glimpse in seen:
        if not chosen or glimpse.time >= chosen[-1].time + spacing - 0.25:
            chosen.append(glimpse)
    return chosen


def changed(first: Grey, second: Grey, restless: Tiles) -> bool:
    """Whether something happened between two glimpses, what never rests aside."""
    if first.shape != second.shape:
        return True
    if restless.mean() >= _MOVING:
        return alike(first, second) < _SAME_SHOT
    tiles = changed_tiles(first, second) & ~restless
    return bool(tiles.sum() > _FEW_TILES * (~restless).sum())
