"""What can be done with a block, as the menu over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from readreel.gui.icons import icon
from readreel.project.artifacts import Block, Figure, Items, Paragraph, Quotation
from readreel.project.edits import Applied, next_text
from readreel.project.edits.desk import text_of

Act = Literal[
    "edit", "split", "merge", "delete", "restore", "again", "swap", "add picture", "description",
    "name", "spoken", "reset", "reset all",
]  # fmt: skip

_MOST_DELETED = 8
_CHARACTERS = 40


def block_menu(
    block: Block | None,
    applied: Applied,
    parent: QWidget,
    *,
    can_edit: bool = True,
    can_split: bool = False,
    passage: int | None = None,
    edits: Sequence[str] = (),
) -> BlockMenu:
    """The menu of a block, or of a title (None).

    ``can_split``: the place in the text is known; ``passage``: the block can be asked again (see
    `project.edits.passage_of`); ``edits``: ids of the edits that changed it, the last one last.
    """
    menu = BlockMenu(parent)
    if can_edit:
        menu.add_changes(block, applied, can_split, passage)
    menu.addSeparator()
    if isinstance(block, Paragraph | Items | Quotation):
        menu.add_spoken()
    if can_edit:
        menu.add_corrections(applied, edits)
    return menu


class BlockMenu(QMenu):
    """``chosen`` carries an `Act` and what it needs: the manner of ``again`` (empty for the user's own),
    the edit of ``restore`` and ``reset``; otherwise nothing.
    """

    chosen = Signal(str, str)

    def add(
        self, text: str, act: Act, detail: str = "", picture: str = "", to: QMenu | None = None
    ) -> None:
        """One entry of this menu, or of one inside it."""
        action = (to or self).addAction(text)
        if picture:
            action.setIcon(icon(picture, "ink", 16))
        action.setObjectName(f"{act}:{detail}" if detail else act)
        action.triggered.connect(lambda: self.chosen.emit(act, detail))

    def add_spoken(self) -> None:
        """The way to the words actually spoken."""
        self.add(self.tr("Show what was spoken"), "spoken")

    def add_changes(
        self, block: Block | None, applied: Applied, can_split: bool, passage: int | None
    ) -> None:
        """What changes the block itself."""
        figure = isinstance(block, Figure)
        self.add(self.tr("Edit caption") if figure else self.tr("Edit"), "edit", picture="edit")
        if block is None:
            return
        if isinstance(block, Paragraph):
            if can_split:
                self.add(self.tr("Split here"), "split")
            if next_text(applied.article, block.id) is not None:
                self.add(self.tr("Merge with the next"), "merge")
        if figure:
            self.add(self.tr("Edit description"), "description")
            self.add(self.tr("Swap picture…"), "swap")
        else:
            self.add(self.tr("Add a picture…"), "add picture")
        if passage is not None and isinstance(block, Paragraph | Items):
            self._add_again()
        self.add(self.tr("Delete"), "delete", picture="bin")

    def add_corrections(self, applied: Applied, edits: Sequence[str]) -> None:
        """What reaches beyond the block, and the ways back."""
        self.add(self.tr("Correct a name…"), "name")
        self.addSeparator()
        if edits:
            self.add(self.tr("Reset this edit"), "reset", edits[-1])
        if len(edits) > 1:
            self.add(self.tr("Reset all edits here"), "reset all")
        if applied.deleted:
            inner = self.addMenu(self.tr("Restore"))
            for edit, block in applied.deleted[-_MOST_DELETED:]:
                self.add(shortened(block), "restore", edit, to=inner)

    def _add_again(self) -> None:
        inner = self.addMenu(self.tr("Write again"))
        self.add(self.tr("Shorter"), "again", "shorter", to=inner)
        self.add(self.tr("Plainer"), "again", "plainer", to=inner)
        self.add(self.tr("Closer to the speech"), "again", "closer", to=inner)
        inner.addSeparator()
        self.add(self.tr("As you say…"), "again", to=inner)


def shortened(block: Block) -> str:
    """The first words of a block, for an entry of a menu."""
    text = " ".join(text_of(block).split()) or getattr(block, "alt", "") or "…"
    if len(text) > _CHARACTERS:
        text = f"{text[:_CHARACTERS].rsplit(' ', 1)[0]}\u00a0…"
    return text.replace("&", "&&")
