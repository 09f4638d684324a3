"""From runs to views: what stayed long enough on the screen, and what a camera shows where nothing stays.

A view begins with the transition that leads to it, or with the time in which it was drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np

from readreel.core.time import Span
from readreel.steps.watch.glimpses import changed
from readreel.steps.watch.look import (
    Grey,
    Tiles,
    alike,
    as_pixels,
    ink,
    inked_part,
    lost_and_gained,
    plain_part,
    shows_something,
)
from readreel.steps.watch.runs import Run

HOLD = 1.5
"""Seconds a picture must stay to have settled."""
SAME_CAMERA = 0.7
_SHOT = 6.0
"""Seconds without rest after which a moving picture counts as what is shown."""
_BLANK = 0.001
_CAMERA_MOVES = 0.06
_CAMERA_PLAIN = 0.3
_PAGE_PLAIN = 0.8
_CAMERA_INK = 0.08
_INSET, _FILLED = 0.2, 0.9
"""Part of the picture that an inset takes at most, and of its box that it fills."""
_SAME_SHOT = 0.7
_TRANSITION = 4.0
"""Seconds up to which what does not settle is the way to what does: a fade, an encoder catching up."""
_GROWN = 0.2


class View(msgspec.Struct, frozen=True):
    """One settled picture: its span, its finished state and the moment to take it."""

    span: Span
    time: float
    picture: Grey
    restless: Tiles
    camera: bool


def settled(runs: Iterable[Run]) -> Iterator[View]:
    """The runs that stayed long enough and show something, joined where a block ended."""
    for run in _steadied(_joined(runs)):
        ignored = as_pixels(run.restless, run.best)
        _, _, _, marks = lost_and_gained(run.best, run.best, ignored)
        camera = is_camera(run)
        if not camera and marks < _BLANK * run.best.size:
            continue
        if camera and not shows_something(run.best):
            continue
        yield View(Span(run.start, run.end), run.time, run.best, run.restless, camera)


def is_camera(run: Run) -> bool:
    """Whether a camera is what is shown: much of it moves, and the rest is no page of anything."""
    if run.restless.all():
        return True
    plain = plain_part(run.best)
    if run.restless.mean() < _CAMERA_MOVES or _is_inset(run.restless):
        # A room out of focus has no edge anywhere, and no large plain of one shade either.
        return plain < _CAMERA_PLAIN and not ink(run.best).mean() > _BLANK
    if plain < _CAMERA_PLAIN or plain > _PAGE_PLAIN:
        return plain < _CAMERA_PLAIN
    return inked_part(run.best, as_pixels(run.restless, run.best)) < _CAMERA_INK


def _is_inset(restless: Tiles) -> bool:
    """Whether what never rests is a small picture over what is shown: it fills a box, and little else."""
    rows, columns = np.flatnonzero(restless.any(axis=1)), np.flatnonzero(restless.any(axis=0))
    box = (rows[-1] - rows[0] + 1) * (columns[-1] - columns[0] + 1)
    return bool(box <= _INSET * restless.size and restless.sum() >= _FILLED * box)


def _is_settled(run: Run) -> bool:
    held = run.end - run.start
    return held >= HOLD and (run.glimpses >= 2 or held >= 2 * HOLD)


def _steadied(runs: Iterable[Run]) -> Iterator[Run]:
    """The settled runs, and for long stretches in which nothing settles what a camera shows there."""
    held: Run | None = None
    restive: list[Run] = []
    for run in runs:
        if not _is_settled(run):
            if held is not None and not restive and _same_shot(held, run):
                held = msgspec.structs.replace(held, end=run.end)
                continue
            if restive and alike(restive[-1].best, run.best) < _SAME_SHOT:
                shot = _one_shot(restive)
                yield from _known(held, *shot)
                held, restive = (None, []) if shot else (held, restive)
            restive.append(run)
            continue
        shot = _one_shot(restive)
        yield from _known(held, *shot)
        held, restive = run if shot else _begun(run, restive), []
    yield from _known(held, *_one_shot(restive))


def _known(*runs: Run | None) -> list[Run]:
    return [run for run in runs if run is not None]


def _same_shot(held: Run, run: Run) -> bool:
    """Whether the camera that was seen in a settled run goes on being seen."""
    return is_camera(held) and alike(held.best, run.best) >= SAME_CAMERA


def _begun(run: Run, before: Sequence[Run]) -> Run:
    """The settled run with its beginning: a transition to it, or the time in which it was drawn."""
    start = run.start
    for earlier in reversed(before):
        if run.start - earlier.start > _TRANSITION and not _grows(earlier, run):
            break
        start = earlier.start
    return msgspec.structs.replace(run, start=start)


def _grows(earlier: Run, run: Run) -> bool:
    """Whether what stood there is still there in the settled run."""
    if earlier.best.shape != run.best.shape:
        return False
    ignored = as_pixels(earlier.restless | run.restless, run.best)
    lost, _, had, has = lost_and_gained(earlier.best, run.best, ignored)
    return lost <= _GROWN and had <= has


def _one_shot(restive: Sequence[Run]) -> list[Run]:
    """One run for a restive stretch, if it is long and looks like a room rather than a page."""
    if not restive or restive[-1].end - restive[0].start < _SHOT:
        return []
    middle = restive[len(restive) // 2]
    if plain_part(middle.best) >= _CAMERA_PLAIN:
        return []
    return [
        msgspec.structs.replace(
            middle,
            start=restive[0].start,
            end=restive[-1].end,
            glimpses=sum(run.glimpses for run in restive),
            restless=np.ones_like(middle.restless),
        )
    ]


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs with those made one that a block's end cut in two."""
    held: Run | None = None
    for run in runs:
        if held is not None and _continues(held, run):
            held = msgspec.structs.replace(
                run,
                start=held.start,
                first=held.first,
                glimpses=held.glimpses + run.glimpses,
                restless=run.restless if run.glimpses >= held.glimpses else held.restless,
            )
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def _continues(held: Run, run: Run) -> bool:
    if held.last is None or run.first is None or held.restless.shape != run.restless.shape:
        return False
    mask = held.restless | run.restless
    return not changed(held.last, run.first, mask) and not changed(held.best, run.best, mask)
