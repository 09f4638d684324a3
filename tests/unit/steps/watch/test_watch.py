"""One still for every distinct thing that stayed on the screen, finished, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from PIL import Image

import studio
from fakes import MemoryContext
from readreel import media
from readreel.core.engines import FrameSource
from readreel.core.errors import Cancelled
from readreel.core.time import Span
from readreel.project.artifacts import Recording, Still, Stills
from readreel.steps.watch import watch

SIZE = (320, 180)
FOUND_WITHIN = 1.0
"""Seconds by which a change may be dated wrongly."""
FIRST, SECOND, THIRD = (studio.slide(number, 6, size=SIZE) for number in (1, 2, 3))


def filmed(
    path: Path, picture_at: Callable[[float], studio.Picture], seconds: float, **options: int
) -> media.TrackFrames:
    film = studio.film(picture_at, seconds, rate=5, **{"keyframes": 10, **options})
    return media.open_video(studio.record(path, video=film), 0)


def watched(
    frames: FrameSource | None, folder: Path, seconds: float
) -> tuple[Stills, MemoryContext]:
    folder.mkdir(exist_ok=True)
    recording = Recording(
        path="",
        name="",
        size=0,
        fingerprint="",
        container="",
        duration=seconds,
        span=Span(0, seconds),
    )
    context = MemoryContext(folder)
    return watch(recording, frames, context), context


def stills_of(
    folder: Path, picture_at: Callable[[float], studio.Picture], seconds: float
) -> tuple[Still, ...]:
    return watched(filmed(folder / "a.mp4", picture_at, seconds), folder, seconds)[0].stills


def apart(folder: Path, still: Still, wanted: studio.Picture) -> float:
    """Mean difference of a still's file from a picture, in levels of 256."""
    path = next(folder.rglob(Path(still.file).name))
    return float(np.abs(np.asarray(Image.open(path).convert("RGB")).astype(int) - wanted).mean())


def starts(stills: tuple[Still, ...]) -> list[float]:
    return [still.spans[0].start for still in stills]


@pytest.mark.parametrize("keyframes", [5, 1000])
def test_slides_are_found_when_they_came(tmp_path: Path, keyframes: int) -> None:
    changes = [(0.0, FIRST), (7.4, SECOND), (15.0, THIRD)]
    frames = filmed(tmp_path / "a.mp4", studio.shown(changes), 22, keyframes=keyframes)
    stills = watched(frames, tmp_path, 22)[0].stills
    assert starts(stills) == pytest.approx([0, 7.4, 15.0], abs=FOUND_WITHIN)
    assert stills[-1].spans[-1].end == pytest.approx(22, abs=FOUND_WITHIN)
    for still, (_, picture) in zip(stills, changes, strict=True):
        assert apart(tmp_path, still, picture) < 6
        assert (still.width, still.height, still.kind) == (*SIZE, "screen")


def test_a_slide_built_line_by_line_is_one_still_of_its_finished_state(tmp_path: Path) -> None:
    states = [(n * 4.0, studio.slide(1, n + 1, size=SIZE)) for n in range(5)]
    (still,) = stills_of(tmp_path, studio.shown(states), 24)
    assert apart(tmp_path, still, states[-1][1]) < 6
    assert still.spans == (Span(0, 24),)


def test_a_slide_shown_again_is_one_still_with_two_spans(tmp_path: Path) -> None:
    changes = studio.shown([(0, FIRST), (6, SECOND), (12, FIRST)])
    first, second = stills_of(tmp_path, changes, 18)
    assert [span.start for span in first.spans] == pytest.approx([0, 12], abs=FOUND_WITHIN)
    assert [span.end for span in first.spans] == pytest.approx([6, 18], abs=FOUND_WITHIN)
    assert len(second.spans) == 1


def clock(time: float) -> studio.Picture:
    return studio.written(FIRST, f"10:{int(time):02d}", at=(0.82, 0.02), scale=0.05)


@pytest.mark.parametrize(
    "disturbed",
    [
        lambda time: studio.pointer(FIRST, time),
        clock,
        lambda time: studio.inset(FIRST, time),
        lambda time: studio.noisy(FIRST, time),
    ],
    ids=["pointer", "clock", "speaker", "noise"],
)
def test_what_never_rests_on_a_slide_is_no_change(
    tmp_path: Path, disturbed: Callable[[float], studio.Picture]
) -> None:
    (still,) = stills_of(tmp_path, disturbed, 24)
    assert still.kind == "screen"


def test_a_change_of_slide_is_seen_beside_a_moving_speaker(tmp_path: Path) -> None:
    slides = studio.shown([(0, FIRST), (12, SECOND)])
    stills = stills_of(tmp_path, lambda time: studio.inset(slides(time), time), 24)
    assert starts(stills) == pytest.approx([0, 12], abs=FOUND_WITHIN)


def test_a_fade_leaves_no_picture_of_two_slides(tmp_path: Path) -> None:
    def fading(time: float) -> studio.Picture:
        return studio.faded(FIRST, SECOND, min(1.0, max(0.0, (time - 8) / 1.2)))

    first, second = stills_of(tmp_path, fading, 18)
    assert apart(tmp_path, first, FIRST) < 6
    assert apart(tmp_path, second, SECOND) < 6


def test_pages_passed_over_quickly_are_not_kept(tmp_path: Path) -> None:
    changes = studio.shown([(0, FIRST), (8, SECOND), (8.6, THIRD)])
    first, last = stills_of(tmp_path, changes, 16)
    assert apart(tmp_path, first, FIRST) < 6
    assert apart(tmp_path, last, THIRD) < 6


@pytest.mark.parametrize("shade", [0, 255, 90])
def test_an_empty_screen_is_no_still(tmp_path: Path, shade: int) -> None:
    empty = studio.blank(shade, SIZE)
    (tmp_path / "empty").mkdir()
    assert stills_of(tmp_path / "empty", lambda _: empty, 6) == ()
    (still,) = stills_of(tmp_path, studio.shown([(0, empty), (5, FIRST), (12, empty)]), 18)
    assert apart(tmp_path, still, FIRST) < 6


def test_a_talking_head_is_one_camera_still(tmp_path: Path) -> None:
    (still,) = stills_of(tmp_path, lambda time: studio.camera(time, size=SIZE), 24)
    assert still.kind == "camera"


def test_no_pictures_are_no_stills(tmp_path: Path) -> None:
    assert watched(None, tmp_path, 10)[0] == Stills()


class Limited:
    """Frames that fail after some glances, as a crash would end them."""

    def __init__(self, frames: media.TrackFrames, seconds: float) -> None:
        self.duration, self.width, self.height = frames.duration, frames.width, frames.height
        self.frame = frames.frame
        self.stirs = frames.stirs
        self.begun: list[float] = []
        self._frames = frames
        self._seconds = seconds

    def glances(self, start: float, end: float, interval: float, width: int) -> object:
        self.begun.append(start)
        if start >= self._seconds:
            raise Cancelled
        return self._frames.glances(start, end, interval, width)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> media.TrackFrames:
    """Five minutes: more than is watched at a time; a slide a minute, the first shown again."""
    slides = [(n * 60.0, picture) for n, picture in enumerate((FIRST, SECOND, THIRD, FIRST))]
    film = studio.film(
        studio.shown([*slides, (270.0, studio.slide(9, 6, size=SIZE))]), 300, rate=1, keyframes=5
    )
    path = studio.record(tmp_path_factory.mktemp("long") / "a.mp4", video=film)
    return media.open_video(path, 0)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "stills").iterdir()}


def test_a_watch_cut_off_goes_on_where_it_was_and_ends_the_same(
    tmp_path: Path, long: media.TrackFrames
) -> None:
    whole, _ = watched(long, tmp_path / "whole", 300)
    with pytest.raises(Cancelled):
        watched(Limited(long, 240), tmp_path / "cut", 300)
    rest = Limited(long, 1000)
    resumed, _ = watched(rest, tmp_path / "cut", 300)
    assert min(rest.begun) >= 240
    assert len(whole.stills) == 4
    assert msgspec.json.encode(resumed) == msgspec.json.encode(whole)
    assert files(tmp_path / "cut") == files(tmp_path / "whole")


def test_the_same_recording_gives_the_same_stills(tmp_path: Path, long: media.TrackFrames) -> None:
    first, context = watched(long, tmp_path / "one", 300)
    second, _ = watched(long, tmp_path / "two", 300)
    assert msgspec.json.encode(first) == msgspec.json.encode(second)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert [still.id for still in first.stills] == [1, 2, 3, 4]
    assert context.steps


def test_a_watch_can_be_stopped(tmp_path: Path, long: media.TrackFrames) -> None:
    context = MemoryContext(tmp_path)
    context.cancelled = True
    recording = Recording(
        path="", name="", size=0, fingerprint="", container="", duration=300, span=Span(0, 300)
    )
    with pytest.raises(Cancelled):
        watch(recording, long, context)
