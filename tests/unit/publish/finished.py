# ruff: noqa: E501 - prose stands on one line
"""A finished project on disk with every kind of block, corrections, several scripts and hostile text."""

from __future__ import annotations

from pathlib import Path

from samples import draw_slides, figure, paragraph

from readreel.core.time import Span
from readreel.project.artifacts import (
    Article,
    Chapter,
    Code,
    Facts,
    Items,
    Outline,
    OutlineChapter,
    Passage,
    Quotation,
    Recording,
    Reference,
    Sentence,
    Spelling,
    Spellings,
    Transcript,
    Word,
)
from readreel.project.edits import Caption, Edits, Name, Text, Title, added, place_of
from readreel.project.fingerprint import fingerprint
from readreel.project.folder import ProjectFolder

FIRST = paragraph(
    1,
    0.4,
    "We kept our names in a list, and Adda said it is slow: <script>alert(1)</script> would not help, nor a | b, nor #hash tags, nor %%this%%, nor ==that==.",
)
SECOND = paragraph(
    2,
    62.0,
    "مرحبا بكم. 我们把名字放在 `hash(key) % 8` 里 & nowhere else; see https://example.org/a_b?c=1&d=(2) ]]> for more.",
    marked=True,
    origin="cleaned",
)
LIST = Items(
    "l3",
    80.0,
    99.0,
    ("Keep a *short* list.", "---", "1. Grow the table."),
    True,
    "rewritten",
    0.9,
    (6, 7),
    title="What to do | when two meet",
)
CODE = Code(
    "k1",
    66.0,
    79.0,
    'def put(key):\n    return "```" + f"<{key}>" # 名字\n\nput("ada")',
    "python",
    "```<ada>",
    still=2,
    file="stills/0002.png",
    width=640,
    height=360,
    doubtful=(1,),
)
FIGURE = figure(
    1, 31.2, "Why \"look-ups\" are 'slow'", 'Why "look-ups" are <slow>. A list of a million names'
)
ARTICLE = Article(
    title='Adda\'s "hash": tables & names',
    language="en",
    facts=Facts(
        'talk: "hash" #1.mp4',
        3700.0,
        Span(0.0, 3700.0),
        "2024-02-29",
        "f" * 32,
        True,
        120,
        100,
        "listened",
        "whisper-base",
        "qwen",
    ),
    chapters=(
        Chapter("c1", "The complaint", 0.0, 62.0, (FIRST, FIGURE)),
        Chapter(
            "c2",
            "# The trick <b>",
            62.0,
            3700.0,
            (
                SECOND,
                CODE,
                LIST,
                Quotation("q1", 100.0, 108.0, "Forget everything.", "A slide — [1]"),
            ),
        ),
    ),
    references=(
        Reference("r1", "Notes on [dicts]", "https://example.org/notes_(1).txt", 70.0, "p2"),
    ),
)

SAID = (
    (
        0.4,
        "We kept our names in a list, and Adda said that this is rather slow if there are many of them.",
    ),
    (8.0, "Yes."),
    (9.1, "Nobody <i>noticed</i> --> until the customer did {\\an8}."),
    (62.0, "مرحبا بكم في هذه المحاضرة."),
    (
        66.0,
        "The function is called hash key & it returns a number, which is what we wanted to have.",
    ),
    (3605.5, "That is it for today."),
)


def sentences() -> tuple[Sentence, ...]:
    found = []
    for number, (start, text) in enumerate(SAID):
        words = [
            Word(word, round(start + n * 0.3, 3), round(start + n * 0.3 + 0.28, 3))
            for n, word in enumerate(text.split())
        ]
        found.append(Sentence(number, start, words[-1].end, text, tuple(words)))
    return tuple(found)


def recording_in(folder: Path) -> Path:
    file = folder / 'talk: "hash" #1.mp4'
    if not file.exists():
        file.write_bytes(b"no real video " * 999)
    return file


def project_in(folder: Path) -> Path:
    """A project in ``folder/project``, its recording beside it."""
    file = recording_in(folder)
    project = ProjectFolder(folder / "project")
    project.create()
    draw_slides(project.root, (640, 360))
    project.write(
        Recording(
            path=str(file),
            name=file.name,
            size=file.stat().st_size,
            fingerprint=fingerprint(file),
            container="mp4",
            duration=3700.0,
            span=Span(0.0, 3700.0),
        )
    )
    project.write(Transcript(language="en", source="listened", sentences=sentences()))
    project.write(
        Spellings(spellings=(Spelling(4, 4, 5, "hash key", "hash(key)", "identifier", 2, 0.9),))
    )
    project.write(
        Outline(
            title=ARTICLE.title,
            chapters=(
                OutlineChapter(0, "The complaint", 0.0, 62.0, (Passage(0, 0, 2, 0.4, 12.0),)),
                OutlineChapter(
                    1,
                    "The trick",
                    62.0,
                    3700.0,
                    (Passage(1, 3, 4, 62.0, 71.0), Passage(2, 5, 5, 3605.5, 3607.0)),
                ),
            ),
        )
    )
    project.write(ARTICLE)
    project.write(corrections())
    return project.root


def corrections() -> Edits:
    text = FIRST.text.replace("slow:", "slow —")
    edits = added(Edits(), Text("e1", place_of(ARTICLE, ARTICLE, "p1"), text))
    edits = added(edits, Title("e2", place_of(ARTICLE, ARTICLE, "c1"), "The *real* complaint"))
    caption = 'Why "look-ups" take <ages>'
    edits = added(edits, Caption("e3", place_of(ARTICLE, ARTICLE, "f1"), caption))
    return added(edits, Name("e4", "Adda", "Ada"))
