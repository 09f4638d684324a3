"""Programs' windows with code in them, drawn with exact truth: every line with its place on the screen.

Editors, notebooks and terminals in five colour themes and any size of type, and what a recording makes
of them: `recorded` sends a picture through a real H.264 encoder at a screencast's usual rate.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import av
import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from pygments.lexers import get_lexer_by_name
from pygments.styles import get_style_by_name
from pygments.token import _TokenType

Picture = NDArray[np.uint8]
Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]

FONT = Path(__file__).parents[1] / "resources" / "fonts" / "JetBrainsMono-Regular.ttf"
THEMES = ("default", "solarized-light", "monokai", "nord", "github-dark")
SIZES = (14, 18, 24)
"""Pixels of type on a screen of 1080 lines: small, usual, and enlarged for an audience."""
FULL_HD = (1920, 1080)
HD = (1280, 720)

PYTHON = '''\
import torch
import torch.nn.functional as F

class Layer:
    """One layer of a small network."""

    def __init__(self, fan_in, fan_out, bias=True):
        self.weight = torch.randn((fan_in, fan_out)) / fan_in**0.5
        self.bias = torch.zeros(fan_out) if bias else None

    def __call__(self, x):
        self.out = x @ self.weight
        if self.bias is not None:
            self.out += self.bias
        return self.out

def split(words, parts=(0.8, 0.1)):
    n1 = int(parts[0] * len(words))
    n2 = int((parts[0] + parts[1]) * len(words))
    for name, some in [('train', words[:n1]), ("dev", words[n1:n2])]:
        print(f'{name}: {len(some)} words', some[0] != some[-1])
    return words[:n1], words[n1:n2], words[n2:]
'''
JAVASCRIPT = """\
const buckets = new Map();

export async function load(url, { retries = 3 } = {}) {
  for (let i = 0; i < retries; i++) {
    const answer = await fetch(`${url}?page=${i}`);
    if (!answer.ok) {
      continue;
    }
    const rows = (await answer.json()).map((row) => row.id);
    rows.forEach((id) => buckets.set(id, (buckets.get(id) || 0) + 1));
  }
  return [...buckets.entries()].sort((a, b) => b[1] - a[1]);
}
"""
RUST = """\
use std::collections::HashMap;

fn count(text: &str) -> HashMap<&str, usize> {
    let mut seen = HashMap::new();
    for word in text.split_whitespace() {
        *seen.entry(word).or_insert(0) += 1;
    }
    seen
}

fn main() {
    let seen = count("to be or not to be");
    if let Some(n) = seen.get("be") {
        println!("be: {}", n);
    }
}
"""


class Line(msgspec.Struct, frozen=True):
    """A line as it stands on the screen, its indentation in spaces; box in pixels around its cells."""

    text: str
    box: Box


class Shot(msgspec.Struct, frozen=True):
    """A picture and the lines of code (or output) on it, from top to bottom."""

    picture: Picture
    lines: tuple[Line, ...]
    output: tuple[Line, ...] = ()


class _Page:
    """A window being drawn: the ground, and code in the colours of its theme."""

    def __init__(self, theme: str, size: int, screen: tuple[int, int]) -> None:
        self.style = get_style_by_name(theme)
        self.ground = _rgb(self.style.background_color)
        self.dark = sum(self.ground) < 380
        self.image = Image.new("RGB", screen, self.ground)
        self.draw = ImageDraw.Draw(self.image)
        self.font = font(size)
        self.cell = self.font.getlength("m")
        self.pitch = round(size * 1.45)

    @property
    def ink(self) -> Colour:
        return (215, 215, 215) if self.dark else (40, 40, 40)

    @property
    def soft(self) -> Colour:
        return (110, 115, 125) if self.dark else (150, 150, 150)

    def text(self, at: tuple[float, float], text: str, fill: Colour | None = None) -> None:
        self.draw.text(at, text, font=self.font, fill=fill or self.ink)

    def code(self, left: float, top: float, source: str, language: str) -> list[Line]:
        """Draw source in its colours, a line every `pitch`; empty lines have no place."""
        lines: list[Line] = []
        for number, parts in enumerate(_coloured(source, language)):
            column, y = 0, top + number * self.pitch
            text = "".join(part for part, _ in parts)
            for part, kind in parts:
                colour = self.style.style_for_token(kind)["color"]
                fill = _rgb(f"#{colour}") if colour else self.ink
                self.text((left + column * self.cell, y), part, fill)
                column += len(part)
            if text.strip():
                lines.append(self._placed(text.rstrip(), left, y))
        return lines

    def plain(self, left: float, top: float, texts: Sequence[str]) -> list[Line]:
        """Draw output in one colour."""
        for number, text in enumerate(texts):
            self.text((left, top + number * self.pitch), text)
        return [
            self._placed(text, left, top + number * self.pitch)
            for number, text in enumerate(texts)
            if text.strip()
        ]

    def _placed(self, text: str, left: float, top: float) -> Line:
        start = left + (len(text) - len(text.lstrip())) * self.cell
        box = (start, top, left + len(text) * self.cell, top + self.pitch)
        return Line(text, (round(box[0]), round(box[1]), round(box[2]), round(box[3])))

    def shot(self, lines: Sequence[Line], output: Sequence[Line] = ()) -> Shot:
        height = self.image.height
        seen = tuple(line for line in lines if line.box[3] <= height)
        below = tuple(line for line in output if line.box[3] <= height)
        return Shot(np.asarray(self.image), seen, below)


def editor(
    source: str,
    language: str = "python",
    *,
    theme: str = "default",
    size: int = 18,
    screen: tuple[int, int] = FULL_HD,
    top: int = 0,
    numbers: bool = True,
    file: str = "main.py",
) -> Shot:
    """An editor with a menu, a tab, line numbers and a status bar, scrolled down by ``top`` lines."""
    page = _Page(theme, size, screen)
    pitch = page.pitch
    page.text((pitch, pitch * 0.3), "File   Edit   Selection   View   Go   Run   Help", page.soft)
    page.text((pitch * 3, pitch * 1.6), file)
    page.draw.line((0, pitch * 2.8, screen[0], pitch * 2.8), fill=page.soft)
    left = page.cell * 8
    shown = source.rstrip("\n").split("\n")[top:]
    room = int((screen[1] - pitch * 4.8) / pitch)
    shown = shown[:room]
    if numbers:
        for number in range(len(shown)):
            place = f"{top + number + 1:>4}"
            page.text((page.cell * 2, pitch * (3.2 + number)), place, page.soft)
    lines = page.code(left, pitch * 3.2, "\n".join(shown), language)
    page.text((pitch, screen[1] - pitch * 1.3), "main*   Ln 1, Col 1   UTF-8   LF", page.soft)
    return page.shot(lines)


def notebook(
    cells: Sequence[tuple[int, str, str]],
    language: str = "python",
    *,
    theme: str = "default",
    size: int = 18,
    screen: tuple[int, int] = FULL_HD,
) -> Shot:
    """A notebook: (number, source, output) for each cell, the prompts in the margin."""
    page = _Page(theme, size, screen)
    pitch, left = page.pitch, page.cell * 14
    page.text((pitch, pitch * 0.3), "File   Edit   View   Insert   Cell   Kernel   Help", page.soft)
    y = pitch * 2.6
    lines: list[Line] = []
    output: list[Line] = []
    for number, source, shown in cells:
        rows = source.rstrip("\n").split("\n")
        page.text((page.cell * 3, y), f"In [{number}]:", page.soft)
        height = pitch * (len(rows) + 0.6)
        page.draw.rectangle(
            (left - page.cell, y - pitch * 0.3, screen[0] - pitch, y + height - pitch * 0.3),
            outline=page.soft,
        )
        lines += page.code(left, y, source.rstrip("\n"), language)
        y += height + pitch * 0.4
        if shown:
            output += page.plain(left, y, shown.split("\n"))
            y += pitch * (len(shown.split("\n")) + 0.6)
    return page.shot(lines, output)


def terminal(
    commands: Sequence[tuple[str, str]],
    *,
    prompt: str = "$ ",
    theme: str = "github-dark",
    size: int = 18,
    screen: tuple[int, int] = FULL_HD,
) -> Shot:
    """A terminal: (command, output) one after another; truth lines carry no prompt."""
    page = _Page(theme, size, screen)
    y, left = page.pitch * 0.8, page.cell * 2
    lines: list[Line] = []
    output: list[Line] = []
    for command, shown in commands:
        page.text((left, y), prompt, page.soft)
        lines += page.plain(left + page.font.getlength(prompt), y, [command])
        y += page.pitch
        if shown:
            output += page.plain(left, y, shown.split("\n"))
            y += page.pitch * len(shown.split("\n"))
    return page.shot(lines, output)


def recorded(picture: Picture, *, quality: int = 26, frames: int = 12) -> Picture:
    """The picture as a screencast shows it once it has settled: H.264, ``quality`` as x264's CRF."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=10)
        stream.height, stream.width = picture.shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.options = {"preset": "veryfast", "crf": str(quality)}
        for _ in range(frames):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    file.seek(0)
    with av.open(file, "r") as made:
        *_, last = made.decode(video=0)
        return np.asarray(last.to_ndarray(format="rgb24"), dtype=np.uint8)


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont:
    """The type that code is drawn in."""
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _coloured(source: str, language: str) -> list[list[tuple[str, _TokenType]]]:
    lines: list[list[tuple[str, _TokenType]]] = [[]]
    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    for kind, text in lexer.get_tokens(source):
        for number, part in enumerate(text.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, kind))
    return lines


def _rgb(colour: str) -> Colour:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
