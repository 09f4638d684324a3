"""A picture large over the whole window, with its moment and its caption, and the ones before and after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from readreel.core.time import clock
from readreel.gui.icons import icon
from readreel.gui.reading.pictures import Pictures, Wanted
from readreel.gui.theme import BROAD, DARK, NORMAL, SMALL, WIDE, theme

_VEIL = QColor(15, 14, 13, 242)
_STYLE = f"""
QLabel {{ color: {DARK.ink}; background: transparent; }}
QToolButton {{ background: rgba(255, 255, 255, 20); border: 1px solid transparent;
  border-radius: 21px; padding: 10px; }}
QToolButton:hover {{ background: rgba(255, 255, 255, 44); }}
QToolButton:focus, QPushButton:focus {{ border: 2px solid {DARK.accent}; }}
QPushButton {{ color: {DARK.ink}; background: rgba(255, 255, 255, 20); border: 1px solid transparent;
  border-radius: 8px; padding: 6px 14px; }}
QPushButton:hover {{ background: rgba(255, 255, 255, 44); }}
"""


class Plate(NamedTuple):
    """A figure as the lightbox shows it; ``path`` None where the file is not to be had."""

    block: str
    path: Path | None
    width: int
    height: int
    start: float
    caption: str
    alt: str


class Lightbox(QWidget):
    """Covers ``over``, the window. ``moment_asked`` carries seconds; it is closed by then."""

    moment_asked = Signal(float)
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._plates: tuple[Plate, ...] = ()
        self._at = 0
        self._pictures = Pictures(self)
        self._pictures.ready.connect(lambda _: self.update())
        self.setStyleSheet(_STYLE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._caption = QLabel()
        self._caption.setWordWrap(True)
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._moment = QPushButton()
        self._moment.clicked.connect(self._ask)
        self._before = self._button("chevron-left", self.tr("Previous picture"))
        self._after = self._button("chevron-right", self.tr("Next picture"))
        self._close = self._button("close", self.tr("Close"))
        self._before.clicked.connect(lambda: self.turn(-1))
        self._after.clicked.connect(lambda: self.turn(1))
        self._close.clicked.connect(self.shut)
        self._lay_out()
        over.installEventFilter(self)
        self.hide()

    def open(self, plates: Sequence[Plate], at: int) -> None:
        """Show the picture number ``at`` of ``plates``."""
        self._plates, self._at = tuple(plates), at
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._tell()

    @property
    def plate(self) -> Plate:
        """What is shown."""
        return self._plates[self._at]

    def turn(self, by: int) -> None:
        """Go on or back; the ends are ends."""
        at = max(0, min(len(self._plates) - 1, self._at + by))
        if at != self._at:
            self._at = at
            self._tell()

    def shut(self) -> None:
        """Close it."""
        self.hide()
        self._pictures.forget()
        self.closed.emit()

    def shut_down(self) -> None:
        """Stop what runs beside the window."""
        self._pictures.shut_down()

    def _ask(self) -> None:
        seconds = self.plate.start
        self.shut()
        self.moment_asked.emit(seconds)

    def _tell(self) -> None:
        plate = self.plate
        self._caption.setText(plate.caption)
        self._moment.setText(self.tr("Go to %1").replace("%1", clock(plate.start)))
        here = self.tr("%1 of %2").replace("%1", str(self._at + 1))
        self._count.setText(here.replace("%2", str(len(self._plates))))
        self._before.setEnabled(self._at > 0)
        self._after.setEnabled(self._at < len(self._plates) - 1)
        self.setAccessibleName(plate.alt or plate.caption or self._moment.text())
        self.update()

    # --- look ------------------------------------------------------------------------------------

    def _button(self, name: str, text: str) -> QToolButton:
        button = QToolButton()
        # Light on the dark veil, whatever the theme.
        button.setIcon(icon(name, "ink" if theme().dark else "on_accent", 20))
        button.setIconSize(QSize(20, 20))
        button.setToolTip(text)
        button.setAccessibleName(text)
        return button

    def _lay_out(self) -> None:
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._count)
        top.addStretch(1)
        top.addWidget(self._close)
        middle.addWidget(self._before)
        middle.addStretch(1)
        middle.addWidget(self._after)
        bottom.setSpacing(WIDE)
        bottom.addWidget(self._caption, 1)
        bottom.addWidget(self._moment)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(WIDE, NORMAL, WIDE, WIDE)
        whole.addLayout(top)
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(1)
        whole.addLayout(bottom)

    def _room(self) -> QRect:
        side = self._before.sizeHint().width() + WIDE + NORMAL
        top = self._close.sizeHint().height() + WIDE
        bottom = max(self._moment.height(), self._caption.height()) + BROAD + SMALL
        return self.rect().adjusted(side, top, -side, -bottom)

    def _frame(self) -> QRectF:
        """Where the picture lies: as large as fits, at most twice its size."""
        room, plate = QRectF(self._room()), self.plate
        width, height = max(1, plate.width), max(1, plate.height)
        scale = min(room.width() / width, room.height() / height, 2.0)
        rect = QRectF(0, 0, max(1.0, width * scale), max(1.0, height * scale))
        rect.moveCenter(room.center())
        return rect

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The veil and the picture."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), _VEIL)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._plates:
            return
        rect, plate, ratio = self._frame(), self.plate, self.devicePixelRatioF()
        pixmap = None
        if plate.path is not None:
            size = round(rect.width() * ratio), round(rect.height() * ratio)
            pixmap = self._pictures.get(Wanted(plate.path, *size))
        if pixmap is not None and not pixmap.isNull():
            painter.drawPixmap(rect.toRect(), pixmap)
        elif plate.path is None or pixmap is not None:
            painter.setPen(QColor(DARK.soft))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.tr("This picture is missing"))

    # --- events ----------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Cover the window in its new size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Paint in the new size."""
        super().resizeEvent(event)
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab stays in here while this covers the window."""
        ring = [w for w in (self._moment, self._close, self._before, self._after) if w.isEnabled()]
        here = self.focusWidget()
        at = ring.index(here) if here in ring else (-1 if forward else 0)
        ring[(at + (1 if forward else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows turn, Escape closes, Enter goes to the moment."""
        left = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp)
        right = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        elif left or right:
            self.turn(1 if right else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            event.accept()  # nothing behind the veil hears a key

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A click beside the picture closes."""
        if not self._frame().contains(event.position()):
            self.shut()
