"""How good, how many and how fast the stills of a recording are, on drawn talks with exact truth.

A still is right when it shows a finished state (its edges are those of the truth outside moving parts,
a camera's picture is of its time) and its spans begin and end within two seconds of the truth's. A
second still of the same state is a duplicate and counts as wrong. PySceneDetect's detectors, with their
own defaults, give one picture for every scene: its last, which is the kindest choice.

Run: ``python tests/benchmarks/stills.py [--speed] [--only NAME] [--keep FOLDER] [--seed N]``
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from report import SHARED, report

import studio
import talks
from fakes import MemoryContext
from readreel import media
from readreel.core.time import Span
from readreel.project.artifacts import Recording
from readreel.steps.watch import watch

try:
    import scenedetect
except ImportError:
    scenedetect = None

TOLERANCE = 2.0
_EDGE = 60
_WRONG = 0.05
"""Part of the edges that may differ: what a pointer hides, what an encoder smears."""


class Taken(msgspec.Struct, frozen=True):
    """A still as any of the programs gives it."""

    time: float
    spans: list[tuple[float, float]]
    picture: studio.Picture


Finder = Callable[[Path], list[Taken]]


# --- who is compared -----------------------------------------------------------------------------


def ours(path: Path) -> list[Taken]:
    """The stills of this program."""
    frames = media.open_video(path, 0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        recording = Recording(
            path=str(path),
            name=path.name,
            size=0,
            fingerprint="",
            container="",
            duration=frames.duration,
            span=Span(0, frames.duration),
        )
        stills = watch(recording, frames, MemoryContext(folder)).stills
        return [
            Taken(
                still.time,
                [(span.start, span.end) for span in still.spans],
                np.asarray(Image.open(folder / "stills" / still.file).convert("RGB")),
            )
            for still in stills
        ]


def theirs(detector: str) -> Finder:
    """A detector of PySceneDetect with its defaults."""

    def found(path: Path) -> list[Taken]:
        scenes = scenedetect.detect(
            str(path), getattr(scenedetect, detector)(), start_in_scene=True
        )
        frames = media.open_video(path, 0)
        taken = []
        for start, end in scenes:
            moment = max(start.seconds, end.seconds - 0.3)
            spans = [(start.seconds, end.seconds)]
            taken.append(Taken(moment, spans, frames.frame(moment).rgb))
        return taken

    return found


def finders() -> dict[str, Finder]:
    """Everything that is compared, by name."""
    found: dict[str, Finder] = {"readreel": ours}
    if scenedetect is not None:
        for name in ("ContentDetector", "AdaptiveDetector"):
            found[name] = theirs(name)
    return found


# --- what is right -------------------------------------------------------------------------------


def shows(taken: Taken, state: talks.State) -> bool:
    """Whether a still is a picture of the state."""
    if state.camera:
        return any(start <= taken.time <= end for start, end in state.spans)
    if taken.picture.shape != state.picture.shape:
        return False
    still, wanted = (_grey(picture) for picture in (taken.picture, state.picture))
    counted = np.ones(wanted.shape, dtype=bool)
    for left, top, right, bottom in state.moving:
        height, width = wanted.shape
        counted[
            int(top * height) : int(bottom * height), int(left * width) : int(right * width)
        ] = 0
    different = np.abs(still - wanted) > _EDGE
    edges = (_edges(still) | _edges(wanted)) & counted
    return bool((different & edges).sum() <= _WRONG * max(1, edges.sum()))


def _grey(picture: studio.Picture) -> NDArray[np.int16]:
    """Half the size, so that the softness of an encoder does not count."""
    image = Image.fromarray(picture).convert("L")
    return np.asarray(image.reduce(2)).astype(np.int16)


def _edges(grey: NDArray[np.int16]) -> NDArray[np.bool_]:
    marks = np.zeros(grey.shape, dtype=bool)
    marks[:, 1:] |= np.abs(np.diff(grey, axis=1)) > _EDGE / 2
    marks[1:, :] |= np.abs(np.diff(grey, axis=0)) > _EDGE / 2
    return marks


def errors(spans: Sequence[tuple[float, float]], truth: talks.Spans) -> list[float]:
    """Seconds by which beginnings and ends are off; [inf] where there are more or fewer spans."""
    if len(spans) != len(truth):
        return [float("inf")]
    pairs = zip(sorted(spans), sorted(truth), strict=True)
    return [abs(a - b) for mine, theirs in pairs for a, b in zip(mine, theirs, strict=True)]


class Score(msgspec.Struct):
    """What became of a talk's stills; every still is right, mistimed, a duplicate or wrong."""

    wanted: int = 0
    right: int = 0
    mistimed: int = 0
    duplicates: int = 0
    wrong: int = 0
    missed: int = 0
    errors: list[float] = []

    def add(self, other: Score) -> None:
        """Take over another talk's figures."""
        for name in ("wanted", "right", "mistimed", "duplicates", "wrong", "missed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors = self.errors + other.errors

    def row(self) -> dict[str, object]:
        """The figures as they are shown."""
        given = self.right + self.mistimed + self.duplicates + self.wrong
        precision = self.right / given if given else float(not self.wanted)
        recall = self.right / self.wanted if self.wanted else 1.0
        both = precision + recall
        return {
            "states": self.wanted,
            "stills": given,
            "precision": precision,
            "recall": recall,
            "F1": 2 * precision * recall / both if both else 0.0,
            "mistimed": self.mistimed,
            "duplicates": self.duplicates,
            "wrong": self.wrong,
            "missed": self.missed,
            "median error s": statistics.median(self.errors) if self.errors else "",
        }


def score(found: Sequence[Taken], truth: Sequence[talks.State], log: bool = False) -> Score:
    """Every still against the states that it shows; the best timed one of a state counts."""
    result = Score(wanted=sum(not state.optional for state in truth))
    left = list(found)
    for state in truth:
        fitting = [taken for taken in left if shows(taken, state)]
        left = [taken for taken in left if not any(taken is other for other in fitting)]
        if state.optional:
            continue
        timed = sorted(
            (max(errors(taken.spans, state.spans)), n) for n, taken in enumerate(fitting)
        )
        if not timed:
            result.missed += 1
        elif timed[0][0] <= TOLERANCE:
            result.right += 1
            result.errors += errors(fitting[timed[0][1]].spans, state.spans)
        else:
            result.mistimed += 1
        result.duplicates += max(0, len(fitting) - 1)
        if log and (not timed or timed[0][0] > TOLERANCE or len(fitting) > 1):
            print("   wanted", state.spans, "got", [(f.time, f.spans) for f in fitting])
    result.wrong = len(left)
    if log and left:
        print("   wrong", [(taken.time, taken.spans) for taken in left])
    return result


def _clipped(found: Sequence[Taken], seconds: float) -> list[Taken]:
    """Containers guess how long the last of few frames is shown; nobody is to blame for that."""
    return [
        Taken(t.time, [(start, min(end, seconds)) for start, end in t.spans], t.picture)
        for t in found
    ]


def quality(
    chosen: Sequence[talks.Talk], group: str, folder: Path, log: bool
) -> list[dict[str, object]]:
    """A row for every talk and finder, and one for all of them; with ``log`` ours alone."""
    rows: list[dict[str, object]] = []
    compared = {name: find for name, find in finders().items() if not log or name == "readreel"}
    totals = {name: Score() for name in compared}
    for talk in chosen:
        path = folder / f"{talk.name}.mp4".replace(" ", "-")
        if not path.exists():
            studio.record(path, video=talk.film())
        for name, find in compared.items():
            if log:
                print(talk.name)
            result = score(_clipped(find(path), talk.seconds), talk.truth, log)
            totals[name].add(result)
            rows.append({"group": group, "style": talk.name, "finder": name, **result.row()})
    for name, total in totals.items():
        rows.append({"group": group, "style": "all", "finder": name, **total.row()})
    return rows


# --- real recordings -----------------------------------------------------------------------------


def near_duplicates(found: Sequence[Taken]) -> int:
    """Stills whose picture hardly differs from that of an earlier one."""
    small = [np.asarray(Image.fromarray(t.picture).convert("L").resize((640, 360))) for t in found]
    count = 0
    for number, picture in enumerate(small):
        apart = [np.abs(picture.astype(np.int16) - other) > 32 for other in small[:number]]
        count += any(float(different.mean()) < 0.005 for different in apart)
    return count


def real() -> list[dict[str, object]]:
    """A lecture's one change of slide, and 75 minutes of a screencast."""
    rows: list[dict[str, object]] = []
    for name in ("scene_change/opencast/scene-change.mov", "makemore2/makemore2_75min.mp4"):
        if not (SHARED / name).exists():
            continue
        for finder, find in finders().items():
            begun = time.perf_counter()
            found = find(SHARED / name)
            rows.append(
                {
                    "group": "real",
                    "style": Path(name).stem,
                    "finder": finder,
                    "stills": len(found),
                    "duplicates": near_duplicates(found),
                    "seconds": time.perf_counter() - begun,
                    "first starts": [round(t.spans[0][0], 2) for t in found[:3]],
                }
            )
    return rows


# --- speed ---------------------------------------------------------------------------------------


def speed(folder: Path, seconds: float = 180.0) -> list[dict[str, object]]:
    """Seconds of playing watched in a second of work: 1080p at 30 frames, a keyframe every 250."""
    size = (1920, 1080)
    moments = [23.7 * n for n in range(8)]
    pages = [studio.slide(n, 6, size=size) for n in range(8)]
    slides = studio.shown(list(zip(moments, pages, strict=True)))
    rows: list[dict[str, object]] = []
    for style, at in {
        "1080p30 slides": slides,
        "1080p30 slides, speaker": lambda t: studio.inset(slides(t), t),
    }.items():
        path = folder / f"{style}.mp4".replace(" ", "-")
        if not path.exists():
            options = {"preset": "superfast", "crf": "23"}
            film = studio.film(at, seconds, rate=30, keyframes=250, options=options)
            studio.record(path, video=film)
        rows += _raced(path, style, seconds)
    return rows


def _raced(path: Path, style: str, seconds: float) -> list[dict[str, object]]:
    took: dict[str, float] = {}
    for name, find in finders().items():
        begun = time.perf_counter()
        find(path)
        took[name] = time.perf_counter() - begun
    return [
        {
            "group": "speed",
            "style": style,
            "finder": name,
            "seconds": used,
            "x playing time": seconds / used,
            "x ContentDetector": took.get("ContentDetector", 0.0) / used,
        }
        for name, used in took.items()
    ]


def main() -> None:
    """Measure and report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--speed", action="store_true", help="the race alone")
    parser.add_argument("--only", default="", help="styles whose name contains this")
    parser.add_argument("--log", action="store_true", help="ours alone, with what went wrong")
    parser.add_argument("--keep", type=Path, help="where recordings are kept for the next time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--group", choices=["worked on", "held out", "real"], default="")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = chosen.keep / f"seed {chosen.seed}" if chosen.keep else Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        rows = speed(folder) if chosen.speed else _all(chosen, folder)
    file = "stills-speed" if chosen.speed else f"stills-seed-{chosen.seed}"
    report(file, "Stills of drawn talks", rows)


def _all(chosen: argparse.Namespace, folder: Path) -> list[dict[str, object]]:
    groups = {"worked on": talks.worked_on(chosen.seed), "held out": talks.held_out(chosen.seed)}
    rows: list[dict[str, object]] = []
    for group, all_talks in groups.items():
        if chosen.group not in ("", group):
            continue
        some = [talk for talk in all_talks if chosen.only in talk.name]
        if some:
            rows += quality(some, group, folder, chosen.log)
    if chosen.group in ("", "real") and not chosen.only:
        rows += real()
    return rows


if __name__ == "__main__":
    main()
