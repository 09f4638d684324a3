"""EPUB 3: one document for each chapter, a contents list, pictures that old readers know, a cover.

Chapters go through the one renderer. Guarantees that the book asks nobody for anything, that every link in
it leads somewhere, and that the same article gives the same bytes.
"""

from __future__ import annotations

import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
from markupsafe import Markup
from msgspec.structs import replace

from readreel.core import paths
from readreel.project.artifacts import Article, Chapter
from readreel.publish import facts, renderer
from readreel.publish import labels as words
from readreel.publish.moments import Moments
from readreel.publish.pictures import Picture, pictured, pictures
from readreel.publish.staging import put
from readreel.publish.work import Work

_UNDATED = "2000-01-01"
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""
# What a page needs and a book may not have.
_NOT_IN_BOOKS = re.compile(r' (?:loading="lazy"|tabindex="0"|rel="noreferrer")')
_LINK = re.compile(r'href="#([^"]+)"')
_ID = re.compile(r'\bid="([^"]+)"')


class Sheet(msgspec.Struct, frozen=True):
    """One document of the book: its ``file``, its title, and what stands in it as XHTML."""

    file: str
    title: str
    body: str


def write(work: Work, file: Path) -> None:
    """Write the book to ``file``."""
    encoded = pictures(work.article, work.project, old=True)
    names = {still: f"picture-{n}{p.suffix}" for n, (still, p) in enumerate(encoded.items(), 1)}
    shown = {s: renderer.Shown(names[s], p.width, p.height) for s, p in encoded.items()}
    # A book lies in a library of its own: only what is on the web can be reached from there.
    moments = Moments(None, work.place, work.moments.source)
    profile = renderer.Profile(moments, lambda block: shown[block.file])
    sheets = _linked([_opening(work.article, moments), *_chapters(work.article, profile)])
    entries: dict[str, str | bytes] = {
        "META-INF/container.xml": _CONTAINER,
        "book/package.opf": _package(work.article, sheets, names, encoded),
        "book/contents.xhtml": _contents(work.article, sheets),
        "book/book.css": (paths.resources() / "page" / "book.css").read_bytes(),
    }
    entries |= {f"book/{sheet.file}": _document(work.article, sheet) for sheet in sheets}
    entries |= {f"book/{names[still]}": picture.data for still, picture in encoded.items()}
    put(file, b"")
    with zipfile.ZipFile(file, "w") as book:
        _add(book, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        for name, content in entries.items():
            _add(book, name, content.encode() if isinstance(content, str) else content)


def _add(book: zipfile.ZipFile, name: str, content: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.compress_type = how
    book.writestr(entry, content)


def _opening(article: Article, moments: Moments) -> Sheet:
    """The title, what the book is made of, and how."""
    told = " · ".join(
        f'<a href="{Markup.escape(fact.href)}">{Markup.escape(fact.text)}</a>'
        if fact.href
        else str(Markup.escape(fact.text))
        for fact in facts.masthead(article, moments)
    )
    made = "\n".join(f"<p>{Markup.escape(line)}</p>" for line in facts.colophon(article))
    title = Markup.escape(article.title)
    body = (
        f'<h1 dir="auto">{title}</h1>\n<p class="facts">{told}</p>\n<div id="made">\n{made}\n</div>'
    )
    return Sheet("title.xhtml", article.title, body)


def _chapters(article: Article, profile: renderer.Profile) -> Iterator[Sheet]:
    nested = any(chapter.part for chapter in article.chapters)
    for number, chapter in enumerate(article.chapters, 1):
        alone = replace(article, chapters=(chapter,), references=())
        if len(article.chapters) > 1 and chapter.title.strip() == article.title.strip():
            alone = replace(alone, title="")  # it is not the only one, so its heading stays
        title = chapter.title or article.title
        yield Sheet(f"chapter-{number}.xhtml", title, renderer.body(alone, profile, nested=nested))
    if article.references:
        labels = words.labels_of(article)
        body = renderer.body(replace(article, chapters=()), profile)
        yield Sheet("references.xhtml", labels.references, body)


def _linked(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The same documents, their links leading into the document where the target is."""
    where = {found: sheet.file for sheet in sheets for found in _ID.findall(sheet.body)}

    def led(match: re.Match[str]) -> str:
        target = match[1]
        return f'href="{where[target]}#{target}"' if target in where else match[0]

    return [
        replace(sheet, body=_LINK.sub(led, _NOT_IN_BOOKS.sub("", sheet.body))) for sheet in sheets
    ]


def _render(template: str, article: Article, **values: Any) -> str:
    return (
        renderer.templates()
        .get_template(f"book/{template}")
        .render(
            language=words.tag(article.language),
            direction=words.direction(article.language),
            **values,
        )
    )


def _document(article: Article, sheet: Sheet) -> str:
    body = Markup(sheet.body)  # noqa: S704 - escaped by the renderer
    return _render("chapter.xhtml.j2", article, title=sheet.title, body=body)


def _contents(article: Article, sheets: Sequence[Sheet]) -> str:
    labels = words.labels_of(article)
    runs: list[tuple[str, list[Sheet]]] = [("", [])]
    chapters: list[Chapter | None] = [*article.chapters]
    for chapter, sheet in zip([*chapters, None], sheets[1:], strict=False):
        if chapter is not None and chapter.part:
            runs.append((chapter.part, []))
        elif chapter is None and len(runs) > 1:
            runs.append(("", []))
        runs[-1][1].append(sheet)
    shown = [(part, inside) for part, inside in runs if inside]
    return _render(
        "contents.xhtml.j2", article, title=labels.contents, first=sheets[0], parts=shown
    )


def _package(
    article: Article,
    sheets: Sequence[Sheet],
    names: Mapping[str, str],
    encoded: Mapping[str, Picture],
) -> str:
    cover = next((names[block.file] for block in pictured(article)), "")
    known = f"{article.facts.fingerprint or article.facts.name} {article.title}"
    date = article.facts.date[:10]
    return _render(
        "package.opf.j2",
        article,
        identifier=uuid.uuid5(uuid.NAMESPACE_URL, f"readreel:{known}"),
        title=" ".join(article.title.split()) or article.facts.name,
        date=date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else _UNDATED,
        sheets=sheets,
        cover=cover,
        pictures=[(names[still], encoded[still].media_type) for still in names],
    )
