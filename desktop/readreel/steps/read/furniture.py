"""Telling what a screen shows from the program that shows it: menus, tabs, toolbars, footers, the clock.

Furniture stands at its place nearly all the time while the rest changes. Along the edges of the screen
less of that is asked for, and of a row of several things; a row of several short words at the very top is a
menu wherever it is seen.
Large type is never furniture, for the same heading may stand on every slide, and code never is, for the
first lines of a file may stay where they are for an hour. A picture at one place on many screens is the
background.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from statistics import median

import msgspec
from rapidfuzz import fuzz

from readreel.project.artifacts import Box, Screen, ScreenLine
from readreel.steps.read.regions import around

_LEAST = 6
_SHARE = 0.6
_EDGE_LEAST = 4
_EDGE_SHARE = 0.25
"""Screens, and part of all screens, on which a line of furniture stands; less along the edges."""
_EDGES = (0.0, 0.13, 1.0, 0.93)
"""Parts of the screen's width and height inside which it is no edge: left, top, right, bottom."""
_MOVED = 10
"""Pixels by which a line may be off and still stand at its place."""
_ALIKE = 80
_SAME_AREA = 0.6
"""Part of the larger of two boxes that they must share to be one."""
_LARGE = 1.6
"""Heights of the screen's usual line from which type is large."""
_TOP = 0.06
_MENU = 4
_MENU_WORDS = 2
_UPPER = 0.2
_TOOLS = 2.0
"""Part of the screen in which a bar is a menu; heights of it below it in which its tools are."""


class _Place(msgspec.Struct):
    """Something written at one place, and the screens (by number) that show it."""

    text: str
    box: Box
    edge: bool
    screens: set[int]


def furniture(
    screens: Sequence[Screen],
    sizes: Sequence[tuple[int, int]],
    coded: Sequence[Collection[int]],
) -> list[frozenset[int]]:
    """For each screen the places of its lines that are furniture.

    ``sizes`` are widths and heights, ``coded`` the places of lines of code.
    """
    places: dict[tuple[int, int], list[_Place]] = {}
    found: list[list[tuple[int, _Place]]] = []
    for number, (screen, size, code) in enumerate(zip(screens, sizes, coded, strict=True)):
        usual = median([_height(line) for line in screen.lines]) if screen.lines else 0
        own = [
            (at, _placed(line, number, size, places))
            for at, line in enumerate(screen.lines)
            if at not in code and _height(line) < _LARGE * usual
        ]
        found.append(own)
    written = sum(bool(screen.lines) for screen in screens)
    return [
        frozenset(at for at, place in own if _is_furniture(place, written))
        | _menu(screen.lines, size[1])
        | _bars(own, screen.lines, written, size[1])
        for own, screen, size in zip(found, screens, sizes, strict=True)
    ]


def background(pictures: Sequence[Sequence[Box]]) -> list[list[Box]]:
    """For each screen those of its pictures that stand at one place on many of the screens."""
    found: list[list[Box]] = []
    for own in pictures:
        found.append([])
        for box in own:
            times = sum(any(_covers(other, box) for other in others) for others in pictures)
            if times >= _EDGE_LEAST and times >= _EDGE_SHARE * len(pictures):
                found[-1].append(box)
    return found


def _covers(first: Box, second: Box) -> bool:
    """Whether two boxes are about the same."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    if across <= 0 or down <= 0:
        return False
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (first, second)]
    return across * down >= _SAME_AREA * max(areas)


def _placed(
    line: ScreenLine,
    number: int,
    size: tuple[int, int],
    places: dict[tuple[int, int], list[_Place]],
) -> _Place:
    """The place at which the line stands, known or new."""
    column, row = line.box[0] // _MOVED, line.box[1] // _MOVED
    for near in ((column + x, row + y) for x in (0, -1, 1) for y in (0, -1, 1)):
        for place in places.get(near, ()):
            if _same_place(place.box, line.box) and fuzz.ratio(place.text, line.text) >= _ALIKE:
                place.screens.add(number)
                return place
    place = _Place(line.text, line.box, _at_edge(line.box, size), {number})
    places.setdefault((column, row), []).append(place)
    return place


def _is_furniture(place: _Place, written: int) -> bool:
    times = len(place.screens)
    return _recurs(place, written) if place.edge else times >= max(_LEAST, _SHARE * written)


def _recurs(place: _Place, written: int) -> bool:
    return len(place.screens) >= max(_EDGE_LEAST, _EDGE_SHARE * written)


def _bars(
    own: Sequence[tuple[int, _Place]], lines: Sequence[ScreenLine], written: int, height: int
) -> frozenset[int]:
    """Rows of several things that stand apart and come again and again, and what belongs to them.

    A window may stand anywhere, and not all the time. What is short and stands between such things is one
    of them, though it says something else every time; above a menu there are only titles and tabs, and
    tools below it.
    """
    again = {at for at, place in own if _recurs(place, written)}
    found: set[int] = set()
    for at in again:
        row = [lines[other].box for other in again if _in_row(lines[other].box, lines[at].box)]
        if len(row) >= _MENU:
            bar = around(row)
            found |= {
                other
                for other, _ in own
                if _belongs(lines[other], bar, other in again, bar[3] <= _UPPER * height)
            }
    return frozenset(found)


def _belongs(line: ScreenLine, bar: Box, again: bool, menu: bool) -> bool:
    """Whether a line is part of a bar, or of the window that has the bar for its menu."""
    if not bar[0] <= line.box[0] < bar[2]:
        return False
    if _in_row(line.box, bar):
        return again or len(line.text.split()) <= _MENU_WORDS
    above, below = line.box[3] <= bar[1], line.box[1] - bar[3]
    return menu and (above or (again and below <= _TOOLS * (bar[3] - bar[1])))


def _menu(lines: Sequence[ScreenLine], height: int) -> frozenset[int]:
    """A row at the very top of several short things that stand apart: a menu, tabs."""
    top = [at for at, line in enumerate(lines) if line.box[3] <= _TOP * height]
    short = [at for at in top if len(lines[at].text.split()) <= _MENU_WORDS]
    rows = [[other for other in short if _in_row(lines[other].box, lines[at].box)] for at in short]
    return frozenset(at for row in rows if len(row) >= _MENU for at in row)


def _in_row(first: Box, second: Box) -> bool:
    middle = (first[1] + first[3]) / 2
    return second[1] <= middle <= second[3]


def _same_place(first: Box, second: Box) -> bool:
    return abs(first[0] - second[0]) <= _MOVED and abs(first[1] - second[1]) <= _MOVED


def _at_edge(box: Box, size: tuple[int, int]) -> bool:
    width, height = size
    left, top, right, bottom = _EDGES
    return (
        box[2] <= left * width
        or box[3] <= top * height
        or box[0] >= right * width
        or box[1] >= bottom * height
    )


def _height(line: ScreenLine) -> int:
    return line.box[3] - line.box[1]
