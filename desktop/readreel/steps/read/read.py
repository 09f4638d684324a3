"""The step that reads: from stills to screen text, each part of the screen read once.

A still is compared with those read shortly before it, and what did not change is taken over. Camera
pictures and stills with next to nothing on them are not read. Every screen is journalled as it was
read; what its parts are is told at the end, when all that stands on the screens is known.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from readreel.core.engines import ScreenReader
from readreel.project.artifacts import Box, Region, Screen, ScreenLine, Screens, Still, Stills
from readreel.project.context import Context
from readreel.steps.read import changes
from readreel.steps.read.code import listings
from readreel.steps.read.kinds import photographic
from readreel.steps.read.missed import completed
from readreel.steps.read.pictures import pictures
from readreel.steps.read.regions import around, inside
from readreel.steps.read.told import told

Load = Callable[[Path], NDArray[np.uint8]]

_COMPARED = 4
"""Stills back to which a still is compared: a presenter goes back and forth between few screens."""
_LEAST_CONTENT = 0.01
_TALL = 0.2
_WIDE_SIGN = 1.5
"""Part of the screen's height from which something is no line if its signs are so much wider than tall."""
_SURE = 0.85
_LEAST_SIGNS = 3
"""Confidence, and letters and digits, that a reading in a photograph needs …"""
_UNSURE_PART = 0.3
"""… in which more than this part of the readings is unsure."""
_UNREADABLE_LINES = 3
_UNREADABLE_PART = 0.3
"""Lines without readable text, and their part of all writing, from which a screen has a foreign script."""


class _Read(msgspec.Struct, frozen=True):
    """A still that was read: its picture and its lines, those that could not be read without text."""

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
            grey = changes.grey(rgb)
            if number >= len(kept):
                engine = engine or reader()
                screen = _seen(still, grey, _lines(rgb, grey, before, engine))
            before.append(_Read(grey, screen.lines))
        if number >= len(kept):
            journal.append(screen)
        screens.append(screen)
    context.progress(len(stills.stills), len(stills.stills), "stills")
    finished = told(screens, stills.stills)
    return Screens(screens=finished, listings=listings(finished, stills.stills))


def _compared_next(read: Sequence[Still]) -> set[int]:
    """Of stills read before an interruption, the numbers of those that the next is compared with."""
    return set([n for n, still in enumerate(read) if _worth_reading(still)][-_COMPARED:])


def _worth_reading(still: Still) -> bool:
    return still.kind == "screen" and still.content >= _LEAST_CONTENT


def _seen(still: Still, grey: NDArray[np.uint8], lines: tuple[ScreenLine, ...]) -> Screen:
    """The screen as it was read, with what only its pixels can tell: pictures and foreign scripts."""
    shown = pictures(grey, [line.box for line in lines], still.restless)
    whole = (0, 0, grey.shape[1], grey.shape[0])
    if not lines and not shown and photographic(grey, whole):
        shown = [whole]
    rich = [box for box in shown if photographic(grey, box)]
    lines = _trusted(lines, rich)
    parts = [Region("picture", box) for box in shown]
    unread = [line.box for line in lines if not line.text]
    if len(unread) >= _UNREADABLE_LINES and _area(unread) >= _UNREADABLE_PART * _area(
        [line.box for line in lines]
    ):
        parts.append(Region("unreadable", around(unread)))
    seen = Screen(still=still.id, lines=lines, regions=tuple(parts))
    return msgspec.structs.replace(seen, kind="photograph") if rich else seen


def _trusted(lines: tuple[ScreenLine, ...], photographs: Sequence[Box]) -> tuple[ScreenLine, ...]:
    """The lines without what was read in leaves and shadows: where much is unsure, short things go too."""
    found = lines
    for box in photographs:
        own = [line for line in found if inside(line.box, box)]
        if sum(line.confidence < _SURE for line in own) > _UNSURE_PART * len(own):
            found = tuple(line for line in found if line not in own or _is_sure(line))
    return found


def _is_sure(line: ScreenLine) -> bool:
    signs = sum(sign.isalnum() for sign in line.text)
    return line.confidence >= _SURE and signs >= _LEAST_SIGNS


def _area(boxes: Sequence[tuple[int, int, int, int]]) -> int:
    return sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes)


def _lines(
    rgb: NDArray[np.uint8], grey: NDArray[np.uint8], before: deque[_Read], engine: ScreenReader
) -> tuple[ScreenLine, ...]:
    tiles, known = _nearest(grey, before)
    boxes = changes.bands(tiles, known, grey.shape)
    lines = changes.outside(known, boxes)
    for left, top, right, bottom in boxes:
        for line in engine.read(rgb[top:bottom, left:right]):
            box = line.box
            placed = (box[0] + left, box[1] + top, box[2] + left, box[3] + top)
            if _is_line(line.text, placed, grey.shape[0]):
                lines.append(ScreenLine(line.text, placed, line.confidence))
    lines = completed(rgb, grey, lines, boxes, engine)
    return tuple(sorted(lines, key=lambda line: (line.box[1], line.box[0])))


def _is_line(text: str, box: Box, height: int) -> bool:
    """Whether a reading can be writing: a whole photograph is now and then taken for one letter."""
    across, down = box[2] - box[0], box[3] - box[1]
    return down < _TALL * height or across <= _WIDE_SIGN * down * len(text)


def _nearest(
    grey: NDArray[np.uint8], before: deque[_Read]
) -> tuple[NDArray[np.bool_], tuple[ScreenLine, ...]]:
    """Changed tiles and known lines of the earlier still that differs least, the latest of those."""
    rows, columns = -(-grey.shape[0] // changes.TILE), -(-grey.shape[1] // changes.TILE)
    best = np.ones((rows, columns), np.bool_)
    lines: tuple[ScreenLine, ...] = ()
    for earlier in reversed(before):
        tiles = changes.changed(earlier.grey, grey)
        if tiles.sum() < best.sum():
            best, lines = tiles, earlier.lines
    return best, lines
