"""Notebooks and terminals: code and output parted at what the program writes before them."""

from __future__ import annotations

import pytest
from code_screens import PITCH, found, grid, text

from readreel.project.artifacts import ScreenLine
from readreel.steps.read.code import marks
from readreel.steps.read.code.prompts import notebook_prompt, terminal_prompt


def cell(prompt: str, code: str, top: int, left: int = 200) -> list[ScreenLine]:
    """A notebook's cell: the prompt in the margin, the code beside it."""
    return [ScreenLine(prompt, (100, top, 180, top + 18), 0.97), *grid(code, left=left, top=top)]


def test_a_cell_keeps_its_prompt_and_its_output() -> None:
    lines = [
        *cell("In [10]:", "words = open('names.txt').read().split()\nwords[:2]", 100),
        *cell("Out[10]:", "['emma', 'olivia']", 160),
        *cell("In [11]:", "len(words)", 200),
        *cell("Out[11]:", "32033", 240),
        *cell("In [ ]:", "words", 290),
    ]
    first, second, third = found(lines)
    assert (first.origin, first.prompt, first.language) == ("notebook", "In [10]:", "python")
    assert text(first) == "words = open('names.txt').read().split()\nwords[:2]"
    assert [line.text for line in first.output] == ["['emma', 'olivia']"]
    assert (text(second), second.output[0].text) == ("len(words)", "32033")
    assert (text(third), third.prompt, third.output) == ("words", "In [ ]:", ())


def test_what_a_cell_printed_is_told_from_its_code_by_the_gap() -> None:
    lines = [
        *cell("In [3]:", "count = 0\nfor word in words:\n\n    count += 1\n    print(word)", 100),
        *grid("emma\nolivia\nava", left=200, top=100 + 5 * PITCH + 12),
        *cell("In [4]:", "1 + 1", 330),
    ]
    first = found(lines)[0]
    assert text(first) == "count = 0\nfor word in words:\n\n    count += 1\n    print(word)"
    assert [line.text for line in first.output] == ["emma", "olivia", "ava"]


def test_an_error_is_output_with_all_its_lines() -> None:
    trace = (
        "Traceback (most recent call last):\n"
        '  File "a.py", line 1, in <module>\n'
        "NameError: name 'x' is not defined"
    )
    lines = [*cell("In [5]:", "print(x)", 100), *grid(trace, left=200, top=140)]
    (listing,) = found(lines)
    assert text(listing) == "print(x)"
    assert len(listing.output) == 3


def test_a_value_right_below_its_cell_is_output() -> None:
    lines = cell("[7]:", "words = list(names)\nwords[:2]\n['emma', 'olivia']", 100)
    (listing,) = found(lines)
    assert text(listing) == "words = list(names)\nwords[:2]"
    assert [line.text for line in listing.output] == ["['emma', 'olivia']"]


def test_numbers_beside_a_plot_are_no_output() -> None:
    lines = [
        *cell("In [6]:", "plt.plot(steps, losses)", 100),
        *[
            ScreenLine(t, (210, y, 240, y + 14), 0.9)
            for t, y in (("1.5", 160), ("1.0", 220), ("0.5", 280))
        ],
        *cell("In [7]:", "plt.show()", 340),
    ]
    assert found(lines)[0].output == ()


def test_another_window_beside_the_notebook_is_not_in_its_cells() -> None:
    paper = [
        ScreenLine(
            "where g(x, y) is the output of the network",
            (900, 100 + n * 23, 1270, 118 + n * 23),
            0.97,
        )
        for n in range(8)
    ]
    lines = [
        *cell("In [1]:", "import torch\nx = torch.randn(3)", 100),
        *cell("In [2]:", "x", 180),
        *paper,
    ]
    assert [text(listing) for listing in found(lines)] == ["import torch\nx = torch.randn(3)", "x"]


def test_a_prompt_read_together_with_the_code_is_parted() -> None:
    lines = [
        ScreenLine("In [8]: for n in range(3):", (100, 100, 436, 118), 0.97),
        *grid("    print(n)", left=200, top=122),
        ScreenLine("In [9]: total = sum(values)", (100, 170, 446, 188), 0.97),
        *grid("total", left=200, top=192),
    ]
    first, second = found(lines)
    assert text(first) == "for n in range(3):\n    print(n)"
    assert text(second) == "total = sum(values)\ntotal"


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("$", "bash"),
        ("anna@box:~/work$", "bash"),
        ("[anna@box work]$", "bash"),
        ("root@3f2a:/#", "bash"),
        ("PS C:\\Users\\anna>", "powershell"),
        ("C:\\>", "bat"),
    ],
)
def test_each_command_with_its_output_is_a_listing(prompt: str, language: str) -> None:
    screen = (
        f"{prompt} git status\nOn branch main\nnothing to commit\n"
        f"{prompt} ls src\nmain.py\n{prompt} git log"
    )
    first, second, third = found(grid(screen))
    assert {one.origin for one in (first, second, third)} == {"terminal"}
    assert (text(first), first.prompt, first.language) == ("git status", prompt, language)
    assert [line.text for line in first.output] == ["On branch main", "nothing to commit"]
    assert (text(second), [line.text for line in second.output]) == ("ls src", ["main.py"])
    assert (text(third), third.output) == ("git log", ())


def test_an_interpreter_keeps_blocks_together() -> None:
    screen = ">>> for n in range(2):\n...     print(n)\n...\n0\n1\n>>> n\n1"
    first, second = found(grid(screen))
    assert text(first) == "for n in range(2):\n    print(n)"
    assert first.language == "python"
    assert [line.text for line in first.output] == ["0", "1"]
    assert (text(second), second.output[0].text) == ("n", "1")


def test_an_expression_over_several_prompts_is_one_listing() -> None:
    screen = (
        ">>> torch.tensor([[1, 2, 3],\n>>>               [4, 5, 6]])\n"
        "tensor([[1, 2, 3],\n        [4, 5, 6]])"
    )
    (listing,) = found(grid(screen))
    assert [line.text.strip() for line in listing.lines] == [
        "torch.tensor([[1, 2, 3],",
        "[4, 5, 6]])",
    ]
    assert len(listing.output) == 2


def test_a_command_goes_on_behind_a_backslash() -> None:
    (listing,) = found(grid("$ docker run \\\n> --rm image\ndone"))
    assert [line.text for line in listing.lines] == ["docker run \\", "--rm image"]
    assert [line.text for line in listing.output] == ["done"]


def test_prompts_are_marked_apart_from_code() -> None:
    lines = [*cell("In [1]:", "import torch", 100), *cell("Out[1]:", "None", 140)]
    assert marks(lines) == {0: "prompt", 1: "code", 2: "prompt", 3: "output"}


@pytest.mark.parametrize(
    "text", ["In [12]:", "In [ ]:", "In []:", "In [*]:", "Im [12]:", "In [310..", "In [ 1:"]
)
def test_the_prompts_of_a_notebook_are_known_as_readers_give_them(text: str) -> None:
    found = notebook_prompt(text)
    assert found is not None
    assert found.kind == "in"
    assert found.rest == ""


@pytest.mark.parametrize(
    "text", ["Inside [1] we see", "In 1998:", "[see] below", "Out of order", "[12a] x"]
)
def test_what_only_resembles_a_prompt_is_none(text: str) -> None:
    assert notebook_prompt(text) is None


@pytest.mark.parametrize(
    "text", ["$ 5.99 each", "a > b", "anna@example.org", "me@home: hello there", ">> quoted"]
)
def test_prices_and_addresses_are_no_prompts(text: str) -> None:
    assert terminal_prompt(text) is None
