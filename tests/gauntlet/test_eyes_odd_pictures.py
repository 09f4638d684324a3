"""Odd pictures are looked at as one would expect: the right stills at the right times, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import studio
from fakes import MemoryContext
from gauntlet import odd_pictures as odd
from gauntlet import program
from readreel import media
from readreel.core.errors import RecordingError
from readreel.project.artifacts import Recording, Stills
from readreel.project.parameters import ProbeParameters
from readreel.steps.probe import probe
from readreel.steps.watch import watch

CHANGES = [number * odd.EACH for number in range(odd.SLIDES)]
NEAR = 0.1
"""Seconds by which a change may be off."""

Make = Callable[[Path], Path]


def looked(path: Path, folder: Path) -> tuple[Recording, Stills]:
    """What probing finds, and the stills."""
    context = MemoryContext(folder)
    recording = probe(path, ProbeParameters(), media.inspect, context)
    frames = None
    if recording.video_track is not None:
        frames = media.open_video(path, recording.video_track)
    return recording, watch(recording, frames, context)


def begun(stills: Stills) -> list[float]:
    """When something came on the screen, in order."""
    return sorted(span.start for still in stills.stills for span in still.spans)


ODD_SLIDES: dict[str, tuple[str, Make]] = {
    "variable frame rate": ("a.mkv", odd.uneven),
    "another size in the middle": ("a.ts", odd.another_size_in_the_middle),
    "begins at 10,000 s, Matroska": ("a.mkv", lambda path: odd.beginning_at(path, 10_000)),
    "begins at 10,000 s, MP4": ("a.mp4", lambda path: odd.beginning_at(path, 10_000)),
    "begins at 10,000 s, MPEG-TS": ("a.ts", lambda path: odd.beginning_at(path, 10_000)),
    "odd sides": (
        "a.mkv",
        lambda path: odd.shown(path, lambda t: odd.slides(t, (641, 359)), pixels="yuv444p"),
    ),
}


@pytest.mark.parametrize("name", ODD_SLIDES)
def test_slides_are_found_when_they_came_however_they_are_stored(name: str, tmp_path: Path) -> None:
    ending, make = ODD_SLIDES[name]
    recording, stills = looked(make(tmp_path / ending), tmp_path)
    assert begun(stills) == pytest.approx(CHANGES, abs=NEAR)
    assert recording.duration == pytest.approx(odd.LENGTH, abs=0.25)
    assert recording.damage == ()
    shapes = {(still.width, still.height) for still in stills.stills}
    assert shapes == SHAPES.get(name, {odd.SIZE})


SHAPES = {
    "another size in the middle": {(640, 360), (1280, 720), (480, 360)},
    "odd sides": {(641, 359)},
}


def test_what_lies_before_an_mp4_begins_to_play_is_not_shown(tmp_path: Path) -> None:
    """Time stamps from −5 s on: players begin at 0, and so do we."""
    recording, stills = looked(odd.beginning_at(tmp_path / "a.mp4", -5.0), tmp_path)
    assert recording.duration == pytest.approx(odd.LENGTH - 5, abs=0.25)
    assert begun(stills)[-3:] == pytest.approx([change - 5 for change in CHANGES[-3:]], abs=NEAR)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_slides_of_a_turned_recording_stand_upright(degrees: int, tmp_path: Path) -> None:
    path = studio.turned(odd.shown(tmp_path / "a.mp4", options={"bf": "0"}), degrees)
    _, stills = looked(path, tmp_path)
    assert begun(stills) == pytest.approx(CHANGES, abs=NEAR)
    size = odd.SIZE if degrees == 180 else odd.SIZE[::-1]
    assert {(still.width, still.height) for still in stills.stills} == {size}


def test_slides_that_slide_in_between_two_half_pictures_have_no_combs(tmp_path: Path) -> None:
    _, stills = looked(odd.interlaced(tmp_path / "a.mp4"), tmp_path)
    assert len(stills.stills) == odd.SLIDES
    assert all(nearest(picture) < 4.0 for picture in pictures(stills, tmp_path))


@pytest.mark.parametrize(
    "make",
    [
        lambda path: odd.shown(path, lambda _: studio.blank(0, odd.SIZE), seconds=60),
        lambda path: odd.shown(path, lambda t: odd.slides(t, (34, 720)), pixels="yuv444p"),
        odd.sound_alone,
        odd.cover_art,
    ],
    ids=["black", "a column of pixels", "no picture stream", "cover art"],
)
def test_where_nothing_is_shown_there_are_no_stills(make: Make, tmp_path: Path) -> None:
    _, stills = looked(make(tmp_path / "a.mp4"), tmp_path)
    assert stills.stills == ()


@pytest.mark.parametrize("side", [1, 2])
def test_a_picture_of_a_few_pixels_without_sound_is_refused(side: int, tmp_path: Path) -> None:
    dot = np.zeros((side, side, 3), np.uint8)
    path = odd.shown(tmp_path / "a.mkv", lambda _: dot, codec="ffv1", pixels="yuv444p", seconds=5)
    with pytest.raises(RecordingError, match=r"recording\.no_tracks"):
        looked(path, tmp_path)


def test_static_is_nothing_to_show(tmp_path: Path) -> None:
    _, stills = looked(odd.shown(tmp_path / "a.mp4", odd.static, seconds=20, rate=5), tmp_path)
    assert stills.stills == ()


CASES = [
    (ending, how, seed) for seed in range(3, 23) for ending in ("mp4", "mkv") for how in odd.DAMAGES
]


@pytest.mark.parametrize(("ending", "how", "seed"), program.some(CASES, 6))
def test_damage_in_the_middle_costs_what_was_there_and_shows_no_ruins(
    ending: str, how: str, seed: int, tmp_path: Path
) -> None:
    recording, stills = looked(odd.damaged(tmp_path / f"a.{ending}", how, seed), tmp_path)
    assert recording.duration == pytest.approx(odd.LENGTH, abs=0.25)
    assert begun(stills)[0] == 0
    assert any(abs(at - CHANGES[-1]) < NEAR for at in begun(stills)), begun(stills)
    if how != "flips":
        assert all(nearest(picture) < 4.0 for picture in pictures(stills, tmp_path))


def pictures(stills: Stills, folder: Path) -> list[studio.Picture]:
    """The stills themselves."""
    kept = MemoryContext(folder).stills()
    return [np.asarray(Image.open(kept / still.file).convert("RGB")) for still in stills.stills]


def nearest(picture: studio.Picture) -> float:
    """Grey levels by which a picture differs, on average, from the slide that it is nearest to."""
    return min(
        float(np.abs(picture.astype(float) - odd.slides(change)).mean()) for change in CHANGES
    )


@pytest.mark.skipif(not program.WHOLE, reason="takes a minute")
def test_lines_typed_at_sixty_frames_a_second_are_kept_finished(tmp_path: Path) -> None:
    _, stills = looked(odd.typed(tmp_path / "a.mp4"), tmp_path)
    assert stills.stills
    assert stills.stills[-1].spans[-1].end == pytest.approx(20.0, abs=1.0)
