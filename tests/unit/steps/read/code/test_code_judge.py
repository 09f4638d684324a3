"""What is taken for code on a screen, in which language, and what never is."""

from __future__ import annotations

import pytest
from code_screens import CELL, PITCH, found, grid, prose, text

import editors
from readreel.project.artifacts import ScreenLine
from readreel.steps.read.code import marks, origins, unread

PROGRAMS = {
    "python": editors.PYTHON,
    "javascript": editors.JAVASCRIPT,
    "rust": editors.RUST,
    "typescript": """interface User {
  name: string;
  age?: number;
}
export function greet(user: User): string {
  const label: string = user.name;
  return `Hello ${label}`;
}""",
    "c": """#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
    int *numbers = malloc(10 * sizeof(int));
    for (int i = 0; i < 10; i++) {
        numbers[i] = i * i;
        printf("%d\\n", numbers[i]);
    }
    free(numbers);
    return 0;
}""",
    "cpp": """#include <iostream>
#include <vector>

template <typename T>
T sum(const std::vector<T>& values) {
    T total = 0;
    for (const auto& v : values) {
        total += v;
    }
    return total;
}

int main() {
    std::cout << sum<int>({1, 2, 3}) << std::endl;
}""",
    "java": """package org.example.app;

import java.util.List;

public class Main {
    private final List<String> names;

    public Main(List<String> names) {
        this.names = names;
    }

    public static void main(String[] args) {
        System.out.println("Hello " + args.length);
    }
}""",
    "go": """package main

import (
    "fmt"
    "os"
)

func main() {
    data, err := os.ReadFile("names.txt")
    if err != nil {
        fmt.Println("failed:", err)
        return
    }
    fmt.Println(len(data))
}""",
    "bash": """#!/bin/bash
set -e
export PATH="$HOME/bin:$PATH"
for file in *.txt; do
    echo "reading $file"
    if [ -f "$file" ]; then
        cat "$file" | wc -l
    fi
done""",
    "sql": """SELECT u.name, COUNT(o.id) AS orders
FROM users u
LEFT JOIN orders o ON o.user_id = u.id
WHERE u.active = TRUE
GROUP BY u.name
ORDER BY orders DESC
LIMIT 10;""",
    "html": """<!DOCTYPE html>
<html lang="en">
  <head>
    <title>Hello</title>
  </head>
  <body>
    <p class="first">Some words</p>
    <img src="a.png" />
  </body>
</html>""",
    "css": """body {
  margin: 0;
  font-family: sans-serif;
  color: #333;
}
.card > .title:hover {
  padding: 4px 8px;
  background-color: rgb(0, 0, 0);
}""",
    "json": """{
  "name": "readreel",
  "version": "1.0.0",
  "private": true,
  "scripts": {
    "build": "make all",
    "count": 3
  }
}""",
    "r": """library(ggplot2)
x <- c(1, 2, 3)
fit <- lm(y ~ x, data = d)
summary(fit)
d %>% filter(x > 1) %>% head()""",
}

NO_CODE = {
    "recipe": """Grandma's tomato soup
Ingredients:
2 cups (500 ml) stock
1 onion, chopped
salt; pepper; basil
Heat the oil in a large pan.
For the soup: add the tomatoes.
If you like it hot: add chili.
While the soup simmers, cut the bread.
Serve warm (or cold).
Return to the heat for 5 minutes;""",
    "menu": """File
Edit
View
Import from...
Export as...
Print (Ctrl+P)
Return to Sender
Class A
Open recent >
Exit""",
    "table": """Name   Qty   Price
Apples   12   3.40
Pears   7   2.10
Total   19   5.50
2019   1,204   3.1%
2020   1,377   2.9%""",
    "math": """f(x) = x^2 + 3x + 1
g(x) = sin(x) / x
E = mc^2
a = b + c
y = mx + b
P(A|B) = P(B|A) P(A) / P(B)
lim f(x) = 0
x_1 = x_0 - f(x_0) / f'(x_0)""",
    "chat": """Anna (10:32): are you coming?
Ben: yes; in five minutes
Anna: great :)
Ben: import the photos please
Anna: done!! see http://example.org/a?b=1
Ben: class is at 5:
[10:35] Ben joined the channel
<Ben> hello everyone
<Anna> hi there""",
    "files": """README.md
names.txt
makemore.py
build_makemore_mlp.ipynb
src/
.gitignore
package.json
LICENSE
train.py   3 months ago
index.html   2 KB""",
    "bullets": """Why types?
- functions return values
- class hierarchies are hard
- import only what you need
- for loops vs. while loops
- if in doubt: test it
- select from many options
Use print() and len() to look around.
The def keyword begins a function.""",
    "german": """Der Vortrag: Einführung in die Chemie
Wasser (H2O) besteht aus zwei Atomen;
Säuren = Stoffe mit pH < 7
Basen = Stoffe mit pH > 7
Für alle, die mehr wissen wollen:
siehe Kapitel 3 (Seite 45).""",
    "toc": """1 Introduction
2 Related work
3 Methods
4 Results
5 Discussion
6 Conclusion
Appendix A: data (online)""",
    "mail": """From: anna@example.org
To: ben@example.org
Subject: Re: meeting
> are you free on Monday?
> we could meet at 10:00
Yes, see you then.""",
    "prices": """$ 5.99 Soup of the day
$ 12.00 Main course
$ ask about desserts
Total = $17.99""",
    "paper": """In [10] the authors show that f(x) = 0.
[1] Bengio, Y. et al. (2003). A neural model.
[2] Hinton, G. (2012). Deep learning; a review.
[3] LeCun, Y. Gradient-based learning.
where g(x, y) = x + y and h(x) = max(x, 0).
return on investment = gain / cost""",
    "settings": """Theme: dark
Font size: 14
color: red;
Language: English (US)
Tabs: 4 spaces
"Auto save": on
width = 1920
height = 1080
fps = 60""",
    "chinese": """今天我们学习 Python (编程)
第一章: 变量 = 名字
打开文件; 读取数据
for 循环 (重复)
print() 函数""",
    "legal": """(a) "Agreement" means this document;
(b) "Party" means a party hereto;
(c) "Term" has the meaning in section 4(b);
if applicable, and in such case;
else as agreed in writing;""",
    "lyrics": """Let it be = let it go
while my guitar gently weeps:
import the sun, export the rain;
for you, for me in the night:
return to me""",
}


@pytest.mark.parametrize("language", PROGRAMS)
def test_a_program_in_an_editor_becomes_one_listing_in_its_language(language: str) -> None:
    source = PROGRAMS[language].strip("\n")
    (listing,) = found(grid(source))
    assert text(listing) == source
    assert listing.language == language
    assert listing.origin == "editor"


@pytest.mark.parametrize("name", NO_CODE)
@pytest.mark.parametrize("draw", [grid, prose])
@pytest.mark.parametrize("kind", ["screen", "slide", "web page"])
def test_what_people_write_for_people_is_no_code(name: str, draw, kind: str) -> None:  # type: ignore[no-untyped-def]
    assert found(draw(NO_CODE[name]), kind=kind) == ()


def test_code_words_in_proportional_type_are_no_code() -> None:
    lines = "\n".join(
        [
            "total = words.count(little) + 1",
            "million = minimum.filter(illicit, 4)",
            "swim = warm.mix(maximum_warmth, wow)",
            "fit = till.lift(fill_it)",
            "moment = mammoth.measure(momentum, 17)",
            "jill = lit.trial(first_list, tilt_it, 3)",
        ]
    )
    assert found(grid(lines)) != ()
    assert found(prose(lines)) == ()


def test_code_between_the_paragraphs_of_a_page_stands_alone() -> None:
    above = prose("How to read all names of a file in a few lines.\nIt is easy enough to do:")
    code = grid(
        "with open('names.txt') as file:\n    names = file.read().split()\nprint(len(names))",
        top=170,
    )
    below = prose("As you can see, the file is closed at the end.\nThat is all.", top=260)
    (listing,) = found([*above, *code, *below])
    assert [line.text for line in listing.lines] == [
        "with open('names.txt') as file:",
        "    names = file.read().split()",
        "print(len(names))",
    ]


def test_code_on_a_slide_is_said_to_be_from_a_slide() -> None:
    title = [ScreenLine("Counting words", (100, 20, 500, 60), 0.99)]
    (listing,) = found([*title, *grid(PROGRAMS["go"])], kind="slide")
    assert listing.origin == "slide"


def test_panes_side_by_side_are_two_listings_and_a_list_of_files_is_none() -> None:
    files = grid("src\nmain.py\nmodel.py\nREADME.md\ntests", left=10)
    (python, rust) = found(
        [*files, *grid(editors.PYTHON, left=200), *grid(editors.RUST, left=1000)]
    )
    assert {python.language, rust.language} == {"python", "rust"}
    assert text(python) == editors.PYTHON.strip("\n")
    assert text(rust) == editors.RUST.strip("\n")


@pytest.mark.parametrize("first", [1, 7, 96])
def test_line_numbers_are_parted_from_the_code(first: int) -> None:
    source = editors.PYTHON.strip("\n").split("\n")
    numbers = [
        ScreenLine(
            str(first + n),
            (60 - 9 * len(str(first + n)), 100 + n * PITCH, 60, 118 + n * PITCH),
            0.99,
        )
        for n in range(len(source))
    ]
    lines = [*numbers, *grid(editors.PYTHON)]
    (listing,) = found(lines)
    assert text(listing) == editors.PYTHON.strip("\n")
    told = marks(lines)
    assert {told.get(n) for n in range(len(numbers)) if source[n]} == {"number"}


def test_line_numbers_read_together_with_their_code_are_cut_off() -> None:
    source = "\n".join(
        f"{n:>3}  {line}" for n, line in enumerate(editors.RUST.strip("\n").split("\n"), 8)
    )
    (listing,) = found(grid(source, left=20))
    assert [line.text for line in listing.lines if line.text] == [
        line for line in editors.RUST.split("\n") if line
    ]


def test_one_number_read_together_with_its_row_moves_no_edge() -> None:
    source = editors.PYTHON.strip("\n").split("\n")
    code = {(line.box[1] - 100) // PITCH: line for line in grid(editors.PYTHON)}
    numbers = {n: (48, 100 + n * PITCH, 68, 118 + n * PITCH) for n in range(len(source))}
    together = source.index("def split(words, parts=(0.8, 0.1)):")
    row = code.pop(together)
    box = (numbers.pop(together)[0], *row.box[1:])
    lines = [
        ScreenLine(f"{together + 10} {row.text}", box, 0.98),
        *code.values(),
        *(ScreenLine(str(n + 10), number, 0.98) for n, number in numbers.items()),
    ]
    (listing,) = found(lines)
    assert text(listing) == editors.PYTHON.strip("\n")


def test_a_line_that_the_editor_wrapped_is_one_line() -> None:
    code = [
        ScreenLine("import os", (98, 100, 183, 118), 0.99),
        ScreenLine(
            "print('a long line that the editor wraps', os.getcwd(),", (98, 122, 597, 140), 0.99
        ),
        ScreenLine("os.listdir('.'))", (98, 144, 246, 162), 0.99),
        ScreenLine("value = os.environ['HOME']", (98, 166, 336, 184), 0.99),
    ]
    numbers = [
        ScreenLine(t, (60, y, 70, y + 18), 0.99) for t, y in (("1", 100), ("2", 122), ("3", 166))
    ]
    (listing,) = found([*code, *numbers])
    assert [line.text for line in listing.lines] == [
        "import os",
        "print('a long line that the editor wraps', os.getcwd(), os.listdir('.'))",
        "value = os.environ['HOME']",
    ]


@pytest.mark.parametrize("jitter", [-2, -1, 1, 2])
@pytest.mark.parametrize("step", [2, 4, 8])
def test_indentation_holds_where_edges_are_a_little_off(step: int, jitter: int) -> None:
    source = (
        "def walk(tree):\n@for node in tree:\n@@if node.left:\n@@@walk(node.left)\n"
        "@@else:\n@@@print(node.value)\n@return tree\n"
    ).replace("@", " " * step)
    lines = [
        ScreenLine(line.text, (line.box[0] + (jitter if n % 2 else 0), *line.box[1:]), 0.98)
        for n, line in enumerate(grid(source, cell=CELL))
    ]
    (listing,) = found(lines)
    assert text(listing) == source.strip("\n")


def test_arguments_below_one_another_stay_below_their_bracket() -> None:
    source = (
        "answer = compute(first_value,\n                 second_value,\n                 third=3)\n"
        "print(answer)\nanswer.show()"
    )
    (listing,) = found(grid(source))
    assert text(listing) == source


def test_rows_that_nobody_found_are_pointed_out_for_reading() -> None:
    lines = [line for line in grid(editors.RUST) if line.text != "}"]
    strips = unread(lines)
    braces = [line.box for line in grid(editors.RUST) if line.text == "}"]
    for box in braces:
        middle = (box[1] + box[3]) / 2
        assert any(top < middle < bottom and left <= box[0] + 9 for left, top, _, bottom in strips)
    assert unread(prose(NO_CODE["recipe"])) == ()


def test_a_screen_tells_where_its_code_comes_from() -> None:
    assert origins(grid(editors.PYTHON)) == {"editor"}
    assert origins(grid("$ git status\nOn branch main\n$ ls\nREADME.md")) == {"terminal"}
    assert origins(prose(NO_CODE["chat"])) == frozenset()


def test_nothing_on_a_screen_is_no_code() -> None:
    assert found([]) == ()
    assert found([ScreenLine("", (0, 0, 10, 10), 0.2), ScreenLine(" ", (0, 20, 10, 30), 0.9)]) == ()
