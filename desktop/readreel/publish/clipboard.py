"""The article for a clipboard, to be pasted into a mail or a document."""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape
from msgspec.structs import replace

from readreel.project.artifacts import Article, Block, Chapter, Code, Items, Paragraph
from readreel.publish import labels, markdown, renderer
from readreel.publish.moments import Moments
from readreel.publish.pictures import Picture, pictures
from readreel.publish.plain import cleaned

_WIDTH = 640
"""Pixels of a picture's width where it is pasted: what fits a page and a mail."""


def copied(article: Article, project: Path) -> tuple[str, str]:
    """The article as HTML with its pictures inside, and as Markdown without them.

    The pictures are of the kinds that mail programs and word processors know. Code comes without its
    picture, paragraphs without the sign that the page explains at its end. Times are no links: what is
    pasted elsewhere must not tell where files lie on this computer.
    """
    article = cleaned(article)
    article = replace(article, chapters=tuple(map(_bare, article.chapters)))
    moments = Moments(None, project)
    shown = {name: _shown(one) for name, one in pictures(article, project, old=True).items()}
    body = renderer.body(article, renderer.Profile(moments, lambda block: shown[block.file]))
    title = escape(article.title)
    sheet = markdown.Sheet(moments, {}, labels.labels_of(article))
    return f"<h1>{title}</h1>{body}", markdown.render(article, sheet)


def _shown(picture: Picture) -> renderer.Shown:
    width = min(_WIDTH, picture.width)
    return renderer.Shown(picture.uri, width, round(picture.height * width / picture.width))


def _bare(chapter: Chapter) -> Chapter:
    return replace(chapter, blocks=tuple(map(_bare_block, chapter.blocks)))


def _bare_block(block: Block) -> Block:
    if isinstance(block, Code):
        return replace(block, file="")
    return replace(block, marked=False) if isinstance(block, Paragraph | Items) else block
