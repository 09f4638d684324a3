"""How true code is that was on the screen: drawn editors with exact truth, and a recorded lecture.

Editors in five themes, three sizes of type and two resolutions go through a real encoder and the real
reader; sequences show one program typed, scrolled, edited and run. Told are: lines that were found,
lines whose indentation is exact, the character error rate (without spaces, which a reader cannot count),
and listings that make sense as a whole: Python must parse, of others all brackets must close.

``--project`` is the folder of a finished project of the evaluation data's makemore2 lecture. Its stills
are read anew; the truth is the lecture's notebook, in whose final state a cell may differ from what was
on the screen. A cell counts as seen when each of its lines stood on one still, in order, with a likeness
of 0.8.

Run: ``python tests/benchmarks/code_blocks.py [--quick] [--project FOLDER]``
"""

from __future__ import annotations

import argparse
import ast
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import numpy as np
from PIL import Image
from pygments.lexers import get_lexer_by_name
from pygments.token import Punctuation
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from report import report, shared

import editors
import programs
from fakes import MemoryContext
from readreel.core.engines import ScreenReader
from readreel.core.time import Span
from readreel.inference.ocr import open_reader
from readreel.project.artifacts import Listing, Screens, Still, Stills
from readreel.steps.read import read

_SOURCES = (
    ("python", editors.PYTHON),
    ("javascript", editors.JAVASCRIPT),
    ("rust", editors.RUST),
)
_SMALLEST = 10
"""Pixels of type below which print cannot be followed by a person either."""
_SEEN = 0.8
_PAIR = 0.7
_CLOSING = {")": "(", "]": "[", "}": "{"}


class Figures(msgspec.Struct):
    """Sums over listings of one kind."""

    shots: int = 0
    lines: int = 0
    found: int = 0
    indented: int = 0
    signs: int = 0
    errors: int = 0
    sensible: int = 0
    whole: int = 0
    surplus: int = 0

    def row(self, name: str) -> dict[str, object]:
        return {
            "what": name,
            "shots": self.shots,
            "lines": self.lines,
            "found": self.found / max(self.lines, 1),
            "indentation exact": self.indented / max(self.lines, 1),
            "character errors": self.errors / max(self.signs, 1),
            "make sense": self.sensible / max(self.whole, 1),
            "surplus listings": self.surplus,
        }


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--quick", action="store_true", help="one theme in five")
    arguments.add_argument("--project", type=Path)
    chosen = arguments.parse_args()
    engine = open_reader(threads=2)
    rows = [*_editors(engine, quick=chosen.quick), *_sequences(engine)]
    report("code_blocks", "Code from drawn screens", rows)
    if chosen.project:
        report("code_blocks_lecture", "Code from a lecture", [_lecture(chosen.project, engine)])


# --- one screen ----------------------------------------------------------------------------------


def _editors(engine: ScreenReader, *, quick: bool) -> Iterator[dict[str, object]]:
    parts = ("seen", "held out", "later")
    kinds = {name: Figures() for part in parts for name in (part, f"{part}, tiny")}
    languages: dict[str, Figures] = {}
    sources = [(*one, "seen") for one in (*_SOURCES, *programs.SEEN)]
    sources += [(*one, "held out") for one in programs.HELD_OUT]
    sources += [(*one, "later") for one in programs.LATER]
    for number, (language, source, kind) in enumerate(sources):
        for screen in (editors.FULL_HD, editors.HD):
            for size, theme in _looks(number, quick=quick):
                pixels = round(size * screen[1] / 1080)
                shot = editors.editor(source, language, theme=theme, size=pixels, screen=screen)
                found = _read([editors.recorded(shot.picture)], engine).listings
                name = kind if pixels >= _SMALLEST else f"{kind}, tiny"
                for sums in (languages.setdefault(language, Figures()), kinds[name]):
                    _count(sums, found, [line.text for line in shot.lines], language)
    for name, figures in (*languages.items(), *kinds.items()):
        yield figures.row(name)


def _looks(number: int, *, quick: bool) -> list[tuple[int, str]]:
    """Sizes and themes for one program: a third of all, others for each, so that all meet."""
    looks = [(size, theme) for size in editors.SIZES for theme in editors.THEMES]
    return looks[number % 3 :: 3] if not quick else looks[number % 7 :: 7]


def _count(
    sums: Figures, found: Sequence[Listing], truth: Sequence[str], language: str, wanted: int = 1
) -> None:
    """Add what the largest listing makes of the truth; lines are matched in order by likeness."""
    best = max(found, key=lambda listing: len(listing.lines), default=None)
    lines = [line.text for line in best.lines if line.text.strip()] if best else []
    sums.shots += 1
    sums.surplus += max(0, len(found) - wanted)
    sums.lines += len(truth)
    sums.signs += sum(len(_bare(line)) for line in truth)
    sums.errors += Levenshtein.distance(_bare("".join(truth)), _bare("".join(lines)))
    for true, line in _matched(truth, lines):
        sums.found += 1
        sums.indented += _indent(true) == _indent(line)
    if _sensible("\n".join(truth), language):
        sums.whole += 1
        sums.sensible += bool(lines) and _sensible("\n".join(lines), language)


def _matched(truth: Sequence[str], lines: Sequence[str]) -> list[tuple[str, str]]:
    """The best pairing in order, lines less alike than 0.7 left alone (Needleman and Wunsch 1970)."""
    best: list[list[tuple[float, list[tuple[str, str]]]]] = [[(0.0, [])] * (len(lines) + 1)]
    for true in truth:
        above, row = best[-1], [(0.0, [])]
        for n, line in enumerate(lines):
            like = fuzz.ratio(_bare(true), _bare(line)) / 100
            options = [above[n + 1], row[n]]
            if like >= _PAIR:
                options.append((above[n][0] + like, [*above[n][1], (true, line)]))
            row.append(max(options, key=lambda option: option[0]))
        best.append(row)
    return best[-1][-1][1]


def _sensible(text: str, language: str) -> bool:
    if language == "python":
        try:
            ast.parse(text)
        except SyntaxError:
            return False
        return True
    stack: list[str] = []
    for kind, part in get_lexer_by_name(language).get_tokens(text):
        for sign in part if kind in Punctuation else "":
            if sign in _CLOSING.values():
                stack.append(sign)
            elif sign in _CLOSING and (not stack or stack.pop() != _CLOSING[sign]):
                return False
    return not stack


def _bare(text: str) -> str:
    return "".join(text.split())


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _read(pictures: Sequence[np.ndarray], engine: ScreenReader) -> Screens:
    """What the step makes of stills that are shown one after another, ten seconds each."""
    stills = tuple(
        Still(
            id=n,
            file=f"{n}.png",
            time=10.0 * n,
            spans=(Span(10.0 * n, 10.0 * n + 10),),
            width=picture.shape[1],
            height=picture.shape[0],
            content=1.0,
        )
        for n, picture in enumerate(pictures)
    )
    with tempfile.TemporaryDirectory() as folder:
        context = MemoryContext(Path(folder))
        return read(
            Stills(stills=stills),
            lambda path: pictures[int(path.stem)],
            lambda: engine,
            context,
        )


# --- one program over time -----------------------------------------------------------------------


def _sequences(engine: ScreenReader) -> Iterator[dict[str, object]]:
    stories: dict[str, Callable[[str], tuple[list[editors.Shot], str]]] = {
        "typed": _typed,
        "scrolled": _scrolled,
        "edited": _edited,
        "run": _run,
    }
    for name, story in stories.items():
        figures = Figures()
        for theme in editors.THEMES[1:4]:
            shots, truth = story(theme)
            found = _read([editors.recorded(shot.picture) for shot in shots], engine).listings
            lines = [line for line in truth.split("\n") if line.strip()]
            _count(figures, found, lines, "python", wanted=2 if story is _run else 1)
        yield figures.row(f"sequence: {name}")


def _typed(theme: str) -> tuple[list[editors.Shot], str]:
    lines = editors.PYTHON.rstrip("\n").split("\n")
    steps = [*range(4, len(lines), 4), len(lines)]
    half = [[*lines[: n - 1], lines[n - 1][: len(lines[n - 1]) // 2 + 2]] for n in steps]
    states = [state for n, part in zip(steps, half, strict=True) for state in (part, lines[:n])]
    return [editors.editor("\n".join(state), theme=theme) for state in states], editors.PYTHON


def _scrolled(theme: str) -> tuple[list[editors.Shot], str]:
    screen = (1280, 720)
    shots = [
        editors.editor(editors.PYTHON, theme=theme, size=26, screen=screen, top=top)
        for top in (0, 3, 6, 8)
    ]
    return shots, editors.PYTHON


def _edited(theme: str) -> tuple[list[editors.Shot], str]:
    final = editors.PYTHON.replace("fan_in**0.5", "fan_out**0.25").replace(
        "        return self.out\n", "        self.seen = True\n        return self.out\n"
    )
    return [editors.editor(source, theme=theme) for source in (editors.PYTHON, final)], final


def _run(theme: str) -> tuple[list[editors.Shot], str]:
    first = "import math\nvalues = [math.sqrt(n) for n in range(4)]"
    second = (
        "for n, value in enumerate(values):\n    if value > 1:\n        print(n, round(value, 3))"
    )
    answer = "2 1.414\n3 1.732"
    states = [
        [(1, first, "")],
        [(1, first, ""), (2, second, "")],
        [(1, first, ""), (2, second, answer)],
    ]
    return [editors.notebook(state, theme=theme) for state in states], second


# --- a lecture -----------------------------------------------------------------------------------


def _lecture(project: Path, engine: ScreenReader) -> dict[str, object]:
    stills = msgspec.json.decode((project / "stills.json").read_bytes(), type=Stills)
    pictures = project / "stills"
    with tempfile.TemporaryDirectory() as folder:
        found = read(
            stills,
            lambda path: np.asarray(Image.open(pictures / path.name).convert("RGB")),
            lambda: engine,
            MemoryContext(Path(folder)),
        )
    cells = [cell for cell in _cells() if _was_seen(cell, found)]
    codes = [_bare("".join(line.text for line in one.lines)) for one in found.listings]
    errors = []
    for cell in cells:
        true = _bare(cell)
        errors.append(min(Levenshtein.distance(true, code) / len(true) for code in codes))
    rest = [error for error in errors if error]
    lines = [line for one in found.listings for line in one.lines if line.text.strip()]
    return {
        "listings": len(found.listings),
        "lines": len(lines),
        "doubtful": sum(line.doubtful for line in lines) / max(len(lines), 1),
        "cells seen": len(cells),
        "exact": len(errors) - len(rest),
        "median error of the rest": statistics.median(rest) if rest else 0.0,
        "mean error of all": statistics.fmean(errors) if errors else 0.0,
    }


def _cells() -> list[str]:
    notebook = json.loads(shared("makemore2/makemore_part2_mlp.ipynb").read_text("utf-8"))
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    return [source for source in sources if source.strip()]


def _was_seen(cell: str, found: Screens) -> bool:
    """Whether one still showed every line of the cell, from top to bottom."""
    lines = [_bare(line) for line in cell.split("\n") if line.strip()]
    for screen in found.screens:
        texts = [_bare(line.text) for line in screen.lines]
        for start in range(len(texts)):
            if _from(lines, texts[start : start + 2 * len(lines) + 4]):
                return True
    return False


def _from(lines: Sequence[str], texts: Sequence[str]) -> bool:
    at = 0
    for line in lines:
        while at < len(texts) and _like(line, texts[at]) < _SEEN:
            at += 1
        if at == len(texts):
            return False
        at += 1
    return True


def _like(line: str, text: str) -> float:
    """0…1; what the reader put before a line (a prompt) does not count."""
    if len(text) > len(line):
        text = text[-len(line) :]
    return fuzz.ratio(line, text) / 100


if __name__ == "__main__":
    main()
