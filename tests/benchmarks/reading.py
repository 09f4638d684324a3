"""How well and how fast stills are read: drawn slides and code with exact truth, real frames for time.

``python tests/benchmarks/reading.py [--frames]``. Accuracy is 1 − edit distance / characters, blanks
ignored, over the lines of every still as the read step hands them on (furniture kept: few stills). A
deck that builds up bullet by bullet shows what is saved by reading only what changed. ``--frames`` reads
ten 1080p frames of a real screencast (evaluation data), which have no truth: their time alone counts.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import report
from fakes import MemoryContext
from readreel.core.engines import ReadLine, ScreenReader
from readreel.core.time import Span
from readreel.inference.ocr import open_reader
from readreel.project.artifacts import Still, Stills
from readreel.steps.read import read

THREADS = 2
SLIDES = (
    (
        "Why Sleep Matters",
        "Memory is sorted at night",
        "Adults need 7 to 9 hours",
        "Naps help, too",
    ),
    ("Budget 2024–2025", "Travel: 12,450.00 €", "Equipment: 3,999.50 €", "Total: 16,449.50 €"),
    ("Émile Zola et l’affaire Dreyfus", "« J’accuse…! », 13 janvier 1898", "L’Aurore, n° 87"),
    ("Größe und Überfluß", "Müller, Weiß & Söhne", "Straße 12, 80331 München"),
    ("Three Laws", "F = m · a", "E = ½ m v²", "p = m v"),
)
CODE = Path(__file__).resolve().parents[2] / "desktop" / "readreel" / "core" / "time.py"

Picture = Image.Image
Truth = list[str]


def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A DejaVu font; ends the benchmark where it is not installed."""
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        raise SystemExit(f"This benchmark draws with {name} (Debian: fonts-dejavu-core).") from None


def slide(lines: tuple[str, ...], width: int = 1280) -> Picture:
    """A heading and points, ink on white."""
    picture = Image.new("RGB", (width, width * 9 // 16), "white")
    pen = ImageDraw.Draw(picture)
    unit = width / 1280
    for number, text in enumerate(lines):
        size = round((52 if number == 0 else 34) * unit)
        y = (60 if number == 0 else 120 + 75 * number) * unit
        pen.text((90 * unit, y), text, fill="#222222", font=face("DejaVuSans.ttf", size))
    return picture


def code(size: int, dark: bool) -> tuple[Picture, Truth]:
    """A screen of program text, letters of ``size`` pixels."""
    ink, paper = ("#d4d4d4", "#1e1e1e") if dark else ("#222222", "white")
    picture = Image.new("RGB", (1920, 1080), paper)
    pen = ImageDraw.Draw(picture)
    font = face("DejaVuSansMono.ttf", size)
    texts = [line for line in CODE.read_text(encoding="utf-8").splitlines() if line.strip()]
    shown = texts[: min(40, int(1000 / (size * 1.7)))]
    for number, text in enumerate(shown):
        indent = (len(text) - len(text.lstrip())) * size * 0.6
        pen.text((80 + indent, 30 + number * size * 1.7), text.strip(), fill=ink, font=font)
    return picture, shown


def decks() -> dict[str, tuple[list[Picture], list[Truth]]]:
    """Every case: its stills, and the lines on each."""
    small = [slide(lines) for lines in SLIDES]
    large = [slide(lines, 1920) for lines in SLIDES]
    truths = [list(lines) for lines in SLIDES]
    built = [SLIDES[0][: n + 1] for n in range(len(SLIDES[0]))]
    cases = {
        "slides 720p": (small, truths),
        "slides 1080p": (large, truths),
        "a slide building up, 1080p": ([slide(s, 1920) for s in built], [list(s) for s in built]),
    }
    for size in (14, 20):
        for dark in (False, True):
            picture, truth = code(size, dark)
            name = f"code {size} px, {'dark' if dark else 'light'}, 1080p"
            cases[name] = ([picture], [truth])
    return cases


class Counting:
    """A reader that also counts the pixels it was given."""

    def __init__(self, reader: ScreenReader) -> None:
        self.pixels = 0
        self._reader = reader

    def read(self, rgb: NDArray[np.uint8]) -> list[ReadLine]:
        """Pass on."""
        self.pixels += rgb.shape[0] * rgb.shape[1]
        return self._reader.read(rgb)

    def recognise(self, rgb: NDArray[np.uint8]) -> ReadLine:
        """Pass on."""
        self.pixels += rgb.shape[0] * rgb.shape[1]
        return self._reader.recognise(rgb)


def measured(
    name: str, pictures: list[Picture], truths: list[Truth], reader: ScreenReader
) -> dict[str, object]:
    """Read a deck through the step; an empty truth leaves the accuracy out."""
    counting = Counting(reader)
    stills = tuple(
        Still(n, str(n), n, (Span(n, n + 1),), *picture.size, content=0.5)
        for n, picture in enumerate(pictures)
    )

    def load(path: Path) -> NDArray[np.uint8]:
        return np.asarray(pictures[int(path.name)])

    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        screens = read(Stills(stills=stills), load, lambda: counting, MemoryContext(Path(folder)))
        seconds = time.perf_counter() - begun
    row: dict[str, object] = {
        "case": name,
        "stills": len(pictures),
        "seconds per still": round(seconds / len(pictures), 2),
        "part of the pixels read": round(
            counting.pixels / sum(p.size[0] * p.size[1] for p in pictures), 2
        ),
        "lines": sum(len(screen.lines) for screen in screens.screens),
    }
    if truths:
        wanted = ["".join("".join(truth).split()) for truth in truths]
        found = ["".join("".join(line.text for line in s.lines).split()) for s in screens.screens]
        wrong = sum(Levenshtein.distance(a, b) for a, b in zip(wanted, found, strict=True))
        row["characters"] = sum(map(len, wanted))
        row["accuracy"] = round(1 - wrong / sum(map(len, wanted)), 4)
    return row


def main() -> None:
    """Measure, show, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", action="store_true")
    wanted = parser.parse_args()
    reader = open_reader(threads=THREADS)
    reader.read(np.asarray(slide(SLIDES[0])))  # models load with the first picture
    rows = [measured(name, *deck, reader) for name, deck in decks().items()]
    if wanted.frames:
        paths = sorted(report.shared("makemore2").glob("frame_*_1080p.jpg"))
        frames = [Image.open(path).convert("RGB") for path in paths]
        rows.append(measured("real screencast frames 1080p", frames, [], reader))
    report.report("reading", f"Reading stills ({THREADS} threads)", rows)


if __name__ == "__main__":
    main()
