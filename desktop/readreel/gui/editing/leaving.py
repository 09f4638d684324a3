"""The question at the end: what becomes of corrections that the disk still refuses.

Nothing is given up but by the person's word. If there is room while the question stands, it is settled.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox, QPushButton, QWidget

from readreel.core.errors import ReadreelError, from_os_error
from readreel.gui.editing.saving import Saving, Unsaved
from readreel.gui.words import reported

Answer = Literal["again", "copy", "lose", "stay"]


def may_leave(saving: Saving, parent: QWidget) -> bool:
    """Ask, as often as it takes, until all is saved, copied or given up; False to stay."""
    trouble: ReadreelError | None = None
    while refused := saving.refused:
        answer = Leaving(saving, trouble or refused[0].error, parent).ask()
        trouble = None
        if answer == "again":
            saving.try_again()
            saving.wait()
        elif answer == "copy":
            try:
                if copied(refused, parent):
                    return True
            except OSError as error:
                trouble = from_os_error(error)
        elif saving.refused:
            return answer == "lose"
    return True


def copied(refused: tuple[Unsaved, ...], parent: QWidget) -> bool:
    """Write each to a file of the person's choice; False where one was not chosen. Raises OSError."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(documents))
    title = QCoreApplication.translate("Leaving", "Save a copy of the corrections")
    name = QCoreApplication.translate("Leaving", "{article} corrections.json")
    for one in refused:
        suggested = folder / name.format(article=one.folder.root.name)
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested))
        if not chosen:
            return False
        folder = Path(chosen).parent
        one.copy_to(Path(chosen))
    return True


class Leaving(QMessageBox):
    """The question, asked once; it goes by itself as soon as everything is saved."""

    def __init__(self, saving: Saving, error: ReadreelError | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.NoIcon)
        self.setText(self.tr("Your corrections are not saved yet."))
        later = self.tr("A copy can be put into the article’s folder later, as edits.json.")
        said = [reported(error.code, error.values)] if error is not None else []
        self.setInformativeText("\n\n".join([*said, later]))
        role = QMessageBox.ButtonRole
        self._answers: dict[QPushButton, Answer] = {
            self.addButton(self.tr("Try again"), role.AcceptRole): "again",
            self.addButton(self.tr("Save a copy elsewhere…"), role.AcceptRole): "copy",
            self.addButton(self.tr("Close without them"), role.DestructiveRole): "lose",
            self.addButton(self.tr("Keep it open"), role.RejectRole): "stay",
        }
        # One below the other: side by side they would not fit a small screen, or longer words.
        buttons, layout = self.findChild(QDialogButtonBox), self.layout()
        if buttons is not None and layout is not None:
            buttons.setOrientation(Qt.Orientation.Vertical)
            layout.setAlignment(buttons, Qt.AlignmentFlag.AlignRight)
        self.setDefaultButton(next(iter(self._answers)))
        saving.saved_at_last.connect(self.accept)

    def ask(self) -> Answer:
        """The answer; ``stay`` for none."""
        self.exec()
        clicked = self.clickedButton()
        self.deleteLater()
        return next((say for button, say in self._answers.items() if button is clicked), "stay")
