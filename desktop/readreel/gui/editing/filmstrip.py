"""Another picture for a figure: the stills of the stretch and around it, none, or a frame of the video."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from readreel.core.time import Span, clock
from readreel.gui.editing.popover import Popover, remark
from readreel.gui.reading.pictures import Pictures, Wanted
from readreel.gui.theme import NORMAL, SMALL, TIGHT, WIDE, theme
from readreel.project.artifacts import Screen, Still
from readreel.project.edits import Shot

_THUMB = QSize(176, 99)
_AROUND = 45.0
"""Seconds before and after a stretch whose stills are offered too."""
_FEWEST, _MOST = 6, 24


class Filmstrip(Popover):
    """``chosen`` carries a `Shot`; ``removed``: no picture; ``frame_asked``: the frame the video is at."""

    chosen = Signal(object)
    removed = Signal()
    frame_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, self.tr("Pictures around this place"))
        self._over = parent
        self._shots: list[Shot] = []
        self._paths: list[Path] = []
        self._pictures = Pictures(self)
        self._pictures.ready.connect(lambda _: self._paint())
        self._strip = QListWidget()
        self._strip.setViewMode(QListView.ViewMode.IconMode)
        self._strip.setFlow(QListView.Flow.LeftToRight)
        self._strip.setWrapping(False)
        self._strip.setMovement(QListView.Movement.Static)
        self._strip.setIconSize(_THUMB)
        self._strip.setSpacing(TIGHT)
        self._strip.setUniformItemSizes(True)
        self._strip.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._strip.setObjectName("filmstrip")
        self._strip.setAccessibleName(self.tr("Pictures around this place"))
        self._strip.itemActivated.connect(self._choose)
        self._strip.itemClicked.connect(self._choose)
        self._none = QPushButton(self.tr("No picture"))
        self._frame = QPushButton(self.tr("Frame the video is at"))
        self._none.clicked.connect(self._remove)
        self._frame.clicked.connect(self._ask_frame)
        self._empty = remark(self.tr("There are no other pictures near."))
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(self._none)
        row.addStretch(1)
        row.addWidget(self._frame)
        self.whole.addWidget(self._empty)
        self.whole.addWidget(self._strip)
        self.whole.addLayout(row)

    def open(
        self,
        rect: QRect,
        project: Path,
        stills: Sequence[Still],
        around: Span,
        *,
        screens: Sequence[Screen] = (),
        current: int | None = None,
        can_frame: bool = True,
    ) -> None:
        """Offer the stills near ``around`` beside ``rect`` (global).

        ``current`` is the still of the figure whose picture is swapped (-1 for a frame); None adds a
        picture, and then there is none to remove. ``screens`` give captions; ``can_frame`` says whether
        the video shows something.
        """
        titles = {screen.still: screen for screen in screens}
        near = stills_near(stills, around)
        self._shots = [shot_of(still, around, titles) for still in near]
        self._paths = [project / shot.file for shot in self._shots]
        self._none.setVisible(current is not None)
        self._frame.setVisible(can_frame)
        self._empty.setVisible(not self._shots)
        self._strip.setVisible(bool(self._shots))
        self._fill(current)
        self.setFixedWidth(self._width())
        self.pop_up(rect)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The keyboard begins at the pictures."""
        super().showEvent(event)
        (self._strip if self._shots else self._frame).setFocus(Qt.FocusReason.PopupFocusReason)

    def shut_down(self) -> None:
        """Stop what runs beside the window."""
        self._pictures.shut_down()

    def _fill(self, current: int | None) -> None:
        self._strip.clear()
        blank = QPixmap(_THUMB)
        blank.fill(theme().colour("panel"))
        height = _THUMB.height() + self.fontMetrics().height() + NORMAL + SMALL
        for shot in self._shots:
            item = QListWidgetItem(QIcon(blank), clock(shot.start))
            item.setSizeHint(QSize(_THUMB.width() + NORMAL, height))
            spoken = self.tr("Picture at %1").replace("%1", clock(shot.start))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, shot.alt or spoken)
            item.setToolTip(shot.caption)
            self._strip.addItem(item)
            if shot.still == current:
                self._strip.setCurrentItem(item)
        if self._strip.currentRow() < 0:
            self._strip.setCurrentRow(0)
        bar = self._strip.horizontalScrollBar().sizeHint().height()
        self._strip.setFixedHeight(height + bar + 2 * TIGHT)
        self._strip.scrollToItem(self._strip.currentItem())
        self._paint()

    def _paint(self) -> None:
        ratio = self.devicePixelRatioF()
        for row, (shot, path) in enumerate(zip(self._shots, self._paths, strict=True)):
            fitted = QSize(shot.width, shot.height).scaled(
                _THUMB, Qt.AspectRatioMode.KeepAspectRatio
            )
            wanted = Wanted(
                path, round(fitted.width() * ratio), round(fitted.height() * ratio), 4 * ratio
            )
            picture = self._pictures.get(wanted)
            item = self._strip.item(row)
            if picture is not None and not picture.isNull() and item is not None:
                shown = QPixmap(picture)
                shown.setDevicePixelRatio(ratio)
                icon = QIcon(shown)
                icon.addPixmap(shown, QIcon.Mode.Selected)
                item.setIcon(icon)

    def _width(self) -> int:
        room = self._over.window().width() - 2 * WIDE
        wanted = len(self._shots) * (_THUMB.width() + NORMAL + 2 * TIGHT) + 2 * WIDE + SMALL
        buttons = self._none.sizeHint().width() + self._frame.sizeHint().width() + 4 * WIDE
        return max(buttons, min(wanted, room, 1000))

    def _choose(self, item: QListWidgetItem) -> None:
        if not self.isVisible():
            return  # a click activates too where the system has it so
        shot = self._shots[self._strip.row(item)]
        self.close()
        self.chosen.emit(shot)

    def _remove(self) -> None:
        self.close()
        self.removed.emit()

    def _ask_frame(self) -> None:
        self.close()
        self.frame_asked.emit()


def stills_near(stills: Sequence[Still], around: Span) -> tuple[Still, ...]:
    """The stills seen during a stretch or shortly around it, at least a handful, in their order."""
    ranked = sorted(stills, key=lambda still: (_distance(still, around), still.id))
    near = [still for still in ranked if _distance(still, around) <= _AROUND]
    kept = (near if len(near) >= _FEWEST else ranked[:_FEWEST])[:_MOST]
    return tuple(sorted(kept, key=lambda still: (_nearest(still, around).start, still.id)))


def shot_of(still: Still, around: Span, screens: Mapping[int, Screen]) -> Shot:
    """A still as the picture of a figure: its moment nearest to ``around``, its caption from the screen."""
    span = _nearest(still, around)
    screen = screens.get(still.id)
    title = screen.title if screen else ""
    lines = " ".join(line.text for line in screen.lines if line.text != title) if screen else ""
    alt = f"{title}: {lines}" if title and lines else title or lines
    inside = span.start <= still.time <= span.end
    return Shot(
        still=still.id,
        file=f"stills/{still.file}",
        time=still.time if inside else span.start,
        start=span.start,
        end=span.end,
        width=still.width,
        height=still.height,
        caption=title,
        alt=alt[:300],
    )


def _nearest(still: Still, around: Span) -> Span:
    return min(still.spans, key=lambda span: _apart(span, around))


def _distance(still: Still, around: Span) -> float:
    return _apart(_nearest(still, around), around)


def _apart(one: Span, other: Span) -> float:
    return max(one.start - other.end, other.start - one.end, 0.0)
