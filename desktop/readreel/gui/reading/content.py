"""The document of the pane: one text block for each leaf, changed only where the article changed.

Guarantees that block number and leaf number are the same, so that whoever paints, points or searches can
go from one to the other, and that cursors (a selection) outside a change survive it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from difflib import SequenceMatcher

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from readreel.gui.reading.leaves import Leaf
from readreel.gui.reading.typeset import Typesetter

_PLAYED = frozenset({"paragraph", "label", "item", "quotation", "code"})
"""Kinds that are somebody's words and can be the ones playing."""


class Content:
    """What a document shows. All leaf numbers count from 0."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.leaves: tuple[Leaf, ...] = ()
        self._numbers: dict[str, tuple[int, int]] = {}
        self._played: list[tuple[float, str]] = []

    def show(self, leaves: Sequence[Leaf], setter: Typesetter, *, afresh: bool = False) -> bool:
        """Bring the document to ``leaves``; ``afresh`` sets all of it again. Whether it changed."""
        leaves = tuple(leaves)
        if leaves == self.leaves and not afresh:
            return False
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        if afresh or not self.leaves or not leaves:
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.removeSelectedText()
            _fill(cursor, leaves, setter)
        else:
            for first, last, new in reversed(changes(self.leaves, leaves)):
                self._change(cursor, first, last, new, setter)
        cursor.endEditBlock()
        self._take(leaves)
        return True

    def fit_pictures(self, setter: Typesetter) -> None:
        """Give every picture the room it has in the column's new width."""
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        for number, leaf in enumerate(self.leaves):
            if leaf.picture is not None:
                block = self.block(number)
                cursor.setPosition(block.position())
                cursor.movePosition(
                    QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
                )
                cursor.setCharFormat(setter.image(leaf.picture))
        cursor.endEditBlock()

    def block(self, number: int) -> QTextBlock:
        """The text block of a leaf."""
        return self._document.findBlockByNumber(number)

    def numbers(self, name: str) -> range:
        """The leaves of a block (or of a chapter's heading, or ``title``) by its id; empty if unknown."""
        first, last = self._numbers.get(name, (0, -1))
        return range(first, last + 1)

    def playing(self, seconds: float) -> str:
        """The id of the block whose words are spoken at a moment; empty before the first."""
        at = bisect_right(self._played, seconds, key=lambda entry: entry[0])
        return self._played[at - 1][1] if at else ""

    def chapter(self, number: int) -> str:
        """The chapter a leaf stands in; empty above the first."""
        while number >= 0:
            if number < len(self.leaves) and self.leaves[number].chapter:
                return self.leaves[number].chapter
            number -= 1
        return ""

    def _take(self, leaves: tuple[Leaf, ...]) -> None:
        self.leaves = leaves
        self._numbers = {}
        for number, leaf in enumerate(leaves):
            first, _ = self._numbers.get(leaf.block, (number, number))
            self._numbers[leaf.block] = (first, number)
        self._played = sorted(
            (leaf.start, leaf.block) for leaf in leaves if leaf.first and leaf.kind in _PLAYED
        )

    def _change(
        self, cursor: QTextCursor, first: int, last: int, new: Sequence[Leaf], setter: Typesetter
    ) -> None:
        """Put ``new`` in the place of the leaves ``first`` up to, not including, ``last``."""
        if first == last:
            cursor.setPosition(_end(self.block(first - 1)))
            for leaf in new:
                _append(cursor, leaf, setter)
            return
        start = self.block(first).position() if new else _end(self.block(first - 1))
        cursor.setPosition(start)
        cursor.setPosition(_end(self.block(last - 1)), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if new:
            _fill(cursor, new, setter)
        else:
            cursor.setBlockFormat(setter.block(self.leaves[first - 1]))


def changes(old: Sequence[Leaf], new: Sequence[Leaf]) -> list[tuple[int, int, Sequence[Leaf]]]:
    """Which runs of ``old`` give way to which new leaves, in order; ``old`` and ``new`` are not empty.

    The first leaf is never merely inserted before or taken away, but replaced: a document has no place
    in front of its first block.
    """
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    found = [
        (i1, i2, new[j1:j2]) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal"
    ]
    if found and found[0][0] == 0:
        _, last, put = found[0]
        if last == 0:
            found[0] = (0, 1, (*put, old[0]))
        elif not put:
            found[0] = (0, last + 1, (old[last],)) if last < len(old) else found[0]
    return found


def _fill(cursor: QTextCursor, leaves: Sequence[Leaf], setter: Typesetter) -> None:
    for number, leaf in enumerate(leaves):
        if number:
            _append(cursor, leaf, setter)
        else:
            cursor.setBlockFormat(setter.block(leaf))
            cursor.setBlockCharFormat(setter.character(leaf))
            setter.write(cursor, leaf)


def _append(cursor: QTextCursor, leaf: Leaf, setter: Typesetter) -> None:
    cursor.insertBlock(setter.block(leaf), setter.character(leaf))
    setter.write(cursor, leaf)


def _end(block: QTextBlock) -> int:
    return block.position() + block.length() - 1
