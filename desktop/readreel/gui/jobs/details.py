"""The last words of a child that failed, for whoever wants to know or to report them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.jobs.entries import Entry
from readreel.gui.jobs.words import trouble
from readreel.gui.theme import NORMAL, SMALL, WIDE, theme

_MOST_BYTES = 16_000


class Details(QDialog):
    """What happened, the end of the log, and where the rest of it lies. It blocks nothing."""

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Details"))
        self.resize(640, 420)
        self._folder = Path(entry.project) / "logs"
        what = QLabel(trouble(entry))
        what.setWordWrap(True)
        self._text = QPlainTextEdit(last_words(entry) or self.tr("Nothing was written down."))
        self._text.setReadOnly(True)
        self._text.setFont(theme().mono_font(9))
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._text.setAccessibleName(self.tr("End of the log"))
        copy = QPushButton(self.tr("Copy"))
        copy.clicked.connect(self._copy)
        folder = QPushButton(self.tr("Show in folder"))
        folder.clicked.connect(self._show_folder)
        folder.setEnabled(self._folder.is_dir())
        close = QPushButton(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(copy)
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        whole.setSpacing(NORMAL)
        whole.addWidget(what)
        whole.addWidget(self._text, 1)
        whole.addLayout(row)

    def text(self) -> str:
        """What stands there."""
        return self._text.toPlainText()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def last_words(entry: Entry) -> str:
    """The end of the failed step's log, then of what the command itself said."""
    parts = [_end_of(Path(log)) for log in (entry.values.get("log", ""),) if log]
    return "\n\n".join(part for part in (*parts, entry.tail.strip()) if part)


def _end_of(log: Path) -> str:
    try:
        with log.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _MOST_BYTES))
            return file.read().decode("utf-8", "replace").strip()
    except OSError:
        return ""
