"""Markdown with its pictures in a folder beside it, plain enough to read as text.

Two flavours: for GitHub and whatever else reads its Markdown, and for Obsidian, where every paragraph can
be linked to and the picture behind code unfolds. Both begin with YAML front matter.

Guarantees that whatever was said or read off the screen comes out as the characters it is: what either
would take for markup is escaped, raw HTML, tags, comments and highlights included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import msgspec

from readreel.core.time import clock
from readreel.project.artifacts import (
    Article,
    Block,
    Code,
    Figure,
    Items,
    Paragraph,
    Quotation,
    Reference,
)
from readreel.publish import facts
from readreel.publish import labels as words
from readreel.publish.moments import Moments, encoded
from readreel.publish.pictures import pictured, pictures
from readreel.publish.plain import Run, runs, web_address
from readreel.publish.staging import put
from readreel.publish.work import Work

# The second half is Obsidian's: tags, comments, highlights, names of blocks.
_SPECIAL = re.compile(r"([\\`*_\[\]<>~|$]|#(?=\w)|%(?=%)|(?<=%)%|=(?==)|(?<==)=|\^(?=[\w-]+$))")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_OPENING = re.compile(r"^(\s*)([#+\-=:]|\d{1,9}(?=[.)]))")


class Sheet(msgspec.Struct, frozen=True):
    """What the blocks are set with: ``images`` are addresses of pictures by block.

    A block without one goes without: a figure keeps its caption.
    """

    moments: Moments
    images: dict[str, str]
    labels: words.Labels
    obsidian: bool = False


def write(work: Work, file: Path, *, obsidian: bool = False) -> None:
    """Write the article to ``file`` and its pictures to ``<name>_files`` beside it."""
    folder = file.with_name(f"{file.stem}_files")
    encodings = pictures(work.article, work.project)
    images: dict[str, str] = {}
    for block in pictured(work.article):
        picture = encodings[block.file]
        # Named by the still: code that was read from one picture shares it.
        name = PurePath(block.file.removeprefix("stills/")).with_suffix("")
        asset = folder / f"{re.sub(r'[^A-Za-z0-9-]', '_', str(name))}{picture.suffix}"
        put(asset, picture.data)
        images[block.id] = encoded(PurePath(folder.name, asset.name))
    labels = words.labels_of(work.article)
    text = render(work.article, Sheet(work.moments, images, labels, obsidian))
    put(file, f"{_properties(work, obsidian)}\n{text}".encode())


def render(article: Article, sheet: Sheet) -> str:
    """The article as Markdown, without front matter."""
    parts = [f"# {escaped(article.title)}", _facts(article, sheet.moments)]
    level = "###" if any(chapter.part for chapter in article.chapters) else "##"
    for chapter in article.chapters:
        if chapter.part:
            parts.append(f"## {escaped(chapter.part)}")
        if chapter.title and not (len(article.chapters) == 1 and chapter.title == article.title):
            parts.append(f"{level} {escaped(chapter.title)}")
        parts += [_block(block, sheet) for block in chapter.blocks]
    parts += _references(article, sheet)
    parts.append("---")
    parts += [f"*{escaped(line)}*" for line in facts.colophon(article)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _properties(work: Work, obsidian: bool) -> str:
    """Front matter: every text a quoted scalar, which YAML reads as it reads JSON."""
    article, about = work.article, work.article.facts
    properties: dict[str, object] = {
        "title": " ".join(article.title.split()),
        "date": about.date[:10],
        "language": words.tag(article.language),
        "duration": clock(about.duration) if about.duration > 0 else "",
        "recording": about.name,
        "source": work.moments.source,
        "tags": ["readreel"] if obsidian else [],
    }
    lines = (
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in properties.items()
        if value
    )
    return "\n".join(("---", *lines, "---", ""))


def escaped(text: str) -> str:
    """One line of text that Markdown shows as it stands."""
    text = " ".join(text.split())
    text = _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))
    return _OPENING.sub(_escaped_opening, text)


def _escaped_opening(match: re.Match[str]) -> str:
    if match[2][0].isdigit():
        return match[0] + "\\"
    return f"{match[1]}\\{match[2]}"


def inline(text: str) -> str:
    """Prose with its code and its web addresses."""
    joined = "".join(_run(run) for run in runs(text))
    return _OPENING.sub(_escaped_opening, joined)


def _run(run: Run) -> str:
    if run.kind == "code":
        return f"`{run.text}`"
    if run.kind == "link":
        return f"<{run.href}>"
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", run.text))


def _chip(seconds: float, moments: Moments) -> str:
    href = moments.at(seconds)
    shown = clock(seconds)
    return f"[{shown}]({_target(href)})" if href else f"({shown})"


def _target(href: str) -> str:
    return f"<{href}>" if re.search(r"[()]", href) else href


def _facts(article: Article, moments: Moments) -> str:
    shown = [
        f"[{escaped(fact.text)}]({_target(fact.href)})" if fact.href else escaped(fact.text)
        for fact in facts.masthead(article, moments)
    ]
    return f"*{' · '.join(shown)}*" if shown else ""


def _named(block: Block, sheet: Sheet) -> str:
    """A name by which other notes link to the block."""
    return f" ^{re.sub(r'[^A-Za-z0-9-]', '-', block.id)}" if sheet.obsidian else ""


def _paragraph(block: Paragraph, sheet: Sheet) -> str:
    sign = " °" if block.marked else ""
    return f"{inline(block.text)}{sign} {_chip(block.start, sheet.moments)}{_named(block, sheet)}"


def _items(block: Items, sheet: Sheet) -> str:
    bullets = [
        f"{f'{number}.' if block.ordered else '-'} {inline(item)}"
        for number, item in enumerate(block.items, 1)
    ]
    sign = " °" if block.marked else ""
    bullets[-1] += f"{sign} {_chip(block.start, sheet.moments)}"
    title = f"**{escaped(block.title)}**\n\n" if block.title.strip() else ""
    return title + "\n".join(bullets)


def _figure(block: Figure, sheet: Sheet) -> str:
    address = sheet.images.get(block.id)
    alternative = escaped(words.alternative(block, sheet.labels))
    image = f"![{alternative}]({_target(address)})\n\n" if address else ""
    caption = f"*{escaped(block.caption)}* " if block.caption.strip() else ""
    return f"{image}{caption}{_chip(block.start, sheet.moments)}"


def _code(block: Code, sheet: Sheet) -> str:
    parts = [_fenced(block.text, block.language)]
    if block.output:
        parts.append(_fenced(block.output, ""))
    address = sheet.images.get(block.id)
    chip = _chip(block.start, sheet.moments)
    shown = escaped(sheet.labels.as_shown)
    if address and sheet.obsidian:
        picture = f"> [!quote]- {shown}\n> ![{shown}]({_target(address)})"
        return "\n\n".join([*parts, chip, picture])
    below = f"[{shown}]({_target(address)}) {chip}" if address else chip
    return "\n\n".join([*parts, below])


def _fenced(text: str, language: str) -> str:
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    info = language if re.fullmatch(r"[\w+#-]{1,30}", language) else ""
    return f"{fence}{info}\n{text.strip(chr(10))}\n{fence}"


def _quotation(block: Quotation, sheet: Sheet) -> str:
    source = f"\n>\n> — {escaped(block.source)}" if block.source.strip() else ""
    return f"> {inline(block.text)} {_chip(block.start, sheet.moments)}{source}"


_SHAPES: dict[type, Callable[[Any, Sheet], str]] = {
    Paragraph: _paragraph,
    Items: _items,
    Figure: _figure,
    Code: _code,
    Quotation: _quotation,
}


def _block(block: Block, sheet: Sheet) -> str:
    return _SHAPES[type(block)](block, sheet)


def _references(article: Article, sheet: Sheet) -> list[str]:
    if not article.references:
        return []
    lines = [_reference(n, entry, sheet) for n, entry in enumerate(article.references, 1)]
    return [f"## {escaped(sheet.labels.references)}", "\n".join(lines)]


def _reference(number: int, entry: Reference, sheet: Sheet) -> str:
    text = escaped(entry.text or entry.url)
    href = web_address(entry.url)
    shown = f"[{text}]({_target(href)})" if href else text
    return f"{number}. {shown} {_chip(entry.time, sheet.moments)}"
