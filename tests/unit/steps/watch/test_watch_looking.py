"""A block's glimpses: insets told by their frame, changes looked at closely, results in order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image

import studio
import talks
from readreel.core.engines import Frame, Glance, Stir
from readreel.steps.watch.closer import looked_closer
from readreel.steps.watch.glimpses import Glimpse
from readreel.steps.watch.insets import insets
from readreel.steps.watch.look import TILE
from readreel.steps.watch.restless import Restless
from readreel.steps.watch.runs import runs_of_block
from readreel.steps.watch.together import two_at_a_time

SIZE = (480, 270)
PAGE, OTHER, BEFORE = (studio.slide(number, 6, size=SIZE) for number in (1, 2, 3))


def grey(picture: studio.Picture) -> np.ndarray:
    return np.asarray(Image.fromarray(picture).convert("L"))


def every(seconds: float, count: int, at: Callable[[float], studio.Picture]) -> list[Glimpse]:
    return [Glimpse(n * seconds, grey(at(n * seconds))) for n in range(count)]


def with_photograph(moment: float, number: int) -> studio.Picture:
    """A page with a picture of the inset's size in its lower right corner."""
    small = talks.photograph(number, (160, 90))
    shifted = np.roll(small, round(moment) % 7 * 3, axis=1) if number == 0 else small
    page = studio.slide(1, round(moment / 10) % 4 + 1, size=SIZE).copy()
    page[-90:, -160:] = shifted
    return page


def test_an_inset_is_told_by_its_frame_where_pictures_are_rare() -> None:
    (found,) = insets(every(10, 9, lambda t: studio.inset(studio.slide(1, 5, size=SIZE), t)))
    inside = np.zeros(SIZE[::-1], dtype=bool)
    inside[-54 - 8 : -8, -96 - 8 : -8] = True
    rows, columns = found.tiles.shape
    marked = np.kron(found.tiles, np.ones((TILE, TILE), dtype=bool))[: SIZE[1], : SIZE[0]]
    assert (marked & inside).sum() > 0.75 * inside.sum()
    assert (marked & ~inside).sum() < 0.5 * inside.sum()
    assert (found.start, found.end, rows, columns) == (0, 80, 12, 20)


@pytest.mark.parametrize(
    "at",
    [
        lambda t: studio.slide(round(t), 6, size=SIZE),
        lambda t: studio.slide(1, round(t / 10) % 6, size=SIZE),
        lambda t: with_photograph(t, round(t)),
        lambda t: studio.written(PAGE, f"10:{round(t):02d}", at=(0.82, 0.02), scale=0.05),
        lambda t: studio.camera(t, size=SIZE),
    ],
    ids=["slides", "builds", "photographs in one place", "clock", "camera"],
)
def test_what_is_no_inset_is_taken_for_none(at: Callable[[float], studio.Picture]) -> None:
    assert insets(every(10, 9, at)) == []


class Keyframed:
    """A source whose keyframes lie ten seconds apart and that stirs for two seconds around ten."""

    duration, (width, height) = 20.0, SIZE

    def __init__(self) -> None:
        self.looked: list[float] = []

    def glances(self, start: float, end: float, interval: float, width: int) -> Iterator[Glance]:
        for moment in np.arange(start, end, min(interval, 0.5)).tolist():
            self.looked.append(moment)
            yield Glance(moment, grey(self.at(moment)))

    def stirs(self, start: float, end: float) -> list[Stir]:
        low, high = max(start, 9.0), min(end, 11.0)
        return [Stir(low, high, 2.0)] if low < high else []

    def at(self, moment: float) -> studio.Picture:
        part = min(1.0, max(0.0, (moment - 9) / 2))
        split = round(part * SIZE[0])
        return np.concatenate([PAGE[:, split:], OTHER[:, :split]], axis=1)

    def frame(self, time: float) -> Frame:
        return Frame(time, self.at(time))


def test_a_keyframe_on_the_way_to_another_picture_is_not_what_was_shown_before_it() -> None:
    frames = Keyframed()
    seen = [Glimpse(moment, grey(frames.at(moment))) for moment in (0.0, 10.0)]
    restless = Restless(frames, seen, 20)
    for glimpse in looked_closer(frames, seen, 20, restless):
        truth = grey(frames.at(glimpse.time)).astype(int)
        assert np.abs(glimpse.picture - truth).mean() < 2
    assert any(9 < moment < 10 for moment in frames.looked)


class ScrolledTwice(Keyframed):
    """Keyframes twenty seconds apart; the page is another soon after the first, and again at twelve."""

    def stirs(self, start: float, end: float) -> list[Stir]:
        return [Stir(a, b, 3.0) for a, b in ((0.3, 1.2), (12.0, 13.0)) if start < b and a < end]

    def at(self, moment: float) -> studio.Picture:
        pages = studio.shown([(0.0, BEFORE), (0.8, PAGE), (12.5, OTHER)])
        return pages(moment)


def test_a_change_right_after_a_keyframe_is_not_taken_for_its_getting_clearer() -> None:
    frames = ScrolledTwice()
    seen = [Glimpse(moment, grey(frames.at(moment))) for moment in (0.0, 20.0, 40.0)]
    found = looked_closer(frames, seen, 60, Restless(frames, seen, 60))
    between = [glimpse for glimpse in found if 2 < glimpse.time < 12]
    assert between
    assert all(np.array_equal(g.picture, grey(frames.at(g.time))) for g in between)


def test_a_film_goes_on_to_its_end_though_what_follows_rests() -> None:
    def at(moment: float) -> studio.Picture:
        if moment >= 13:
            return OTHER
        picture = PAGE.copy()
        picture[120:, 240:] = np.roll(talks.photograph(3, (240, 150)), int(moment * 60), axis=1)
        return picture

    class Film(Keyframed):
        def at(self, moment: float) -> studio.Picture:
            return at(moment)

        def stirs(self, start: float, end: float) -> list[Stir]:
            return [Stir(start, min(end, 13.0), 2.0)] if start < 13 else []

    found = runs_of_block(Film(), 0.0, 20.0)
    assert [(run.start, run.end) for run in found] == [(0.0, 13.0), (13.0, 20.0)]


def test_results_come_in_order_whatever_is_ready_first() -> None:
    def slow_first(number: int) -> int:
        time.sleep(0.02 if number % 2 == 0 else 0)
        return number * number

    assert list(two_at_a_time(slow_first, range(9))) == [n * n for n in range(9)]
    assert list(two_at_a_time(slow_first, [])) == []


def test_the_first_error_ends_the_work_and_what_lies_far_ahead_is_never_begun() -> None:
    begun = []

    def failing(number: int) -> int:
        begun.append(number)
        if number == 1:
            raise ValueError(number)
        return number

    made = two_at_a_time(failing, range(100))
    assert next(made) == 0
    with pytest.raises(ValueError, match="1"):
        next(made)
    assert max(begun) < 20
