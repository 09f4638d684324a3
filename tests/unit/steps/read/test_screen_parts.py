"""What the parts of a screen are: furniture, lists, columns, pictures, and what a still shows."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from readreel.core.engines import ReadLine
from readreel.core.time import Span
from readreel.project.artifacts import Region, Screen, ScreenLine, Still
from readreel.steps.read.missed import completed
from readreel.steps.read.pictures import pictures
from readreel.steps.read.regions import regions
from readreel.steps.read.told import told

SIZE = (1280, 720)


def line(text: str, left: int, top: int, height: int = 24) -> ScreenLine:
    return ScreenLine(text, (left, top, left + 12 * len(text), top + height), 0.99)


def still(number: int, **more: object) -> Still:
    return Still(number, f"{number}.png", 0.0, (Span(0, 9),), *SIZE, **more)  # type: ignore[arg-type]


def screens(*pages: list[ScreenLine]) -> list[Screen]:
    read = [Screen(number, tuple(page)) for number, page in enumerate(pages)]
    return list(told(read, [still(number) for number in range(len(pages))]))


def texts(screen: Screen, kind: str) -> list[str]:
    return [screen.lines[at].text for r in screen.regions if r.kind == kind for at in r.lines]


TOPICS = ["Rivers of the north", "Where salmon spawn", "Dams and ladders", "Counting the fish"]


def test_what_stays_at_the_edge_is_furniture_and_what_changes_is_not() -> None:
    footer = line("Department of Fisheries", 60, 690, 16)
    made = screens(*([line(topic, 100, 300), footer] for topic in TOPICS * 2))
    for screen, topic in zip(made, TOPICS * 2, strict=True):
        assert texts(screen, "furniture") == ["Department of Fisheries"]
        assert topic not in texts(screen, "furniture")


def test_a_heading_on_every_slide_and_code_that_stays_are_no_furniture() -> None:
    heading = line("Salmon", 100, 40, 60)
    slides = screens(*([heading, line(t, 100, 300), line(t[::-1], 100, 380)] for t in TOPICS * 2))
    assert all(not texts(screen, "furniture") for screen in slides)
    program = [
        "import numpy as np", "def count(fish):", "    return len(fish)", "def double(x):",
        "    return 2 * x", "print(count([1, 2]))", "print(double(4))", "x = count([])",
    ]  # fmt: skip
    typed = screens(
        *(
            [line(t.strip(), 100 + 12 * (len(t) - len(t.lstrip())), 100 + 30 * n) for n, t in page]
            for page in ([*enumerate(program[:count])] for count in range(3, 9))
        )
    )
    assert all(not texts(screen, "furniture") for screen in typed[2:])


def test_a_row_of_short_words_at_the_very_top_is_a_menu_wherever_it_is_seen() -> None:
    menu = [
        line(word, 40 + 120 * n, 8, 16) for n, word in enumerate(["File", "Edit", "View", "Run"])
    ]
    (screen,) = screens([*menu, line("The river in spring", 100, 300)])
    assert texts(screen, "furniture") == ["File", "Edit", "View", "Run"]


def test_captions_are_told_by_the_box_that_never_rests() -> None:
    page = Screen(0, (line("The river", 100, 200), line("and so it begins", 400, 660)))
    (screen,) = told([page], [still(0, restless=((300, 640, 1000, 700),))])
    assert texts(screen, "captions") == ["and so it begins"]


@pytest.mark.parametrize("mark", ["• ", "- ", ""])
def test_bullets_are_a_list_with_their_marks_and_on_slides_without(mark: str) -> None:
    entries = [f"{mark}{t}" for t in TOPICS]
    lines = [line(t, 100, 200 + 60 * n) for n, t in enumerate(entries)]
    found = regions(lines, {}, slide=True)
    assert [r.kind for r in found] == ["list"]
    assert found[0].lines == (0, 1, 2, 3)


def test_prose_is_no_list() -> None:
    prose = "The river rises in spring, when the snow melts,"
    lines = [line(f"{prose} {n}", 100, 200 + 28 * n) for n in range(5)]
    assert [r.kind for r in regions(lines, {}, slide=True)] == ["text"]


def test_columns_are_read_one_after_the_other() -> None:
    left = [line(f"left {n}", 80, 100 + 28 * n) for n in range(4)]
    right = [line(f"right {n}", 700, 100 + 28 * n) for n in range(4)]
    lines = [one for pair in zip(left, right, strict=True) for one in pair]
    order = [lines[at].text for r in regions(lines, {}, slide=False) for at in r.lines]
    assert order == [f"left {n}" for n in range(4)] + [f"right {n}" for n in range(4)]


def test_every_line_is_in_one_region() -> None:
    lines = [line(t, 100 + 37 * n, 100 + 40 * n) for n, t in enumerate(TOPICS)]
    found = regions(lines, {1: "furniture", 2: "title"}, slide=False)
    assert sorted(at for r in found for at in r.lines) == [0, 1, 2, 3]


def _drawing() -> Image.Image:
    return Image.new("L", SIZE, 250)


def test_a_plot_is_a_picture_and_rules_and_icons_are_not() -> None:
    image = _drawing()
    draw = ImageDraw.Draw(image)
    draw.rectangle((300, 200, 800, 560), outline=0)
    for x in range(300, 800, 6):
        draw.line((x, 560, x, 400 + 100 * np.sin(x / 40)), fill=90, width=3)
    draw.line((0, 60, 1280, 60), fill=0, width=2)
    draw.ellipse((20, 20, 44, 44), fill=30)
    (box,) = pictures(np.asarray(image), [], [])
    assert box[0] <= 312
    assert box[2] >= 780
    assert 180 <= box[1] <= 420


def test_writing_is_no_picture() -> None:
    image = _drawing()
    draw = ImageDraw.Draw(image)
    boxes = []
    for n in range(12):
        draw.text((100, 100 + 40 * n), "words " * 20, fill=0, font_size=30)
        boxes.append((96, 98 + 40 * n, 1280, 136 + 40 * n))
    assert pictures(np.asarray(image), boxes, []) == []


def test_a_window_behind_that_stays_is_background() -> None:
    box = (900, 100, 1270, 600)
    plot = (100, 300, 500, 640)
    read = [
        Screen(n, (line(t, 100, 200),), regions=(Region("picture", box),))
        for n, t in enumerate(TOPICS * 2)
    ]
    read[0] = Screen(0, read[0].lines, regions=(Region("picture", box), Region("picture", plot)))
    made = told(read, [still(n) for n in range(8)])
    shown = [[r.box for r in screen.regions if r.kind == "picture"] for screen in made]
    assert shown == [[plot], *([[]] * 7)]


def test_what_a_still_shows() -> None:
    slide = [
        line("Where Salmon Spawn", 100, 60, 60),
        *(line(t, 100, 220 + 70 * n) for n, t in enumerate(TOPICS)),
    ]
    page = [line("https://fish.example.org/salmon", 300, 40, 18)] + [
        line(f"{t} in the years after the war and before", 100, 150 + 30 * n)
        for n, t in enumerate(TOPICS * 4)
    ]
    assert [screen.kind for screen in screens(slide, page)] == ["slide", "web page"]
    moving, resting = still(0, kind="camera", restless=((0, 0, 640, 720),)), still(1, kind="camera")
    assert [s.kind for s in told([Screen(0), Screen(1)], [moving, resting])] == [
        "person", "photograph",
    ]  # fmt: skip
    drawn = Screen(0, (line("a", 60, 60),), regions=(Region("picture", (100, 100, 1200, 700)),))
    rich = Screen(1, (), kind="photograph", regions=drawn.regions)
    assert [s.kind for s in told([drawn, rich], [still(0), still(1)])] == ["diagram", "photograph"]


class _Braces:
    """Reads whatever it is shown as a brace."""

    def __init__(self) -> None:
        self.asked = 0

    def read(self, rgb: np.ndarray) -> list[ReadLine]:
        raise AssertionError("only single lines are asked for")

    def recognise(self, rgb: np.ndarray) -> ReadLine:
        self.asked += 1
        return ReadLine("}", (0, 0, rgb.shape[1], rgb.shape[0]), 0.95)


def test_a_lone_brace_between_rows_of_code_is_read_where_there_is_ink() -> None:
    code = [
        "function add(a, b) {",
        "  if (a > b) {",
        "    return a + b;",
        None,
        "  return add(b, a);",
        None,
    ]
    rgb = np.full((*SIZE[::-1], 3), 255, np.uint8)
    lines = []
    for row, text in enumerate(code):
        top = 100 + 30 * row
        if text is None:
            rgb[top + 4 : top + 22, 124:130] = 0
        else:
            indent = len(text) - len(text.lstrip())
            lines.append(line(text.strip(), 100 + 12 * indent, top))
    engine = _Braces()
    grey = rgb[..., 0]
    found = completed(rgb, grey, lines, [(0, 0, *SIZE)], engine)[len(lines) :]
    assert {one.text for one in found} == {"}"}
    assert any(one.box[1] <= 200 <= one.box[3] for one in found)
    blank = np.full_like(rgb, 255)
    assert completed(blank, blank[..., 0], lines, [(0, 0, *SIZE)], engine) == lines
