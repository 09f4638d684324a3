"""The same code on many stills is one listing, in its latest version, and never more than was seen."""

from __future__ import annotations

import random

import pytest
from code_screens import found, grid, prose, text
from hypothesis import given, settings
from hypothesis import strategies as st
from test_code_prompts import cell

import editors
from readreel.core.time import Span
from readreel.project.artifacts import Region, Screen, ScreenLine, Still
from readreel.steps.read.code import listings

PYTHON = editors.PYTHON.strip("\n")
LINES = PYTHON.split("\n")


def test_code_that_is_typed_is_one_listing() -> None:
    states = ["\n".join(LINES[:n]) for n in (4, 9, 15, len(LINES))]
    (listing,) = found(*map(grid, states))
    assert text(listing) == PYTHON
    assert listing.stills == (1, 2, 3, 4)
    assert listing.spans == (Span(10, 50),)


def test_a_line_seen_half_typed_leaves_nothing_behind() -> None:
    states = []
    for n in (5, 8, 14, len(LINES)):
        states += [
            "\n".join([*LINES[: n - 1], LINES[n - 1][: len(LINES[n - 1]) // 2 + 2]]),
            "\n".join(LINES[:n]),
        ]
    (listing,) = found(*map(grid, states))
    assert text(listing) == PYTHON


def test_code_that_scrolls_is_put_together() -> None:
    views = ["\n".join(LINES[top : top + 10]) for top in (0, 5, 9, 12)]
    (listing,) = found(*map(grid, views))
    assert [line.text for line in listing.lines if line.text] == [line for line in LINES if line]


def test_an_inner_part_scrolled_into_view_keeps_its_indentation() -> None:
    (listing,) = found(grid("\n".join(LINES[6:16])), grid("\n".join(LINES[3:16])))
    assert [line.text for line in listing.lines if line.text] == [
        line for line in LINES[3:16] if line
    ]


def test_the_latest_version_of_an_edited_line_stays() -> None:
    later = PYTHON.replace("fan_in**0.5", "fan_out**0.25")
    (listing,) = found(grid(PYTHON), grid(later))
    assert text(listing) == later


def test_lines_that_were_deleted_are_gone_and_new_ones_are_there() -> None:
    later = PYTHON.replace(
        "        self.out = x @ self.weight\n", "        self.count = 1\n        self.x = x\n"
    )
    (listing,) = found(grid(PYTHON), grid(later))
    assert text(listing) == later


def test_a_run_cell_gets_its_output_and_its_number() -> None:
    code = "for n in range(2):\n    print(n)"
    (listing,) = found(
        cell("In [ ]:", code, 100), [*cell("In [4]:", code, 100), *grid("0\n1", left=200, top=158)]
    )
    assert listing.prompt == "In [4]:"
    assert [line.text for line in listing.output] == ["0", "1"]


def test_a_changed_copy_of_a_cell_is_another_listing() -> None:
    first = "emb = C[Xtr]\nh = torch.tanh(emb @ W1 + b1)\nloss = F.cross_entropy(h, Ytr)"
    second = first.replace("tr]", "dev]").replace("Ytr", "Ydev")
    both = [*cell("In [1]:", first, 100), *cell("In [2]:", second, 220)]
    found_first, found_second = found(cell("In [1]:", first, 100), both)
    assert text(found_first) == first
    assert text(found_second) == second


def test_code_seen_again_later_is_the_same_listing_with_more_spans() -> None:
    (listing,) = found(
        grid(PYTHON), prose("Some words in between,\nand nothing else."), grid(PYTHON)
    )
    assert listing.spans == (Span(10, 20), Span(30, 40))


def test_a_file_seen_in_part_when_all_of_it_was_seen_before_stays_whole() -> None:
    (listing,) = found(grid(PYTHON), grid("\n".join(LINES[8:])))
    assert [line.text for line in listing.lines if line.text] == [line for line in LINES if line]


def test_commands_scrolled_through_a_terminal_come_once_each() -> None:
    screen = [
        f"$ git show {name}\ncommit {name}\nAuthor: Anna" for name in ("abc", "def", "fed", "cab")
    ]
    found_all = found(grid("\n".join(screen[:3])), grid("\n".join(screen[1:])))
    assert [text(one) for one in found_all] == [
        f"git show {name}" for name in ("abc", "def", "fed", "cab")
    ]


def test_a_command_that_was_half_typed_is_no_command_of_its_own() -> None:
    found_all = found(
        grid("$ git status\nclean\n$ git com"), grid("$ git status\nclean\n$ git commit -m done")
    )
    assert [text(one) for one in found_all] == ["git status", "git commit -m done"]


@pytest.mark.parametrize("wrong", ["se1f.bias = bias", "self.bias = bias)", "self.bias = b1as"])
def test_readings_of_one_line_are_voted_on(wrong: str) -> None:
    good = "class Layer:\n    def __init__(self, bias):\n        self.bias = bias\n        self.count = 0"
    bad = good.replace("self.bias = bias", wrong)
    (listing,) = found(
        grid(good), grid(good + "\n        self.x = 1"), grid(bad + "\n        self.x = 1")
    )
    assert listing.lines[2].text.strip() == "self.bias = bias"


def test_a_line_on_which_readings_disagree_is_doubtful() -> None:
    one = grid("import torch\nix1 = stoi[ch1]\nprint(ix1, torch.zeros(3))")
    other = grid("import torch\nixl = stoi[ch1]\nprint(ix1, torch.zeros(3))")
    (listing,) = found(one, other)
    assert [line.doubtful for line in listing.lines] == [False, True, False]


def test_a_line_that_was_hard_to_read_is_doubtful() -> None:
    lines = grid(PYTHON)
    lines[4] = ScreenLine(lines[4].text, lines[4].box, 0.62)
    (listing,) = found(lines)
    assert [line.doubtful for line in listing.lines if line.text].index(True) == 4


def test_a_window_over_the_ends_of_lines_shortens_none() -> None:
    source = "plt.text(C[i, 0].item(), C[i, 1].item(), itos[i], ha='center')\nplt.grid('minor')\nplt.show()"
    cut = source.replace(", itos[i], ha='center')", ", itos[i], ha='")
    (listing,) = found(cell("In [1]:", source, 100), cell("In [1]:", cut, 100))
    assert text(listing) == source


def test_empty_lines_between_rows_are_kept() -> None:
    source = "import os\n\n\ndef first():\n    return os.getcwd()\n\nprint(first())"
    (listing,) = found(grid(source))
    assert text(listing) == source


def test_furniture_and_captions_are_no_code() -> None:
    lines = grid(PYTHON)
    regions = (Region("furniture", (0, 0, 10, 10), tuple(range(len(lines)))),)
    still = Still(id=1, file="1.jpg", time=0, spans=(Span(0, 1),), width=1280, height=720)
    assert listings([Screen(still=1, lines=tuple(lines), regions=regions)], [still]) == ()


def test_the_first_lines_of_a_program_are_code_though_they_stand_there_all_the_time() -> None:
    lines = grid(PYTHON)
    regions = (Region("furniture", (0, 0, 10, 10), (0, 1)),)
    still = Still(id=1, file="1.jpg", time=0, spans=(Span(0, 1),), width=1280, height=720)
    (listing,) = listings([Screen(still=1, lines=tuple(lines), regions=regions)], [still])
    assert text(listing) == PYTHON


def test_listings_are_numbered_from_one_in_the_order_of_their_appearance() -> None:
    found_all = found(grid(PYTHON), grid(editors.RUST), grid(PYTHON))
    assert [listing.id for listing in found_all] == [1, 2]
    assert [listing.language for listing in found_all] == ["python", "rust"]


def test_the_still_that_shows_most_comes_last() -> None:
    (listing,) = found(grid(PYTHON), grid("\n".join(LINES[:10])))
    counts = {still: sum(line.still == still for line in listing.lines) for still in listing.stills}
    assert counts[listing.stills[-1]] == max(counts.values())


_SHAPES = str.maketrans(
    {"O": "0", "o": "0", "I": "1", "l": "1", "'": "", '"': "", "`": "", "_": "", " ": "", "|": ""}
)


def _folded(line: str) -> str:
    for one, other in (("]", ")"), ("}", ")"), ("[", "("), ("{", "(")):
        line = line.replace(one, other)
    return line.translate(_SHAPES)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_no_listing_has_a_line_that_was_not_seen(seed: int) -> None:
    """Views of changing programs with misread signs: each line comes from the still that it names."""
    chance = random.Random(seed)
    sources = [editors.PYTHON, editors.JAVASCRIPT, editors.RUST]
    screens = []
    for _ in range(chance.randint(1, 6)):
        lines = chance.choice(sources).strip("\n").split("\n")
        top = chance.randrange(len(lines) - 4)
        part = [_misread(line, chance) for line in lines[top : top + chance.randint(4, 20)]]
        screens.append(grid("\n".join(part), left=chance.choice([80, 300])))
    for listing in found(*screens):
        for line in (*listing.lines, *listing.output):
            if line.text:
                read = [_folded(one.text) for one in screens[line.still - 1]]
                assert _folded(line.text) in read or _folded(line.text[:-1]) in read


def _misread(line: str, chance: random.Random) -> str:
    if not line.strip() or chance.random() > 0.2:
        return line
    at = chance.randrange(len(line) - len(line.lstrip()), len(line))
    return line[:at] + chance.choice("lI1O0'([{") + line[at + 1 :]


def test_the_same_screens_give_the_same_listings() -> None:
    screens = [grid(PYTHON), cell("In [1]:", "x = 1\nprint(x)", 100), grid(editors.RUST)]
    assert found(*screens) == found(*screens)
