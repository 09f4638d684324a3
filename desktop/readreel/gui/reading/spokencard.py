"""The card with the words actually spoken: each sentence with its time, and how they became prose."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from readreel.core.time import clock
from readreel.gui.reading.popover import Popover
from readreel.gui.reading.spoken import Behind, Line
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE, theme
from readreel.project.artifacts import Reason

_WIDTH = 460
_MOST_HEIGHT = 460


class SpokenCard(Popover):
    """A popover. ``moment_asked`` carries the seconds of a sentence; the card stays open."""

    moment_asked = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Words actually spoken"))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(WIDE, NORMAL, NORMAL, WIDE - TIGHT)
        self._whole.setSpacing(SMALL)

    def open(self, behind: Behind, beside: QRect, right_to_left: bool) -> None:
        """Show what stands behind a block, near ``beside`` (global coordinates)."""
        while (item := self._whole.takeAt(0)) is not None:
            old = item.widget()
            assert old is not None
            old.deleteLater()
        self._add_heading()
        self._whole.addWidget(self._sentences(behind, right_to_left), 1)
        for line in told(behind):
            label = QLabel(line)
            label.setWordWrap(True)
            label.setProperty("soft", True)
            label.setContentsMargins(0, 0, SMALL, 0)
            self._whole.addWidget(label)
        self.setFixedWidth(_WIDTH)
        # Qt holds a top-level widget's own adjustment to two thirds of the screen.
        self.resize(_WIDTH, self._whole.totalHeightForWidth(_WIDTH))
        self.move(self._place(beside))
        self.show()

    def _add_heading(self) -> None:
        heading = QLabel(self.tr("Words actually spoken"))
        heading.setFont(theme().ui_font(10.5, strong=True))
        self._whole.addWidget(heading)

    def _sentences(self, behind: Behind, right_to_left: bool) -> QWidget:
        inner = QWidget()
        if right_to_left:
            inner.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, SMALL, 0)
        grid.setHorizontalSpacing(SMALL)
        grid.setVerticalSpacing(TIGHT)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(behind.lines):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._chip(line), row, 0, top | Qt.AlignmentFlag.AlignTrailing)
            gone = behind.dropped.get(line.id)
            words = QLabel(f"{line.text}  ({_GONE[gone]()})" if gone else line.text)
            words.setProperty("soft", gone is not None)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setFont(theme().reading_font(11))
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setContentsMargins(0, TIGHT, 0, TIGHT)
            grid.addWidget(words, row, 1)
        if not behind.lines:
            grid.addWidget(QLabel(self.tr("Nothing was said here.")), 0, 0, 1, 2)
        return self._scrolled(inner)

    def _scrolled(self, inner: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        width = _WIDTH - WIDE - NORMAL - 14
        inner.setFixedWidth(width)
        room = min(_MOST_HEIGHT, round(0.45 * self.screen().availableGeometry().height()))
        area.setFixedHeight(min(room, inner.heightForWidth(width)))
        return area

    def _chip(self, line: Line) -> QToolButton:
        chip = QToolButton()
        chip.setText(clock(line.start))
        chip.setObjectName("chip")
        chip.setAccessibleName(self.tr("Go to %1").replace("%1", clock(line.start)))
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.clicked.connect(lambda: self.moment_asked.emit(line.start))
        return chip

    def _place(self, beside: QRect) -> QPoint:
        """Below the block where there is room on the screen, else above it."""
        screen = self.screen().availableGeometry()
        x = min(max(screen.left() + SMALL, beside.left()), screen.right() - self.width() - SMALL)
        y = beside.bottom() + SMALL
        if y + self.height() > screen.bottom():
            y = beside.top() - self.height() - SMALL
        return QPoint(x, max(screen.top() + SMALL, min(y, screen.bottom() - self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)


def told(behind: Behind) -> list[str]:
    """Where the prose comes from, how far it is backed, and why it is marked, in plain sentences."""
    lines = [_ORIGINS[behind.origin]()] if behind.origin in _ORIGINS else []
    if behind.origin == "rewritten":
        lines.append(_compared() if behind.translated else _support(behind.support))
    reasons = list(dict.fromkeys(_REASONS.get(code, _other)() for code in behind.refused))
    if reasons:
        lead = _kept() if behind.origin == "cleaned" else _mended()
        lines.append("\n".join([lead, *(f"•  {reason}" for reason in reasons)]))
    if behind.spelled:
        pairs = (f"•  {heard} → {written}" for heard, written in behind.spelled)
        lines.append("\n".join([_by_screen(), *pairs]))
    return lines


def _support(share: float) -> str:
    if share >= 0.95:
        return QCoreApplication.translate(
            "SpokenCard", "All of it is backed by what was said and shown."
        )
    if share >= 0.75:
        return QCoreApplication.translate(
            "SpokenCard", "Nearly all of it is backed by what was said and shown."
        )
    if share >= 0.5:
        return QCoreApplication.translate(
            "SpokenCard", "Most of it is backed by what was said and shown."
        )
    return QCoreApplication.translate(
        "SpokenCard",
        "Little of it is backed by what was said and shown. Compare it with the words above.",
    )


def _compared() -> str:
    return QCoreApplication.translate(
        "SpokenCard",
        "Translated. Numbers, names and denials were compared with what was said; whether every word "
        "says the same, nobody has checked.",
    )


def _kept() -> str:
    return QCoreApplication.translate(
        "SpokenCard", "It keeps close to what was said, because a freer version did not pass:"
    )


def _mended() -> str:
    return QCoreApplication.translate(
        "SpokenCard", "Parts of it were put back to what was said, because a draft did not pass:"
    )


def _by_screen() -> str:
    return QCoreApplication.translate("SpokenCard", "Spelled as the screen writes it:")


def _other() -> str:
    return QCoreApplication.translate("SpokenCard", "the draft was not usable")


_GONE: dict[Reason, Callable[[], str]] = {
    "filler": lambda: QCoreApplication.translate("SpokenCard", "left out: nothing is said"),
    "repetition": lambda: QCoreApplication.translate("SpokenCard", "left out: said elsewhere"),
    "lost": lambda: QCoreApplication.translate("SpokenCard", "left out"),
}

_ORIGINS = {
    "rewritten": lambda: QCoreApplication.translate("SpokenCard", "Rewritten from these words."),
    "cleaned": lambda: QCoreApplication.translate(
        "SpokenCard", "The speaker’s own words, without fillers and false starts."
    ),
    "edited": lambda: QCoreApplication.translate("SpokenCard", "Edited by you."),
}

_REASONS = {
    "unit": lambda: QCoreApplication.translate(
        "SpokenCard", "it had a number with another unit than was said"
    ),
    "direction": lambda: QCoreApplication.translate("SpokenCard", "it turned a comparison round"),
    "number": lambda: QCoreApplication.translate(
        "SpokenCard", "it had a number that was neither said nor shown"
    ),
    "name": lambda: QCoreApplication.translate(
        "SpokenCard", "it had a name that was neither said nor shown"
    ),
    "code": lambda: QCoreApplication.translate(
        "SpokenCard", "it had a code word that was neither said nor shown"
    ),
    "negation": lambda: QCoreApplication.translate("SpokenCard", "it turned a statement round"),
    "added": lambda: QCoreApplication.translate("SpokenCard", "it added something nobody said"),
    "lost": lambda: QCoreApplication.translate("SpokenCard", "it left out a sentence"),
    "missing": lambda: QCoreApplication.translate("SpokenCard", "it left out a sentence"),
    "copied": lambda: QCoreApplication.translate("SpokenCard", "it left words untranslated"),
    "detail": lambda: QCoreApplication.translate("SpokenCard", "it left out details"),
    "repetition": lambda: QCoreApplication.translate("SpokenCard", "it repeated itself"),
    "length": lambda: QCoreApplication.translate("SpokenCard", "it was too short or too long"),
    "language": lambda: QCoreApplication.translate("SpokenCard", "it was in another language"),
    "chatty": lambda: QCoreApplication.translate("SpokenCard", "it talked about the task"),
    "person": lambda: QCoreApplication.translate(
        "SpokenCard", "it told of the speaker from outside"
    ),
    "deadline": lambda: QCoreApplication.translate("SpokenCard", "it took too long"),
    "context": lambda: QCoreApplication.translate(
        "SpokenCard", "the passage was too long for the writer"
    ),
    "crashed": lambda: QCoreApplication.translate("SpokenCard", "the writer broke down over it"),
    "empty": lambda: QCoreApplication.translate("SpokenCard", "nothing was written"),
    "unwritten": lambda: QCoreApplication.translate("SpokenCard", "nothing was written"),
}
