"""A text corrected where it stands: the editor lies over the block and looks like it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from readreel.gui.theme import TIGHT, theme

_EDGE = 8
"""Pixels that the editor reaches beyond the text on every side."""

Purpose = Literal["paragraph", "line", "code"]


class BlockEditor(QTextEdit):
    """One text at a time. Exactly one signal ends an edit: ``accepted`` with the text, ``cancelled``,
    ``split_asked`` with the text and the place of the cut, or ``merge_asked`` with the text, which shall
    be joined to the paragraph before.

    Enter accepts, and so does a click elsewhere; Escape cancels. In a paragraph Ctrl-Enter cuts it where
    the cursor is, and Backspace at its start joins it to the one before. In code Enter is a new line and
    Ctrl-Enter accepts.
    """

    accepted = Signal(str)
    cancelled = Signal()
    split_asked = Signal(str, int)
    merge_asked = Signal(str)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._open = False
        self._purpose: Purpose = "paragraph"
        self._may_merge = False
        self._rect = QRect()
        self._type = QFont()
        self.setObjectName("blockEditor")
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.setAccessibleName(self.tr("Text of the article"))
        theme().changed.connect(self._recolour)
        self._recolour()
        self.hide()

    @property
    def is_open(self) -> bool:
        """Whether a text is being edited."""
        return self._open

    def open(
        self,
        rect: QRect,
        text: str,
        font: QFont,
        *,
        purpose: Purpose = "paragraph",
        may_merge: bool = False,
        line_height: int = 117,
        right_to_left: bool = False,
    ) -> None:
        """Edit ``text`` at ``rect`` (in the coordinates of the parent) in the type of the block.

        ``line`` is for titles, captions and entries of lists. ``line_height`` is in per cent of the type's.
        """
        self.accept()
        self._purpose, self._may_merge, self._rect, self._open = purpose, may_merge, rect, True
        option = QTextOption()
        direction = (
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._type = font
        self._dress()
        self.setPlainText(text)
        self._space(line_height)
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)
        self._fit()
        self.show()
        self._dress()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moveCursor(QTextCursor.MoveOperation.End)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def place(self, rect: QRect) -> None:
        """Stand at another rect: the article scrolled or was laid out anew."""
        self._rect = rect
        self._fit()

    def set_cursor(self, offset: int) -> None:
        """Put the cursor before a character."""
        cursor = self.textCursor()
        cursor.setPosition(min(max(0, offset), len(self.toPlainText())))
        self.setTextCursor(cursor)

    def accept(self) -> None:
        """End the edit with the text as it is."""
        if self._open:
            text = self.toPlainText()
            self._shut()
            self.accepted.emit(text)

    def cancel(self) -> None:
        """End the edit and leave the block as it was."""
        if self._open:
            self._shut()
            self.cancelled.emit()

    # --- keys and clicks -------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter, Ctrl-Enter, Escape and Backspace at the start; everything else edits."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.cancel()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(event, control)
        elif event.key() == Qt.Key.Key_Backspace and self._merges():
            text = self.toPlainText()
            self._shut()
            self.merge_asked.emit(text)
        else:
            super().keyPressEvent(event)

    def _enter(self, event: QKeyEvent, control: bool) -> None:
        if self._purpose == "code" and not control:
            super().keyPressEvent(event)
        elif self._purpose == "paragraph" and control:
            text, at = self.toPlainText(), self.textCursor().position()
            if text[:at].strip() and text[at:].strip():
                self._shut()
                self.split_asked.emit(text, at)
        else:
            self.accept()

    def _merges(self) -> bool:
        cursor = self.textCursor()
        return self._may_merge and cursor.position() == 0 and not cursor.hasSelection()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """A click elsewhere accepts, and then does what it does there."""
        if (
            self._open
            and event.type() == QEvent.Type.MouseButtonPress
            and isinstance(watched, QWidget)
            and watched.window() is self.window()
            and watched is not self
            and not self.isAncestorOf(watched)
        ):
            self.accept()
        return super().eventFilter(watched, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Going elsewhere by the keyboard accepts; another window or a menu does not."""
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.accept()

    # --- look ------------------------------------------------------------------------------------

    def _shut(self) -> None:
        self._open = False
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if self.window().focusWidget() is self:
            # Before hiding: a widget that vanishes with the focus sends it on to whatever comes next.
            self._over.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _space(self, line_height: int) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(form)

    def _dress(self) -> None:
        # A style sheet brings its own type with it whenever the widget is polished.
        self.setFont(self._type)
        self.document().setDefaultFont(self._type)

    def _fit(self) -> None:
        """As wide as the block, as high as the text."""
        if not self._open:
            return
        around = self._rect.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)
        self.document().setTextWidth(self._rect.width())
        height = max(around.height(), round(self.document().size().height()) + 2 * _EDGE)
        self.setGeometry(around.x(), around.y(), around.width(), height)

    def _recolour(self) -> None:
        colours = theme().colours
        self.setStyleSheet(
            f"#blockEditor {{ color: {colours.ink}; background: {colours.raised};"
            f" border: 2px solid {colours.accent}; border-radius: {TIGHT}px;"
            f" padding: {_EDGE - 2}px; selection-background-color: {colours.accent};"
            f" selection-color: {colours.on_accent}; }}"
        )
        self._dress()
