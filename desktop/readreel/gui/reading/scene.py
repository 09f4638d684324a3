"""Where everything of the article lies in the pane, in viewport coordinates (logical pixels).

Painting and pointing both ask here, so that what is drawn is what is hit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from readreel.core.time import clock
from readreel.gui.reading.content import Content
from readreel.gui.reading.leaves import Leaf
from readreel.gui.reading.targets import Target, has_chip, has_mark
from readreel.gui.reading.typeset import Typesetter
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE

END = WIDE + TIGHT
"""Room beside the text on the side where no times stand."""
_ABOVE = 28.0
_BELOW = 140.0


class Seen(NamedTuple):
    """A leaf in sight: its number, its text block, and where its text lies."""

    number: int
    leaf: Leaf
    block: QTextBlock
    rect: QRectF


class Scene:
    """The geometry of one pane."""

    def __init__(self, edit: QTextEdit, content: Content, setter: Typesetter) -> None:
        self._edit = edit
        self.content = content
        self.setter = setter
        self.hours = False

    @property
    def gutter(self) -> float:
        """The room in which times stand."""
        metrics = QFontMetricsF(self.setter.chip_font)
        return metrics.horizontalAdvance("0:00:00" if self.hours else "00:00") + WIDE + NORMAL

    @property
    def full_width(self) -> float:
        """Column, gutter and the room at its end."""
        return self.gutter + self.setter.width + END

    @property
    def column(self) -> tuple[float, float]:
        """Left and right edge of the text."""
        left = END if self.setter.right_to_left else self.gutter
        return left, left + self.setter.width

    def arrange(self) -> None:
        """Give the document its width and margins; every line is broken anew if they changed."""
        left, _ = self.column
        right = self.full_width - left - self.setter.width
        frame = self._edit.document().rootFrame()
        form = frame.frameFormat()
        margins = (form.leftMargin(), form.rightMargin(), form.topMargin(), form.bottomMargin())
        if margins != (left, right, _ABOVE, _BELOW):
            form.setLeftMargin(left)
            form.setRightMargin(right)
            form.setTopMargin(_ABOVE)
            form.setBottomMargin(_BELOW)
            frame.setFrameFormat(form)
        if self._edit.lineWrapColumnOrWidth() != round(self.full_width):
            self._edit.setLineWrapColumnOrWidth(round(self.full_width))

    @property
    def offset(self) -> float:
        """How far the document is scrolled."""
        return float(self._edit.verticalScrollBar().value())

    def seen(self, top: float, bottom: float) -> Iterator[Seen]:
        """The leaves between two heights of the viewport, with a little more on either side."""
        layout = self._edit.document().documentLayout()
        left, _ = self.column
        at = layout.hitTest(QPointF(left + 1, self.offset + top), Qt.HitTestAccuracy.FuzzyHit)
        block = self._edit.document().findBlock(max(0, at))
        if block.previous().isValid():
            block = block.previous()
        while block.isValid() and block.blockNumber() < len(self.content.leaves):
            rect = layout.blockBoundingRect(block).translated(0, -self.offset)
            if rect.top() > bottom + WIDE:
                return
            number = block.blockNumber()
            yield Seen(number, self.content.leaves[number], block, self._text(block, rect))
            block = block.next()

    def see(self, number: int) -> Seen:
        """One leaf, in sight or not."""
        block = self.content.block(number)
        layout = self._edit.document().documentLayout()
        rect = layout.blockBoundingRect(block).translated(0, -self.offset)
        return Seen(number, self.content.leaves[number], block, self._text(block, rect))

    def _text(self, block: QTextBlock, rect: QRectF) -> QRectF:
        left, right = self.column
        form = block.blockFormat()
        rect.setLeft(left + form.leftMargin())
        rect.setRight(right - form.rightMargin())
        return rect

    def block_rect(self, name: str) -> QRectF:
        """All of a block; null for an unknown id."""
        whole = QRectF()
        for number in self.content.numbers(name):
            whole = whole.united(self.see(number).rect)
        return whole

    # --- parts of a leaf -------------------------------------------------------------------------

    def picture(self, seen: Seen) -> QRectF:
        """The picture of a figure."""
        assert seen.leaf.picture is not None
        form = self.setter.image(seen.leaf.picture)
        left = seen.rect.right() - form.width() if self.setter.right_to_left else seen.rect.left()
        return QRectF(left, seen.rect.top(), form.width(), form.height())

    def chip(self, seen: Seen) -> QRectF:
        """The time in the margin, level with the leaf's first line."""
        metrics = QFontMetricsF(self.setter.chip_font)
        width = metrics.horizontalAdvance(clock(seen.leaf.start)) + 2 * SMALL
        height = metrics.height() + TIGHT
        left, right = self.column
        x = right + NORMAL if self.setter.right_to_left else left - NORMAL - width
        y = self.baseline(seen) - metrics.ascent() - TIGHT / 2
        if seen.leaf.picture is not None:
            y = seen.rect.top() + TIGHT
        return QRectF(x, y, width, height)

    def mark(self, seen: Seen) -> QRectF:
        """The quiet mark below the time."""
        chip = self.chip(seen)
        side = float(NORMAL + TIGHT)
        x = (
            chip.left() + SMALL
            if self.setter.right_to_left
            else chip.right() - SMALL - side + TIGHT
        )
        return QRectF(x, chip.bottom() + 1, side, side)

    def panel(self, seen: Seen) -> QRectF:
        """The ground on which code stands."""
        inset = self.setter.inset
        return seen.rect.adjusted(-inset, -inset, inset, inset)

    def baseline(self, seen: Seen) -> float:
        """Where the first line of a leaf stands."""
        line = seen.block.layout().lineAt(0)
        return seen.rect.top() + (line.y() + line.ascent() if line.isValid() else 0.0)

    def stretch(self, seen: Seen, first: int, last: int) -> list[QRectF]:
        """The characters ``first`` to ``last`` (positions in the leaf), one rectangle for each line."""
        found: list[QRectF] = []
        layout = seen.block.layout()
        origin = self._edit.document().documentLayout().blockBoundingRect(seen.block)
        for number in range(layout.lineCount()):
            line: QTextLine = layout.lineAt(number)
            start, end = line.textStart(), line.textStart() + line.textLength()
            if start < last and end > first:
                one = _cursor_x(line, max(start, first))
                other = _cursor_x(line, min(end, last))
                x = origin.left() + min(one, other)
                y = seen.rect.top() + line.y()
                found.append(QRectF(x, y, abs(other - one), line.height()))
        return found

    # --- pointing --------------------------------------------------------------------------------

    def target_at(self, point: QPointF) -> Target | None:
        """The time, picture or mark at a point; links are the text engine's own."""
        for seen in self.seen(point.y(), point.y()):
            if has_chip(seen.leaf) and self.chip(seen).contains(point):
                return Target("chip", seen.number)
            if has_mark(seen.leaf) and self.mark(seen).contains(point):
                return Target("mark", seen.number)
            if seen.leaf.picture is not None and self.picture(seen).contains(point):
                return Target("picture", seen.number)
        return None

    def rect_of(self, target: Target) -> QRectF:
        """Where a target lies."""
        seen = self.see(target.leaf)
        if target.kind == "chip":
            return self.chip(seen)
        if target.kind == "mark":
            return self.mark(seen)
        if target.kind == "picture":
            return self.picture(seen)
        run = next((r for r in seen.leaf.runs if r.href == target.href), None)
        length = len(run.text.encode("utf-16-le")) // 2 if run else 1
        parts = self.stretch(seen, target.at, target.at + length)
        whole = QRectF()
        for part in parts:
            whole = whole.united(part)
        return whole

    def leaf_at(self, point: QPointF) -> Seen | None:
        """The leaf at a height, margins included; the nearest above where a point falls between two."""
        best: Seen | None = None
        for seen in self.seen(point.y(), point.y()):
            if seen.rect.top() > point.y():
                break
            best = seen
        return best


def _cursor_x(line: QTextLine, position: int) -> float:
    x: Any = line.cursorToX(
        position
    )  # the binding returns the position too, its stub does not say so
    return float(x[0] if isinstance(x, tuple) else x)
