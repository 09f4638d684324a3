"""The records of ``edits.json``: one for each thing a user can correct, tagged by its kind."""

from __future__ import annotations

from typing import Literal

import msgspec

from readreel.project.artifacts import Artifact

Kind = Literal["paragraph", "figure", "code", "list", "quotation", "chapter", "article"]


class Place(msgspec.Struct, frozen=True):
    """Where an edit was made: the block as it stood then, by name, by moment and by its words.

    ``block`` is the id of a block or chapter, empty for the article. ``part`` of ``parts`` counts the
    blocks that tell the same stretch together (what leads into a list, the list, what follows it).
    """

    block: str
    kind: Kind
    start: float
    end: float
    sentences: tuple[int, ...] = ()
    text: str = ""
    part: int = 0
    parts: int = 1


class Shot(msgspec.Struct, frozen=True):
    """A picture chosen by the user: a still of the recording, or (``still`` -1) a frame of their own.

    ``file`` is relative to the project's folder, ``time`` the moment it shows; ``start`` and ``end`` bound
    how long it was on. ``caption`` and ``alt`` are what the figure says with it.
    """

    still: int
    file: str
    time: float
    start: float
    end: float
    width: int
    height: int
    caption: str = ""
    alt: str = ""


class Text(msgspec.Struct, frozen=True, tag="text"):
    """Another text for a paragraph, a quotation or a block of code."""

    id: str
    place: Place
    text: str


class Item(msgspec.Struct, frozen=True, tag="item"):
    """Another text for one entry of a list, none to take it out; ``was`` is the entry it was made on,
    ``index`` from 0."""

    id: str
    place: Place
    index: int
    was: str
    text: str


class Title(msgspec.Struct, frozen=True, tag="title"):
    """Another title for a chapter or, with a place of kind article, for the whole."""

    id: str
    place: Place
    text: str


class Caption(msgspec.Struct, frozen=True, tag="caption"):
    """Another caption for a figure."""

    id: str
    place: Place
    text: str


class AltText(msgspec.Struct, frozen=True, tag="alt"):
    """Other words for a figure, for those who cannot see it."""

    id: str
    place: Place
    text: str


class SplitAt(msgspec.Struct, frozen=True, tag="split"):
    """A paragraph cut in two before the character ``offset`` of the place's text."""

    id: str
    place: Place
    offset: int


class Merged(msgspec.Struct, frozen=True, tag="merge"):
    """A paragraph joined with the next one, ``other``; pictures between them follow the whole."""

    id: str
    place: Place
    other: Place


class Deleted(msgspec.Struct, frozen=True, tag="delete"):
    """A block taken out."""

    id: str
    place: Place


class Restored(msgspec.Struct, frozen=True, tag="restore"):
    """What the edit ``of`` took out (a deletion, a figure without a picture) put back."""

    id: str
    place: Place
    of: str


class Swapped(msgspec.Struct, frozen=True, tag="picture"):
    """Another picture for a figure; None takes the figure out."""

    id: str
    place: Place
    shot: Shot | None


class AddedPicture(msgspec.Struct, frozen=True, tag="figure"):
    """A new figure after a block."""

    id: str
    place: Place
    shot: Shot


class Name(msgspec.Struct, frozen=True, tag="name"):
    """A name corrected everywhere: in prose, titles, captions, references and the transcript shown.

    With ``exact`` only the same upper and lower case is found; otherwise any, and what stood in capitals
    throughout stays so. ``whole`` finds whole words only, where the script has words.
    """

    id: str
    old: str
    new: str
    whole: bool = True
    exact: bool = True


class Redrafted(msgspec.Struct, frozen=True, tag="again"):
    """A paragraph that was asked again and taken: ``manner`` or the user's ``instruction``."""

    id: str
    place: Place
    text: str
    support: float
    manner: str = ""
    instruction: str = ""
    refused: tuple[str, ...] = ()


Edit = (
    Text
    | Item
    | Title
    | Caption
    | AltText
    | SplitAt
    | Merged
    | Deleted
    | Restored
    | Swapped
    | AddedPicture
    | Name
    | Redrafted
)


class Edits(Artifact, frozen=True, kw_only=True):
    """edits.json: what the user corrected, in the order they did it.

    Its JSON Schema ships as ``resources/schema/edits.schema.json``; a test keeps the two the same.
    """

    edits: tuple[Edit, ...] = ()
