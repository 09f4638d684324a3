"""One paragraph again: how it is wanted, a while of patience, and the draft to take or to leave."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from readreel.gui.editing.popover import beside, heading, remark
from readreel.gui.editing.redrafting import Redrafting, Work
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE, theme
from readreel.gui.words import reported
from readreel.project.redraft import MOST_CHARACTERS, Manner, Redraft

_WIDTH = 440
_MOST_HEIGHT = 280


class AgainDialog(QFrame):
    """A card inside the window that stays while the reader reads on. ``taken`` carries the block's id and
    the `Redraft`; ``closed`` follows in any case. The draft changes nothing until it is taken.
    """

    taken = Signal(str, object)
    closed = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setObjectName("popover")
        self.setProperty("card", True)
        self.setAccessibleName(self.tr("This paragraph again"))
        self.setFixedWidth(_WIDTH)
        self._block, self._was = "", ""
        self._work = Work(Path(), ())
        self._rect = QRect()
        self._redraft: Redraft | None = None
        self._job = Redrafting(self)
        self._job.ready.connect(self._show_draft)
        self._job.failed.connect(self._show_failure)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(WIDE, NORMAL, WIDE, WIDE - TIGHT)
        whole.setSpacing(NORMAL)
        whole.addWidget(heading(self.tr("This paragraph again")))
        self._several = remark()
        whole.addWidget(self._several)
        self._choices, self._busy, self._result = (
            self._ask_page(),
            self._busy_page(),
            self._draft_page(),
        )
        for page in (self._choices, self._busy, self._result):
            whole.addWidget(page)
        over.installEventFilter(self)
        self.hide()

    def open(self, rect: QRect, work: Work, block: str, text: str, parts: int = 1) -> None:
        """Ask how a block shall be told whose text is ``text``; ``rect`` is the block's, in the coordinates
        of the parent. ``parts``: so many blocks tell the passages of the work, and go for the new one.
        """
        self._job.stop()
        self._rect, self._work, self._block = rect, work, block
        self._was, self._redraft = text, None
        said = self.tr("It stands in %n parts here; what you take replaces them all.", "", parts)
        self._several.setText(said)
        self._several.setVisible(parts > 1)
        self._own.clear()
        self._turn(self._choices)
        self.show()
        self.raise_()
        self._first.setFocus(Qt.FocusReason.PopupFocusReason)

    def ask(self, manner: Manner, instruction: str = "") -> None:
        """Begin writing, as a click on a manner does."""
        self._turn(self._busy)
        self._stop.setFocus(Qt.FocusReason.OtherFocusReason)
        self._job.start(self._work, manner, instruction)

    def shut(self) -> None:
        """Close it, and stop what is being written."""
        self._job.stop()
        if self.isVisible():
            if self.isAncestorOf(self.focusWidget() or self):
                # Before hiding: a widget that vanishes with the focus sends it on to whatever comes next.
                self._over.setFocus(Qt.FocusReason.OtherFocusReason)
            self.hide()
            self.closed.emit()

    def shut_down(self) -> None:
        """End what runs beside the window; call before the window goes."""
        self._job.shut_down()

    @property
    def job(self) -> Redrafting:
        """The child at work."""
        return self._job

    # --- pages -----------------------------------------------------------------------------------

    def _ask_page(self) -> QWidget:
        page, column = _page()
        names: list[tuple[Manner, str]] = [
            ("shorter", self.tr("Shorter")),
            ("plainer", self.tr("Plainer")),
            ("closer", self.tr("Closer to the speech")),
        ]
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        buttons = [self._manner(manner, text) for manner, text in names]
        self._first = buttons[0]
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self._own = QLineEdit()
        self._own.setPlaceholderText(self.tr("Or say how it should be"))
        self._own.setAccessibleName(self.tr("Instruction of your own"))
        self._own.setMaxLength(MOST_CHARACTERS)
        self._own.returnPressed.connect(self._ask_own)
        self._go = QPushButton(self.tr("Write"))
        self._go.setEnabled(False)
        self._go.clicked.connect(self._ask_own)
        self._own.textChanged.connect(lambda text: self._go.setEnabled(bool(text.strip())))
        line = QHBoxLayout()
        line.setSpacing(SMALL)
        line.addWidget(self._own, 1)
        line.addWidget(self._go)
        column.addLayout(row)
        column.addLayout(line)
        column.addWidget(remark(self.tr("Nothing changes until you take what comes of it.")))
        return page

    def _manner(self, manner: Manner, text: str) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self.ask(manner))
        return button

    def _busy_page(self) -> QWidget:
        page, column = _page()
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.tr("The paragraph is being written"))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.addWidget(
            remark(self.tr("The paragraph is being written. You can read on meanwhile.")), 1
        )
        row.addWidget(self._stop)
        column.addWidget(bar)
        column.addLayout(row)
        return page

    def _draft_page(self) -> QWidget:
        page, column = _page()
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setFont(theme().reading_font(11.5))
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._area = QScrollArea()
        self._area.setWidget(self._text)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        self._remark = remark()
        self._take = QPushButton(self.tr("Take it"))
        self._take.setProperty("primary", True)
        self._take.clicked.connect(self._give)
        self._other = QPushButton(self.tr("Another way"))
        self._other.clicked.connect(self._back)
        self._leave = QPushButton(self.tr("Leave it"))
        self._leave.clicked.connect(self.shut)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self._other)
        row.addStretch(1)
        row.addWidget(self._leave)
        row.addWidget(self._take)
        column.addWidget(self._area)
        column.addWidget(self._remark)
        column.addLayout(row)
        return page

    # --- what happens ----------------------------------------------------------------------------

    def _ask_own(self) -> None:
        text = self._own.text().strip()
        if text:
            self.ask("own", text)

    def _back(self) -> None:
        self._turn(self._choices)
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        if self._redraft is not None:
            block, redraft = self._block, self._redraft
            self.shut()
            self.taken.emit(block, redraft)

    def _show_draft(self, redraft: Redraft) -> None:
        self._redraft = redraft
        same = " ".join(redraft.text.split()) == " ".join(self._was.split())
        self._show_words(redraft.text, self._said(redraft, same))
        self._take.setVisible(not same)
        (self._other if same else self._take).setFocus(Qt.FocusReason.OtherFocusReason)

    def _said(self, redraft: Redraft, same: bool) -> str:
        if same:
            return self.tr("It came out as it stands in the article already.")
        if redraft.origin == "cleaned":
            return self.tr("What the writer made of it is not backed: these are the spoken words.")
        if redraft.refused:
            return self.tr("What could not be backed stands as it was spoken.")
        if redraft.support < 0.5:
            return self.tr("Little of this can be found in what was said: please read it closely.")
        return ""

    def _show_failure(self, code: str, values: dict[str, str]) -> None:
        self._redraft = None
        if code == "busy.project":
            said = self.tr("This article is being made just now. Ask again when that is done.")
        else:
            said = reported(code, values)
        self._show_words("", said)
        self._take.hide()
        self._other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self, text: str, said: str) -> None:
        self._text.setText(text)
        width = _WIDTH - 2 * WIDE - SMALL
        self._area.setFixedHeight(min(_MOST_HEIGHT, self._text.heightForWidth(width) + TIGHT))
        self._area.setVisible(bool(text))
        self._remark.setText(said)
        self._remark.setVisible(bool(said))
        self._turn(self._result)

    def _turn(self, page: QWidget) -> None:
        for one in (self._choices, self._busy, self._result):
            one.setVisible(one is page)
        self._settle()

    def _settle(self) -> None:
        self._whole.activate()
        height = max(self._whole.totalHeightForWidth(_WIDTH), self._whole.totalSizeHint().height())
        self.resize(_WIDTH, height)
        self.move(beside(self._rect, self.size(), self._over.rect()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Stay inside the window when that is resized."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(NORMAL)
    return page, column
