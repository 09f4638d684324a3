"""Articles for the tests of the reading view, and a project folder with real pictures for them."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PIL import Image, ImageDraw

from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Code,
    Facts,
    Figure,
    Items,
    Paragraph,
    Quotation,
    Reference,
    Sentence,
    Transcript,
    Written,
)

WORDS = (
    "The printer set every letter by hand and read each line in the mirror before it was locked. "
)


def paragraph(number: int, text: str = "", *, marked: bool = False) -> Paragraph:
    """The paragraph spoken from ``10 * number`` seconds on; its sentence has the same number."""
    return Paragraph(
        id=f"p{number}",
        start=10.0 * number,
        end=10.0 * number + 9,
        text=text or f"Paragraph {number}. {WORDS * 4}".strip(),
        origin="cleaned" if marked else "rewritten",
        support=0.4 if marked else 0.98,
        sentences=(number,),
        marked=marked,
    )


def figure(number: int, *, caption: str = "") -> Figure:
    return Figure(
        id=f"f{number}",
        start=10.0 * number + 5,
        end=10.0 * number + 9,
        still=number,
        file=f"stills/still-{number}.png",
        width=640,
        height=360,
        caption=caption,
        alt=f"slide {number}",
    )


def article(
    *chapters: tuple[str, list[Block]],
    title: str = "The Art of Printing",
    language: str = "en",
    references: tuple[Reference, ...] = (),
) -> Article:
    """An article of titled chapters; a chapter starts where its first block does."""
    made = [
        Chapter(
            id=f"c{number}", title=name, start=blocks[0].start, end=blocks[-1].end,
            blocks=tuple(blocks),
        )
        for number, (name, blocks) in enumerate(chapters, start=1)
    ]  # fmt: skip
    facts = Facts(
        name="printing.mp4", duration=600.0, span=Span(0.0, 600.0), written_words=900,
        transcript_source="listened", listener="whisper-base", writer="writer",
    )  # fmt: skip
    return Article(
        title=title, language=language, facts=facts, chapters=tuple(made), references=references
    )


def book() -> Article:
    """Every kind of block, over several screens."""
    first: list[Block] = [
        paragraph(0, "We call `encode` and read https://example.org/books first."),
        Items(
            id="p0-list", start=4.0, end=9.0, items=("Paper", "Ink", "Metal"), ordered=True,
            origin="rewritten", support=1.0, sentences=(0,),
        ),
        paragraph(1),
        figure(1, caption="Movable letters"),
        paragraph(2, marked=True),
    ]  # fmt: skip
    second: list[Block] = [
        Code(id="k1", start=30.0, end=35.0, text="for x in y:\n    print(x)\n", language="python"),
        Quotation(id="q1", start=36.0, end=38.0, text="Never been surpassed.", source="A critic"),
        *(paragraph(number) for number in range(4, 20)),
        figure(20),
        *(paragraph(number) for number in range(20, 30)),
    ]
    references = (Reference("r1", "A book", "https://example.org/book", 12.0, "p1"),)
    return article(("Letters", first), ("Pages", second), references=references)


def project(folder: Path) -> Path:
    """A project folder with the pictures, transcript and paragraphs of `book`."""
    (folder / "stills").mkdir(parents=True)
    for number in (1, 20):
        image = Image.new("RGB", (640, 360), (240, 240, 250))
        ImageDraw.Draw(image).rectangle((100, 80, 300, 200), fill=(30 * number % 255, 80, 160))
        image.save(folder / "stills" / f"still-{number}.png")
    sentences = tuple(
        Sentence(number, 10.0 * number, 10.0 * number + 9, f"Well, um, sentence {number}.", ())
        for number in range(30)
    )
    transcript = Transcript(language="en", source="listened", sentences=sentences)
    (folder / "transcript.json").write_bytes(msgspec.json.encode(transcript))
    written = Written(2, "It was so.", "cleaned", 1.0, (2,), ("added", "number"))
    (folder / "paragraphs.json").write_bytes(
        msgspec.json.encode({"writer": "w", "paragraphs": [written]})
    )
    return folder
