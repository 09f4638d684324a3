"""Looking closely at what lies between two glimpses that differ, as far as it stirs at all.

What the file says is a repeated picture is not looked at again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from readreel.core.engines import FrameSource, Stir
from readreel.steps.watch.glimpses import CLOSE, Glimpse, changed, glimpses
from readreel.steps.watch.restless import Restless
from readreel.steps.watch.together import two_at_a_time

_FAR_APART = 1.2
_JUST_BEFORE = CLOSE / 10
_BURST = 3.0
"""Seconds up to which a stir can be one change of picture; longer ones are looked at."""
_REDRAWN = 0.15
"""Data, in keyframes, from which a stir draws another picture …"""
_ALONE = 0.9
"""… and its part of all that stirs, from which nothing else does."""
_ON_TIME = 0.95
_ARRIVED = 1.2
"""Seconds for which what comes after must have been seen before it is taken to stay."""


def looked_closer(
    frames: FrameSource, seen: Sequence[Glimpse], end: float, restless: Restless
) -> list[Glimpse]:
    """The glimpses with everything in between where neighbours far apart differ."""

    usual = _usual_gap(seen)

    def following(pair: tuple[Glimpse, Glimpse | None]) -> list[Glimpse]:
        here, after = pair
        if (end if after is None else after.time) - here.time <= _FAR_APART:
            return [here]
        if after is None:
            return [here, *_stirring(frames, here, end)]
        if changed(here.picture, after.picture, restless.at(here.time)):
            return [here, *_between(frames, here, after, restless, usual)]
        return [here]

    pairs = zip(seen, [*seen[1:], None], strict=True)
    return [glimpse for part in two_at_a_time(following, pairs) for glimpse in part]


def _between(
    frames: FrameSource, here: Glimpse, after: Glimpse, restless: Restless, usual: float
) -> list[Glimpse]:
    """What was seen between two pictures, until it has become the second or stirs no more."""
    burst = _burst(frames.stirs(here.time, after.time), here.time)
    # A keyframe that comes earlier than usual is there because it shows something else itself.
    on_time = after.time - here.time >= _ON_TIME * usual
    if burst and on_time and not _goes_on(frames, burst, after.time):
        return [
            Glimpse(burst.start - _JUST_BEFORE, here.picture),
            *(Glimpse(t, after.picture) for t in (burst.start, burst.end) if t < after.time),
        ]
    mask = restless.at(after.time)
    seen: list[Glimpse] = []
    arrived = 0
    for glimpse in _stirring(frames, here, after.time):
        seen.append(glimpse)
        arrived = 0 if changed(glimpse.picture, after.picture, mask) else arrived + 1
        if arrived * CLOSE > _ARRIVED:
            seen.append(Glimpse(after.time - _JUST_BEFORE, glimpse.picture))
            break
    return seen


def _stirring(frames: FrameSource, here: Glimpse, end: float) -> Iterator[Glimpse]:
    """All that is seen from a glimpse on, as long as anything stirs, and what it looks like at the end."""
    stirs = frames.stirs(here.time, end)
    until = min(end, stirs[-1].end + CLOSE) if stirs else here.time
    last = here
    if stirs:
        for glimpse in glimpses(frames, here.time, until, CLOSE):
            if here.time < glimpse.time < end:
                last = glimpse
                yield glimpse
    if until < end - _JUST_BEFORE:
        yield Glimpse(end - _JUST_BEFORE, last.picture)


def _usual_gap(seen: Sequence[Glimpse]) -> float:
    """Seconds between keyframes where nothing asks for one; infinite if no two gaps are of that length."""
    gaps = sorted(after.time - here.time for here, after in pairwise(seen))
    return gaps[-1] if len(gaps) > 1 and gaps[-2] >= _ON_TIME * gaps[-1] else math.inf


def _burst(stirs: Sequence[Stir], keyframe: float) -> Stir | None:
    """The one stir that can be the change, where there is such: what follows a keyframe refines it.

    It may be a change as well where it is so heavy, and then there is no telling.
    """
    later = [stir for stir in stirs if stir.start > keyframe + CLOSE]
    if any(stir.weight >= _REDRAWN for stir in stirs if stir not in later):
        return None
    burst = max(later, key=lambda stir: stir.weight, default=None)
    if burst is None or burst.weight < _REDRAWN or burst.length > _BURST:
        return None
    return burst if burst.weight >= _ALONE * sum(stir.weight for stir in later) else None


def _goes_on(frames: FrameSource, burst: Stir, keyframe: float) -> bool:
    """Whether a stir draws on after the keyframe, which shows but a part of the way then."""
    following = frames.stirs(keyframe, keyframe + CLOSE)
    return burst.end > keyframe - CLOSE and any(stir.weight >= _REDRAWN for stir in following)
