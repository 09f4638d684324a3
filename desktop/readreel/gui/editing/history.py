"""All edits of one project, with undo and redo over every one of them, kept on disk as they are made.

A step of the history is the whole list of edits before and after: undoing is exact whatever the edit was,
and a re-run of the article (`rebase`) leaves the history as it is. Nothing is written but ``edits.json``,
on another thread, at most `SAVE_MS` after a change and at the latest when the project is closed. Edits that
the disk refuses stay in `saving`, and are there when their project is opened again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from readreel.core.errors import ReadreelError
from readreel.gui.editing.saving import Saving
from readreel.project import edits as e
from readreel.project.artifacts import Article, Block, Code, Items, Paragraph, Quotation
from readreel.project.edits import Applied, Edits, Place, Shot
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Redraft

SAVE_MS = 200


class History(QObject):
    """The edits of one project.

    ``changed`` carries the edited `Article` after every change, undo and redo; ``state_changed`` follows
    what can be undone; ``failed`` carries code and values of what could not be read or kept. Ids are those
    of the article shown: blocks, chapters, ``title``.
    """

    changed = Signal(Article)
    state_changed = Signal()
    failed = Signal(str, dict)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: ProjectFolder | None = None
        self._made: Article | None = None
        self._edits = Edits()
        self._applied: Applied | None = None
        self._shelf = e.Shelf()
        self._trouble: ReadreelError | None = None
        self._gathering = False
        self._stack = QUndoStack(self)
        self._stack.indexChanged.connect(self.state_changed)
        self.saving = Saving(self)
        self.saving.failed.connect(self.failed)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._save)

    # --- the project -----------------------------------------------------------------------------

    def open(self, project: Path, article: Article) -> None:
        """Take up a project whose article the steps have made. ``changed`` follows."""
        self.close()
        self._folder = ProjectFolder(project)
        self._made = article
        try:
            unsaved = self.saving.unsaved(self._folder.root)
            self._edits = self._folder.read_edits() if unsaved is None else unsaved
            self._shelf = self._folder.shelf()
        except ReadreelError as error:
            # What cannot be read is not written over: the article is shown, and nothing can be edited.
            self._trouble = error
            self.failed.emit(error.code, error.values)
        self._apply()

    def rebase(self, article: Article) -> None:
        """Lay the same edits over an article that was made anew. ``changed`` follows."""
        if self._folder is not None:
            self._made = article
            self._look_for_pictures()
            self._apply()

    def close(self) -> None:
        """Keep what is not kept yet and let go of the project."""
        self.flush()
        self._folder, self._made, self._applied, self._trouble = None, None, None, None
        self._edits = Edits()
        self._stack.clear()

    def flush(self) -> None:
        """Write what is not written yet, and wait until it is."""
        if self._timer.isActive():
            self._timer.stop()
            self._save()
        self.saving.wait()
        if self.saving.refused:  # there may be room by now
            self.saving.try_again()
            self.saving.wait()

    # --- what there is ---------------------------------------------------------------------------

    @property
    def applied(self) -> Applied | None:
        """The article with its edits, and which of them rest; None without a project."""
        return self._applied

    @property
    def article(self) -> Article | None:
        """The edited article."""
        return self._applied.article if self._applied else None

    @property
    def edits(self) -> Edits:
        """All edits, in the order they were made."""
        return self._edits

    @property
    def can_edit(self) -> bool:
        """Whether edits can be made and kept."""
        return self._made is not None and self._trouble is None

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return self._stack.canUndo()

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to do again."""
        return self._stack.canRedo()

    @property
    def undo_text(self) -> str:
        """What `undo` would take back, as a name; may be empty."""
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """What `redo` would do again, as a name; may be empty."""
        return self._stack.redoText()

    def block(self, name: str) -> Block | None:
        """The block of an id as it is shown."""
        chapters = self.article.chapters if self.article else ()
        return next((b for chapter in chapters for b in chapter.blocks if b.id == name), None)

    # --- undo and redo ---------------------------------------------------------------------------

    def undo(self) -> None:
        """Take the last change back."""
        self._stack.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._stack.redo()

    @contextmanager
    def together(self, name: str) -> Iterator[None]:
        """Changes made inside are undone as one."""
        before, self._gathering = self._edits, True
        try:
            yield
        finally:
            self._gathering = False
            after, self._edits = self._edits, before
            self._push(name, after)

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
        return e.desk.text_of(block)

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

    def take(self, name: str, redraft: Redraft) -> None:
        """Put a paragraph that was asked again in the place of a block and all that tells its stretch."""
        asked = redraft.asked

        def made(edit: str, place: Place) -> e.Edit:
            # The draft tells the whole passage, whatever part of it the block is.
            whole = Place(name, "paragraph", place.start, place.end, place.sentences, place.text)
            return e.Redrafted(
                edit, whole, redraft.text, redraft.support, asked.manner, asked.instruction,
                redraft.refused,
            )  # fmt: skip

        self._make(self.tr("Write again"), name, made)

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

    def _push(self, label: str, edits: Edits) -> None:
        if edits == self._edits or self._trouble is not None:
            return
        if self._gathering:
            self._edits = edits
            self._lay()
        else:
            self._stack.push(_Change(label, self._edits, edits, self._set))

    def _set(self, edits: Edits) -> None:
        self._edits = edits
        self._timer.start(SAVE_MS)
        self._apply()

    def _apply(self) -> None:
        self._lay()
        if self._applied is not None:
            self.changed.emit(self._applied.article)

    def _lay(self) -> None:
        if self._made is not None:
            self._applied = e.apply(self._made, self._edits, self._shelf)

    def _look_for_pictures(self) -> None:
        if self._folder is not None and self._trouble is None:
            try:
                self._shelf = self._folder.shelf()
            except ReadreelError as error:
                self.failed.emit(error.code, error.values)

    def _save(self) -> None:
        if self._folder is not None and self._trouble is None:
            self.saving.write(self._folder, self._edits)


class _Change(QUndoCommand):
    """The edits before and after."""

    def __init__(
        self, label: str, before: Edits, after: Edits, put: Callable[[Edits], None]
    ) -> None:
        super().__init__(label)
        self._before, self._after, self._put = before, after, put

    def undo(self) -> None:
        """Back to before."""
        self._put(self._before)

    def redo(self) -> None:
        """On to after."""
        self._put(self._after)
