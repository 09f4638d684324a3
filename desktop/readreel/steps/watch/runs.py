"""From glimpses to runs: stretches in which the picture stays the same, apart from what never rests.

The recording is watched in blocks that depend on nothing but their place, so that an interrupted
watch goes on with the next block. Inside a block:

1. cheap glimpses (keyframes where they suffice);
2. pulses (half a second apart) show which tiles move all the time: the speaker, a film;
3. where two glimpses differ, what lies between them is looked at closely, as far as it stirs at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from readreel.core.engines import FrameSource
from readreel.steps.watch.closer import looked_closer
from readreel.steps.watch.glimpses import COARSE, Glimpse, changed, glimpses
from readreel.steps.watch.look import Grey, Tiles, as_pixels, changed_tiles, differing
from readreel.steps.watch.restless import Restless, flickering

BLOCK = 240.0
"""Seconds watched at a time."""
_REFINED = 1.0
"""Seconds after a keyframe in which encoders make it as clear as it gets."""


class Run(msgspec.Struct, frozen=True):
    """A stretch without change, ``end`` being when something else came.

    ``best`` is a glimpse of its finished state, seen at ``time``; ``restless`` are the tiles that never
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
    seen = list(glimpses(frames, start, end, COARSE, near=True))
    if not seen:
        return []
    restless = Restless(frames, seen, end)
    seen = looked_closer(frames, seen, end, restless)
    restless.listen(seen)
    return _split(seen, start, end, restless)


def _split(seen: Sequence[Glimpse], start: float, end: float, restless: Restless) -> list[Run]:
    runs: list[Run] = []
    members: list[Glimpse] = []
    begun = start
    for glimpse in seen:
        if members:
            mask = restless.at(glimpse.time) | restless.lately(begun, glimpse.time)
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


def _run(members: Sequence[Glimpse], start: float, end: float, restless: Restless) -> Run:
    never = restless.within(start, end) | flickering(members)
    best = _finished(members, restless)
    return Run(
        start=start,
        end=end,
        glimpses=len(members),
        first=members[0].picture,
        last=members[-1].picture,
        best=best.picture,
        time=_soonest(members, best, never),
        restless=never,
    )


def _finished(members: Sequence[Glimpse], restless: Restless) -> Glimpse:
    """The last glimpse, for encoders refine; unless the next thing has already begun in it."""
    if len(members) < 3:
        return members[-1]
    mask = restless.at(members[-1].time)
    moved = changed_tiles(members[-2].picture, members[-1].picture) & ~mask
    return members[-1] if moved.sum() <= 1 else members[-2]


def _soonest(members: Sequence[Glimpse], best: Glimpse, never: Tiles) -> float:
    """When the very picture of ``best`` is first on the screen with little to decode, else its time."""
    near = [glimpse for glimpse in members if glimpse.near and glimpse.time + _REFINED < best.time]
    if not near or near[-1].picture.shape != best.picture.shape:
        return best.time
    apart = differing(near[-1].picture, best.picture) & ~as_pixels(never, best.picture)
    return best.time if apart.any() else near[-1].time + _REFINED
