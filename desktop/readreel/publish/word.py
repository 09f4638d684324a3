"""Word: an article in real styles, so that whoever opens it can change how it looks in one place.

Guarantees headings that make an outline and a contents field, pictures with alternative text that stay
with their captions, and the same bytes for the same article.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from docx import Document
from docx.document import Document as Documents
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Line

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
from readreel.publish.moments import Moments
from readreel.publish.pictures import Picture, pictures
from readreel.publish.plain import runs, web_address
from readreel.publish.staging import put
from readreel.publish.work import Work

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_UNDATED = "2000-01-01"
_TALLEST = 0.6
"""Of a page's height, what a picture takes at most: so that it leaves room for its caption."""
_GREY = RGBColor(0x66, 0x66, 0x66)
_BLUE = RGBColor(0x1F, 0x4E, 0x79)


class Desk(msgspec.Struct, frozen=True):
    """What the blocks are written with."""

    document: Any
    moments: Moments
    labels: words.Labels
    pictures: dict[str, Picture]
    backwards: bool


def write(work: Work, file: Path) -> None:
    """Write the document to ``file``."""
    article = work.article
    document = Document()
    _dress(document, article)
    desk = Desk(
        document=document,
        moments=work.moments,
        labels=words.labels_of(article),
        pictures=pictures(article, work.project, old=True),
        backwards=words.direction(article.language) == "rtl",
    )
    _opening(article, desk)
    _body(article, desk)
    _colophon(article, desk)
    buffer = io.BytesIO()
    document.save(buffer)
    put(file, _undated(buffer.getvalue()))


def _undated(data: bytes) -> bytes:
    """The same document without the time at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, old.read(entry.filename))
    return out.getvalue()


# --- styles --------------------------------------------------------------------------------------


def _dress(document: Documents, article: Article) -> None:
    """Styles, language and properties of the whole document."""
    page, styles = document.sections[0], document.styles
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.2
    _speak(normal, words.tag(article.language))
    code = styles.add_style("Code", WD_STYLE_TYPE.PARAGRAPH)
    code.base_style = normal
    code.font.name, code.font.size = "Consolas", Pt(9)
    code.paragraph_format.line_spacing = 1.0
    code.paragraph_format.left_indent = Pt(6)
    code.element.get_or_add_pPr().append(_shade("F3F3F0"))
    output = styles.add_style("Output", WD_STYLE_TYPE.PARAGRAPH)
    output.base_style = code
    output.font.color.rgb = _GREY
    facts_style = styles.add_style("Facts", WD_STYLE_TYPE.PARAGRAPH)
    facts_style.base_style = normal
    facts_style.font.size, facts_style.font.color.rgb = Pt(9), _GREY
    entry = styles.add_style("Contents Entry", WD_STYLE_TYPE.PARAGRAPH)
    entry.base_style = normal
    entry.paragraph_format.space_after = Pt(2)
    inline = styles.add_style("Code Word", WD_STYLE_TYPE.CHARACTER)
    inline.font.name, inline.font.size = "Consolas", Pt(10)
    moment = styles.add_style("Moment", WD_STYLE_TYPE.CHARACTER)
    moment.font.size, moment.font.color.rgb = Pt(8), _GREY
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb, link.font.underline = _BLUE, True
    _describe(document, article)


def _speak(style: ParagraphStyle, language: str) -> None:
    spoken = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        spoken.set(qn(name), language)
    style.element.get_or_add_rPr().append(spoken)


def _shade(colour: str) -> Any:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)):
        shade.set(qn(name), value)
    return shade


def _describe(document: Documents, article: Article) -> None:
    known = document.core_properties
    known.title = " ".join(article.title.split())[:255]
    known.language = words.tag(article.language)
    known.author, known.comments = "", ""
    try:
        known.created = known.modified = datetime.fromisoformat(article.facts.date[:10])
    except ValueError:
        known.created = known.modified = datetime.fromisoformat(_UNDATED)


# --- the parts -----------------------------------------------------------------------------------


def _opening(article: Article, desk: Desk) -> None:
    _line(desk, "Title").add_run(article.title)
    masthead = _line(desk, "Facts")
    for number, fact in enumerate(facts.masthead(article, desk.moments)):
        if number:
            masthead.add_run(" · ")
        _linked(masthead, fact.text, fact.href)
    if sum(bool(chapter.title) for chapter in article.chapters) > 1:
        _contents(article, desk)


def _contents(article: Article, desk: Desk) -> None:
    """The chapters as links, in a field that a word processor fills anew with its pages."""
    _line(desk, "Subtitle").add_run(desk.labels.contents)
    entries = list(_headings(article))
    for number, (mark, level, title) in enumerate(entries):
        line = _line(desk, "Contents Entry")
        line.paragraph_format.left_indent = Pt(14 * (level - 1))
        if number == 0:
            _field(line, "begin", "separate")
        around = OxmlElement("w:hyperlink")
        around.set(qn("w:anchor"), mark)
        around.append(line.add_run(title)._r)
        line._p.append(around)
        if number == len(entries) - 1:
            _field(line, "end")


def _field(line: Line, *kinds: str) -> None:
    """Marks of the contents field: where it begins (with what it is made of), its result, its end."""
    for kind in kinds:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        line.add_run()._r.append(mark)
        if kind == "begin":
            made_of = OxmlElement("w:instrText")
            made_of.set(qn("xml:space"), "preserve")
            made_of.text = ' TOC \\o "1-2" \\h \\z \\u '
            line.add_run()._r.append(made_of)


def _headings(article: Article) -> Iterator[tuple[str, int, str]]:
    """Bookmark, level and title of every heading that the contents list."""
    level = 2 if any(chapter.part for chapter in article.chapters) else 1
    for number, chapter in enumerate(article.chapters):
        if chapter.part:
            yield f"part{number}", 1, chapter.part
        if chapter.title:
            yield f"chapter{number}", level, chapter.title
    if article.references:
        yield "references", 1, words.labels_of(article).references


def _heading(desk: Desk, mark: str, level: int, title: str) -> None:
    line = _line(desk, f"Heading {level}")
    number = str(len(desk.document.element.body))
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        end = OxmlElement(name)
        end.set(qn("w:id"), number)
        if name == "w:bookmarkStart":
            end.set(qn("w:name"), mark)
        line._p.append(end)
    line.add_run(title)


def _body(article: Article, desk: Desk) -> None:
    marks = {mark: (level, title) for mark, level, title in _headings(article)}
    alone = len(article.chapters) == 1
    for number, chapter in enumerate(article.chapters):
        for mark in (f"part{number}", f"chapter{number}"):
            if mark in marks and not (alone and marks[mark][1].strip() == article.title.strip()):
                _heading(desk, mark, *marks[mark])
        for block in chapter.blocks:
            _SHAPES[type(block)](block, desk)
    if article.references:
        _heading(desk, "references", *marks["references"])
    for entry in article.references:
        _reference(entry, desk)


def _reference(entry: Reference, desk: Desk) -> None:
    line = _line(desk, "List Number")
    _linked(line, entry.text or entry.url, web_address(entry.url))
    _chip(line, entry.time, desk)


def _colophon(article: Article, desk: Desk) -> None:
    for text in facts.colophon(article):
        _line(desk, "Facts").add_run(text)


# --- the blocks ----------------------------------------------------------------------------------


def _paragraph(block: Paragraph, desk: Desk) -> None:
    line = _line(desk, "Normal")
    _prose(line, block.text, marked=block.marked)
    _chip(line, block.start, desk)


def _items(block: Items, desk: Desk) -> None:
    if block.title.strip():
        label = _line(desk, "Normal")
        label.paragraph_format.keep_with_next = True
        label.add_run(block.title, style="Strong")
    line = None
    for number, item in enumerate(block.items, 1):
        # A style's own numbers would go on counting from one list to the next.
        line = _line(desk, "List" if block.ordered else "List Bullet")
        if block.ordered:
            line.add_run(f"{number}.\t")
        _prose(line, item, marked=block.marked and number == len(block.items))
    if line is not None:
        _chip(line, block.start, desk)


def _figure(block: Figure, desk: Desk) -> None:
    _picture(desk, block.file, words.alternative(block, desk.labels))
    caption = _line(desk, "Caption")
    _prose(caption, block.caption)
    _chip(caption, block.start, desk)


def _picture(desk: Desk, file: str, alternative: str) -> None:
    picture = desk.pictures[file]
    section = desk.document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    tall = int(section.page_height * _TALLEST)
    height = round(width * picture.height / picture.width)
    if height > tall:
        width, height = Emu(round(tall * picture.width / picture.height)), Emu(tall)
    line = _line(desk, "Normal")
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(io.BytesIO(picture.data), width=width)
    shape._inline.docPr.set("descr", alternative)


def _code(block: Code, desk: Desk) -> None:
    lines = block.text.strip("\n").split("\n")
    listing = _line(desk, "Code")
    for number, text in enumerate(lines):
        run = listing.add_run(text)
        if number in block.doubtful:
            run.font.underline = WD_UNDERLINE.DOTTED
        if number < len(lines) - 1:
            run.add_break()
    if block.output:
        _line(desk, "Output").add_run(block.output.strip("\n"))
    below = _line(desk, "Facts")
    if block.doubtful:
        below.add_run(f"{desk.labels.unsure} ")
    _chip(below, block.start, desk)


def _quotation(block: Quotation, desk: Desk) -> None:
    line = _line(desk, "Quote")
    _prose(line, block.text)
    if block.source.strip():
        line.add_run(f" — {block.source}")
    _chip(line, block.start, desk)


_SHAPES: dict[type[Block], Callable[[Any, Desk], None]] = {
    Paragraph: _paragraph,
    Items: _items,
    Figure: _figure,
    Code: _code,
    Quotation: _quotation,
}


# --- what stands in a line -----------------------------------------------------------------------


def _line(desk: Desk, style: str) -> Line:
    line: Line = desk.document.add_paragraph(style=style)
    if desk.backwards and style not in ("Code", "Output"):
        line._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return line


def _prose(line: Line, text: str, *, marked: bool = False) -> None:
    for run in runs(text):
        if run.kind == "code":
            line.add_run(run.text, style="Code Word")
        else:
            _linked(line, run.text, run.href)
    if marked:
        line.add_run("°")


def _chip(line: Line, seconds: float, desk: Desk) -> None:
    moment = desk.moments.moment(seconds)
    if line.runs:
        line.add_run(" ")
    _linked(line, moment.clock, moment.href, "Moment")


def _linked(line: Line, text: str, href: str, style: str = "") -> None:
    """A run that leads somewhere, or a plain one without an address."""
    if not href:
        line.add_run(text, style=style or None)
        return
    around = OxmlElement("w:hyperlink")
    target = line.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    around.set(qn("r:id"), target)
    run = line.add_run(text, style=style or "Hyperlink")
    around.append(run._r)
    line._p.append(around)
