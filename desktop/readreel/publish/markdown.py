"""Markdown with its pictures in a folder beside it, plain enough to read as text.

Guarantees that whatever was said or read off the screen comes out as the characters it is: what Markdown
would take for markup is escaped, raw HTML included.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

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
from readreel.publish.exports import Work
from readreel.publish.moments import Moments, encoded
from readreel.publish.pictures import pictured, pictures
from readreel.publish.plain import Run, runs, web_address
from readreel.publish.staging import put

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|$])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_OPENING = re.compile(r"^(\s*)([#+\-=:]|\d{1,9}(?=[.)]))")


def write(work: Work, file: Path) -> None:
    """Write the article to ``file`` and its pictures to ``<name>_files`` beside it."""
    article = work.article
    folder = file.with_name(f"{file.stem}_files")
    labels = words.labels_of(article)
    encodings = pictures(article, work.project)
    images: dict[str, str] = {}
    for block in pictured(article):
        picture = encodings[block.file]
        # Named by the still: code that was read from one picture shares it.
        name = PurePath(block.file.removeprefix("stills/")).with_suffix("")
        asset = folder / f"{re.sub(r'[^A-Za-z0-9-]', '_', str(name))}{picture.suffix}"
        put(asset, picture.data)
        target = _target(encoded(PurePath(folder.name, asset.name)))
        if isinstance(block, Code):
            images[block.id] = f"[{escaped(labels.as_shown)}]({target})"
        else:
            images[block.id] = f"![{escaped(words.alternative(block, labels))}]({target})"
    put(file, render(article, work.moments, images).encode("utf-8"))


def render(article: Article, moments: Moments, images: dict[str, str]) -> str:
    """The article as Markdown; ``images`` gives pictures by block; a figure without keeps its caption."""
    parts = [f"# {escaped(article.title)}", _facts(article, moments)]
    level = "###" if any(chapter.part for chapter in article.chapters) else "##"
    for chapter in article.chapters:
        if chapter.part:
            parts.append(f"## {escaped(chapter.part)}")
        if chapter.title and not (len(article.chapters) == 1 and chapter.title == article.title):
            parts.append(f"{level} {escaped(chapter.title)}")
        parts += [_block(block, moments, images) for block in chapter.blocks]
    parts += _references(article, moments)
    parts.append("---")
    parts += [f"*{escaped(line)}*" for line in facts.colophon(article)]
    return "\n\n".join(part for part in parts if part) + "\n"


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


def _paragraph(block: Paragraph, moments: Moments, _: dict[str, str]) -> str:
    sign = " °" if block.marked else ""
    return f"{inline(block.text)}{sign} {_chip(block.start, moments)}"


def _items(block: Items, moments: Moments, _: dict[str, str]) -> str:
    bullets = [
        f"{f'{number}.' if block.ordered else '-'} {inline(item)}"
        for number, item in enumerate(block.items, 1)
    ]
    sign = " °" if block.marked else ""
    bullets[-1] += f"{sign} {_chip(block.start, moments)}"
    title = f"**{escaped(block.title)}**\n\n" if block.title.strip() else ""
    return title + "\n".join(bullets)


def _figure(block: Figure, moments: Moments, images: dict[str, str]) -> str:
    image = f"{images[block.id]}\n\n" if block.id in images else ""
    caption = f"*{escaped(block.caption)}* " if block.caption.strip() else ""
    return f"{image}{caption}{_chip(block.start, moments)}"


def _code(block: Code, moments: Moments, images: dict[str, str]) -> str:
    parts = [_fenced(block.text, block.language)]
    if block.output:
        parts.append(_fenced(block.output, ""))
    below = f"{images.get(block.id, '')} {_chip(block.start, moments)}"
    return "\n\n".join([*parts, below.strip()])


def _fenced(text: str, language: str) -> str:
    longest = max((len(found) for found in re.findall(r"`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    info = language if re.fullmatch(r"[\w+#-]{1,30}", language) else ""
    return f"{fence}{info}\n{text.strip(chr(10))}\n{fence}"


def _quotation(block: Quotation, moments: Moments, _: dict[str, str]) -> str:
    source = f"\n>\n> — {escaped(block.source)}" if block.source.strip() else ""
    return f"> {inline(block.text)} {_chip(block.start, moments)}{source}"


_SHAPES: dict[type, Callable[[Any, Moments, dict[str, str]], str]] = {
    Paragraph: _paragraph,
    Items: _items,
    Figure: _figure,
    Code: _code,
    Quotation: _quotation,
}


def _block(block: Block, moments: Moments, images: dict[str, str]) -> str:
    return _SHAPES[type(block)](block, moments, images)


def _references(article: Article, moments: Moments) -> list[str]:
    if not article.references:
        return []
    lines = [_reference(n, entry, moments) for n, entry in enumerate(article.references, 1)]
    return [f"## {escaped(words.labels_of(article).references)}", "\n".join(lines)]


def _reference(number: int, entry: Reference, moments: Moments) -> str:
    text = escaped(entry.text or entry.url)
    href = web_address(entry.url)
    shown = f"[{text}]({_target(href)})" if href else text
    return f"{number}. {shown} {_chip(entry.time, moments)}"
