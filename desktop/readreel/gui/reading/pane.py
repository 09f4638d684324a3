"""The reading pane: the page with everything on it that can be clicked, focused and asked for.

It tells what the reader wants by signals and knows nothing of the recording. Times, pictures and marks are
painted, so Tab, Enter and a screen reader's announcements are brought to them here.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from readreel.core.time import clock
from readreel.gui.reading.page import Page
from readreel.gui.reading.spots import Spot, spot
from readreel.gui.reading.targets import Target, following, targets

EDITABLE = frozenset({"title", "heading", "paragraph", "item", "caption", "quotation", "code"})


class Pane(Page):
    """Ids in signals are those of the article's blocks and chapters, and ``title``; seconds are moments."""

    moment_asked = Signal(float)
    picture_asked = Signal(str)
    spoken_asked = Signal(str)
    block_menu_asked = Signal(str, QPoint)
    edit_asked = Signal(str)
    link_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: Target | None = None
        self._near = ""
        self.spot = Spot()
        self.viewport().setMouseTracking(True)
        self.anchorClicked.connect(lambda url: self.link_asked.emit(url.toString()))

    def current_block(self) -> str:
        """The block meant by the keyboard: focused, clicked last, playing, or the first in sight."""
        if self.state.focused is not None:
            return self._content.leaves[self.state.focused.leaf].block
        view = QRectF(self.viewport().rect())
        for name in (self._near, self.state.playing):
            if name and self._scene.block_rect(name).intersects(view):
                return name
        seen = self._scene.leaf_at(QPointF(0, 0.15 * view.height()))
        return seen.leaf.block if seen is not None else ""

    # --- keyboard --------------------------------------------------------------------------------

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes from target to target, and on to the next widget after the last."""
        now = self.state.focused
        if now is None:
            found = self._first_target(forward)
        else:
            found = following(self._content.leaves, now, forward=forward)
        self.state.focused = found
        self.viewport().update()
        if found is None:
            return QAbstractScrollArea.focusNextPrevChild(self, forward)
        self._reveal(self._scene.rect_of(found))
        self._announce(found)
        return True

    def _first_target(self, forward: bool) -> Target | None:
        height = self.viewport().height()
        found = [t for seen in self._scene.seen(0, height) for t in targets(seen.leaf, seen.number)]
        found = [t for t in found if 0 <= self._scene.rect_of(t).center().y() <= height]
        return (found[0] if forward else found[-1]) if found else None

    def _announce(self, target: Target) -> None:
        """Tell a screen reader what is painted and therefore not in the text."""
        if QAccessible.isActive():
            said = QAccessibleAnnouncementEvent(self, self.describe(target))
            QAccessible.updateAccessibility(said)

    def describe(self, target: Target) -> str:
        """What happens on a click on the target, in words."""
        leaf = self._content.leaves[target.leaf]
        if target.kind == "chip":
            return self.tr("Go to %1").replace("%1", clock(leaf.start))
        if target.kind == "mark":
            return self.tr("This paragraph keeps close to what was said. Show the spoken words")
        picture = leaf.picture or leaf.behind
        if picture is not None:
            alt = picture.alt
            return self.tr("Show the picture large: %1").replace("%1", alt)
        return target.href

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter asks for what has the focus; F2 edits; scrolling keys take the view in hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state.focused:
            self._activate(self.state.focused)
        elif event.key() == Qt.Key.Key_F2 and self._editable(self.current_block()):
            self.spot = self._spot_in(self.current_block())
            self.edit_asked.emit(self.spot.block)
        elif event.key() == Qt.Key.Key_Escape and self.state.focused:
            self.state.focused = None
            self.viewport().update()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # there is no history to go back in
        else:
            if event.key() == Qt.Key.Key_Space:
                self.following.suspend()
            super().keyPressEvent(event)

    def _editable(self, name: str) -> bool:
        return any(self._content.leaves[n].kind in EDITABLE for n in self._content.numbers(name))

    # --- mouse -----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The wheel turns the page beside the column too."""
        if isinstance(event, QWheelEvent):
            self.wheelEvent(event)
            return True
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Say in a tool tip what a click does."""
        if event.type() == QEvent.Type.ToolTip and self.state.hovered is not None:
            self.viewport().setToolTip(self.describe(self.state.hovered))
        elif event.type() == QEvent.Type.ToolTip:
            self.viewport().setToolTip("")
        elif event.type() == QEvent.Type.Leave:
            self._hover(None)
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scrolling by hand; with Ctrl it is somebody else's (text size)."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.following.suspend()
        super().wheelEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show what can be clicked."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._hover(self._scene.target_at(event.position()))

    def _hover(self, target: Target | None) -> None:
        if target is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        elif self.state.hovered is not None:
            self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        if target != self.state.hovered:
            self.state.hovered = target
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Remember what is pressed; words are selected as usual."""
        self._near = self.block_at(event.position().toPoint())
        self.state.focused = None
        self._pressed = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._scene.target_at(event.position())
        if self._pressed is None:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A plain click on a time, a picture or a mark."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
            if self.textCursor().hasSelection():
                self.following.suspend()  # who selects words does not want them to move away
        elif self._scene.target_at(event.position()) == pressed:
            self._activate(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A double click on words asks to edit them."""
        seen = self._scene.leaf_at(event.position())
        inside = seen is not None and seen.rect.contains(event.position())
        if self._scene.target_at(event.position()) is not None:
            return
        if seen is not None and inside and seen.leaf.kind in EDITABLE:
            self.spot = self._spot_at(event.position().toPoint())
            self.edit_asked.emit(seen.leaf.block)
        else:
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """The block's menu is made by whoever knows what can be done with it."""
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            name = self.current_block()
            where = self.viewport().mapToGlobal(self.block_rect(name).center())
            self.spot = self._spot_in(name)
        else:
            name = self.block_at(event.pos())
            self.spot = self._spot_at(event.pos())
        if name:
            self.block_menu_asked.emit(name, where)
        event.accept()

    def _spot_at(self, point: QPoint) -> Spot:
        seen = self._scene.leaf_at(QPointF(point))
        return Spot() if seen is None else spot(seen, self.cursorForPosition(point), self._content)

    def _spot_in(self, name: str) -> Spot:
        """What the keyboard means in a block: where the words were clicked last, if that was in it."""
        cursor = self.textCursor()
        found = (self._scene.see(number) for number in self._content.numbers(name))
        here = next((seen for seen in found if seen.block == cursor.block()), None)
        return Spot(name) if here is None else spot(here, cursor, self._content)

    def _activate(self, target: Target) -> None:
        leaf = self._content.leaves[target.leaf]
        if target.kind == "chip":
            self.moment_asked.emit(leaf.start)
        elif target.kind == "picture":
            self.picture_asked.emit(leaf.block)
        elif target.kind == "mark":
            self.spoken_asked.emit(leaf.block)
        else:
            self.link_asked.emit(target.href)
