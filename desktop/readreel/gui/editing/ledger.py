"""The edits of one project as they stand: laid over its article, stepped through, kept on disk.

A step is the whole list of edits before and after: undoing is exact whatever the edit was, and a re-run of
the article (`Ledger.rebase`) leaves the steps as they are. Nothing is written but ``edits.json``, on
another thread, at most `SAVE_MS` after a change and at the latest when the project is closed. Edits that
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
from readreel.project.artifacts import Article, Block
from readreel.project.edits import Applied, Edits
from readreel.project.folder import ProjectFolder

SAVE_MS = 200


class Ledger(QObject):
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

    # --- inside ----------------------------------------------------------------------------------

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
