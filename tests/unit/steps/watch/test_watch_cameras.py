"""What counts as a camera's picture, and what as a screen beside its speaker."""

from __future__ import annotations

import numpy as np

from readreel.steps.watch.look import Tiles, tile_shape
from readreel.steps.watch.runs import Run
from readreel.steps.watch.settled import is_camera

HEIGHT, WIDTH = 270, 480


def run(restless: Tiles) -> Run:
    """A page with three lines of text on a desktop of many shades."""
    picture = np.full((HEIGHT, WIDTH), 245, np.uint8)
    picture[:, 290:] = np.linspace(245, 100, WIDTH - 290).astype(np.uint8)
    for line in (50, 80, 110):
        picture[line : line + 4, 40:120:3] = 30
    return Run(0.0, 20.0, 9, None, None, picture, 19.0, restless)


def tiles(top: int, left: int, share: float = 1.0) -> Tiles:
    """What never rests: the tiles from there to the lower right corner, or some of them."""
    found = np.zeros(tile_shape(np.zeros((HEIGHT, WIDTH))), dtype=np.bool_)
    found[top:, left:] = np.random.default_rng(7).random(found[top:, left:].shape) < share
    return found


def test_a_speaker_in_a_box_over_a_page_makes_it_no_camera() -> None:
    assert not is_camera(run(tiles(8, 15)))


def test_where_much_moves_here_and_there_it_is_a_camera() -> None:
    assert is_camera(run(tiles(3, 4, share=0.5)))


def test_a_large_box_that_moves_is_a_camera() -> None:
    assert is_camera(run(tiles(3, 4)))
