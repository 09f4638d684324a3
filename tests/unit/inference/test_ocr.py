"""The real reader on drawn screens, in a child of its own: OpenCV and PyAV must not share a process."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest
from PIL import Image, ImageDraw, ImageFont

SLIDE = (
    ("The Forty-Two Line Bible", 80, 60, 44),
    ("Printed about 1455", 80, 180, 30),
    ("Two columns, 42 lines each", 80, 250, 30),
    ("Never been surpassed", 80, 320, 30),
)
CODE = (
    ("def forward(self, x):", 60, 40, 20),
    ("h = torch.tanh(x @ self.w1 + self.b1)", 90, 80, 20),
    ("return h @ self.w2 # shape (32, 27)", 90, 120, 20),
    ("loss = 2.3271", 60, 160, 20),
)
CHILD = """
import json, sys
import numpy as np
from PIL import Image
from readreel.inference.ocr import open_reader
reader = open_reader(threads=2)
found = []
for path in sys.argv[1:]:
    rgb = np.asarray(Image.open(path).convert("RGB"))
    found.append([[line.text, line.box, line.confidence] for line in reader.read(rgb)])
dark = np.asarray(Image.open(sys.argv[2]).convert("RGB"))
line = reader.recognise(dark[156:188, 52:240])
found.append([[line.text, line.box, line.confidence]])
print(json.dumps(found))
"""

Line = tuple[str, list[int], float]


@dataclass(frozen=True)
class Reading:
    slide: list[Line]
    dark: list[Line]
    band: list[Line]
    again: list[Line]
    blank: list[Line]
    alone: list[Line]


def drawn(lines: tuple[tuple[str, int, int, int], ...], ink: str, paper: str) -> Image.Image:
    picture = Image.new("RGB", (1280, 720), paper)
    pen = ImageDraw.Draw(picture)
    for text, x, y, size in lines:
        pen.text((x, y), text, fill=ink, font=ImageFont.load_default(size))
    return picture


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    folder = tmp_path_factory.mktemp("drawn")
    slide, dark = drawn(SLIDE, "#222222", "white"), drawn(CODE, "#d4d4d4", "#1e1e1e")
    pictures = {
        "slide": slide,
        "dark": dark,
        "band": slide.crop((0, 160, 1280, 300)),
        "again": slide,
        "blank": Image.new("RGB", (640, 360), "#777777"),
    }
    for name, picture in pictures.items():
        picture.save(folder / f"{name}.png")
    done = subprocess.run(
        [sys.executable, "-c", CHILD, *(str(folder / f"{name}.png") for name in pictures)],
        capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    # What the libraries say of themselves must not reach the person, nor the stream of events.
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    return Reading(*json.loads(done.stdout))


def words(lines: list[Line]) -> str:
    placed = sorted(lines, key=lambda line: (line[1][1] // 20, line[1][0]))
    return " ".join(text for text, _, _ in placed)


def test_a_slide_is_read_word_for_word(reading: Reading) -> None:
    assert words(reading.slide) == " ".join(text for text, *_ in SLIDE)


def test_light_code_on_a_dark_screen_is_read_with_its_signs(reading: Reading) -> None:
    assert words(reading.dark).replace(" ", "") == "".join(t for t, *_ in CODE).replace(" ", "")


def test_boxes_are_pixels_of_the_picture_given(reading: Reading) -> None:
    for text, (left, top, right, bottom), _ in reading.slide:
        line = next(line for line in SLIDE if text in line[0])
        font = ImageFont.load_default(line[3])
        drawn_right = line[1] + font.getlength(line[0])
        assert line[1] - 12 <= left < right <= drawn_right + 12
        assert line[2] - 12 <= top < bottom <= line[2] + line[3] * 1.5


def test_a_band_reads_as_it_does_in_the_whole_screen(reading: Reading) -> None:
    whole = [text for text, box, _ in reading.slide if 160 <= box[1] < 300]
    assert [text for text, _, _ in reading.band] == whole


def test_the_same_picture_gives_the_same_lines(reading: Reading) -> None:
    assert reading.again == reading.slide


def test_one_line_is_recognised_without_being_looked_for(reading: Reading) -> None:
    ((text, box, _),) = reading.alone
    assert text.replace(" ", "") == "loss=2.3271"
    assert box == [0, 0, 188, 32]


def test_nothing_is_read_where_nothing_is_written(reading: Reading) -> None:
    assert reading.blank == []


def test_a_reader_that_cannot_load_is_an_error_with_a_code() -> None:
    script = (
        "import sys; sys.modules['rapidocr'] = None\n"
        "from readreel.core.errors import EngineError\n"
        "from readreel.inference.ocr import open_reader\n"
        "try:\n    open_reader(threads=1)\n"
        "except EngineError as error:\n    print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.strip() == "engine.reader", done.stderr
