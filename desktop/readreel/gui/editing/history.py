"""What a person can do to an article, each thing as an edit that can be undone, redone and reset."""

from __future__ import annotations

from collections.abc import Callable

from readreel.gui.editing.ledger import Ledger
from readreel.project import edits as e
from readreel.project.artifacts import Code, Items, Paragraph, Quotation
from readreel.project.edits import Place, Shot, Telling
from readreel.project.redraft import Redraft


class History(Ledger):
    """The edits of one project. Ids are those of the article shown: blocks, chapters, ``title``."""

    # --- edits -----------------------------------------------------------------------------------

    def set_text(self, name: str, text: str, item: int | None = None) -> None:
        """Another text for a block, a list's entry ``item``, a chapter's title or (``title``) the title."""
        block = self.block(name)
        text = text if isinstance(block, Code) else " ".join(text.split())
        if isinstance(block, Items):
            self._set_item(block, item or 0, text)
        elif not text:
            if block is not None:
                self.delete(name)
        elif text != self.text(name):
            kind = e.Text if isinstance(block, Paragraph | Quotation | Code) else e.Title
            self._make(self.tr("Edit"), name, lambda i, place: kind(i, place, text))

    def text(self, name: str, item: int | None = None) -> str:
        """The text that `set_text` would replace; a figure's is its caption."""
        block, article = self.block(name), self.article
        if article is None:
            return ""
        if block is None:
            titles = {"title": article.title} | {c.id: c.title for c in article.chapters}
            return titles.get(name, "")
        if isinstance(block, Items):
            return block.items[item or 0] if (item or 0) < len(block.items) else ""
        return e.text_of(block)

    def set_caption(self, figure: str, text: str) -> None:
        """Another caption for a figure; it may be empty."""
        text = " ".join(text.split())
        if text != self.text(figure):
            self._make(self.tr("Caption"), figure, lambda i, place: e.Caption(i, place, text))

    def set_alt(self, figure: str, text: str) -> None:
        """Other words for a figure, for those who cannot see it."""
        text = " ".join(text.split())
        self._make(self.tr("Description"), figure, lambda i, place: e.AltText(i, place, text))

    def split(self, name: str, offset: int, text: str | None = None) -> None:
        """Cut a paragraph before a character of ``text``, which is its text from now on."""
        with self.together(self.tr("Split")):
            if text is not None and text != self.text(name) and text.strip():
                self._make("", name, lambda i, place: e.Text(i, place, text))
            now = self.text(name)
            if now[:offset].strip() and now[offset:].strip():
                self._make("", name, lambda i, place: e.SplitAt(i, place, offset))

    def merge_with_next(self, name: str) -> None:
        """Join a paragraph with the next one."""
        other = e.next_text(self.article, name) if self.article else None
        if other is not None:
            there = self._place(other)
            self._make(self.tr("Merge"), name, lambda i, place: e.Merged(i, place, there))

    def merge_with_previous(self, name: str, text: str | None = None) -> None:
        """Join a paragraph (whose text is ``text`` from now on) with the one before."""
        other = e.previous_text(self.article, name) if self.article else None
        if other is None:
            return
        with self.together(self.tr("Merge")):
            if text is not None:
                self.set_text(name, text)
            if self.block(name) is not None:
                self.merge_with_next(other)

    def delete(self, name: str) -> None:
        """Take a block out; `restore` puts it back."""
        self._make(self.tr("Delete"), name, lambda i, place: e.Deleted(i, place))

    def restore(self, edit: str) -> None:
        """Put back what an edit took out (see `Applied.deleted`)."""
        taken = next((one for one in self._edits.edits if one.id == edit), None)
        if isinstance(taken, e.Deleted | e.Swapped) and self.can_edit:
            new = e.Restored(e.fresh_id(self._edits), taken.place, edit)
            self._push(self.tr("Restore"), e.added(self._edits, new))

    def swap(self, figure: str, shot: Shot | None) -> None:
        """Another picture for a figure; None takes the figure out."""
        self._look_for_pictures()
        self._make(self.tr("Swap picture"), figure, lambda i, place: e.Swapped(i, place, shot))

    def add_picture(self, after: str, shot: Shot) -> None:
        """A new figure after a block."""
        self._look_for_pictures()
        self._make(self.tr("Add picture"), after, lambda i, place: e.AddedPicture(i, place, shot))

    def correct_name(self, old: str, new: str, *, whole: bool = True, exact: bool = True) -> None:
        """Correct a name everywhere."""
        if old.strip() and old != new and self.can_edit:
            edit = e.Name(e.fresh_id(self._edits), old.strip(), new.strip(), whole, exact)
            self._push(self.tr("Correct a name"), e.added(self._edits, edit))

    def take(self, telling: Telling, redraft: Redraft) -> None:
        """Put what was asked again in the place of all blocks that tell it; the first one keeps its id."""
        name, asked = telling.blocks[0], redraft.asked

        def made(edit: str, place: Place) -> e.Edit:
            # The draft tells the passage whole, whichever part of a list's telling the block is.
            whole = Place(name, "paragraph", place.start, place.end, place.sentences, place.text)
            return e.Redrafted(
                edit, whole, redraft.text, redraft.support, asked.manner, asked.instruction,
                redraft.refused,
            )  # fmt: skip

        with self.together(self.tr("Write again")):
            for _ in telling.blocks[1:] if telling.cut else ():
                self.merge_with_next(name)
            self._make("", name, made)

    def reset(self, edit: str) -> None:
        """Take one edit away, wherever it stands in the history."""
        self._push(self.tr("Reset"), e.without(self._edits, edit))

    def reset_block(self, name: str) -> None:
        """Take away all edits of one block; names corrected everywhere stay."""
        if self._applied is not None:
            self._push(self.tr("Reset"), e.without_block(self._edits, self._applied, name))

    def edits_of(self, name: str) -> tuple[e.Edit, ...]:
        """The edits that changed a block, names corrected everywhere not counted."""
        touched = self._applied.touched if self._applied else {}
        return tuple(
            edit
            for edit in self._edits.edits
            if not isinstance(edit, e.Name) and name in touched.get(edit.id, ())
        )

    # --- inside ----------------------------------------------------------------------------------

    def _set_item(self, block: Items, index: int, text: str) -> None:
        was = block.items[index] if index < len(block.items) else ""
        if was and not text and len(block.items) == 1:
            self.delete(block.id)
        elif was and text != was:
            self._make(
                self.tr("Edit"), block.id, lambda i, place: e.Item(i, place, index, was, text)
            )

    def _make(self, label: str, name: str, edit: Callable[[str, Place], e.Edit]) -> None:
        if self._trouble is not None:
            self.failed.emit(self._trouble.code, self._trouble.values)
            return
        try:
            place = self._place(name)
        except KeyError:
            return  # the block went while its menu was open
        self._push(label, e.added(self._edits, edit(e.fresh_id(self._edits), place)))

    def _place(self, name: str) -> Place:
        if self.article is None or self._made is None:
            raise KeyError(name)
        return e.place_of(self.article, self._made, name)
