"""Rows of tools and tabs are furniture wherever their window stands; entries of a list are kept whole."""

from __future__ import annotations

from readreel.core.time import Span
from readreel.project.artifacts import Screen, ScreenLine, Still
from readreel.steps.read.regions import regions
from readreel.steps.read.told import told

SIZE = (1280, 720)
MENU = ("File", "Edit", "Insert", "Kernel", "Python 3")
TOPICS = ("Rivers of the north", "Where salmon spawn", "Dams and ladders", "Counting the fish")


def line(text: str, left: int, top: int, height: int = 20) -> ScreenLine:
    return ScreenLine(text, (left, top, left + 10 * len(text), top + height), 0.99)


def told_of(*pages: list[ScreenLine]) -> list[Screen]:
    read = [Screen(number, tuple(page)) for number, page in enumerate(pages)]
    stills = [Still(n, f"{n}.png", 0.0, (Span(0, 9),), *SIZE) for n in range(len(pages))]
    return list(told(read, stills))


def texts(screen: Screen, kind: str) -> list[str]:
    return [screen.lines[at].text for r in screen.regions if r.kind == kind for at in r.lines]


def window(tab: str, said: str, top: int = 100) -> list[ScreenLine]:
    """A window whose tab says something else each time, over a page."""
    menu = [line(word, 170 + 150 * n, top) for n, word in enumerate(MENU)]
    return [line(tab, 300, top - 50), *menu, line(said, 200, 320), line("fish", 900, 500)]


def test_a_menu_that_comes_again_is_furniture_with_what_stands_above_it() -> None:
    pages = [window(f"{topic[::-1]} - tab", topic) for topic in TOPICS]
    others = [[line(f"{topic} by night", 100, 300)] for topic in TOPICS]
    made = told_of(*pages, *others)
    for screen, topic in zip(made, TOPICS, strict=False):
        assert texts(screen, "furniture") == [f"{topic[::-1]} - tab", *MENU]
        assert topic in texts(screen, "text")


def test_what_is_misread_in_a_menu_is_part_of_it() -> None:
    pages = [window(topic, topic) for topic in TOPICS * 2]
    pages[3].append(line("g<", 260, 100))
    assert "g<" in texts(told_of(*pages)[3], "furniture")


def test_a_table_below_the_top_takes_nothing_above_it_along() -> None:
    """Its heads come again and again, but what stands over them is what is talked about."""
    pages = [window(f"{topic} over the table", topic, top=400) for topic in TOPICS * 2]
    for screen, topic in zip(told_of(*pages), TOPICS * 2, strict=True):
        assert f"{topic} over the table" not in texts(screen, "furniture")


def test_an_entry_that_runs_on_behind_its_mark_stays_whole() -> None:
    page = [
        line("1. associate with each word a vector of", 100, 200),
        line("real numbers,", 130, 222),
        line("2. express the probability of a sequence in", 100, 260),
        line("terms of these vectors, and", 130, 282),
        line("3. learn both at the same time.", 100, 320),
        line("The vectors stand for the many sides of a word.", 80, 400),
    ]
    found = regions(page, {}, slide=False)
    assert [(region.kind, region.lines) for region in found] == [
        ("list", (0, 1, 2, 3, 4)),
        ("text", (5,)),
    ]


def test_a_line_far_below_or_far_to_the_right_is_no_part_of_an_entry() -> None:
    page = [
        line("- salmon", 100, 200),
        line("- trout", 100, 240),
        line("a note at the side", 400, 262),
        line("a word far below", 120, 330),
    ]
    (entries,) = (region for region in regions(page, {}, slide=False) if region.kind == "list")
    assert entries.lines == (0, 1)
