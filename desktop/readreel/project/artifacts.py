"""The artifacts of a project, as types. Missing never means empty: an absent file is an error.

Times are seconds from the recording's origin, rounded to the millisecond; lengths on the screen are
pixels; ids are unique inside their artifact and stable over re-runs with the same input.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from readreel.core.time import Span

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels of a still; right and bottom lie outside."""

FORMAT = 1
"""Version of the artifacts' shape; a project of a newer one is left alone.

A field that is added has a default, so that what older programs wrote is read as it lies; only a change
that such files could not be read after raises this, and brings the code that converts them.
"""


class Artifact(msgspec.Struct, frozen=True, kw_only=True):
    """What all artifacts begin with."""

    format: int = FORMAT


# --- recording.json ------------------------------------------------------------------------------


class VideoTrack(msgspec.Struct, frozen=True):
    """A picture track; ``rotation`` in degrees clockwise, sizes as displayed (upright)."""

    index: int
    codec: str
    width: int
    height: int
    rate: float
    rotation: int = 0
    hdr: bool = False
    start: float = 0.0


class AudioTrack(msgspec.Struct, frozen=True):
    """A sound track; ``index`` counts audio tracks from 0."""

    index: int
    codec: str
    channels: int
    rate: int
    language: str = ""
    title: str = ""
    start: float = 0.0


class SubtitleTrack(msgspec.Struct, frozen=True):
    """Subtitles inside the file (``index`` counts from 0) or beside it (``path`` set)."""

    index: int
    codec: str
    language: str = ""
    title: str = ""
    path: str = ""
    text: bool = True


class Mark(msgspec.Struct, frozen=True):
    """A chapter mark that the recording carries."""

    start: float
    end: float
    title: str


class Recording(Artifact, frozen=True, kw_only=True):
    """recording.json: what is in the input file and which parts of it are used."""

    path: str
    name: str
    size: int
    fingerprint: str
    container: str
    duration: float
    title: str = ""
    date: str = ""
    kind: Literal["media", "subtitles"] = "media"
    video: tuple[VideoTrack, ...] = ()
    audio: tuple[AudioTrack, ...] = ()
    subtitles: tuple[SubtitleTrack, ...] = ()
    chapters: tuple[Mark, ...] = ()
    video_track: int | None = None
    audio_track: int | None = None
    span: Span
    damage: tuple[str, ...] = ()


# --- transcript.json -----------------------------------------------------------------------------


class Word(msgspec.Struct, frozen=True):
    """A spoken word with its punctuation, no spaces around it."""

    text: str
    start: float
    end: float
    probability: float = 1.0


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of timed words. ``text`` joins them as the language writes (no spaces in Chinese)."""

    id: int
    start: float
    end: float
    text: str
    words: tuple[Word, ...]
    doubtful: bool = False


class Hole(msgspec.Struct, frozen=True):
    """A stretch where somebody speaks and nothing could be understood, or a loop was cut out."""

    start: float
    end: float
    reason: Literal["silent", "loop", "damage"]


class Transcript(Artifact, frozen=True, kw_only=True):
    """transcript.json: what was said."""

    language: str
    source: Literal["listened", "subtitles", "none"]
    detail: str = ""
    sentences: tuple[Sentence, ...] = ()
    holes: tuple[Hole, ...] = ()


# --- stills.json ---------------------------------------------------------------------------------


class Still(msgspec.Struct, frozen=True):
    """One settled picture of the screen: ``file`` in the project's ``stills/``, ``spans`` it was visible.

    ``time`` is the moment it was taken, ``content`` (0…1) says how much it shows. ``restless`` are boxes
    in which it never rested: the speaker's inset, captions that are part of the picture, a clock.
    """

    id: int
    file: str
    time: float
    spans: tuple[Span, ...]
    width: int
    height: int
    kind: Literal["screen", "camera"] = "screen"
    content: float = 0.0
    restless: tuple[Box, ...] = ()


class Stills(Artifact, frozen=True, kw_only=True):
    """stills.json: the distinct pictures worth showing, in the order of their first span."""

    stills: tuple[Still, ...] = ()


# --- screens.json --------------------------------------------------------------------------------


class ScreenLine(msgspec.Struct, frozen=True):
    """A line read on a still, where it stands and how sure the reading is (0…1)."""

    text: str
    box: Box
    confidence: float


class Region(msgspec.Struct, frozen=True):
    """A part of a screen and what it is; ``lines`` are places in its screen's lines, in reading order.

    ``furniture`` belongs to the program that shows the rest (menus, tabs, the dock), ``captions`` are
    subtitles in the picture, ``unreadable`` is writing that the reader does not know.
    """

    kind: Literal[
        "title", "text", "list", "code", "output", "picture", "furniture", "captions", "unreadable"
    ]
    box: Box
    lines: tuple[int, ...] = ()


ScreenKind = Literal[
    "slide", "code", "terminal", "diagram", "web page", "photograph", "person", "screen"
]
"""What a still shows; ``screen`` is a program's window that is none of the others."""


class Screen(msgspec.Struct, frozen=True):
    """The screen text of one still; ``title`` is its most prominent line, or empty."""

    still: int
    lines: tuple[ScreenLine, ...] = ()
    title: str = ""
    kind: ScreenKind = "screen"
    regions: tuple[Region, ...] = ()


class ListingLine(msgspec.Struct, frozen=True):
    """A line of code or output with its indentation in spaces; doubtful where readings disagree."""

    text: str
    still: int
    box: Box
    doubtful: bool = False


class Listing(msgspec.Struct, frozen=True):
    """Code that was on the screen, in its latest complete version: a file, a notebook's cell, a command.

    ``prompt`` is what the program wrote before it ("In [10]:", ">>>", "$"), ``spans`` when any of it
    was visible, ``stills`` the stills it was read on; the last of them shows it best.
    """

    id: int
    origin: Literal["editor", "notebook", "terminal", "slide"]
    language: str
    lines: tuple[ListingLine, ...]
    spans: tuple[Span, ...]
    stills: tuple[int, ...]
    prompt: str = ""
    output: tuple[ListingLine, ...] = ()


class Screens(Artifact, frozen=True, kw_only=True):
    """screens.json: what is written on the stills, and the code among it put together over time."""

    screens: tuple[Screen, ...] = ()
    listings: tuple[Listing, ...] = ()


# --- spellings.json ------------------------------------------------------------------------------


class Spelling(msgspec.Struct, frozen=True):
    """Words of a sentence (``first`` to ``last``, inclusive) spelled as the screen writes them.

    ``still`` showed the spelling; ``likeness`` (0…1) is how close what was heard comes to it.
    """

    sentence: int
    first: int
    last: int
    heard: str
    written: str
    reason: Literal["name", "term", "number", "identifier"]
    still: int
    likeness: float


class Spellings(Artifact, frozen=True, kw_only=True):
    """spellings.json: where the screen knows better than the ear, and the terms that it shows.

    The transcript stays as it was heard; `readreel.project.spelled` applies these to it.
    """

    spellings: tuple[Spelling, ...] = ()
    terms: tuple[str, ...] = ()


# --- outline.json --------------------------------------------------------------------------------


class Passage(msgspec.Struct, frozen=True):
    """The run of sentences (``first`` to ``last``, inclusive ids) that becomes one paragraph."""

    id: int
    first: int
    last: int
    start: float
    end: float


class OutlineChapter(msgspec.Struct, frozen=True):
    """Passages under one title; ``origin`` says whether the recording or we made the boundary.

    ``part`` is the title of the part that begins with this chapter, if one does.
    """

    id: int
    title: str
    start: float
    end: float
    passages: tuple[Passage, ...]
    origin: Literal["found", "recording"] = "found"
    part: str = ""


class Outline(Artifact, frozen=True, kw_only=True):
    """outline.json: the chapters of the talk, and the terms that recur in it."""

    title: str
    chapters: tuple[OutlineChapter, ...] = ()
    glossary: tuple[str, ...] = ()


# --- paragraphs.json -----------------------------------------------------------------------------


Reason = Literal["filler", "repetition", "lost"]
"""Why a spoken sentence is not told: nothing was left of it, it is said elsewhere, it got lost."""


class Dropped(msgspec.Struct, frozen=True):
    """A spoken sentence, by its id, that no sentence of its paragraph carries."""

    sentence: int
    reason: Reason


class Written(msgspec.Struct, frozen=True):
    """A passage as prose. ``refused`` names the checks an earlier draft failed; ``support`` is 0…1.

    Every one of ``sentences`` that is not ``dropped`` is carried by the text. ``language`` is the article's
    where it is not the spoken one, ``untranslated`` says that it has words of this passage as they were
    spoken: all, or some in quotation marks.
    """

    passage: int
    text: str
    origin: Literal["rewritten", "cleaned", "edited"]
    support: float
    sentences: tuple[int, ...]
    refused: tuple[str, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    language: str = ""
    untranslated: bool = False


class Headings(msgspec.Struct, frozen=True):
    """The outline's titles in the article's language: of the whole, of the chapters in order, and of the
    parts that begin with them.
    """

    title: str
    chapters: tuple[str, ...]
    parts: tuple[str, ...]


class Paragraphs(Artifact, frozen=True, kw_only=True):
    """paragraphs.json: every passage of the outline as prose, in order.

    ``language`` and ``headings`` where the article is in another language than the talk: the outline
    stays as it was made, so that an article in one more language costs no new chapters.
    """

    writer: str
    paragraphs: tuple[Written, ...] = ()
    language: str = ""
    headings: Headings | None = None


# --- article.json --------------------------------------------------------------------------------


class Paragraph(msgspec.Struct, frozen=True, tag="paragraph"):
    """Prose with its moment, its origin and how far it is backed."""

    id: str
    start: float
    end: float
    text: str
    origin: Literal["rewritten", "cleaned", "edited"]
    support: float
    sentences: tuple[int, ...]
    marked: bool = False


class Figure(msgspec.Struct, frozen=True, tag="figure"):
    """A still in its place; ``file`` is relative to the project's folder."""

    id: str
    start: float
    end: float
    still: int
    file: str
    width: int
    height: int
    caption: str
    alt: str


class Code(msgspec.Struct, frozen=True, tag="code"):
    """A block of code as it was on the screen; ``doubtful`` are lines (from 0) that were hard to read.

    ``file`` is the picture of it, relative to the project's folder, with its size in pixels.
    """

    id: str
    start: float
    end: float
    text: str
    language: str = ""
    output: str = ""
    still: int | None = None
    file: str = ""
    width: int = 0
    height: int = 0
    doubtful: tuple[int, ...] = ()


class Items(msgspec.Struct, frozen=True, tag="list"):
    """A spoken enumeration as a list, or the list of a slide under its title."""

    id: str
    start: float
    end: float
    items: tuple[str, ...]
    ordered: bool
    origin: Literal["rewritten", "cleaned", "edited"]
    support: float
    sentences: tuple[int, ...]
    marked: bool = False
    title: str = ""


class Quotation(msgspec.Struct, frozen=True, tag="quotation"):
    """Words of somebody else, read out or shown."""

    id: str
    start: float
    end: float
    text: str
    source: str = ""
    sentences: tuple[int, ...] = ()


Block = Paragraph | Figure | Code | Items | Quotation


class Chapter(msgspec.Struct, frozen=True):
    """A chapter of the article; ``id`` serves as its anchor, ``part`` titles the part it opens, if any.

    ``carried`` is the share (0…1) of the words spoken in it, but for fillers and repetitions, that its
    paragraphs tell.
    """

    id: str
    title: str
    start: float
    end: float
    blocks: tuple[Block, ...]
    carried: float = 1.0
    part: str = ""


class Reference(msgspec.Struct, frozen=True):
    """A work or address named in the talk or on the screen, with its moment and its paragraph."""

    id: str
    text: str
    url: str
    time: float
    paragraph: str = ""


class Facts(msgspec.Struct, frozen=True):
    """What the page says of the recording and of how the article was made.

    ``spoken_language`` where the article was translated from it.
    """

    name: str
    duration: float
    span: Span
    date: str = ""
    fingerprint: str = ""
    has_video: bool = False
    spoken_words: int = 0
    written_words: int = 0
    transcript_source: str = ""
    listener: str = ""
    writer: str = ""
    spoken_language: str = ""


class Article(Artifact, frozen=True, kw_only=True):
    """article.json: the article, whole. Every page and export is made from this and the stills.

    Its JSON Schema ships as ``resources/schema/article.schema.json``; a test keeps the two the same.
    """

    title: str
    language: str
    facts: Facts
    chapters: tuple[Chapter, ...] = ()
    references: tuple[Reference, ...] = ()
    notices: tuple[str, ...] = ()
