"""The window's shell: its bar, the place for notices, one page at a time, and what stands below them.

Knows how these are arranged and what is written above them; what they do is the window's.
"""

from __future__ import annotations

import base64

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from readreel.gui.start.notice import Notice
from readreel.gui.topbar import TopBar

_SMALLEST = QSize(640, 420)
_USUAL = QSize(1360, 860)


class Shell(QMainWindow):
    """``bar`` and ``notice`` above the ``pages``."""

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.notice = TopBar(), Notice()
        self.pages = QStackedWidget()

    def lay_out(self, below: QWidget, geometry: str) -> None:
        """Put everything in its place, and the window where `kept_geometry` says it was."""
        self.setWindowTitle("Readreel")
        self.setMinimumSize(_SMALLEST)
        self.resize(_USUAL)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        column.addWidget(below)
        self.setCentralWidget(centre)
        if geometry:
            self.restoreGeometry(QByteArray(base64.b64decode(geometry)))

    def kept_geometry(self) -> str:
        """Where the window is, to be kept until the next start."""
        return base64.b64encode(self.saveGeometry().data()).decode()

    def show_page(self, page: QWidget, title: str | None) -> None:
        """Bring a page to the front; ``title`` is that of an article, None on every other page."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.notice.clear()
        self.bar.show_article(title)
        self.setWindowTitle(f"{title} – Readreel" if title else "Readreel")
