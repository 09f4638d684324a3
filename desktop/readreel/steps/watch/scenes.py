"""From runs to scenes: one scene for every distinct thing shown, in its most finished state.

A picture that only gains (a slide built up, code being typed) is the same scene, grown. One that loses
what was there is the next scene. One seen before is that scene again, with another span.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np

from readreel.core.time import Span
from readreel.steps.watch.look import (
    LEVELS,
    Grey,
    Tiles,
    alike,
    as_pixels,
    emptied,
    ink,
    inked_part,
    lost_and_gained,
    plain_part,
    shade,
)
from readreel.steps.watch.runs import Run, changed

_HOLD = 1.5
"""Seconds a picture must stay to have settled."""
_SHOT = 6.0
"""Seconds without rest after which a moving picture counts as what is shown."""
_LOST = 0.10
_GAINED = 0.10
_POINTER = 0.0008
"""Part of the picture that a pointer or a cursor takes: so much ink may go from what grows."""
_AS_MUCH = 0.95
_REFINED = 0.02
"""Part of the inked tiles that may lose most of their ink where an encoder has only become clearer."""
_STILL_THERE = 0.35
_BLANK = 0.001
_CAMERA_MOVES = 0.06
_CAMERA_PLAIN = 0.3
_PAGE_PLAIN = 0.8
_CAMERA_INK = 0.08
_SAME_CAMERA = 0.7
_SAME_SHOT = 0.7
_TRANSITION = 4.0
"""Seconds up to which what does not settle is the way to what does: a fade, an encoder catching up."""
_GROWN = 0.2
LEAST_CONTRAST = 4.0
"""Grey levels by which a camera picture must vary to show anything (standard deviation)."""
_LIKELY = 0.5
_LIKELY_LOST = 0.25
_SAMPLES = 500
"""Ink pixels of a scene that are looked at before the whole picture is."""


class View(msgspec.Struct, frozen=True):
    """One settled picture: its span, its finished state and the moment to take it."""

    span: Span
    time: float
    picture: Grey
    restless: Tiles
    camera: bool


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
        if span.start - last.end <= _HOLD:
            self.spans[-1] = Span(last.start, max(last.end, span.end))
        else:
            self.spans.append(span)

    def join(self, other: Scene) -> None:
        """Take over the spans of a scene that this one stands for."""
        spans, self.spans = sorted([*self.spans, *other.spans]), []
        self.spans.append(spans[0])
        for span in spans[1:]:
            self.see(span)


def settled(runs: Iterable[Run]) -> Iterator[View]:
    """The runs that stayed long enough and show something, joined where a block ended."""
    for run in _steadied(_joined(runs)):
        ignored = as_pixels(run.restless, run.best)
        _, _, _, marks = lost_and_gained(run.best, run.best, ignored)
        camera = is_camera(run)
        if not camera and marks < _BLANK * run.best.size:
            continue
        if camera and float(run.best.std()) < LEAST_CONTRAST:
            continue
        yield View(Span(run.start, run.end), run.time, run.best, run.restless, camera)


def is_camera(run: Run) -> bool:
    """Whether a camera is what is shown: much of it moves, and the rest is no page of anything."""
    if run.restless.all():
        return True
    plain = plain_part(run.best)
    if run.restless.mean() < _CAMERA_MOVES:
        # A room out of focus has no edge anywhere, and no large plain of one shade either.
        return plain < _CAMERA_PLAIN and not ink(run.best).mean() > _BLANK
    if plain < _CAMERA_PLAIN or plain > _PAGE_PLAIN:
        return plain < _CAMERA_PLAIN
    return inked_part(run.best, as_pixels(run.restless, run.best)) < _CAMERA_INK


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
        return alike(picture, view.picture) > _SAME_CAMERA
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


def _is_settled(run: Run) -> bool:
    held = run.end - run.start
    return held >= _HOLD and (run.glimpses >= 2 or held >= 2 * _HOLD)


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
    return is_camera(held) and alike(held.best, run.best) >= _SAME_CAMERA


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
