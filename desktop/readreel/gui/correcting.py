"""Correcting in place: what the reader's menu and double click ask for becomes an edit.

Knows the reader, the player and the history; the small widgets it opens know none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtGui import QFont

from readreel.core.language import RIGHT_TO_LEFT
from readreel.gui.editing import (
    AgainDialog,
    BlockEditor,
    Corrections,
    CorrectName,
    History,
    Work,
    block_menu,
    may_leave,
)
from readreel.gui.editing.editor import Purpose
from readreel.gui.picturing import Picturing, there
from readreel.gui.player import Player
from readreel.gui.reading import Reader
from readreel.gui.reading.typeset import SHAPES
from readreel.gui.theme import theme
from readreel.project.artifacts import Article, Block, Code, Figure, Items, Outline, Paragraph
from readreel.project.edits import Telling, cut_near, joiner, telling_of, text_of
from readreel.project.folder import ProjectFolder
from readreel.project.redraft import Redraft


class Correcting(QObject):
    """Wires the editing widgets to one reader and one player.

    ``troubled`` carries code and values; ``saved_at_last`` says that what the disk had refused is on it.
    """

    troubled = Signal(str, dict)
    saved_at_last = Signal()
    changed = Signal(Article)

    def __init__(self, reader: Reader, player: Player, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = History(self)
        self.writer, self.device = "auto", "auto"
        self._reader = reader
        self._project: ProjectFolder | None = None
        viewport = reader.pane.viewport()
        self._editor = BlockEditor(viewport)
        self._again = AgainDialog(viewport)
        self._name = CorrectName(reader)
        self._corrections = Corrections(reader)
        self._pictures = Picturing(self.history, reader, player, self)
        self._subject = ""
        self._part: tuple[str, int] = ("", 0)
        self._asked = Telling((), ())
        self._accept: Callable[[str], None] = lambda _: None
        self._wire()

    # --- the project -----------------------------------------------------------------------------

    def open(self, project: Path, article: Article) -> None:
        """Take up a project; the same one, made anew, keeps its history."""
        if self._project is not None and self._project.root == project:
            self.history.rebase(article)
            return
        self._project = ProjectFolder(project)
        self.history.open(project, article)

    def close(self) -> None:
        """Keep everything and let go of the project."""
        self._editor.accept()
        self._again.shut()
        self.history.close()
        self._project = None

    def may_leave(self) -> bool:
        """Save everything; ask where the disk refuses. False where the window is to stay open."""
        self._editor.accept()
        self.history.flush()
        return may_leave(self.history.saving, self._reader.window())

    def shut_down(self) -> None:
        """Call before the window goes."""
        self.close()
        self._again.shut_down()
        self._pictures.shut_down()

    def show_corrections(self, rect: QRect) -> None:
        """List all corrections beside ``rect`` (global)."""
        if self.history.applied is not None:
            self._corrections.open(rect, self.history.edits, self.history.applied)

    # --- the menu over a block -------------------------------------------------------------------

    def show_menu(self, name: str, where: QPoint) -> None:
        """Open the menu of a block, or of a title, at a place on the screen."""
        applied = self.history.applied
        if applied is None:
            return
        self._subject = name
        block = self.history.block(name)
        edits = [edit.id for edit in self.history.edits_of(name)]
        menu = block_menu(
            block, applied, self._reader,
            can_edit=self.history.can_edit, can_split=self._cut(block) > 0,
            on_entry=self._entry(name) >= 0, telling=self._telling(name), edits=edits,
        )  # fmt: skip
        menu.chosen.connect(lambda act, detail: self._act(name, act, detail))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def edit(self, name: str) -> None:
        """Open the editor over a block, a caption, a title, or the entry of a list that was meant."""
        self._editor.accept()  # what is still open belongs to its own block
        if not self.history.can_edit:
            return
        block = self.history.block(name)
        item = max(0, self._entry(name))
        self._accept = self._accepting(name, block, item)
        self._subject, self._part = name, _part(block, item)
        self._editor.open(
            self._place(), self.history.text(name, item), self._font(name, block),
            purpose=_purpose(block), may_merge=_purpose(block) == "paragraph",
            right_to_left=self._language() in RIGHT_TO_LEFT,
        )  # fmt: skip

    # --- inside ----------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.history.changed.connect(self.changed)
        self.history.failed.connect(self.troubled)
        self.history.saving.saved_at_last.connect(self.saved_at_last)
        self._reader.block_menu_asked.connect(self.show_menu)
        self._reader.edit_asked.connect(self.edit)
        self._reader.pane.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        self._reader.shown.connect(self._follow_scroll)
        self._editor.accepted.connect(lambda text: self._accept(text))
        self._editor.split_asked.connect(
            lambda text, offset: self.history.split(self._subject, offset, text)
        )
        self._editor.merge_asked.connect(
            lambda text: self.history.merge_with_previous(self._subject, text)
        )
        self._again.taken.connect(self._take)
        self._pictures.failed.connect(self.troubled)
        self._name.asked.connect(
            lambda old, new, whole, exact: self.history.correct_name(
                old, new, whole=whole, exact=exact
            )
        )
        self._corrections.reset_asked.connect(self._reset)
        self._corrections.moment_asked.connect(self._reader.moment_asked)

    def _act(self, name: str, act: str, detail: str) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "edit": lambda: self.edit(name),
            "split": lambda: self._split(name),
            "merge": lambda: self.history.merge_with_next(name),
            "delete": lambda: self.history.delete(name),
            "delete entry": lambda: self.history.set_text(name, "", self._entry(name)),
            "restore": lambda: self.history.restore(detail),
            "again": lambda: self._ask_again(name, detail),
            "swap": lambda: self._choose_picture(name),
            "add picture": lambda: self._choose_picture(name, adding=True),
            "description": lambda: self._edit_description(name),
            "name": self._ask_name,
            "spoken": lambda: self._reader.show_spoken(name),
            "reset": lambda: self.history.reset(detail),
            "reset all": lambda: self.history.reset_block(name),
        }
        deeds[act]()

    def _accepting(self, name: str, block: Block | None, item: int) -> Callable[[str], None]:
        if isinstance(block, Figure):
            return lambda text: self.history.set_caption(name, text)
        return lambda text: self.history.set_text(name, text, item)

    def _edit_description(self, name: str) -> None:
        block = self.history.block(name)
        self._editor.accept()
        if isinstance(block, Figure):
            self._subject, self._part = name, _part(block, 0)
            self._accept = lambda text: self.history.set_alt(name, text)
            self._editor.open(self._place(), block.alt, self._font(name, block), purpose="line")

    def _ask_again(self, name: str, manner: str) -> None:
        telling = self._telling(name)
        if telling is None or self._project is None:
            return
        between = joiner(self._language())
        work = Work(self._project.root, telling.passages, self.writer, self.device, between)
        was = between.join(text_of(b) for b in map(self.history.block, telling.blocks) if b)
        self._asked = telling
        self._again.open(self._reader.block_rect(name), work, name, was, len(telling.blocks))
        if manner in ("shorter", "plainer", "closer"):
            self._again.ask(manner)  # type: ignore[arg-type]

    def _take(self, name: str, redraft: Redraft) -> None:
        now = self._telling(name)  # what tells it may have changed while it was written
        if now is not None and not now.hindrance and now.passages == self._asked.passages:
            self.history.take(now, redraft)

    def _choose_picture(self, name: str, *, adding: bool = False) -> None:
        if self._project is not None:
            self._pictures.open(self._global(name), self._project, name, adding=adding)

    def _ask_name(self) -> None:
        if self.history.article is not None:
            self._name.open(self._global(self._subject), self.history.article, self._selected())

    def _reset(self, edit: str) -> None:
        self.history.reset(edit)
        if self.history.applied is not None:
            self._corrections.fill(self.history.edits, self.history.applied)

    def _follow_scroll(self) -> None:
        if self._editor.is_open:
            self._editor.place(self._place())

    def _place(self) -> QRect:
        """Where the text that is edited lies."""
        rect = self._reader.block_rect(self._subject, *self._part)
        return self._reader.block_rect(self._subject) if rect.isEmpty() else rect

    def _cut(self, block: Block | None) -> int:
        """Where a paragraph would be cut: as near as may be to where its menu was opened; 0 for nowhere."""
        spot = self._reader.spot
        if not isinstance(block, Paragraph) or spot.block != block.id or spot.offset < 0:
            return 0
        return cut_near(block.text, _written(block.text, spot.offset))

    def _split(self, name: str) -> None:
        cut = self._cut(self.history.block(name))
        if cut:
            self.history.split(name, cut)

    def _entry(self, name: str) -> int:
        """The entry of a list that was pointed at; −1 for none."""
        spot = self._reader.spot
        return spot.item if spot.block == name else -1

    def _telling(self, name: str) -> Telling | None:
        applied = self.history.applied
        outline = there(self._project, Outline) if self._project is not None else None
        return telling_of(outline, applied, name) if outline and applied else None

    def _global(self, name: str) -> QRect:
        rect = self._reader.block_rect(name)
        viewport = self._reader.pane.viewport()
        return QRect(viewport.mapToGlobal(rect.topLeft()), rect.size())

    def _selected(self) -> str:
        return self._reader.pane.textCursor().selectedText()

    def _font(self, name: str, block: Block | None) -> QFont:
        look = self._reader.appearance
        code = isinstance(block, Code)
        font = theme().mono_font(10) if code else theme().reading_font(10, serif=look.serif)
        title = SHAPES["title" if name == "title" else "heading"]
        size = 1.0 if block is not None else title.size
        font.setPixelSize(round(look.size * size))
        font.setBold(block is None)
        return font

    def _language(self) -> str:
        return self.history.article.language if self.history.article else ""


def _part(block: Block | None, item: int) -> tuple[str, int]:
    """The part of a block that is edited, as `Reader.block_rect` has it."""
    if isinstance(block, Figure):
        return "caption", 0
    return ("item", item) if isinstance(block, Items) else ("", 0)


def _written(text: str, shown: int) -> int:
    """The place in a text before which ``shown`` characters are shown: the signs around code are not."""
    for place, character in enumerate(text):
        if shown <= 0:
            return place
        shown -= character != "`"
    return len(text)


def _purpose(block: Block | None) -> Purpose:
    if isinstance(block, Code):
        return "code"
    return "line" if block is None or isinstance(block, Figure | Items) else "paragraph"
