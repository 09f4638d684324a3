"""What is looked at: the picture with round corners and, over it, what is being said.

The screen paints whatever image it is given, a frame or a still, so that it can be grabbed, works without
a display's help, and is never empty.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTransform,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from readreel.gui.icons import pixmap
from readreel.gui.theme import NORMAL, RADIUS, TIGHT, WIDE, theme

WIDE_SCREEN = 16 / 9

_GROUND = QColor(12, 11, 10, 200)
_LETTERS = QColor(255, 255, 255)
_FLAGS = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap


class Screen(QWidget):
    """``pressed`` and ``pressed_twice`` are clicks; ``ratio_changed`` says the picture's shape changed."""

    pressed = Signal()
    pressed_twice = Signal()
    ratio_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image: QImage | None = None
        self._scaled: QImage | None = None
        self._words = ""
        self._right_to_left = False
        self._invites = False
        self._listening = False
        self._immersed = False
        self._focused = False
        self._ratio = WIDE_SCREEN
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 90)
        theme().changed.connect(self.update)

    # --- what it shows ---------------------------------------------------------------------------

    def show_image(self, image: QImage | None) -> None:
        """Show a frame or a still; None is the calm ground."""
        self._image = image if image is not None and not image.isNull() else None
        self._scaled = None
        ratio = WIDE_SCREEN
        if self._image is not None:
            ratio = self._image.width() / max(1, self._image.height())
        if abs(ratio - self._ratio) > 0.01:
            self._ratio = ratio
            self.ratio_changed.emit()
        self.update()

    def has_image(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    def show_words(self, words: str, right_to_left: bool) -> None:
        """Show what is being said; empty for nothing."""
        if (words, right_to_left) != (self._words, self._right_to_left):
            self._words, self._right_to_left = words, right_to_left
            self.setAccessibleDescription(words)
            self.update()

    def set_listening(self, listening: bool) -> None:
        """There is sound and no picture: what is said is the picture."""
        self._listening = listening
        self.update()

    def set_inviting(self, invites: bool) -> None:
        """Lay the sign for play over the picture: nothing has been played yet."""
        self._invites = invites
        self.update()

    def set_immersed(self, immersed: bool) -> None:
        """The screen fills the display: black around it, no corners."""
        self._immersed = immersed
        self._scaled = None
        self.update()

    def set_focused(self, focused: bool) -> None:
        """Draw the ring of the keyboard's focus."""
        self._focused = focused
        self.update()

    def height_for(self, width: int) -> int:
        """The height at which the picture fills the width."""
        return round(width / self._ratio)

    def room(self) -> QSize:
        """Device pixels that a picture can have at most."""
        return QSizeF(self.width(), self.height()).toSize() * self.devicePixelRatioF()

    def picture_rect(self) -> QRectF:
        """Where the picture lies, in the middle and whole."""
        whole = QSizeF(self._ratio, 1).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = whole.toSize()  # on whole pixels, so that a picture of the same size stays sharp
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        return QRectF(QPointF(left, top), QSizeF(size))

    # --- events ----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click anywhere on the picture."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
        event.ignore()  # the player takes the focus

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The second click undoes what the first did, and fills the display."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()
            self.pressed_twice.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Picture, words, sign for play, focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._immersed:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
        rect = self.picture_rect()
        radius = 0.0 if self._immersed else float(RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._picture_brush(rect))
        painter.drawRoundedRect(rect, radius, radius)
        if self._image is None:
            self._paint_calm(painter, rect)
        elif self._words and not self._invites:
            self._paint_words(painter, rect)
        if self._invites:
            self._paint_invitation(painter, rect)
        if self._focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)

    # --- painting --------------------------------------------------------------------------------

    def _picture_brush(self, rect: QRectF) -> QBrush:
        """The picture as a brush, since a clip would leave ragged corners."""
        if self._image is None:
            return QBrush(theme().colour("panel"))
        ratio = self.devicePixelRatioF()
        size = (rect.size() * ratio).toSize()
        if self._scaled is None or self._scaled.size() != size:
            self._scaled = self._image.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        brush = QBrush(self._scaled)
        place = QTransform.fromTranslate(rect.left(), rect.top())
        brush.setTransform(place.scale(1 / ratio, 1 / ratio))
        return brush

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        points = max(9.0, min(26.0, rect.height() * 0.033))
        font = theme().ui_font(points)
        painter.setFont(font)
        painter.setLayoutDirection(self._direction())
        room = rect.adjusted(WIDE, 0, -WIDE, 0)
        room.setWidth(min(room.width(), points * 44))
        room.moveCenter(rect.center())
        block = QFontMetricsF(font).boundingRect(room, _FLAGS, self._words)
        block.moveCenter(QPointF(rect.center().x(), 0))
        block.moveBottom(rect.bottom() - max(NORMAL, rect.height() * 0.05))
        ground = block.adjusted(-NORMAL, -TIGHT - 2, NORMAL, TIGHT + 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(ground, RADIUS / 2, RADIUS / 2)
        painter.setPen(_LETTERS)
        painter.drawText(block.adjusted(-1, 0, 1, 0), _FLAGS, self._words)

    def _paint_calm(self, painter: QPainter, rect: QRectF) -> None:
        """No picture: what is said, large, or a quiet sign."""
        if not self._words:
            if not self._invites:
                self._paint_sign(painter, rect, "sound" if self._listening else "film")
            return
        painter.setFont(theme().reading_font(max(12.0, min(30.0, rect.height() * 0.05))))
        painter.setPen(theme().colour("ink"))
        painter.setLayoutDirection(self._direction())
        room = rect.adjusted(WIDE, NORMAL, -WIDE, -NORMAL)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, self._words)

    def _paint_sign(self, painter: QPainter, rect: QRectF, name: str) -> None:
        size = 40
        picture = pixmap(name, "soft", size, self.devicePixelRatioF())
        painter.drawPixmap(rect.center() - QPointF(size / 2, size / 2), picture)

    def _paint_invitation(self, painter: QPainter, rect: QRectF) -> None:
        """The sign for play: on a picture small and in its corner, so that a slide can be read."""
        radius, size, middle = 30.0, 28, rect.center()
        if self._image is not None:
            radius, size = 20.0, 20
            away = radius + NORMAL
            middle = QPointF(rect.left() + away, rect.bottom() - away)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("accent", 0.85))
        painter.drawEllipse(middle, radius, radius)
        sign = pixmap("play", "on_accent", size, self.devicePixelRatioF())
        painter.drawPixmap(middle - QPointF(size / 2 - 1, size / 2), sign)

    def _direction(self) -> Qt.LayoutDirection:
        directions = Qt.LayoutDirection
        return directions.RightToLeft if self._right_to_left else directions.LeftToRight
