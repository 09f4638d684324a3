"""The step that reads: from stills to screen text, each part of the screen read once.

A still is compared with those read shortly before it, and what did not change is taken over. Camera
pictures and stills with next to nothing on them are not read. Every screen is journalled.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from readreel.core.engines import ScreenReader
from readreel.project.artifacts import Screen, ScreenLine, Screens, Still, Stills
from readreel.project.context import Context
from readreel.steps.read import layout, regions

Load = Callable[[Path], NDArray[np.uint8]]

_COMPARED = 4
"""Stills back to which a still is compared: a presenter goes back and forth between few screens."""
_LEAST_CONTENT = 0.01
_MOST_LINES = 32
"""Lines of a band read at most: all of a slide, the largest of a page of small print."""


class _Read(msgspec.Struct, frozen=True):
    """A still that was read: its picture and its lines."""

    grey: NDArray[np.uint8]
    lines: tuple[ScreenLine, ...]


def read(
    stills: Stills, load: Load, reader: Callable[[], ScreenReader], context: Context
) -> Screens:
    """The screens of all stills, in their order; ``reader`` is opened when the first is to be read."""
    journal = context.journal(Screen)
    kept = tuple(journal.entries)
    needed = _compared_next(stills.stills[: len(kept)])
    before: deque[_Read] = deque(maxlen=_COMPARED)
    engine: ScreenReader | None = None
    screens: list[Screen] = []
    for number, still in enumerate(stills.stills):
        context.check()
        context.progress(number, len(stills.stills), "stills")
        screen = kept[number] if number < len(kept) else Screen(still=still.id)
        if _worth_reading(still) and (number >= len(kept) or number in needed):
            rgb = load(context.stills() / still.file)
            if number >= len(kept):
                engine = engine or reader()
                screen = Screen(still=still.id, lines=_lines(rgb, before, engine))
            before.append(_Read(regions.grey(rgb), screen.lines))
        if number >= len(kept):
            journal.append(screen)
        screens.append(screen)
    context.progress(len(stills.stills), len(stills.stills), "stills")
    marks = layout.furniture([screen for screen in screens if screen.lines])
    return Screens(
        screens=tuple(
            layout.without(screen, marks, still.height)
            for screen, still in zip(screens, stills.stills, strict=True)
        )
    )


def _compared_next(read: Sequence[Still]) -> set[int]:
    """Of stills read before an interruption, the numbers of those that the next is compared with."""
    return set([n for n, still in enumerate(read) if _worth_reading(still)][-_COMPARED:])


def _worth_reading(still: Still) -> bool:
    return still.kind == "screen" and still.content >= _LEAST_CONTENT


def _lines(
    rgb: NDArray[np.uint8], before: deque[_Read], engine: ScreenReader
) -> tuple[ScreenLine, ...]:
    grey = regions.grey(rgb)
    tiles, known = _nearest(grey, before)
    boxes = regions.bands(tiles, known, grey.shape)
    lines = regions.outside(known, boxes)
    for left, top, right, bottom in boxes:
        for line in engine.read(rgb[top:bottom, left:right], _MOST_LINES):
            box = line.box
            placed = (box[0] + left, box[1] + top, box[2] + left, box[3] + top)
            lines.append(ScreenLine(line.text, placed, line.confidence))
    return tuple(sorted(lines, key=lambda line: (line.box[1], line.box[0])))


def _nearest(
    grey: NDArray[np.uint8], before: deque[_Read]
) -> tuple[NDArray[np.bool_], tuple[ScreenLine, ...]]:
    """Changed tiles and known lines of the earlier still that differs least, the latest of those."""
    best = np.ones((-(-grey.shape[0] // regions.TILE), -(-grey.shape[1] // regions.TILE)), np.bool_)
    lines: tuple[ScreenLine, ...] = ()
    for earlier in reversed(before):
        tiles = regions.changed(earlier.grey, grey)
        if tiles.sum() < best.sum():
            best, lines = tiles, earlier.lines
    return best, lines
