"""The article on its pages: title and contents, chapters one after the other, heads and page numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from readreel.project.artifacts import Block, Chapter, Code, Figure, Items, Paragraph, Quotation
from readreel.publish import facts
from readreel.publish import labels as words
from readreel.publish.pdf.flow import Flow, Size
from readreel.publish.pdf.forms import SANS, face
from readreel.publish.pictures import Picture, pictures
from readreel.publish.plain import web_address
from readreel.publish.work import Work

_DPI = 300
_SIDE, _TOP, _BOTTOM = 24.0, 24.0, 22.0
"""Margins in millimetres."""
_NOTHING_MORE = (
    b'<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta><?xpacket end="r"?>'
)
"""In place of what Qt would note: the time, and a number made up for this writing."""
_MOST_FILLED = 0.75
"""Of a page, from which the next chapter begins on another."""


class Bookmark(msgspec.Struct, frozen=True):
    """A heading with its page (from 1), its level (from 1), and the name that links lead to."""

    title: str
    page: int
    level: int
    name: str


class _Set(msgspec.Struct):
    """A flow on its pages: the first of them (from 0), how many, whose heading."""

    flow: Flow
    page: int = 0
    pages: int = 0
    title: str = ""
    headings: tuple[tuple[str, int, str], ...] = ()
    on_top: bool = False


class _Desk:
    """What flows are made with."""

    def __init__(self, work: Work, writer: QPdfWriter) -> None:
        self.work = work
        self.article = work.article
        self.labels = words.labels_of(work.article)
        self.pictures: dict[str, Picture] = pictures(work.article, work.project, old=True)
        self.writer = writer
        box = writer.pageLayout().paintRectPixels(_DPI)
        screen = QGuiApplication.primaryScreen().logicalDotsPerInch() / _DPI
        self.size = Size(float(box.width()), float(box.height()), _DPI / 72, screen)

    def flow(self) -> Flow:
        backwards = words.direction(self.article.language) == "rtl"
        return Flow(
            self.size,
            self.writer,
            self.pictures,
            language=self.article.language,
            backwards=backwards,
        )

    def chip(self, flow: Flow, seconds: float) -> None:
        moment = self.work.moments.moment(seconds)
        flow.chip(moment.clock, moment.href)


def draw(work: Work, device: QIODevice) -> list[Bookmark]:
    """Paint all pages of the article; returns its headings."""
    writer = QPdfWriter(device)
    writer.setResolution(_DPI)
    writer.setDocumentXmpMetadata(_NOTHING_MORE)
    margins = QMarginsF(_SIDE, _TOP, _SIDE, _BOTTOM)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    desk = _Desk(work, writer)
    rest = [_chapter(chapter, number, desk) for number, chapter in enumerate(work.article.chapters)]
    rest += [_references(desk)] if work.article.references else []
    rest.append(_colophon(desk))
    listed = sum(bool(one.headings) for one in rest) > 1
    front = _Set(_front(desk, _marks(rest) if listed else []), title=work.article.title)
    _, front.pages, filled = front.flow.paginate(0.0)
    _place(rest, front.pages, desk.size.height if listed else filled, desk)
    marks = _marks(rest)
    if listed:
        front.flow = _front(desk, marks)
        front.flow.paginate(0.0)
    _paint([front, *rest], desk)
    return marks


def _place(sets: Sequence[_Set], pages: int, filled: float, desk: _Desk) -> None:
    """Lay flows out one below the other, behind so many pages of which the last is so far filled."""
    for one in sets:
        if filled > _MOST_FILLED * desk.size.height:
            filled = desk.size.height
        room = filled < desk.size.height
        fresh, taken, end = one.flow.paginate(filled if room else 0.0)
        one.on_top = fresh or not room
        one.page = pages if one.on_top else pages - 1
        one.pages = taken
        pages, filled = one.page + taken, end


def _marks(sets: Sequence[_Set]) -> list[Bookmark]:
    return [
        Bookmark(title, one.page + 1, level, name)
        for one in sets
        for title, level, name in one.headings
    ]


# --- what is set ---------------------------------------------------------------------------------


def _front(desk: _Desk, marks: Sequence[Bookmark]) -> Flow:
    flow = desk.flow()
    flow.heading(desk.article.title, 22, above=8 if not marks else 40)
    parts: list[tuple[str, str]] = []
    for fact in facts.masthead(desk.article, desk.work.moments):
        parts += [(" · ", ""), (fact.text, fact.href)] if parts else [(fact.text, fact.href)]
    flow.small(parts, after=16)
    if marks:
        flow.heading(desk.labels.contents, 12, above=20)
    for mark in marks:
        flow.entry(mark.title, str(mark.page), mark.name, level=mark.level)
    return flow


def _chapter(chapter: Chapter, number: int, desk: _Desk) -> _Set:
    article, flow = desk.article, desk.flow()
    nested = any(one.part for one in article.chapters)
    repeats = len(article.chapters) == 1 and chapter.title.strip() == article.title.strip()
    headings: list[tuple[str, int, str]] = []
    if chapter.part:
        headings.append((chapter.part, 1, f"part{number}"))
    if chapter.title and not repeats:
        headings.append((chapter.title, 2 if nested else 1, f"chapter{number}"))
    for title, level, name in headings:
        flow.heading(title, 17 if nested and level == 1 else 14, above=22, name=name)
    for block in chapter.blocks:
        _SHAPES[type(block)](block, flow, desk)
    return _Set(flow, title=chapter.title, headings=tuple(headings))


def _paragraph(block: Paragraph, flow: Flow, desk: _Desk) -> None:
    flow.prose(block.text + ("°" if block.marked else ""))
    desk.chip(flow, block.start)


def _items(block: Items, flow: Flow, desk: _Desk) -> None:
    if block.title.strip():
        flow.heading(block.title, 10, above=4)
    for number, item in enumerate(block.items, 1):
        last = number == len(block.items)
        sign = "°" if block.marked and last else ""
        lead = f"{number}." if block.ordered else "•"
        flow.prose(item + sign, indent=6, lead=lead, after=7 if last else 2)
    desk.chip(flow, block.start)


def _figure(block: Figure, flow: Flow, desk: _Desk) -> None:
    flow.picture(block.file)
    flow.prose(block.caption, size=9, after=12)
    desk.chip(flow, block.start)


def _code(block: Code, flow: Flow, desk: _Desk) -> None:
    flow.code(block.text, block.language, block.doubtful)
    if block.output:
        flow.small([])
        flow.code(block.output, "")
    flow.small([(desk.labels.unsure, "")] if block.doubtful else [], after=10)
    desk.chip(flow, block.start)


def _quotation(block: Quotation, flow: Flow, desk: _Desk) -> None:
    source = f" — {block.source}" if block.source.strip() else ""
    flow.prose(block.text + source, indent=20)
    desk.chip(flow, block.start)


_SHAPES: dict[type[Block], Callable[[Any, Flow, _Desk], None]] = {
    Paragraph: _paragraph,
    Items: _items,
    Figure: _figure,
    Code: _code,
    Quotation: _quotation,
}


def _references(desk: _Desk) -> _Set:
    flow, title = desk.flow(), desk.labels.references
    flow.heading(title, 14, above=22, name="references")
    for number, entry in enumerate(desk.article.references, 1):
        href = web_address(entry.url)
        named = entry.text or entry.url
        flow.prose(
            named if not href or href in named else f"{named} {href}", lead=f"{number}.", after=4
        )
        desk.chip(flow, entry.time)
    return _Set(flow, title=title, headings=((title, 1, "references"),))


def _colophon(desk: _Desk) -> _Set:
    flow = desk.flow()
    flow.small([], after=10)
    for line in facts.colophon(desk.article):
        flow.small([(line, "")], after=3)
    return _Set(flow)


# --- painting ------------------------------------------------------------------------------------


def _paint(sets: Sequence[_Set], desk: _Desk) -> None:
    painter = QPainter(desk.writer)
    last = max(one.page + one.pages for one in sets)
    for page in range(last):
        if page:
            desk.writer.newPage()
            _edge(painter, page, _head(sets, page), desk)
        for one in sets:
            if one.page <= page < one.page + one.pages:
                one.flow.draw(painter, page - one.page)
    painter.end()


def _head(sets: Sequence[_Set], page: int) -> str:
    """The title of the chapter that the page begins with."""
    begun = [
        one for one in sets if one.title and (one.page < page or (one.page == page and one.on_top))
    ]
    return begun[-1].title if begun else ""


def _edge(painter: QPainter, page: int, chapter: str, desk: _Desk) -> None:
    """The running head, title and chapter, and the number of the page below."""
    size, point = desk.size, desk.size.point
    font = face(SANS, 7.5, language=desk.article.language).font()
    painter.save()
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.darkGray)
    metrics = QFontMetricsF(font, desk.writer)
    half = size.width / 2 - 8 * point
    head = QRectF(0, -30 * point, half, 12 * point)
    for text, place, side in (
        (desk.article.title, head, Qt.AlignmentFlag.AlignLeft),
        (
            chapter if chapter != desk.article.title else "",
            head.translated(size.width - half, 0),
            Qt.AlignmentFlag.AlignRight,
        ),
    ):
        painter.drawText(
            place, side, metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        )
    foot = QRectF(0, size.height + 18 * point, size.width, 12 * point)
    painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter, str(page + 1))
    painter.restore()
