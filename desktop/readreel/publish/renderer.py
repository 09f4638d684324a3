"""The one renderer: an article becomes a tree of blocks as well-formed XHTML.

Every outlet (page, folder, later the window's pane and EPUB) renders through here; what differs between
them is a `Profile`. Guarantees that all text is escaped, and that the result parses as XML.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from readreel.core import paths
from readreel.project.artifacts import (
    Article,
    Block,
    Chapter,
    Code,
    Figure,
    Items,
    Paragraph,
    Quotation,
    Reference,
)
from readreel.publish import labels as words
from readreel.publish.listing import coloured
from readreel.publish.moments import Moments
from readreel.publish.plain import runs, web_address


class Shown(msgspec.Struct, frozen=True):
    """A picture as the outlet shows it: its address and size in pixels."""

    src: str
    width: int
    height: int


class Profile(msgspec.Struct, frozen=True):
    """What an outlet decides: ``picture`` gives the address of a block's picture."""

    moments: Moments
    picture: Callable[[Figure | Code], Shown]


@cache
def templates() -> Environment:
    """The page's templates, escaping everything."""
    return Environment(
        loader=FileSystemLoader(paths.resources() / "page"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )


def body(article: Article, profile: Profile, *, nested: bool | None = None) -> str:
    """Chapters and references as well-formed XHTML, without a root element.

    ``nested`` chapters stand below parts, wherever these are titled; by default where one is here.
    """
    labels = words.labels_of(article)
    alone = len(article.chapters) == 1
    below = any(chapter.part for chapter in article.chapters) if nested is None else nested
    chapters = [_chapter(entry, profile, labels, article, alone) for entry in article.chapters]
    _once(chapters)
    return (
        templates()
        .get_template("article.html.j2")
        .render(
            chapters=chapters,
            heading="h3" if below else "h2",
            references=[_reference(entry, profile, labels) for entry in article.references],
            labels=labels,
        )
    )


def _chapter(
    chapter: Chapter, profile: Profile, labels: words.Labels, article: Article, alone: bool
) -> dict[str, Any]:
    repeats = alone and chapter.title.strip() == article.title.strip()
    paired = _paired(chapter.blocks)
    return {
        "id": chapter.id,
        "title": "" if repeats else chapter.title,
        "part": chapter.part,
        "blocks": [
            _block(block, profile, labels)
            | {"paired": block.id in paired, "spoken": _spoken(block, article)}
            for block in chapter.blocks
        ],
    }


def _spoken(block: Block, article: Article) -> dict[str, str]:
    """Language and direction of prose that a translated article has as it was spoken; else empty."""
    spoken = article.facts.spoken_language
    if not spoken or getattr(block, "origin", "") != "cleaned":
        return {}
    return {"language": words.tag(spoken), "direction": words.direction(spoken)}


def _once(chapters: Sequence[dict[str, Any]]) -> None:
    """Let listings that were read from one picture share it: the later ones lead to the first's."""
    owners: dict[str, str] = {}
    for block in (block for chapter in chapters for block in chapter["blocks"]):
        if block["kind"] == "code" and block["shown"]:
            owner = owners.setdefault(block["shown"].src, block["id"])
            block["behind"] = f"{owner}-shown"
            block["owner"] = owner == block["id"]


def _paired(blocks: Sequence[Block]) -> set[str]:
    """Figures that may stand side by side: two slides in a row, whose type is large enough for it."""
    paired: set[str] = set()
    for kind, run in groupby(blocks, type):
        figures = list(run)
        if kind is Figure and len(figures) == 2 and all(getattr(f, "caption", "") for f in figures):
            paired.update(figure.id for figure in figures)
    return paired


def _block(block: Block, profile: Profile, labels: words.Labels) -> dict[str, Any]:
    common: dict[str, Any] = {
        "id": block.id,
        "start": f"{block.start:g}"
        if block.start < 1000
        else f"{block.start:.3f}".rstrip("0").rstrip("."),
        "end": f"{block.end:.3f}".rstrip("0").rstrip("."),
        "moment": profile.moments.moment(block.start, labels.watch),
        "marked": getattr(block, "marked", False),
    }
    return common | _SHAPES[type(block)](block, profile, labels)


def _paragraph(block: Paragraph, _: Profile, __: words.Labels) -> dict[str, Any]:
    return {"kind": "paragraph", "inline": runs(block.text)}


def _items(block: Items, _: Profile, __: words.Labels) -> dict[str, Any]:
    return {
        "kind": "list",
        "title": block.title,
        "tag": "ol" if block.ordered else "ul",
        "entries": [runs(item) for item in block.items],
    }


def _figure(block: Figure, profile: Profile, labels: words.Labels) -> dict[str, Any]:
    shown = profile.picture(block)
    return {
        "kind": "figure",
        "src": shown.src,
        "width": shown.width,
        "height": shown.height,
        "alt": words.alternative(block, labels),
        "inline": runs(block.caption),
    }


def _code(block: Code, profile: Profile, _: words.Labels) -> dict[str, Any]:
    return {
        "kind": "code",
        "markup": coloured(block.text, block.language, block.doubtful),
        "output": block.output,
        "shown": profile.picture(block) if block.file else None,
        "unsure": bool(block.doubtful),
    }


def _quotation(block: Quotation, _: Profile, __: words.Labels) -> dict[str, Any]:
    return {"kind": "quotation", "inline": runs(block.text), "source": block.source}


_SHAPES: dict[type, Callable[[Any, Profile, words.Labels], dict[str, Any]]] = {
    Paragraph: _paragraph,
    Items: _items,
    Figure: _figure,
    Code: _code,
    Quotation: _quotation,
}


def _reference(entry: Reference, profile: Profile, labels: words.Labels) -> dict[str, Any]:
    return {
        "id": entry.id,
        "text": entry.text or entry.url,
        "href": web_address(entry.url),
        "paragraph": entry.paragraph,
        "moment": profile.moments.moment(entry.time, labels.watch),
    }
