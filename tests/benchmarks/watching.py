"""How well and how fast changes of the screen are found, on drawn recordings with exact truth.

A change is found when a span of a still begins within two seconds of it; every other beginning is a
false one. The first picture of a recording is no change. Beside it stand PySceneDetect's detectors
with their own defaults, where the package is there. ``--speed`` also times one minute of 1080p.

Run: ``python tests/benchmarks/watching.py [--speed]``
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from report import report

import studio
from fakes import MemoryContext
from readreel import media
from readreel.core.time import Span
from readreel.project.artifacts import Recording
from readreel.steps.watch import watch

try:
    import scenedetect
except ImportError:
    scenedetect = None

Finder = Callable[[Path], list[float]]
PictureAt = Callable[[float], studio.Picture]

SIZE = (480, 270)
TOLERANCE = 2.0
SECONDS = 60.0
CHANGES = (0.0, 9.4, 17.0, 23.6, 31.0, 40.2, 52.0)
"""When another slide comes, in seconds."""


class Style(msgspec.Struct, frozen=True):
    """A way of recording: what is seen at each moment, and when something new begins."""

    name: str
    picture_at: PictureAt
    truth: Sequence[float]


def styles(size: tuple[int, int] = SIZE) -> list[Style]:
    """Seven ways to record a talk, all with the same slides."""
    pictures = [studio.slide(n, 6, size=size) for n in range(len(CHANGES))]
    dark = [studio.slide(n + 20, 6, size=size, dark=True) for n in range(len(CHANGES))]
    slides = studio.shown(list(zip(CHANGES, pictures, strict=True)))
    dark_slides = studio.shown(list(zip(CHANGES, dark, strict=True)))
    again = studio.shown([(t, pictures[n % 3]) for n, t in enumerate(CHANGES)])
    truth = CHANGES[1:]

    def busy(moment: float) -> studio.Picture:
        ticking = studio.written(slides(moment), f"10:{int(moment):02d}", at=(0.82, 0.02))
        return studio.pointer(ticking, moment)

    return [
        Style("slides", slides, truth),
        Style("dark slides, noise", lambda t: studio.noisy(dark_slides(t), t), truth),
        Style("speaker in a corner", lambda t: studio.inset(slides(t), t), truth),
        Style("pointer and clock", busy, truth),
        Style("fades", _fading(pictures), truth),
        Style("slides shown again", again, truth),
        Style("talking head", lambda t: studio.camera(t, size=size), ()),
    ]


def _fading(pictures: Sequence[studio.Picture], seconds: float = 0.8) -> PictureAt:
    def at(moment: float) -> studio.Picture:
        number = max(n for n, change in enumerate(CHANGES) if change <= moment + 1e-9)
        part = min(1.0, (moment - CHANGES[number]) / seconds)
        return studio.faded(pictures[max(0, number - 1)], pictures[number], part)

    return at


def ours(path: Path) -> list[float]:
    """Beginnings of all spans of all stills but the first, in seconds."""
    frames = media.open_video(path, 0)
    with tempfile.TemporaryDirectory() as folder:
        recording = Recording(
            path=str(path),
            name=path.name,
            size=0,
            fingerprint="",
            container="",
            duration=frames.duration,
            span=Span(0, frames.duration),
        )
        stills = watch(recording, frames, MemoryContext(Path(folder))).stills
    return sorted(span.start for still in stills for span in still.spans if span.start > TOLERANCE)


def theirs(detector: str) -> Finder:
    """A detector of PySceneDetect with its defaults; its first scene is no change."""

    def found(path: Path) -> list[float]:
        scenes = scenedetect.detect(str(path), getattr(scenedetect, detector)())
        return [start.get_seconds() for start, _ in scenes[1:]]

    return found


def finders() -> dict[str, Finder]:
    """Everything that is compared, by name."""
    found: dict[str, Finder] = {"readreel": ours}
    if scenedetect is not None:
        for name in ("ContentDetector", "AdaptiveDetector"):
            found[name] = theirs(name)
    return found


def score(found: Sequence[float], truth: Sequence[float]) -> dict[str, object]:
    """Each change is matched with the nearest beginning that no other took."""
    left, errors = list(found), []
    for change in truth:
        near = min(left, key=lambda at: abs(at - change), default=None)
        if near is not None and abs(near - change) <= TOLERANCE:
            left.remove(near)
            errors.append(abs(near - change))
    precision = len(errors) / len(found) if found else float(not truth)
    recall = len(errors) / len(truth) if truth else 1.0
    both = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / both if both else 0.0,
        "median error s": statistics.median(errors) if errors else "",
    }


def quality(folder: Path) -> list[dict[str, object]]:
    """A row for every style and finder."""
    rows: list[dict[str, object]] = []
    for number, style in enumerate(styles()):
        film = studio.film(style.picture_at, SECONDS, rate=5, keyframes=25)
        path = studio.record(folder / f"{number}.mp4", video=film)
        for name, find in finders().items():
            rows.append({"style": style.name, "finder": name, **score(find(path), style.truth)})
    return rows


def speed(folder: Path) -> list[dict[str, object]]:
    """Seconds of playing watched in a second of work, on a minute of 1080p at 25 frames a second."""
    style = styles((1920, 1080))[0]
    film = studio.film(
        style.picture_at, SECONDS, rate=25, keyframes=250, options={"preset": "ultrafast"}
    )
    path = studio.record(folder / "fast.mp4", video=film)
    rows: list[dict[str, object]] = []
    for name, find in finders().items():
        begun = time.perf_counter()
        find(path)
        factor = SECONDS / (time.perf_counter() - begun)
        rows.append({"style": "1080p", "finder": name, "x playing time": factor})
    return rows


def main() -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = quality(folder)
        if "--speed" in sys.argv[1:]:
            rows += speed(folder)
    report("watching", "Changes of the screen found, drawn recordings", rows)


if __name__ == "__main__":
    main()
