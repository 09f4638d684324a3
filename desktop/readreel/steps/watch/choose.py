"""Which scenes are worth a still: those that show something their neighbours do not.

A page that is scrolled, or a program that is typed, gives many scenes that overlap. A scene whose ink can
be found, in place or moved up or down, in one that is kept is left out, and the time it was visible
goes to that one. What is kept is chosen so that little of what was shown is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from readreel.steps.watch.look import TILE, Tiles, as_pixels, ink
from readreel.steps.watch.scenes import Scene

_NEW_PICTURE = 0.05
"""Part of the picture's tiles that must show something new …"""
_NEW_INK = 0.15
"""… or part of the tiles that show anything at all."""
_NOTHING_LEFT = 0.03
_AS_MUCH = 0.9
"""Of two that show the same the later is kept, unless it shows less: encoders refine what stays."""
_BACK = 6
"""Kept scenes, latest seen first, among which a scene is looked for."""
_OVERLAP = 0.5
"""Part of a scene's ink that must lie in another before the two are one page: slides share a few tiles."""
_MOVED_TOGETHER = 0.15
"""Part of a scene's ink that must have moved by the same way before it is taken for a scroll."""
_FOUND = 0.6
_SHIFTS = 2
_MARKED = TILE // 2

Shades = NDArray[np.float32]


class _Page:
    """A scene prepared for being searched for: brightness, which tiles show something."""

    def __init__(self, scene: Scene) -> None:
        picture = scene.picture
        hidden = as_pixels(scene.restless, picture)
        self.scene = scene
        self.shape = picture.shape
        self.shades = _padded(picture.astype(np.float32))
        self.marks = _padded((ink(picture) & ~hidden).astype(np.float32))
        self.marked: Tiles = _sums(self.marks) >= _MARKED
        self._waves = np.fft.rfft(
            self.marks - self.marks.mean(axis=0), n=_double(self.marks), axis=0
        )

    def shifts_to(self, other: _Page) -> list[int]:
        """By how many pixels down (negative: up) the other may lie; unmoved comes first."""
        match = np.fft.irfft((self._waves.conj() * other._waves).sum(axis=1), n=_double(self.marks))
        height = self.marks.shape[0]
        chosen = [0]
        match[:3] = match[-2:] = -np.inf
        match[height:-height] = -np.inf
        for _ in range(_SHIFTS):
            peak = int(np.argmax(match))
            chosen.append(peak if peak < height else peak - match.size)
            match[max(0, peak - 2) : peak + 3] = -np.inf
        return chosen


class _Shelf:
    """The scenes kept so far, and the few of them that are open for comparing."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []
        self._pages: dict[int, _Page] = {}

    def latest(self) -> list[int]:
        """Places of the screens seen last, the very last first."""
        places = [place for place, scene in enumerate(self.scenes) if not scene.camera]
        places.sort(key=lambda place: (self.scenes[place].spans[-1].end, place))
        return places[: -_BACK - 1 : -1]

    def page(self, place: int) -> _Page:
        """A kept scene prepared for comparing; those not asked for lately are put away."""
        page = self._pages.pop(place, None) or _Page(self.scenes[place])
        self._pages[place] = page
        while len(self._pages) > 2 * _BACK:
            del self._pages[next(iter(self._pages))]
        return page

    def put(self, page: _Page, place: int | None = None) -> None:
        """Keep a scene at the end, or in the place of another."""
        if place is None:
            place = len(self.scenes)
            self.scenes.append(page.scene)
        self.scenes[place] = page.scene
        self._pages[place] = page


def worth_showing(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes that become stills, in order of their first span."""
    shelf = _Shelf()
    for scene in scenes:
        if scene.camera:
            shelf.scenes.append(scene)
        else:
            _settle(_Page(scene), shelf)
    kept = sorted(shelf.scenes, key=lambda scene: (scene.spans[0].start, scene.time))
    return _without_bridges(kept)


def _without_bridges(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes without those whose two neighbours together show all of them: steps of a scroll."""
    kept: list[Scene] = []
    before: _Page | None = None
    page = _Page(scenes[0]) if scenes and not scenes[0].camera else None
    for number, scene in enumerate(scenes):
        following = scenes[number + 1] if number + 1 < len(scenes) else None
        after = _Page(following) if following is not None and not following.camera else None
        if before and page and after and before.shape == page.shape == after.shape:
            by_before, by_after = _found(page, before), _found(page, after)
            shared = min((page.marked & by_before).sum(), (page.marked & by_after).sum())
            unseen = page.marked & ~by_before & ~by_after
            bridge = shared >= _MOVED_TOGETHER * page.marked.sum()
            if bridge and unseen.sum() <= _NOTHING_LEFT * min(unseen.size, 2 * page.marked.sum()):
                more = (page.marked & by_after).sum() > (page.marked & by_before).sum()
                (after if more else before).scene.join(scene)
                page = after
                continue
        kept.append(scene)
        before, page = page, after
    return sorted(kept, key=lambda scene: (scene.spans[0].start, scene.time))


def _settle(page: _Page, shelf: _Shelf) -> None:
    """Keep the page, let it replace one that it contains, or let one that contains it take its time."""
    unseen = page.marked.copy()
    nearest, most = None, 0
    for place in shelf.latest():
        other = shelf.page(place)
        if other.shape != page.shape:
            continue
        found = _found(page, other)
        if (found & page.marked).sum() < _OVERLAP * page.marked.sum():
            continue
        if int((found & page.marked).sum()) > most:
            nearest, most = place, int((found & page.marked).sum())
        unseen &= ~found
        if _little(unseen, page):
            break
    if nearest is None or not _little(unseen, page):
        shelf.put(page)
        return
    other = shelf.page(nearest)
    left = other.marked & ~_found(other, page)
    if left.mean() <= _NOTHING_LEFT and page.marked.sum() >= _AS_MUCH * other.marked.sum():
        page.scene.join(other.scene)
        shelf.put(page, nearest)
    else:
        other.scene.join(page.scene)


def _little(unseen: Tiles, page: _Page) -> bool:
    new = int(unseen.sum())
    return new < _NEW_PICTURE * unseen.size and new < _NEW_INK * max(1, int(page.marked.sum()))


def _found(page: _Page, other: _Page) -> Tiles:
    """Tiles of ``page`` whose picture lies somewhere in ``other``, unmoved or moved up or down."""
    found = np.zeros(page.marked.shape, dtype=np.bool_)
    for shift in page.shifts_to(other):
        here = np.zeros_like(found)
        for near in (shift,) if shift == 0 else (shift - 1, shift, shift + 1):
            here |= _correlation(page.shades, _moved(other.shades, near)) > _FOUND
        if shift == 0 or (here & page.marked).sum() >= _MOVED_TOGETHER * page.marked.sum():
            found |= here
    return found


def _correlation(first: Shades, second: Shades) -> Shades:
    """Normalised correlation of brightness in every tile, −1…1."""
    area = TILE * TILE
    a, b = _sums(first), _sums(second)
    both = _sums(first * second) - a * b / area
    spread = (_sums(first * first) - a * a / area) * (_sums(second * second) - b * b / area)
    return np.asarray(both / np.sqrt(np.maximum(spread, 1.0)), dtype=np.float32)


def _moved(shades: Shades, down: int) -> Shades:
    """The other picture read ``down`` pixels further down; black where it has ended."""
    out = np.zeros_like(shades)
    height = shades.shape[0]
    if down >= 0:
        out[: height - down] = shades[down:]
    else:
        out[-down:] = shades[: height + down]
    return out


def _padded(values: NDArray[np.float32]) -> Shades:
    rows, columns = -(-values.shape[0] // TILE), -(-values.shape[1] // TILE)
    out = np.zeros((rows * TILE, columns * TILE), dtype=np.float32)
    out[: values.shape[0], : values.shape[1]] = values
    return out


def _sums(values: Shades) -> Shades:
    rows, columns = values.shape[0] // TILE, values.shape[1] // TILE
    return np.asarray(values.reshape(rows, TILE, columns, TILE).sum(axis=(1, 3)))


def _double(values: Shades) -> int:
    return 2 * int(values.shape[0])
