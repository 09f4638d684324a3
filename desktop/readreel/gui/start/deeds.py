"""What is done to an article from outside: another title, tags, into the archive, into the bin.

Only the project is changed, never the recording; each can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from readreel.core.errors import ReadreelError, from_os_error
from readreel.gui.errands import Errands
from readreel.gui.start.bin import Binned, move_to_bin, put_back
from readreel.gui.start.naming import shortened, size
from readreel.gui.start.notice import Notice
from readreel.gui.start.recent import Recent

if TYPE_CHECKING:
    from readreel.project.folder import ProjectFolder

_FIELD = 380
"""Logical pixels of a field for a title or tags."""

Trouble = tuple[str, dict[str, str]]


class Deeds(QObject):
    """``done`` follows what has changed on the disk; what else there is to say is said in the notice."""

    done = Signal()

    def __init__(self, errands: Errands, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._errands, self._notice = errands, notice
        self._owner = parent

    def rename(self, row: Recent) -> None:
        """Ask for another title."""

        def take(title: str) -> None:
            title = " ".join(title.split())
            if title and title != row.title:
                self._do(lambda: _folder(row).rename(title))

        self._ask(self.tr("Rename"), self.tr("Title of the article"), row.title, take)

    def tag(self, row: Recent) -> None:
        """Ask for tags."""

        def take(tags: str) -> None:
            from readreel.project.label import tagged

            folder = _folder(row)
            self._do(lambda: folder.write_label(tagged(folder.read_label(), tags)))

        self._ask(self.tr("Tags"), self.tr("Tags, commas between them"), ", ".join(row.tags), take)

    def archive(self, row: Recent, on: bool) -> None:
        """Put a project away, or take it back."""
        folder = _folder(row)

        def work() -> None:
            folder.write_label(replace(folder.read_label(), archived=on))

        self._do(work, (lambda: self._say_archived(row)) if on else lambda: None)

    def bin(self, row: Recent) -> None:
        """Move a project to the system's bin."""
        self._errands.run(lambda: move_to_bin(row.project, row.title), self._binned)

    def _binned(self, binned: Binned) -> None:
        if binned.code:
            self._notice.complain(binned.code, binned.values)
            return
        text = self.tr("“%1” is in the bin (%2). The recording was not touched.")
        text = text.replace("%1", shortened(binned.title)).replace("%2", size(binned.bytes))
        undo = self.tr("Put back") if binned.place else ""
        self._notice.say(text, undo, lambda: self._put_back(binned))
        self.done.emit()

    def _put_back(self, binned: Binned) -> None:
        def put(done: bool) -> None:
            if not done:
                self._notice.say(self.tr("It could not be put back. It is still in the bin."))
            self.done.emit()

        self._errands.run(lambda: put_back(binned), put)

    def _say_archived(self, row: Recent) -> None:
        text = self.tr("“%1” is in the archive. The filters beside the search show it.")
        self._notice.say(
            text.replace("%1", shortened(row.title)), self.tr("Take it back"),
            lambda: self.archive(row, False),
        )  # fmt: skip

    def _ask(self, title: str, question: str, text: str, take: Callable[[str], None]) -> None:
        dialog = QInputDialog(self._owner)
        dialog.setWindowTitle(title)
        dialog.setLabelText(question)
        dialog.setTextValue(text)
        dialog.sizeHint()  # makes its field, which alone decides how wide it is
        if field := dialog.findChild(QLineEdit):
            field.setMinimumWidth(_FIELD)
        dialog.textValueSelected.connect(take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _do(self, work: Callable[[], None], then: Callable[[], None] = lambda: None) -> None:
        def come_back(trouble: Trouble | None) -> None:
            if trouble is not None:
                self._notice.complain(*trouble)
            else:
                self.done.emit()
                then()

        self._errands.run(lambda: _tried(work), come_back)


def _tried(work: Callable[[], None]) -> Trouble | None:
    try:
        work()
    except ReadreelError as error:
        return error.code, error.values
    except OSError as error:
        storage = from_os_error(error)
        return storage.code, storage.values
    return None


def _folder(row: Recent) -> ProjectFolder:
    from readreel.project.folder import ProjectFolder  # not on the way to the first paint

    return ProjectFolder(row.project)
