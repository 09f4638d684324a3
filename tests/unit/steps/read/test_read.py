"""Each part of the screen is read once, and only what changed is read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from fakes import MemoryContext
from readreel.core.engines import ReadLine
from readreel.core.time import Span
from readreel.project.artifacts import Screen, ScreenLine, Still, Stills
from readreel.steps.read import changes, read
from readreel.steps.read.layout import joined, title

Picture = NDArray[np.uint8]
LINE = 32


class _OneLine:
    """Reads single lines as nothing: these screens have no rows of code."""

    def recognise(self, rgb: Picture) -> ReadLine:
        return ReadLine("", (0, 0, rgb.shape[1], rgb.shape[0]), 0.0)


class BlockReader(_OneLine):
    """Reads a screen made of rows of equal brightness: each row's text is its brightness."""

    def __init__(self) -> None:
        self.pixels = 0

    def read(self, rgb: Picture) -> list[ReadLine]:
        self.pixels += rgb.shape[0] * rgb.shape[1]
        lines = []
        for y in range(rgb.shape[0]):
            value = int(rgb[y, rgb.shape[1] // 2, 0])
            if value < 255 and (y == 0 or rgb[y - 1, rgb.shape[1] // 2, 0] != value):
                lines.append(ReadLine(f"value {value}", (0, y, rgb.shape[1], y + LINE // 2), 0.99))
        return lines


def screen(*values: int) -> Picture:
    rgb = np.full((640, 640, 3), 255, np.uint8)
    for row, value in enumerate(values):
        rgb[row * 4 * LINE : row * 4 * LINE + LINE // 2] = value
    return rgb


def project(pictures: list[Picture], **more: object) -> tuple[Stills, Callable[[Path], Picture]]:
    stills = tuple(
        Still(n + 1, f"{n}.png", float(n), (Span(n, n + 1),), 640, 640, content=0.5, **more)  # type: ignore[arg-type]
        for n in range(len(pictures))
    )
    return Stills(stills=stills), lambda path: pictures[int(path.stem)]


def test_a_changed_line_is_read_and_the_others_are_taken_over(tmp_path: Path) -> None:
    reader = BlockReader()
    stills, load = project([screen(10, 60, 110), screen(10, 200, 110)])
    screens = read(stills, load, lambda: reader, MemoryContext(tmp_path)).screens
    assert [[line.text for line in s.lines] for s in screens] == [
        ["value 10", "value 60", "value 110"],
        ["value 10", "value 200", "value 110"],
    ]
    assert reader.pixels < 1.4 * 640 * 640


def test_a_screen_shown_again_costs_nothing(tmp_path: Path) -> None:
    reader = BlockReader()
    first, other = screen(10, 60), screen(90, 150, 200)
    stills, load = project([first, other, first.copy()])
    screens = read(stills, load, lambda: reader, MemoryContext(tmp_path)).screens
    assert screens[2].lines == screens[0].lines
    assert reader.pixels <= 2 * 640 * 640


def test_camera_pictures_are_not_read(tmp_path: Path) -> None:
    stills, load = project([screen(10)], kind="camera")
    context = MemoryContext(tmp_path)
    screens = read(stills, load, lambda: pytest.fail("the reader was opened"), context).screens
    assert screens == (Screen(still=1, kind="photograph"),)


def test_an_interrupted_run_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    pictures = [screen(35 * n, 100, 245 - 34 * n) for n in range(7)]
    stills, load = project(pictures)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole = read(stills, load, BlockReader, MemoryContext(tmp_path / "a"))
    context = MemoryContext(tmp_path / "b")

    class Breaks(BlockReader):
        def read(self, rgb: Picture) -> list[ReadLine]:
            if self.pixels > 650 * 640:
                raise RuntimeError("killed")
            return super().read(rgb)

    with pytest.raises(RuntimeError):
        read(stills, load, Breaks, context)
    reader = BlockReader()
    assert read(stills, load, lambda: reader, context) == whole
    assert reader.pixels < 7 * 640 * 640


def test_cameras_between_screens_do_not_change_what_a_resumed_run_compares(tmp_path: Path) -> None:
    pictures = [screen(10, 60), *(screen(20 + n) for n in range(6)), screen(10, 90)]
    stills, load = project(pictures)
    kinds = ["screen", *["camera"] * 6, "screen"]
    stills = Stills(
        stills=tuple(
            msgspec.structs.replace(still, kind=kind)
            for still, kind in zip(stills.stills, kinds, strict=True)
        )
    )
    loaded: list[str] = []

    def noted(path: Path) -> Picture:
        loaded.append(path.stem)
        return load(path)

    context = MemoryContext(tmp_path)
    read(Stills(stills=stills.stills[:7]), load, BlockReader, context)
    reader = BlockReader()
    read(stills, noted, lambda: reader, context)
    assert loaded == ["0", "7"]
    assert reader.pixels < 0.5 * 640 * 640


boxes = st.tuples(
    st.integers(0, 560), st.integers(0, 560), st.integers(8, 80), st.integers(8, 80)
).map(lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3]))


@given(
    tiles=st.sets(st.tuples(st.integers(0, 19), st.integers(0, 19)), min_size=1, max_size=12),
    known=st.lists(boxes, max_size=12),
)
def test_what_is_read_again_holds_every_change_and_cuts_no_line(
    tiles: set[tuple[int, int]], known: list[tuple[int, int, int, int]]
) -> None:
    changed = np.zeros((20, 20), np.bool_)
    for row, column in tiles:
        changed[row, column] = True
    marked = [ScreenLine("line", box, 0.9) for box in known]
    found = changes.bands(changed, marked, (640, 640))
    for row, column in tiles:
        top, left = row * changes.TILE, column * changes.TILE
        assert any(
            b[0] <= left and b[1] <= top and b[2] >= left + 32 and b[3] >= top + 32 for b in found
        )
    copied = {line.box for line in changes.outside(marked, found)}
    for box in known:
        within = any(
            b[0] <= box[0] and b[1] <= box[1] and b[2] >= box[2] and b[3] >= box[3] for b in found
        )
        assert within != (box in copied)
    for n, one in enumerate(found):
        for other in found[n + 1 :]:
            assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1]


def test_what_stands_on_every_screen_is_furniture(tmp_path: Path) -> None:
    stills, load = project([screen(5, 40 + 27 * n) for n in range(8)])
    screens = read(stills, load, BlockReader, MemoryContext(tmp_path)).screens
    for shown in screens:
        (aside,) = (region for region in shown.regions if region.kind == "furniture")
        assert [shown.lines[at].text for at in aside.lines] == ["value 5"]
    assert [s.lines[1].text for s in screens] == [f"value {40 + 27 * n}" for n in range(8)]


def lines(*rows: tuple[str, int, int]) -> list[ScreenLine]:
    return [ScreenLine(text, (100, top, 900, top + size), 0.95) for text, top, size in rows]


def test_the_large_line_above_is_the_title() -> None:
    found = lines(("Black Letter", 60, 70), ("the Gothic hand", 240, 30), ("1455 to 1462", 300, 32))
    assert title(found, 720) == "Black Letter"


def test_a_title_of_two_lines_is_one() -> None:
    small = [("Mainz", 300, 28), ("type", 340, 28), ("ink", 380, 28)]
    found = lines(("The Invention of", 60, 60), ("Movable Type", 130, 62), *small)
    assert title(found, 720) == "The Invention of Movable Type"


def test_the_first_entry_of_a_list_does_not_go_on_with_the_title() -> None:
    entries = [(f"- entry {n} of the list", 100 + 80 * n, 40) for n in range(1, 4)]
    assert title(lines(("4. Meadow, timber", 125, 50), *entries), 720) == "4. Meadow, timber"


@pytest.mark.parametrize(
    ("largest", "found"),
    [("Budget 2024–2025", "Budget 2024–2025"), ("12,450.00 €", ""), ("loss 2.3271 0.0931", "")],
)
def test_a_title_may_hold_a_year_but_is_not_a_row_of_numbers(largest: str, found: str) -> None:
    assert title(lines((largest, 60, 60), ("one", 200, 30), ("two", 300, 30)), 720) == found


def test_large_letters_shown_below_the_title_are_not_the_title() -> None:
    shown = [ScreenLine("Aag", box, 1.0) for box in ((163, 264, 485, 455), (777, 258, 1121, 458))]
    captions = lines(("From Pen to Type", 61, 90), ("Written", 559, 44), ("Cast in metal", 620, 32))
    found = [*captions, *shown]
    assert title(found, 720) == "From Pen to Type"
    assert title([line for line in found if line not in shown[:1]], 720) == "From Pen to Type"


def test_an_overline_leads_in_to_the_title_below_it() -> None:
    found = lines(("Chapter three", 60, 40), ("Black Letter", 125, 75), ("one", 300, 28))
    assert title([*found, *lines(("two", 350, 28), ("three", 400, 28))], 720) == "Black Letter"


def test_a_title_page_has_its_title_though_most_of_it_is_large() -> None:
    found = lines(("A Short History", 249, 98), ("of Printing", 344, 99), ("An essay", 478, 40))
    assert title(found, 720) == "A Short History of Printing"


def test_upright_signs_and_doubtful_lines_are_no_title() -> None:
    small = lines(("loss", 200, 18), ("accuracy", 230, 18), ("steps", 260, 18))
    upright = ScreenLine("axis of y", (463, 142, 491, 210), 0.95)
    doubtful = ScreenLine("Bl4ck Lettr", (100, 60, 500, 120), 0.7)
    assert title([upright, *small], 720) == ""
    assert title([doubtful, *small], 720) == ""


def test_lines_of_equal_size_have_no_title() -> None:
    assert title(lines(*((f"line {n}", 40 * n, 30) for n in range(12))), 720) == ""


def test_a_title_that_was_found_word_by_word_is_put_together() -> None:
    words = (("Bible", 520, 640), ("The", 96, 190), ("Dated", 340, 500), ("First", 210, 320))
    parts = [ScreenLine(text, (left, 70, right, 122), 0.95) for text, left, right in words]
    points = lines(("Maintz, 1462", 230, 38), ("Easier to read", 310, 36))
    assert title(joined([*parts, *points]), 720) == "The First Dated Bible"


def test_columns_are_not_joined() -> None:
    boxes = {"left": (100, 300, 300, 330), "right": (700, 300, 900, 330)}
    parts = [ScreenLine(text, box, 0.9) for text, box in boxes.items()]
    assert [line.text for line in joined(parts)] == ["left", "right"]
