"""What can be done with a block, as the menu over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from readreel.gui.icons import icon
from readreel.project.artifacts import Block, Figure, Items, Paragraph, Quotation
from readreel.project.edits import Applied, Telling, next_text, text_of

Act = Literal[
    "edit", "split", "merge", "delete", "delete entry", "restore", "again", "swap", "add picture",
    "description", "name", "spoken", "reset", "reset all",
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
    on_entry: bool = False,
    telling: Telling | None = None,
    edits: Sequence[str] = (),
) -> BlockMenu:
    """The menu of a block, or of a title (None).

    ``can_split``: the place in the text is known; ``on_entry``: an entry of a list is meant; ``telling``:
    what is asked again with the block; ``edits``: ids of the edits that changed it, the last one last.
    """
    menu = BlockMenu(parent)
    if can_edit:
        menu.add_edit(block)
        if isinstance(block, Paragraph):
            menu.add_cuts(can_split, next_text(applied.article, block.id) is not None)
        if block is not None:
            menu.add_pictures(block)
        if telling is not None:
            menu.add_again(telling)
        if block is not None:
            menu.add_deletion(block, on_entry)
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
    ) -> QAction:
        """One entry of this menu, or of one inside it."""
        action = (to or self).addAction(text)
        if picture:
            action.setIcon(icon(picture, "ink", 16))
        action.setObjectName(f"{act}:{detail}" if detail else act)
        action.triggered.connect(lambda: self.chosen.emit(act, detail))
        return action

    def add_spoken(self) -> None:
        """The way to the words actually spoken."""
        self.add(self.tr("Show what was spoken"), "spoken")

    def add_edit(self, block: Block | None) -> None:
        """The way into the editor."""
        caption = isinstance(block, Figure)
        self.add(self.tr("Edit caption") if caption else self.tr("Edit"), "edit", picture="edit")

    def add_cuts(self, can_split: bool, can_merge: bool) -> None:
        """Where one paragraph ends; what cannot be done stays in its place, so that no other slips in."""
        self.add(self.tr("Split here"), "split").setEnabled(can_split)
        self.add(self.tr("Merge with the next"), "merge").setEnabled(can_merge)

    def add_pictures(self, block: Block) -> None:
        """What is done with pictures."""
        if isinstance(block, Figure):
            self.add(self.tr("Edit description"), "description")
            self.add(self.tr("Swap picture…"), "swap")
        else:
            self.add(self.tr("Add a picture…"), "add picture")

    def add_deletion(self, block: Block, on_entry: bool) -> None:
        """What is taken out: of a list the entry that is meant, or all of it."""
        if isinstance(block, Items):
            if on_entry:
                self.add(self.tr("Delete this entry"), "delete entry", picture="bin")
            self.add(self.tr("Delete the list"), "delete", picture="" if on_entry else "bin")
        else:
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

    def add_again(self, telling: Telling) -> None:
        """The ways to tell it anew; where there is none, the reason stands in their place."""
        if telling.hindrance:
            reasons = {
                "deleted": self.tr("Write again (not while a part of it is deleted)"),
                "mixed": self.tr("Write again (not while a list stands among its parts)"),
            }
            self.addAction(reasons[telling.hindrance]).setEnabled(False)
            return
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
