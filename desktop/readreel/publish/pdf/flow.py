"""A stretch of the article set by Qt: a chapter, or the title with its contents list.

It is set for pages of one size and may begin anywhere on the first. Guarantees that a heading stays with
what follows it and a picture with its caption, that code keeps its indentation, and that nothing is wider
than the page. Lengths are in the device's pixels unless they say points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import msgspec
from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextImageFormat,
    QTextOption,
)

from readreel.publish.pdf.forms import GREY, MONO, SANS, SERIF, coloured, face, indented, linked
from readreel.publish.pictures import Picture
from readreel.publish.plain import runs

_BODY, _ENTRY, _SMALL, _CODE, _LEAST_CODE = 10.5, 9.5, 8.0, 8.5, 6.0
_HANG = 14.0
_TALLEST = 0.55
"""Of a page's height, what a picture takes at most."""
_PAPER = QColor("#f4f3f0")


class Size(msgspec.Struct, frozen=True):
    """The part of a page that text fills, and how many of its pixels make a point.

    Qt takes the lengths in a text's formats (margins, tabs, pictures) for pixels of the screen, and scales
    them to the device: ``screen`` is how many of those make one of the device's.
    """

    width: float
    height: float
    point: float
    screen: float


class Kept(msgspec.Struct, frozen=True):
    """Text blocks that share a page: from ``first`` to ``last``, of the last ``lines`` (0: all)."""

    first: int
    last: int
    lines: int = 0


class _Document(QTextDocument):
    """Pictures are unpacked when they are drawn, one at a time."""

    def __init__(self, pictures: Mapping[str, Picture]) -> None:
        super().__init__()
        self._pictures = pictures

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802
        """The picture of that name."""
        known = self._pictures.get(name.toString() if isinstance(name, QUrl) else name)
        return QImage.fromData(known.data) if known else super().loadResource(kind, QUrl(name))


class Flow:
    """What is written is set; `paginate` finds its pages, `draw` paints one of them."""

    def __init__(
        self,
        size: Size,
        device: QPagedPaintDevice,
        pictures: Mapping[str, Picture],
        *,
        language: str,
        backwards: bool = False,
    ) -> None:
        self._size = size
        self._face = partial(face, language=language)
        self._backwards = backwards
        self._pictures = pictures
        self._device = device
        self._document = _Document(pictures)
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.documentLayout().setPaintDevice(device)
        self._document.setPageSize(QSizeF(size.width, size.height))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if backwards:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        self._document.setDefaultTextOption(option)
        self._cursor = QTextCursor(self._document)
        self._kept: list[Kept] = []
        self._numbers: dict[int, str] = {}

    # --- writing ---------------------------------------------------------------------------------

    def heading(self, text: str, points: float, *, above: float, name: str = "") -> None:
        """A heading with room ``above`` it in points; ``name`` is what links lead to."""
        self._begin(above, 4)
        form = self._face(SANS, points, weight=QFont.Weight.DemiBold)
        if name:
            form.setAnchor(True)
            form.setAnchorNames([name])
        self._cursor.insertText(text, form)
        number = self._cursor.blockNumber()
        self._kept.append(Kept(number, number + 1, lines=2))

    def prose(
        self, text: str, *, size: float = _BODY, indent: float = 0, lead: str = "", after: float = 7
    ) -> None:
        """A paragraph of prose; ``lead`` stands before it (a bullet, a number)."""
        self._begin(0, after, indent=indent, hang=bool(lead))
        form = self._face(SERIF, size)
        if lead:
            self._cursor.insertText(f"{lead}\u2002", form)
        for run in runs(text):
            if run.kind == "code":
                self._cursor.insertText(run.text, self._face(MONO, size * 0.9))
            else:
                self._cursor.insertText(run.text, linked(form, run.href))

    def small(self, parts: Iterable[tuple[str, str]], *, after: float = 7) -> None:
        """A line of small grey print, of (text, address or nothing)."""
        self._begin(0, after)
        for text, href in parts:
            self._cursor.insertText(text, linked(self._face(SANS, _SMALL, colour=GREY), href))

    def chip(self, clock: str, href: str) -> None:
        """A moment behind what was just written."""
        form = self._face(SANS, _SMALL - 1, colour=GREY)
        if self._cursor.block().length() > 1:
            self._cursor.insertText("\u00a0 ", form)
        self._cursor.insertText(clock, linked(form, href, colour=GREY))

    def entry(self, title: str, page: str, target: str, *, level: int) -> None:
        """A line of the contents list, its page at the right edge."""
        self._begin(6 if level == 1 else 0, 2, indent=14 * (level - 1))
        block = self._cursor.blockFormat()
        if self._backwards:
            block.setLeftMargin(self._points(30))
        else:
            block.setRightMargin(self._points(30))
        self._cursor.setBlockFormat(block)
        weight = QFont.Weight.DemiBold if level == 1 else QFont.Weight.Normal
        form = self._face(SANS, _ENTRY, weight=weight)
        self._cursor.insertText(title, linked(form, f"#{target}", colour=QColor("black")))
        self._numbers[self._cursor.blockNumber()] = page

    def picture(self, file: str) -> None:
        """A picture as wide as the page, or as tall as it may be; it stays with what follows."""
        picture = self._pictures[file]
        width = self._size.width
        height = width * picture.height / picture.width
        if height > _TALLEST * self._size.height:
            height = _TALLEST * self._size.height
            width = height * picture.width / picture.height
        self._begin(4, 2, tight=True)
        image = QTextImageFormat()
        image.setName(file)
        image.setWidth(width * self._size.screen)
        image.setHeight(height * self._size.screen)
        self._cursor.insertImage(image)
        number = self._cursor.blockNumber()
        self._kept.append(Kept(number, number + 1))

    def code(self, text: str, language: str, doubtful: Iterable[int] = ()) -> None:
        """Lines of code, smaller where they would not fit, wrapped where that does not do."""
        lines = list(coloured(text.expandtabs(4).strip("\n"), language))
        longest = max((sum(len(piece) for piece, _ in line) for line in lines), default=0)
        size = self._code_size(longest)
        unsure = set(doubtful)
        for number, line in enumerate(lines):
            self._begin(4 if number == 0 else 0, 0, indent=6, tight=True)
            self._cursor.setBlockFormat(self._papered())
            for piece, colour, indents in indented(line):
                form = self._face(MONO, size, colour=colour)
                if number in unsure and not indents:
                    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                self._cursor.insertText(piece, form)
        last = self._cursor.blockNumber()
        first = last - len(lines) + 1
        self._kept.append(Kept(first, min(last, first + 3)))
        self._kept.append(Kept(max(first, last - 2), last + 1))

    def _code_size(self, longest: int) -> float:
        font = QFont(MONO)
        font.setPointSizeF(_CODE)
        wide = QFontMetricsF(font, self._device).horizontalAdvance("0") * longest
        room = self._size.width - 12 * self._size.point
        return max(_LEAST_CODE, min(_CODE, _CODE * room / wide)) if wide else _CODE

    def _begin(
        self,
        above: float,
        below: float,
        *,
        indent: float = 0,
        hang: bool = False,
        tight: bool = False,
    ) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(self._points(above))
        block.setBottomMargin(self._points(below))
        block.setLeftMargin(self._points(indent + (_HANG if hang else 0)))
        if hang:
            block.setTextIndent(-self._points(_HANG))
        if not tight:
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            block.setLineHeight(125, kind)
        self._cursor.insertBlock(block)

    def _papered(self) -> QTextBlockFormat:
        form = self._cursor.blockFormat()
        form.setBackground(_PAPER)
        return form

    def _points(self, points: float) -> float:
        """A length for a format."""
        return points * self._size.point * self._size.screen

    # --- pages -----------------------------------------------------------------------------------

    def paginate(self, top: float) -> tuple[bool, int, float]:
        """Find the pages of a flow that begins ``top`` below the head of a page.

        Returns whether it had to begin on a page of its own instead, on how many pages it stands, and
        how far the last of them is filled.
        """
        self._space(top)
        fresh = False
        for kept in sorted(self._kept, key=lambda one: one.first):
            start = self._document.findBlockByNumber(kept.first)
            if self._together(start, kept):
                continue
            if kept.first == 1:
                fresh = True
                self._space(0.0)
            else:
                form = QTextBlockFormat()
                form.setTopMargin(0.0)
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(start).mergeBlockFormat(form)
        end = self._bottom(self._document.lastBlock())
        # What Qt counts may be what it counted before the breaks.
        pages = int((end - 1) // self._size.height) + 1
        return fresh, pages, end - (pages - 1) * self._size.height

    def _space(self, top: float) -> None:
        """Leave room at the head: with an empty block, for the first one's margin counts for nothing."""
        form = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        form.setLineHeight(max(1.0, top * self._size.screen), kind)
        QTextCursor(self._document.firstBlock()).mergeBlockFormat(form)

    def _together(self, start: QTextBlock, kept: Kept) -> bool:
        last = self._document.findBlockByNumber(kept.last)
        if not last.isValid():
            last = self._document.lastBlock()
        height = self._size.height
        head = self._layout().blockBoundingRect(start).top()
        head += start.layout().lineAt(0).y() if start.layout().lineCount() else 0.0
        foot = self._bottom(last, kept.lines)
        # Qt counts in 64ths of a pixel, so the head of a page may lie a little above it.
        return int((head + 1) // height) == int((foot - 1) // height) or foot - head > height

    def _bottom(self, block: QTextBlock, lines: int = 0) -> float:
        laid = block.layout()
        rect = self._layout().blockBoundingRect(block)
        count = laid.lineCount()
        if not count:
            return rect.bottom()
        line = laid.lineAt(min(lines, count) - 1 if lines else count - 1)
        return laid.position().y() + line.y() + line.height()

    def _layout(self) -> QAbstractTextDocumentLayout:
        return self._document.documentLayout()

    def draw(self, painter: QPainter, page: int) -> None:
        """Paint one page of it; the painter's origin is where the text of a page begins."""
        height = self._size.height
        painter.save()
        painter.translate(0, -page * height)
        part = QRectF(0, page * height, self._size.width, height - 1)
        painter.setClipRect(part)
        self._document.drawContents(painter, part)
        self._draw_numbers(painter, part)
        painter.restore()

    def _draw_numbers(self, painter: QPainter, part: QRectF) -> None:
        """Pages of the contents list; a tab before them would make copied text full of tabs."""
        edge = Qt.AlignmentFlag.AlignLeft if self._backwards else Qt.AlignmentFlag.AlignRight
        font = QFont(SANS)
        font.setPointSizeF(_ENTRY)
        painter.setFont(font)
        for number, page in self._numbers.items():
            rect = self._layout().blockBoundingRect(self._document.findBlockByNumber(number))
            rect.setLeft(part.left())
            rect.setRight(part.right())
            if part.contains(rect.center()):
                painter.drawText(rect, edge | Qt.AlignmentFlag.AlignTop, page)
