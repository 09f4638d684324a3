"""From views to scenes: one scene for every distinct thing shown, in its most finished state.

A picture that only gains (a slide built up, code being typed) is the same scene, grown. One that loses
what was there is the next scene. One seen before is that scene again, with another span.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import numpy as np

from readreel.core.time import Span
from readreel.steps.watch.look import (
    LEVELS,
    Grey,
    alike,
    as_pixels,
    emptied,
    ink,
    inked_part,
    lost_and_gained,
    shade,
)
from readreel.steps.watch.settled import HOLD, SAME_CAMERA, View

_LOST = 0.10
_GAINED = 0.10
_POINTER = 0.0008
"""Part of the picture that a pointer or a cursor takes: so much ink may go from what grows."""
_AS_MUCH = 0.95
_REFINED = 0.02
"""Part of the inked tiles that may lose most of their ink where an encoder has only become clearer."""
_STILL_THERE = 0.35
_LIKELY = 0.5
_LIKELY_LOST = 0.25
_SAMPLES = 500
"""Ink pixels of a scene that are looked at before the whole picture is."""


class Scene:
    """A distinct thing shown, with every span it was visible."""

    def __init__(self, view: View) -> None:
        self.spans = [view.span]
        self.most = 0
        self.take(view)

    def take(self, view: View) -> None:
        """Let ``view`` be the state that is shown."""
        self.time = view.time
        self.camera = view.camera
        self.restless = view.restless
        self._shade = shade(view.picture)
        marks = np.flatnonzero(ink(view.picture) & ~as_pixels(view.restless, view.picture))
        self._marks = marks[:: max(1, marks.size // _SAMPLES)]
        self._values = view.picture.reshape(-1)[self._marks]
        self._shape = view.picture.shape
        self._packed = zlib.compress(view.picture.tobytes(), 1)

    @property
    def picture(self) -> Grey:
        """The glance of the state that is shown; kept packed, for there may be thousands."""
        return np.frombuffer(zlib.decompress(self._packed), dtype=np.uint8).reshape(self._shape)

    @property
    def content(self) -> float:
        """How much text and lines it shows, 0…1; a camera's edges count little."""
        picture = self.picture
        part = inked_part(picture, as_pixels(self.restless, picture))
        return round(min(1.0, part * (0.3 if self.camera else 1.4)), 3)

    def may_show(self, view: View) -> bool:
        """A quick look whether a view could be of this scene, from a sample of its ink."""
        if view.camera or self.camera:
            return view.camera == self.camera and float(self._shade @ shade(view.picture)) > _LIKELY
        if view.picture.shape != self._shape:
            return False
        here = view.picture.reshape(-1)[self._marks]
        apart = np.maximum(here, self._values) - np.minimum(here, self._values)
        hidden = as_pixels(view.restless, view.picture).reshape(-1)[self._marks]
        gone = (apart > LEVELS) & ~hidden
        return int(gone.sum()) <= _LIKELY_LOST * max(1, int((~hidden).sum()))

    def stay(self, span: Span) -> None:
        """Note that it is still visible: nothing else settled since it was seen last."""
        last = self.spans[-1]
        self.spans[-1] = Span(last.start, max(last.end, span.end))

    def see(self, span: Span) -> None:
        """Note that it was visible; spans that touch become one."""
        last = self.spans[-1]
        if span.start - last.end <= HOLD:
            self.spans[-1] = Span(last.start, max(last.end, span.end))
        else:
            self.spans.append(span)

    def join(self, other: Scene) -> None:
        """Take over the spans of a scene that this one stands for."""
        spans, self.spans = sorted([*self.spans, *other.spans]), []
        self.spans.append(spans[0])
        for span in spans[1:]:
            self.see(span)


def scenes(views: Iterable[View]) -> list[Scene]:
    """Distinct scenes in the order of their first span."""
    found: list[Scene] = []
    current: Scene | None = None
    for view in views:
        match = _match(view, current, found)
        if match is None:
            match = Scene(view)
            found.append(match)
        elif match is current:
            match.stay(view.span)
        else:
            match.see(view.span)
        current = match
    return found


def _match(view: View, current: Scene | None, found: list[Scene]) -> Scene | None:
    """The scene this is a view of: the current one first, then the latest seen before."""
    if current is not None and _belongs(view, current):
        return current
    for scene in reversed(found):
        if scene is not current and scene.may_show(view) and _belongs(view, scene):
            return scene
    return None


def _belongs(view: View, scene: Scene) -> bool:
    """Whether the view shows this scene; if it shows it more finished, the scene takes it over."""
    picture = scene.picture
    if picture.shape != view.picture.shape or scene.camera != view.camera:
        return False
    if view.camera:
        return alike(picture, view.picture) > SAME_CAMERA
    ignored = as_pixels(scene.restless | view.restless, picture)
    lost, gained, had, has = lost_and_gained(picture, view.picture, ignored)
    if lost <= _LOST or (lost * had <= _POINTER * picture.size and has > had):
        scene.most = max(scene.most, had)
        # The later of two that show the same: encoders refine what stays.
        if has >= _AS_MUCH * scene.most or gained > _GAINED:
            scene.take(view)
        return True
    if gained > _GAINED or has < _STILL_THERE * had:
        return False
    if emptied(picture, view.picture, ignored) <= _REFINED:
        scene.take(view)
    return True
