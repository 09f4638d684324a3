"""What is read where nothing is written: photographs and noise give no words, and are told as such."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from fakes import MemoryContext
from readreel.core.engines import ReadLine
from readreel.core.time import Span
from readreel.project.artifacts import Box, Screen, ScreenLine, Still, Stills
from readreel.steps.read import read

SIZE = (640, 360)
WHOLE = (0, 0, *SIZE)
Picture = NDArray[np.uint8]


def grain(seed: int = 0) -> Picture:
    """Every shade there is, everywhere."""
    grey = np.random.default_rng(seed).integers(0, 256, (*SIZE[::-1], 1))
    return np.asarray(np.repeat(grey, 3, axis=2).astype(np.uint8))


def sky(seed: int = 0) -> Picture:
    """Many shades, and no edge anywhere."""
    x, y = np.meshgrid(np.linspace(0, 1, SIZE[0]), np.linspace(0, 1, SIZE[1]))
    grey = 40 + seed + 110 * x + 90 * y
    return np.asarray(np.repeat(grey[..., None], 3, axis=2).astype(np.uint8))


class _Finds:
    """Reads the same on every picture."""

    def __init__(self, found: Sequence[tuple[str, Box, float]]) -> None:
        self.found = [ReadLine(*one) for one in found]

    def read(self, rgb: Picture) -> list[ReadLine]:
        return self.found

    def recognise(self, rgb: Picture) -> ReadLine:
        return ReadLine("", WHOLE, 0.0)


def screens(folder: Path, shown: Sequence[Picture], *found: tuple[str, Box, float]) -> list[Screen]:
    stills = tuple(
        Still(n + 1, f"{n}.png", float(n), (Span(n, n + 1),), *SIZE, content=0.5)
        for n in range(len(shown))
    )
    made = read(
        Stills(stills=stills),
        lambda path: shown[int(path.stem)],
        lambda: _Finds(found),
        MemoryContext(folder),
    )
    assert made.listings == ()
    return list(made.screens)


@pytest.mark.parametrize("text", ["8", "M", ""])
def test_a_whole_photograph_taken_for_one_letter_is_a_photograph_without_words(
    tmp_path: Path, text: str
) -> None:
    (screen,) = screens(tmp_path, [sky()], (text, (4, 0, 636, 358), 0.99))
    assert screen.lines == ()
    assert screen.kind == "photograph"
    assert [(region.kind, region.box) for region in screen.regions] == [("picture", WHOLE)]


def test_one_huge_letter_is_writing(tmp_path: Path) -> None:
    page = np.full((*SIZE[::-1], 3), 250, np.uint8)
    (screen,) = screens(tmp_path, [page], ("A", (200, 40, 440, 320), 0.99))
    assert [line.text for line in screen.lines] == ["A"]


def test_specks_in_a_photograph_are_no_words_and_a_sign_in_it_is(tmp_path: Path) -> None:
    specks: list[tuple[str, Box, float]] = [
        ("cu", (90, 100, 120, 120), 0.72),
        ("日", (200, 30, 225, 60), 0.95),
        ("", (9, 9, 30, 20), 0.4),
    ]
    (screen,) = screens(tmp_path, [grain()], *specks, ("HARBOUR", (300, 200, 420, 230), 0.98))
    assert [line.text for line in screen.lines] == ["HARBOUR"]
    assert screen.kind == "photograph"


def test_what_is_sure_before_a_photograph_stays_to_the_last_number(tmp_path: Path) -> None:
    """A window over a rich background: numbers of lines and braces are short, but all is sure."""
    code = [(str(n), (100, 100 + 20 * n, 110, 115 + 20 * n), 0.99) for n in range(1, 6)]
    (screen,) = screens(tmp_path, [grain()], *code)
    assert [line.text for line in screen.lines] == ["1", "2", "3", "4", "5"]


def test_every_picture_of_a_slide_show_is_shown(tmp_path: Path) -> None:
    """That they all stand at one place does not make them a background: nothing is before them."""
    shown = screens(tmp_path, [grain(n) for n in range(6)])
    assert [screen.kind for screen in shown] == ["photograph"] * 6
    assert all([region.kind for region in screen.regions] == ["picture"] for screen in shown)


def test_a_plain_ground_with_a_soft_shadow_is_no_photograph(tmp_path: Path) -> None:
    page = sky()
    page[:, :400] = 250
    (screen,) = screens(tmp_path, [page])
    assert screen.kind == "screen"


def test_the_lines_of_a_photograph_are_lines(tmp_path: Path) -> None:
    """What was read and kept is known again on the next still."""
    sign = ("HARBOUR", (300, 200, 420, 230), 0.98)
    first, second = screens(tmp_path, [grain(), grain()], sign)
    assert first.lines == second.lines == (ScreenLine(*sign),)
