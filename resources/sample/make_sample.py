"""Makes the sample recording: a public-domain reading with slides drawn to fit what is said.

``python resources/sample/make_sample.py FLAC SEGMENTS`` where FLAC is the reading of LJ001-0001 to 0032
of LJ Speech in one piece and SEGMENTS its transcript as JSON (``start``, ``end``, ``text`` each). Writes
``history-of-printing.mp4`` and ``truth.json`` beside this file. Needs the DejaVu fonts, which stay out of
the result: a slide is a picture.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parent
SIZE = (1280, 720)
RATE = 10
PAPER, INK, PALE, ACCENT = "#f7f2e7", "#2b2622", "#d9cdb8", "#a8341f"
SERIF, BOLD, ITALIC = "DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf"
LEFT = 96

Pen = ImageDraw.ImageDraw


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A DejaVu face at ``size`` pixels."""
    return ImageFont.truetype(name, size)


def centred(
    pen: Pen, x: float, y: float, text: str, face: ImageFont.FreeTypeFont, fill: str = INK
) -> None:
    """Text centred on a point."""
    pen.text((x, y), text, font=face, fill=fill, anchor="mm")


def lines(pen: Pen, texts: list[str], top: int = 230, size: int = 38) -> None:
    """Points of a slide, one under the other."""
    for number, text in enumerate(texts):
        y = top + number * int(size * 2.1)
        pen.ellipse((LEFT, y + size * 0.45, LEFT + 9, y + size * 0.45 + 9), fill=ACCENT)
        pen.text((LEFT + 34, y), text, font=font(SERIF, size), fill=INK)


def arrow(pen: Pen, start: int, end: int, y: int) -> None:
    """An arrow to the right."""
    pen.line((start, y, end - 8, y), fill=ACCENT, width=4)
    pen.polygon(((end, y), (end - 16, y - 9), (end - 16, y + 9)), fill=ACCENT)


def leaf(pen: Pen, box: tuple[int, int, int, int], columns: int, rows: int) -> None:
    """A page with columns of lines."""
    left, top, right, bottom = box
    pen.rectangle(box, fill="#fffdf8", outline=INK, width=3)
    gap = 24
    width = (right - left - gap * (columns + 1)) / columns
    step = (bottom - top - 60) / rows
    for column in range(columns):
        x = left + gap + column * (width + gap)
        for row in range(rows):
            y = top + 30 + row * step
            short = 0.62 if (row * 7 + column * 3) % 11 == 0 else 1.0
            pen.line((x, y, x + width * short, y), fill=INK, width=max(2, int(step * 0.42)))


def sorts(pen: Pen, word: str, x: int, y: int, size: int = 110) -> None:
    """Pieces of movable type standing in a row, mirrored as they are cast."""
    for number, letter in enumerate(word):
        left = x + number * (size + 12)
        pen.rectangle(
            (left, y, left + size, y + int(size * 1.3)), fill="#b9b3a8", outline=INK, width=3
        )
        face = Image.new("L", (size, int(size * 1.3)), 0)
        ImageDraw.Draw(face).text(
            (size / 2, size * 0.65), letter, font=font(BOLD, int(size * 0.7)), fill=255, anchor="mm"
        )
        mirrored = face.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        pen.bitmap((left, y), mirrored, fill=INK)


def opening(pen: Pen) -> None:
    """The title slide: the name alone, large."""
    pen.rectangle((0, 0, 26, SIZE[1]), fill=ACCENT)
    pen.text((LEFT, 250), "A Short History", font=font(BOLD, 76), fill=INK)
    pen.text((LEFT, 345), "of Printing", font=font(BOLD, 76), fill=INK)
    pen.text(
        (LEFT, 480), "Read from “Arts and Crafts Essays”, 1893", font=font(ITALIC, 30), fill=ACCENT
    )


def before(pen: Pen) -> None:
    """From the block to the book."""
    names = ("Wood block", "Block book", "Printed book")
    for number, name in enumerate(names):
        x = 130 + number * 380
        if number == 0:
            pen.rectangle((x, 260, x + 240, 500), fill="#b98a56", outline=INK, width=3)
            for y in range(290, 490, 30):
                pen.line((x + 30, y, x + 210, y), fill="#7a5530", width=9)
        else:
            leaf(pen, (x, 260, x + 240, 500), number, 9)
        centred(pen, x + 120, 550, name, font(SERIF, 30))
        if number < 2:
            arrow(pen, x + 265, x + 360, 380)


def metal(pen: Pen) -> None:
    """Cast letters."""
    sorts(pen, "PRINTING", 128, 260)
    centred(pen, 640, 490, "Cast once, set again and again", font(SERIF, 34))
    centred(pen, 640, 560, "Middle of the fifteenth century", font(ITALIC, 32), ACCENT)


def bible(pen: Pen) -> None:
    """Two columns of forty-two lines."""
    leaf(pen, (780, 150, 1150, 650), 2, 42)
    lines(
        pen,
        ["Gutenberg, about 1455", "Two columns, 42 lines each", "“Never been surpassed”"],
        260,
        32,
    )


def points(*texts: str) -> Callable[[Pen], None]:
    """A slide of points."""
    return lambda pen: lines(pen, list(texts))


def page(pen: Pen) -> None:
    """A page and its margins."""
    pen.rectangle((700, 160, 1140, 650), fill="#fffdf8", outline=INK, width=3)
    leaf(pen, (760, 205, 1060, 560), 1, 16)
    for x, y, name in (
        (910, 182, "head"),
        (1100, 385, "outer"),
        (910, 605, "foot"),
        (730, 385, "inner"),
    ):
        centred(pen, x, y, name, font(ITALIC, 20), ACCENT)
    lines(
        pen, ["Beautiful letters", "A reasonable arrangement", "Margins help the letters"], 260, 32
    )


def hands(pen: Pen) -> None:
    """The written beside the printed letter."""
    for x, name, style in ((330, "Written with the pen", ITALIC), (950, "Cast in metal", BOLD)):
        pen.rectangle((x - 190, 200, x + 190, 520), fill="#fffdf8", outline=PALE, width=3)
        centred(pen, x, 350, "Aag", font(style, 130))
        centred(pen, x, 580, name, font(SERIF, 30))
    arrow(pen, 560, 720, 360)


def dates(pen: Pen) -> None:
    """Ten years on a line."""
    pen.line((150, 420, 1130, 420), fill=INK, width=4)
    marks = ((1455, "Gutenberg Bible"), (1462, "Dated Bible, Maintz"), (1465, "Subiaco, near Rome"))
    for year, name in marks:
        x = 200 + (year - 1455) * 82
        pen.ellipse((x - 11, 409, x + 11, 431), fill=ACCENT)
        centred(pen, x, 365, str(year), font(BOLD, 34))
        centred(pen, x, 480 if year != 1465 else 530, name, font(SERIF, 24))
    pen.text((LEFT, 230), "Sweynheim and Pannartz print at Subiaco", font=font(SERIF, 32), fill=INK)


REASONS = (
    "Books consist mostly of letters",
    "So the letter should be fine in form",
    "Beautiful type costs no more than ugly type",
)

BLACK_LETTER = (
    "Gothic development of the Roman character",
    "Better in the lower-case than in the capitals",
    "Lower-case: early Middle Ages",
)
MISSAL = (
    "An exact imitation of the church hand",
    "Letters of the Gutenberg Bible",
    "Missals and psalters of the 15th century",
)
DATED = (
    "Maintz, 1462",
    "Printed by Peter Schoeffer",
    "Simpler, rounder, less spiky",
    "Easier to read",
)

SLIDES: tuple[tuple[float, str, Callable[[Pen], None]], ...] = (
    (0.0, "", opening),
    (12.0, "Before Movable Type", before),
    (27.3, "Movable Metal Letters", metal),
    (41.6, "The Forty-Two Line Bible", bible),
    (60.1, "Why the Letter Matters", points(*REASONS[:1])),
    (69.2, "Why the Letter Matters", points(*REASONS[:2])),
    (74.0, "Why the Letter Matters", points(*REASONS)),
    (85.3, "The Page as a Whole", page),
    (104.9, "From Pen to Type", hands),
    (117.7, "Black Letter", points(*BLACK_LETTER)),
    (137.0, "Missal Type", points(*MISSAL)),
    (161.9, "The First Dated Bible", points(*DATED)),
    (179.1, "The Best of Gothic Type", points("Strasburg", "Basle", "Paris", "Lubeck")),
    (201.5, "The Birth of Roman Type", dates),
)  # fmt: skip


def draw(title: str, body: Callable[[Pen], None]) -> Image.Image:
    """One slide."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    if title:
        pen.text((LEFT, 70), title, font=font(BOLD, 52), fill=INK)
        pen.rectangle((LEFT, 146, LEFT + 120, 151), fill=ACCENT)
    body(pen)
    return image


def encode(target: Path, reading: Path) -> float:
    """Write the recording; returns its length in seconds."""
    with (
        av.open(str(reading)) as source,
        av.open(str(target), "w", options={"movflags": "faststart"}) as sink,
    ):
        picture = sink.add_stream("libx264", rate=RATE)
        picture.width, picture.height, picture.pix_fmt = *SIZE, "yuv420p"
        picture.options = {"crf": "20", "tune": "stillimage", "preset": "slow", "g": str(4 * RATE)}
        sound = sink.add_stream("aac", rate=24000, layout="mono")
        sound.bit_rate = 64000
        sink.metadata.update(title="A Short History of Printing", date="1893")
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=24000)
        length = 0.0
        for frame in source.decode(audio=0):
            length += frame.samples / frame.sample_rate
            for piece in resampler.resample(frame):
                sink.mux(sound.encode(piece))
        sink.mux(sound.encode(None))
        frames = [np.asarray(draw(title, body)) for _, title, body in SLIDES]
        for number in range(int(length * RATE)):
            shown = max(i for i, slide in enumerate(SLIDES) if slide[0] <= number / RATE + 1e-6)
            frame = av.VideoFrame.from_ndarray(frames[shown], format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            sink.mux(picture.encode(frame))
        sink.mux(picture.encode(None))
    return length


def main(reading: Path, segments: Path) -> None:
    """Make the recording and its truth."""
    length = encode(HERE / "history-of-printing.mp4", reading)
    truth = {
        "duration": round(length, 3),
        "segments": [
            {key: segment[key] for key in ("start", "end", "text")}
            for segment in json.loads(segments.read_text(encoding="utf-8"))
        ],
        "slides": [
            {"start": start, "title": title or "A Short History of Printing"}
            for start, title, _ in SLIDES
        ],
    }
    text = json.dumps(truth, indent=1, ensure_ascii=False)
    (HERE / "truth.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
