"""A name corrected once and everywhere."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from readreel.gui.editing.popover import Popover, remark
from readreel.gui.theme import NORMAL, SMALL
from readreel.project.artifacts import Article
from readreel.project.edits import occurrences

_WIDTH = 380


class CorrectName(Popover):
    """``asked`` carries what stands there, what shall stand there, whether only whole words, and whether
    only the same upper and lower case is meant.
    """

    asked = Signal(str, str, bool, bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Correct a name everywhere"))
        self._article: Article | None = None
        self._old, self._new = QLineEdit(), QLineEdit()
        self._old.setAccessibleName(self.tr("As it stands"))
        self._new.setAccessibleName(self.tr("As it should be"))
        self._whole = QCheckBox(self.tr("Whole words only"))
        self._exact = QCheckBox(self.tr("Same upper and lower case only"))
        self._count = remark()
        self._go = QPushButton(self.tr("Correct"))
        self._go.setProperty("primary", True)
        self._go.clicked.connect(self._ask)
        for field in (self._old, self._new):
            field.textChanged.connect(self._tell)
            field.returnPressed.connect(self._ask)
        for box in (self._whole, self._exact):
            box.setChecked(True)
            box.toggled.connect(self._tell)
        form = QFormLayout()
        form.setHorizontalSpacing(NORMAL)
        form.setVerticalSpacing(SMALL)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("As it stands"), self._old)
        form.addRow(self.tr("As it should be"), self._new)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        row.addWidget(self._go)
        self.whole.addLayout(form)
        self.whole.addWidget(self._whole)
        self.whole.addWidget(self._exact)
        self.whole.addLayout(row)
        self.setFixedWidth(_WIDTH)

    def open(self, rect: QRect, article: Article, name: str = "") -> None:
        """Ask beside ``rect`` (global); ``name`` is what was selected."""
        self._article = article
        self._old.setText(" ".join(name.split()))
        self._new.setText(self._old.text())
        self._tell()
        self.pop_up(rect)
        field = self._new if name else self._old
        field.setFocus(Qt.FocusReason.PopupFocusReason)
        field.selectAll()

    def _places(self) -> int:
        if self._article is None:
            return 0
        whole, exact = self._whole.isChecked(), self._exact.isChecked()
        return occurrences(self._article, self._old.text().strip(), whole=whole, exact=exact)

    def _tell(self) -> None:
        places = self._places()
        asked = bool(self._old.text().strip())
        told = self.tr("%n place(s)", "", places) if places else self.tr("Found nowhere")
        self._count.setText(told if asked else "")
        new, old = self._new.text().strip(), self._old.text().strip()
        self._go.setEnabled(places > 0 and bool(new) and new != old)

    def _ask(self) -> None:
        if self._go.isEnabled():
            old, new = self._old.text().strip(), self._new.text().strip()
            self.close()
            self.asked.emit(old, new, self._whole.isChecked(), self._exact.isChecked())
