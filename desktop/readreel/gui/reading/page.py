"""The page: the article set in a column, its place kept, its decorations painted around the words.

A QTextBrowser rather than a browser engine: nothing in it can reach a network. Its document holds words and
the room for pictures; everything else is painted. What can be done with the page is the pane's affair.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    QUrl,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from readreel.gui.reading import copying, place
from readreel.gui.reading.appearance import Appearance
from readreel.gui.reading.content import Content
from readreel.gui.reading.following import Following
from readreel.gui.reading.leaves import Pages
from readreel.gui.reading.painting import Painting
from readreel.gui.reading.pictures import Pictures
from readreel.gui.reading.scene import END, Scene
from readreel.gui.reading.state import State
from readreel.gui.reading.typeset import Typesetter
from readreel.gui.theme import theme

_LEAST_COLUMN = 120.0
_REFIT_MS = 40


class Page(QTextBrowser):
    """Shows `Pages`. ``place_changed`` says that another part of them is in sight."""

    shown = Signal()
    place_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: Pages | None = None
        self._appearance = Appearance()
        self._content = Content(self.document())
        self._scene = Scene(self, self._content, Typesetter(self._appearance, "en", False))
        self.state = State(missing_text=self.tr("This picture is missing"))
        self._pictures = Pictures(self)
        self._painting = Painting(self._scene, self._pictures, self.state)
        self.following = Following(self, self._scene, self.state)
        self._refit = QTimer(self, singleShot=True, interval=_REFIT_MS)
        self._set_up()

    def _set_up(self) -> None:
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(self.tr("Article"))
        self._refit.timeout.connect(self._fit_text)
        self._pictures.ready.connect(lambda _: self.viewport().update())
        self.verticalScrollBar().actionTriggered.connect(lambda _: self.following.suspend())
        self.verticalScrollBar().valueChanged.connect(lambda _: self.place_changed.emit())
        theme().changed.connect(self._set_again)

    # --- what is shown ---------------------------------------------------------------------------

    @property
    def pages(self) -> Pages | None:
        """What is shown; None before the first."""
        return self._pages

    @property
    def scene(self) -> Scene:
        """Where everything lies."""
        return self._scene

    def show_pages(self, pages: Pages) -> None:
        """Show an article. The same one, changed, keeps the reader's place and selection."""
        old, self._pages = self._pages, pages
        if old is None or old.project != pages.project:
            self._begin(pages)
            old = None
        hours = any(leaf.start >= 3600 for leaf in pages.leaves)
        if old is None or old.language != pages.language or hours != self._scene.hours:
            self._scene.hours = hours
            self._set_again()
            return
        kept = place.place_of(self._scene)
        if self._content.show(pages.leaves, self._scene.setter):
            self._settle(kept)

    def set_appearance(self, appearance: Appearance) -> None:
        """Set the article anew; the reader's place stays."""
        if appearance != self._appearance:
            self._appearance = appearance
            self._set_again()

    def shut_down(self) -> None:
        """Stop what runs beside the window."""
        self._pictures.shut_down()

    def _begin(self, pages: Pages) -> None:
        self.state.project = pages.project
        self.state.focused = self.state.hovered = None
        self._pictures.forget()
        self.following.forget()
        self.verticalScrollBar().setValue(0)

    def _set_again(self) -> None:
        if self._pages is None:
            return
        kept = place.place_of(self._scene)
        pages = self._pages
        self._scene.setter = Typesetter(self._appearance, pages.language, pages.right_to_left)
        self._fit_width()
        self._content.show(pages.leaves, self._scene.setter, afresh=True)
        self._settle(kept)

    def _settle(self, kept: place.Place | None) -> None:
        """The document changed: put everything that depends on it right."""
        self._scene.arrange()
        self.state.matches, self.state.match = (), -1
        self.state.hovered = None
        if self.state.focused and self.state.focused.leaf >= len(self._content.leaves):
            self.state.focused = None
        self.following.again()
        if kept is not None:  # at the beginning nothing has to be laid out but what is in sight
            self._measure_height()
        place.go_back(self, self._scene, kept)
        self.viewport().update()
        self.shown.emit()
        self.place_changed.emit()

    def _measure_height(self) -> None:
        # Qt lays out lazily and tells the scroll bar later; the place has to be right at once.
        height = self.document().documentLayout().documentSize().height()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(height) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())

    # --- width -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the column in the middle; break lines anew only where they do not fit any more."""
        super().resizeEvent(event)
        if self._wanted_width() != self._scene.setter.width:
            self._refit.start()
        else:
            self._centre()

    def _room(self) -> float:
        bar = self.verticalScrollBar().sizeHint().width()
        return float(self.width() - bar)

    def _wanted_width(self) -> float:
        room = self._room() - self._scene.gutter - END
        return max(_LEAST_COLUMN, min(float(round(self._scene.setter.measure)), room))

    def _fit_width(self) -> None:
        self._scene.setter.width = self._wanted_width()
        self._centre()

    def _fit_text(self) -> None:
        if self._wanted_width() == self._scene.setter.width:
            return
        kept = place.place_of(self._scene)
        self._fit_width()
        self._content.fit_pictures(self._scene.setter)
        self._scene.arrange()
        self._measure_height()
        place.go_back(self, self._scene, kept)
        self.viewport().update()

    def _centre(self) -> None:
        """Centre the text itself where there is room, not the text with its times."""
        room, gutter, width = self._room(), self._scene.gutter, self._scene.setter.width
        start = max(0.0, min((room - width) / 2 - gutter, room - gutter - width - END))
        end = max(0.0, room - start - gutter - width - END)
        sides = (end, start) if self._scene.setter.right_to_left else (start, end)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (int(sides[0]), int(sides[1])):
            self.setViewportMargins(int(sides[0]), 0, int(sides[1]), 0)

    # --- places ----------------------------------------------------------------------------------

    def block_at(self, point: QPoint) -> str:
        """The id of the block at a point of the viewport; empty where there is none."""
        seen = self._scene.leaf_at(QPointF(point))
        return seen.leaf.block if seen is not None else ""

    def block_rect(self, name: str, part: str = "", which: int = 0) -> QRect:
        """Where a block lies in the viewport; ``part`` ``caption`` or ``picture`` for that of a figure,
        ``item`` for a list's entry ``which`` (from 0)."""
        if not part:
            return self._scene.block_rect(name).toAlignedRect()
        seen = [self._scene.see(number) for number in self._content.numbers(name)]
        parts = [one for one in seen if one.leaf.kind == part]
        if which >= len(parts):
            return QRect()
        one = parts[which]
        return (self._scene.picture(one) if part == "picture" else one.rect).toAlignedRect()

    def go_to(self, name: str) -> bool:
        """Bring a block to the upper part of the view; False for an unknown id."""
        if not self._content.numbers(name):
            return False
        self.following.suspend()
        self._measure_height()
        rect = self._scene.block_rect(name)
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.value() + rect.top() - 0.08 * self.viewport().height()))
        return True

    def current_chapter(self) -> str:
        """The chapter being read: that of the moment while following, else that at the view's top."""
        if self.following.on and (numbers := self._content.numbers(self.state.playing)):
            return self._content.chapter(numbers.start)
        seen = self._scene.leaf_at(QPointF(0, 0.25 * self.viewport().height()))
        return self._content.chapter(seen.number) if seen is not None else ""

    def top_position(self) -> int:
        """The position in the document of what stands at the view's top."""
        seen = self._scene.leaf_at(QPointF(0, 1))
        return seen.block.position() if seen is not None and self._scene.offset > 0 else 0

    # --- found words -----------------------------------------------------------------------------

    def mark_matches(self, matches: Sequence[tuple[int, int]], chosen: int = -1) -> None:
        """Mark found words (positions in the document); bring the chosen one into sight."""
        self.state.matches, self.state.match = matches, chosen
        self.viewport().update()
        if not 0 <= chosen < len(matches):
            return
        self.following.suspend()
        block = self.document().findBlock(matches[chosen][0])
        seen = self._scene.see(block.blockNumber())
        first, last = (at - block.position() for at in matches[chosen])
        rects = self._scene.stretch(seen, first, last)
        self._reveal(rects[0] if rects else seen.rect)

    def _reveal(self, rect: QRectF) -> None:
        height = self.viewport().height()
        if rect.top() < 0.05 * height or rect.bottom() > 0.92 * height:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() + rect.top() - 0.3 * height))

    # --- painting and copying --------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The decorations, the words over them, the focus over all."""
        painter = QPainter(self.viewport())
        self._painting.behind(painter, QRectF(event.rect()), self.devicePixelRatioF())
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.hasFocus():
            self._painting.above(painter)
        painter.end()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802
        """Room for our own pictures, nothing for any address."""
        if QUrl(name).scheme() == "still":
            empty = QImage(QSize(1, 1), QImage.Format.Format_ARGB32_Premultiplied)
            empty.fill(Qt.GlobalColor.transparent)
            return empty
        return None

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """The chosen words as plain text and as clean HTML, without times and signs."""
        return copying.mime(self.textCursor(), self._content)
