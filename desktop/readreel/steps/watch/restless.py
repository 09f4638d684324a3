"""What never rests on the screen: the speaker's inset, a film, captions, a clock.

Pulses are taken every now and then: a second or so looked at closely. Tiles that move all through a
pulse, and in most of the pulses around, never rest. Captions rest for seconds, so they are told by
changing again and again near the bottom; a speaker in few pictures is told by the inset's frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from readreel.core.engines import FrameSource
from readreel.steps.watch.glimpses import CLOSE, Glimpse, Patch, glimpses, spaced
from readreel.steps.watch.insets import insets
from readreel.steps.watch.look import Tiles, changed_tiles, grown, tile_shape
from readreel.steps.watch.together import two_at_a_time

_EVERY = 20.0
_EVERY_FREE = 2.0
"""Seconds between pulses where they cost nothing."""
_LENGTH = 1.2
_LENGTH_FREE = 3.2
"""Seconds of a pulse that costs nothing: more than a transition takes."""
_LOOKS, _LOOKS_FREE = 3, 5
"""Glimpses that a pulse needs …"""
_LONGEST = 3.2
"""… and seconds that it may take where pictures are rare."""
_REACH = 45.0
_LATELY = 4.0
_PULSES = 5
_NEAREST = 3
_OFTEN = 0.4
"""Part of glimpses in which a tile is another than before, from which it never rests."""
_FLICKER_PAIRS = 5
_CAPTION_ROWS = 0.3
_CAPTION_STRIDE = 5.0
_CAPTION_RATE = 0.6
_CAPTION_AREA = 0.25
_CAPTION_PAIRS = 5


class Restless:
    """Which tiles never rest, for any moment of a block."""

    def __init__(self, frames: FrameSource, seen: Sequence[Glimpse], end: float) -> None:
        self._shape = tile_shape(seen[0].picture)
        self._frames = frames
        self._end = end
        self._pulses: list[Patch] = []
        due = spaced(seen, _EVERY)
        self._note(two_at_a_time(lambda glimpse: self._pulse(seen, glimpse.time), due))
        self._captions = self._caption_tiles(seen)
        self._insets = [found for found in insets(seen) if found.tiles.shape == self._shape]

    def listen(self, seen: Sequence[Glimpse]) -> None:
        """Take the pulse wherever glimpses lie so close that it costs nothing more."""
        taken = [pulse.start for pulse in self._pulses]
        due = [
            glimpse
            for glimpse in spaced(seen, _EVERY_FREE)
            if all(abs(glimpse.time - when) >= _EVERY_FREE - 0.25 for when in taken)
        ]
        self._note(self._free_pulse(seen, glimpse.time) for glimpse in due)

    def at(self, time: float) -> Tiles:
        """Tiles that moved in the nearest pulses or in most of those around, and captions."""
        near = [pulse for pulse in self._pulses if abs(pulse.start - time) <= _REACH]
        near.sort(key=lambda pulse: abs(pulse.start - time))
        pulses = [pulse.tiles for pulse in near[:_PULSES]]
        return self._often(pulses) | self._often(pulses[:_NEAREST]) | self._inset(time)

    def lately(self, start: float, time: float) -> Tiles:
        """Tiles that moved in the last pulse that ended between ``start`` and ``time``, and not long ago.

        The pulses around the end of a film are of what comes after it, too, and say that nothing moves.
        """
        past = [p for p in self._pulses if start <= p.start and time - _LATELY <= p.end <= time]
        last = max(past, key=lambda pulse: pulse.end, default=None)
        return np.zeros(self._shape, dtype=np.bool_) if last is None else grown(last.tiles)

    def within(self, start: float, end: float) -> Tiles:
        """The same for a stretch, by the pulses taken in it, if any were."""
        inside = [pulse.tiles for pulse in self._pulses if start <= pulse.start < end]
        middle = (start + end) / 2
        return self._often(inside) | self._inset(middle) if inside else self.at(middle)

    def _inset(self, time: float) -> Tiles:
        """The inset found nearest to a moment, if one was found around it."""
        nearest = min(
            self._insets,
            key=lambda inset: max(inset.start - time, time - inset.end),
            default=None,
        )
        if nearest is None or max(nearest.start - time, time - nearest.end) > _REACH:
            return np.zeros(self._shape, dtype=np.bool_)
        return nearest.tiles

    def _note(self, pulses: Iterable[Patch | None]) -> None:
        self._pulses += [pulse for pulse in pulses if pulse is not None]

    def _often(self, pulses: Sequence[Tiles]) -> Tiles:
        if not pulses:
            return self._captions
        return np.asarray(grown(np.asarray(np.mean(pulses, axis=0) > 0.5)) | self._captions)

    def _pulse(self, seen: Sequence[Glimpse], time: float) -> Patch | None:
        """Tiles that moved in a second or so from ``time``; None where nothing can be said."""
        near = _first(glimpse for glimpse in seen if glimpse.time >= time)
        if len(near) < _LOOKS and time + _LENGTH < self._end:
            if not self._stirs_on(time):
                return Patch(time, time + _LENGTH, np.zeros(self._shape, dtype=np.bool_))
            until = min(self._end, time + _LONGEST)
            near = _first(glimpses(self._frames, time, until, CLOSE))
        return self._moved(near) if len(near) > 1 else None

    def _free_pulse(self, seen: Sequence[Glimpse], time: float) -> Patch | None:
        near = [g for g in seen if time <= g.time <= time + _LENGTH_FREE]
        near = spaced(near, CLOSE)
        if len(near) < _LOOKS_FREE or near[-1].time - near[0].time < _LENGTH_FREE - CLOSE:
            return None
        return self._moved(near)

    def _moved(self, near: Sequence[Glimpse]) -> Patch | None:
        """Tiles that are another in most of the pairs: a change of slide moves once, a speaker always."""
        if any(g.picture.shape != near[0].picture.shape for g in near):
            return None
        if tile_shape(near[0].picture) != self._shape:
            return None
        moved = [changed_tiles(a.picture, b.picture) for a, b in pairwise(near)]
        tiles = np.asarray(np.mean(moved, axis=0) > 0.5)
        return Patch(near[0].time, near[-1].time, tiles)

    def _stirs_on(self, time: float) -> bool:
        """Whether the file lets anything move all the time; an encoder that catches up soon rests."""
        until = min(self._end, time + 5 * _LENGTH)
        stirring = sum(span.length for span in self._frames.stirs(time, until))
        return stirring >= 0.5 * (until - time)

    def _caption_tiles(self, seen: Sequence[Glimpse]) -> Tiles:
        """Tiles near the bottom that keep changing every few seconds, if they are few."""
        tiles = np.zeros(self._shape, dtype=np.bool_)
        pairs = [
            changed_tiles(a.picture, b.picture)
            for a, b in pairwise(spaced(seen, _CAPTION_STRIDE))
            if a.picture.shape == b.picture.shape and tile_shape(a.picture) == self._shape
        ]
        if len(pairs) < _CAPTION_PAIRS:
            return tiles
        top = int(self._shape[0] * (1 - _CAPTION_ROWS))
        tiles[top:] = (np.mean(pairs, axis=0) >= _CAPTION_RATE)[top:]
        above = (np.mean(pairs, axis=0) >= _CAPTION_RATE)[:top].sum()
        few = tiles.sum() <= _CAPTION_AREA * tiles.size and above < tiles.sum()
        return grown(tiles) if few else np.zeros_like(tiles)


def flickering(seen: Sequence[Glimpse]) -> Tiles:
    """Tiles that are another from glimpse to glimpse, however far apart these are: clocks, captions."""
    if len(seen) <= _FLICKER_PAIRS:
        return np.zeros(tile_shape(seen[0].picture), dtype=np.bool_)
    moved = [changed_tiles(a.picture, b.picture) for a, b in pairwise(seen)]
    return np.asarray(np.mean(moved, axis=0) >= _OFTEN)


def _first(seen: Iterable[Glimpse]) -> list[Glimpse]:
    """A pulse's length of glimpses close to each other, longer where there are too few of them."""
    near: list[Glimpse] = []
    for glimpse in seen:
        if near and glimpse.time > min(near[-1].time + _LENGTH, near[0].time + _LONGEST):
            break
        near.append(glimpse)
        if len(near) >= _LOOKS and glimpse.time >= near[0].time + _LENGTH - CLOSE / 2:
            break
    return near
