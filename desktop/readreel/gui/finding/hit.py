"""One passage: a still, the article's title, its moment and chapter, and two lines of it with marks."""

from __future__ import annotations

from PySide6.QtCore import (
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from readreel.core.time import clock
from readreel.gui.icons import pixmap
from readreel.gui.start.thumbnails import Thumbnails, Wanted
from readreel.gui.theme import NORMAL, RADIUS, SMALL, TIGHT, theme
from readreel.library import Hit
from readreel.library.snippet import Marks

HIT = Qt.ItemDataRole.UserRole
_TITLE_POINTS, _TEXT_POINTS, _CODE_POINTS, _NOTE_POINTS = 10.5, 10.0, 9.0, 9.0
_LEADING = 1.25
_BEFORE = 40
_LINES = 2
_SHAPE = 16 / 9
_ICON = 28


class HitPainter(QStyledItemDelegate):
    """Paints passages as cards; half a distance above and below is the gap to the neighbours."""

    def __init__(self, thumbnails: Thumbnails, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self._thumbnails = thumbnails

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All are equally tall."""
        lines = (
            _spacing(_TITLE_POINTS)
            + _spacing(_NOTE_POINTS)
            + _LINES * _LEADING * _spacing(_TEXT_POINTS)
        )
        return QSize(400, round(lines + 2 * TIGHT + 2 * NORMAL + SMALL))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one."""
        hit: Hit = index.data(HIT)
        gap = NORMAL / 2
        card = QRectF(option.rect).adjusted(gap, SMALL / 2, -gap, -SMALL / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, card, option)
        height = card.height() - 2 * NORMAL
        picture = QRectF(card.left() + NORMAL, card.top() + NORMAL, height * _SHAPE, height)
        self._picture(painter, picture, hit)
        words = QRectF(card)
        words.setLeft(picture.right() + NORMAL)
        self._words(painter, words.adjusted(0, NORMAL, -NORMAL, -NORMAL), hit)
        painter.restore()

    def _ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        focused = state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus()
        over = state & QStyle.StateFlag.State_MouseOver
        pen = QPen(theme().colour("accent" if focused or over else "faint"), 2 if focused else 1)
        half = pen.widthF() / 2
        painter.setPen(pen)
        painter.setBrush(theme().colour("raised"))
        painter.drawRoundedRect(card.adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def _picture(self, painter: QPainter, where: QRectF, hit: Hit) -> None:
        ratio = painter.device().devicePixelRatio()
        width, height = round(where.width() * ratio), round(where.height() * ratio)
        still = None
        if hit.still is not None:
            still = self._thumbnails.get(Wanted(hit.still, width, height, 0.0, ratio))
        if still is not None and not still.isNull():
            painter.drawPixmap(where.topLeft(), still)
        else:
            painter.fillRect(where, theme().colour("panel"))
            if hit.still is None or still is not None:
                drawn = pixmap("film", "soft", _ICON, ratio)
                painter.drawPixmap(where.center() - QPointF(_ICON / 2, _ICON / 2), drawn)
        painter.setPen(QPen(theme().colour("faint"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))

    def _words(self, painter: QPainter, where: QRectF, hit: Hit) -> None:
        line = QRectF(where.left(), where.top(), where.width(), _spacing(_TITLE_POINTS))
        room = line.width() - self._more(painter, line, hit)
        title = _font(_TITLE_POINTS, strong=True)
        _draw(
            painter, hit.title, hit.title_marks, title, QRectF(line.topLeft(), QSizeF(room, 0)), 1
        )
        line.translate(0, line.height() + TIGHT)
        self._note(painter, line, hit)
        line.translate(0, _spacing(_NOTE_POINTS) + TIGHT)
        code = hit.where == "code"
        font = theme().mono_font(_CODE_POINTS) if code else _font(_TEXT_POINTS)
        _draw(painter, hit.snippet, hit.marks, font, line, _LINES)

    def _more(self, painter: QPainter, line: QRectF, hit: Hit) -> float:
        """How many passages of the article are not shown, at the right; the width it took."""
        if not hit.more:
            return 0.0
        more = self.tr("%n more here", "", hit.more)
        painter.setFont(_font(_NOTE_POINTS))
        painter.setPen(theme().colour("soft"))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, more)
        return QFontMetricsF(painter.font()).horizontalAdvance(more) + NORMAL

    def _note(self, painter: QPainter, line: QRectF, hit: Hit) -> None:
        """The moment, in the colour of what can be clicked, then where the words stand, and the chapter."""
        font = _font(_NOTE_POINTS, strong=True)
        metrics = QFontMetricsF(font)
        whole = hit.where == "title"
        moment = clock(hit.length if whole else hit.start)
        painter.setFont(font)
        painter.setPen(theme().colour("soft" if whole else "accent"))
        base = QPointF(line.left(), line.top() + metrics.ascent())
        painter.drawText(base, moment)
        place = {
            "code": self.tr("in the code"),
            "screen": self.tr("on the screen"),
            "spoken": self.tr("spoken"),
        }.get(hit.where, "")
        rest = "".join(f"  ·  {one}" for one in (place, hit.chapter, _day(hit)) if one)
        painter.setFont(_font(_NOTE_POINTS))
        painter.setPen(theme().colour("soft"))
        taken = metrics.horizontalAdvance(moment)
        shown = QFontMetricsF(painter.font()).elidedText(
            rest, Qt.TextElideMode.ElideRight, line.width() - taken
        )
        painter.drawText(base + QPointF(taken, 0), shown)


def _day(hit: Hit) -> str:
    day = QDate.fromString(hit.day, Qt.DateFormat.ISODate)
    return QLocale().toString(day, QLocale.FormatType.ShortFormat) if day.isValid() else ""


def _font(points: float, *, strong: bool = False) -> QFont:
    return theme().ui_font(points, strong=strong)


def _spacing(points: float) -> float:
    return QFontMetricsF(_font(points)).lineSpacing()


def _draw(
    painter: QPainter, text: str, marks: Marks, font: QFont, where: QRectF, lines: int
) -> None:
    """Text in so many lines, marked; what does not fit ends in an ellipsis, or begins with one."""
    layout, end = _laid(text, marks, font, where.width(), lines)
    if marks and end < _units(text[: marks[0][1]]):
        text, marks = _from_mark(text, marks)
        layout, end = _laid(text, marks, font, where.width(), lines)
    while 0 < end < _units(text):
        # An ellipsis takes room of its own: what it takes is given up sign by sign.
        end -= 1
        kept = text.encode("utf-16-le", "surrogatepass")[: 2 * end].decode("utf-16-le", "ignore")
        shown = f"{kept.rstrip()}…"
        layout, reached = _laid(shown, marks, font, where.width(), lines)
        if reached >= _units(shown):
            break
    painter.setPen(theme().colour("ink"))
    layout.draw(painter, where.topLeft())


def _from_mark(text: str, marks: Marks) -> tuple[str, Marks]:
    """The text from shortly before its first mark."""
    first = max(0, marks[0][0] - _BEFORE)
    space = text.find(" ", first, marks[0][0])
    first = space + 1 if space >= 0 else first
    return f"…{text[first:]}", tuple((a - first + 1, b - first + 1) for a, b in marks)


def _laid(
    text: str, marks: Marks, font: QFont, width: float, lines: int
) -> tuple[QTextLayout, int]:
    """The first lines of a text, and the place (in UTF-16 units) that they reach."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats([_marked(text, first, last) for first, last in marks if first < len(text)])
    step = QFontMetricsF(font).lineSpacing() * _LEADING  # the same for every script
    layout.beginLayout()
    end = 0
    while layout.lineCount() < lines and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, step * (layout.lineCount() - 1)))
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _marked(text: str, first: int, last: int) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = _units(text[:first])
    found.length = _units(text[first:last])
    look = QTextCharFormat()
    look.setBackground(theme().colour("glow"))
    look.setForeground(theme().colour("accent"))
    look.setFontWeight(QFont.Weight.DemiBold)
    found.format = look
    return found


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
