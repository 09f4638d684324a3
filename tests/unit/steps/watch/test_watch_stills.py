"""What was shown and settled becomes a still, once, finished; what only moves or flickers does not."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

import studio
from fakes import MemoryContext
from readreel import media
from readreel.core.engines import Frame, Glance, Stir
from readreel.core.errors import Cancelled
from readreel.core.time import Span
from readreel.project.artifacts import Recording, Still, Stills
from readreel.steps.watch import watch
from studio import Picture

SIZE = (480, 270)


class Drawn:
    """A `FrameSource` whose picture is a function of time."""

    def __init__(self, at: Callable[[float], Picture], duration: float) -> None:
        self.at = at
        self.duration = duration
        self.height, self.width = at(0).shape[:2]

    def glances(self, start: float, end: float, interval: float, width: int) -> Iterator[Glance]:
        for number in range(math.ceil((end - start) / 0.5 - 1e-9)):
            frame = self._frame(start + number * 0.5)
            yield Glance(frame.time, np.asarray(Image.fromarray(frame.rgb).convert("L")))

    def stirs(self, start: float, end: float) -> list[Stir]:
        return [Stir(start, end)]

    def frame(self, time: float) -> Frame:
        return self._frame(time)

    def _frame(self, time: float) -> Frame:
        return Frame(time=round(time, 3), rgb=self.at(min(time, self.duration - 0.01)))


def recording(duration: float, start: float = 0.0) -> Recording:
    return Recording(
        path="/talk.mp4",
        name="talk.mp4",
        size=1,
        fingerprint="0",
        container="mov",
        duration=duration,
        span=Span(start, duration),
    )


def watched(folder: Path, at: Callable[[float], Picture], duration: float) -> Stills:
    folder.mkdir(exist_ok=True)
    return watch(recording(duration), Drawn(at, duration), MemoryContext(folder))


def shown(folder: Path, still: Still) -> Picture:
    return np.asarray(Image.open(folder / "stills" / still.file).convert("RGB"))


def same(first: Picture, second: Picture) -> bool:
    return float(np.abs(first.astype(int) - second).mean()) < 4


def slide(number: int, lines: int = 5) -> Picture:
    return studio.slide(number, lines, size=SIZE)


def test_every_slide_is_kept_with_the_time_it_was_shown(tmp_path: Path) -> None:
    starts = [0.0, 11.3, 20.0, 47.8]
    at = studio.shown([(start, slide(n)) for n, start in enumerate(starts)])
    stills = watched(tmp_path, at, 60).stills
    assert [still.id for still in stills] == [1, 2, 3, 4]
    for number, still in enumerate(stills):
        (span,) = still.spans
        assert span.start == pytest.approx(starts[number], abs=0.6)
        assert span.end == pytest.approx([*starts[1:], 60][number], abs=0.6)
        assert span.start <= still.time < span.end
        assert same(shown(tmp_path, still), slide(number))
        assert (still.kind, still.width, still.height) == ("screen", *SIZE)
        assert 0 < still.content <= 1


def test_a_slide_that_is_built_up_is_kept_finished(tmp_path: Path) -> None:
    builds = [(3.0 * n, slide(1, lines=n)) for n in range(7)]
    stills = watched(tmp_path, studio.shown([*builds, (24.0, slide(2))]), 32).stills
    assert [len(still.spans) for still in stills] == [1, 1]
    assert same(shown(tmp_path, stills[0]), slide(1, lines=6))
    assert (stills[0].spans[0].start, stills[0].spans[0].end) == (0.0, 24.0)


def test_a_slide_shown_again_is_the_same_still(tmp_path: Path) -> None:
    at = studio.shown(
        [(0, slide(1)), (10, slide(2)), (20, slide(1)), (30, slide(3)), (40, slide(2))]
    )
    stills = watched(tmp_path, at, 50).stills
    assert [[(s.start, s.end) for s in still.spans] for still in stills] == [
        [(0, 10), (20, 30)],
        [(10, 20), (40, 50)],
        [(30, 40)],
    ]


@pytest.mark.parametrize("fade", [0.6, 1.5, 3.0])
def test_a_fade_leaves_no_half_faded_still(tmp_path: Path, fade: float) -> None:
    first, second = slide(1), slide(2)

    def at(time: float) -> Picture:
        part = min(1.0, max(0.0, (time - 10) / fade))
        return studio.faded(first, second, part)

    stills = watched(tmp_path, at, 25).stills
    assert len(stills) == 2
    assert same(shown(tmp_path, stills[0]), first)
    assert same(shown(tmp_path, stills[1]), second)


def test_what_is_shown_for_a_moment_only_is_left_out(tmp_path: Path) -> None:
    at = studio.shown([(0, slide(1)), (10, slide(2)), (10.8, slide(3))])
    stills = watched(tmp_path, at, 20).stills
    assert [same(shown(tmp_path, s), slide(n)) for s, n in zip(stills, (1, 3), strict=True)] == [
        True
    ] * 2


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_nothing_shown_gives_no_still(tmp_path: Path, shade: int) -> None:
    assert (
        watched(tmp_path, lambda t: studio.noisy(studio.blank(shade, SIZE), t, 2), 20).stills == ()
    )


@pytest.mark.parametrize(
    "lively",
    [
        studio.pointer,
        studio.inset,
        studio.noisy,
        lambda p, t: studio.written(p, f"12:{int(t) // 60:02d}:{int(t) % 60:02d}", at=(0.82, 0.02)),
        lambda p, t: studio.written(
            p, " ".join(studio.WORDS[int(t / 2.5) % 9 :][:6]), at=(0.2, 0.88)
        ),
    ],
    ids=["pointer", "speaker", "noise", "clock", "captions"],
)
def test_what_never_rests_is_not_a_change(
    tmp_path: Path, lively: Callable[[Picture, float], Picture]
) -> None:
    page = studio.shown([(0, slide(1, 4)), (40, slide(2, 4)), (80, slide(3, 4))])
    stills = watched(tmp_path, lambda t: lively(page(t), t), 120).stills
    assert [still.kind for still in stills] == ["screen"] * 3
    for still, start in zip(stills, (0, 40, 80), strict=True):
        assert len(still.spans) == 1
        assert still.spans[0].start == pytest.approx(start, abs=3)


def test_a_talking_head_gives_one_still(tmp_path: Path) -> None:
    stills = watched(tmp_path, lambda t: studio.camera(t, size=(240, 136)), 100).stills
    assert [still.kind for still in stills] == ["camera"]
    assert stills[0].content < 0.3
    assert stills[0].file.endswith(".jpg")


def test_a_speaker_between_slides_is_one_still_beside_them(tmp_path: Path) -> None:
    size = (240, 136)
    pages = [studio.slide(n, size=size) for n in (1, 2)]

    def at(time: float) -> Picture:
        part = int(time // 60)
        return pages[part // 2] if part % 2 else studio.camera(time, size=size)

    stills = watched(tmp_path, at, 240).stills
    assert sorted(still.kind for still in stills) == ["camera", "screen", "screen"]


def test_a_page_that_is_scrolled_is_not_kept_at_every_step(tmp_path: Path) -> None:
    """Twelve screens of text, scrolled by a fifth of a screen every four seconds."""
    long = np.concatenate([studio.slide(n, 7, size=SIZE)[15:] for n in range(6)])
    steps = (long.shape[0] - SIZE[1]) // 54

    def at(time: float) -> Picture:
        top = min(steps, int(time // 4)) * 54
        return long[top : top + SIZE[1]]

    stills = watched(tmp_path, at, 4.0 * steps + 4).stills
    assert 5 <= len(stills) <= steps // 2
    seen = np.zeros(long.shape[0], dtype=bool)
    for still in stills:
        top = min(steps, int(still.time // 4)) * 54
        seen[top : top + SIZE[1]] = True
    assert seen.mean() > 0.9
    assert sum(span.length for still in stills for span in still.spans) > 0.9 * 4 * steps


def test_sparse_slides_that_share_words_and_layout_are_all_kept(tmp_path: Path) -> None:
    """One slide of a real deck was once taken for pieces of six others."""

    def sparse(number: int) -> Picture:
        words = studio.WORDS[number * 2 :]
        page = studio.written(
            studio.blank(0, SIZE), f"The {words[0]} of Type", at=(0.08, 0.1), scale=0.1
        )
        for line, word in enumerate(words[1 : 4 + number % 2]):
            page = studio.written(page, f"- {word}", at=(0.1, 0.35 + 0.13 * line))
        return page

    deck = [sparse(number) for number in range(10)]
    at = studio.shown([(6.0 * number, page) for number, page in enumerate(deck)])
    stills = watched(tmp_path, at, 60).stills
    assert [[(s.start, s.end) for s in still.spans] for still in stills] == [
        [(6.0 * number, 6.0 * number + 6)] for number in range(10)
    ]


def test_a_screen_that_is_wiped_is_kept_as_it_was_before(tmp_path: Path) -> None:
    at = studio.shown([(0, slide(1, 2)), (8, slide(1, 6)), (20, slide(4, 0)), (28, slide(4, 5))])
    stills = watched(tmp_path, at, 40).stills
    assert len(stills) == 2
    assert same(shown(tmp_path, stills[0]), slide(1, 6))
    assert same(shown(tmp_path, stills[1]), slide(4, 5))


def test_a_recording_longer_than_a_block_is_one_story(tmp_path: Path) -> None:
    at = studio.shown([(0, slide(1)), (100, slide(2)), (500, slide(3))])
    stills = watched(tmp_path, at, 600).stills
    assert [[(s.start, s.end) for s in still.spans] for still in stills] == [
        [(0, 100)],
        [(100, 500)],
        [(500, 600)],
    ]


def test_only_the_chosen_span_is_watched(tmp_path: Path) -> None:
    at = studio.shown([(0, slide(1)), (100, slide(2)), (200, slide(3))])
    chosen = watch(recording(190, start=110), Drawn(at, 300), MemoryContext(tmp_path)).stills
    assert [[(s.start, s.end) for s in still.spans] for still in chosen] == [[(110, 190)]]


def test_no_picture_track_gives_no_stills(tmp_path: Path) -> None:
    assert watch(recording(10), None, MemoryContext(tmp_path)) == Stills()


class Interrupted(MemoryContext):
    """Stops after so many checks, as Ctrl-C does."""

    left = 2

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_an_interrupted_watch_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    page = studio.shown([(60.0 * n, slide(n)) for n in range(12)])
    frames = Drawn(lambda t: studio.pointer(page(t), t), 700)
    folders = [tmp_path / "whole", tmp_path / "cut"]
    for folder in folders:
        folder.mkdir()
    whole = watch(recording(700), frames, MemoryContext(folders[0]))
    with pytest.raises(Cancelled):
        watch(recording(700), frames, Interrupted(folders[1]))
    looked: list[float] = []

    class Counted(Drawn):
        def glances(self, start: float, *rest: float) -> Iterator[Glance]:  # type: ignore[override]
            looked.append(start)
            return super().glances(start, *rest)  # type: ignore[arg-type]

    resumed = watch(recording(700), Counted(frames.at, 700), MemoryContext(folders[1]))
    assert resumed == whole
    assert min(looked) >= 480
    for still in whole.stills:
        files = [folder / "stills" / still.file for folder in folders]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_stills_of_a_real_file_are_native_upright_and_exact(tmp_path: Path) -> None:
    pages = [studio.slide(n, size=(640, 360)) for n in (1, 2)]
    film = studio.film(studio.shown([(0, pages[0]), (7.4, pages[1])]), 15, keyframes=80)
    path = studio.turned(studio.record(tmp_path / "a.mp4", video=film), 90)
    stills = watch(recording(15), media.open_video(path, 0), MemoryContext(tmp_path)).stills
    assert [(s.width, s.height) for s in stills] == [(360, 640)] * 2
    assert stills[1].spans[0].start == pytest.approx(7.4, abs=0.55)
    for still, page in zip(stills, pages, strict=True):
        assert same(shown(tmp_path, still), np.rot90(page, -1))


SHARED = Path(__file__).parents[4].parent / "shared" / "data" / "scene_change"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="evaluation data is not here")
def test_the_one_change_of_a_real_slide_recording_is_found(tmp_path: Path) -> None:
    path = SHARED / "opencast" / "scene-change.mov"
    stills = watch(recording(20), media.open_video(path, 0), MemoryContext(tmp_path)).stills
    assert [(s.spans[0].start, s.spans[0].end) for s in stills] == [(0, 12), (12, 20)]


def test_what_never_rests_is_boxed_on_the_still(tmp_path: Path) -> None:
    page = slide(1, 4)
    (still,) = watched(tmp_path, lambda t: studio.inset(page, t), 60).stills
    ((left, top, right, bottom),) = still.restless
    corner = (SIZE[0] * 4 // 5 - 8, SIZE[1] * 4 // 5 - 8)
    across, down = right - max(left, corner[0]), bottom - max(top, corner[1])
    assert across * down > 0.5 * (SIZE[0] // 5) * (SIZE[1] // 5)
    assert left > SIZE[0] / 2
    assert top > SIZE[1] / 2


def test_a_page_drawn_line_by_line_begins_with_its_first_line(tmp_path: Path) -> None:
    """Nothing of it settles until it is complete."""
    drawn = [(10 + 0.9 * n, slide(2, n)) for n in range(7)]
    stills = watched(tmp_path, studio.shown([(0, slide(1)), *drawn]), 30).stills
    assert [still.spans[0].start for still in stills] == pytest.approx([0, 10], abs=1.0)
    assert same(shown(tmp_path, stills[1]), slide(2, 6))
