"""The place in the article that a click or a menu means: a block, its entry, a character of its text."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QTextCursor

from readreel.gui.reading.content import Content
from readreel.gui.reading.scene import Seen


class Spot(NamedTuple):
    """``item`` counts the entries of a list from 0, −1 where none was meant; ``offset`` counts the
    characters shown before the place, −1 where nothing in the text was meant."""

    block: str = ""
    item: int = -1
    offset: int = -1


def spot(seen: Seen, cursor: QTextCursor, content: Content) -> Spot:
    """The spot of a cursor in a leaf."""
    leaves = content.leaves
    before = [n for n in content.numbers(seen.leaf.block) if n < seen.number]
    item = sum(leaves[number].kind == "item" for number in before)
    offset = -1
    if cursor.block() == seen.block:
        shown = seen.block.text().encode("utf-16-le")[: 2 * cursor.positionInBlock()]
        offset = len(shown.decode("utf-16-le", "ignore"))
    return Spot(seen.leaf.block, item if seen.leaf.kind == "item" else -1, offset)
