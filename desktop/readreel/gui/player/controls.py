"""The one quiet row under the picture. It asks; the player answers.

Tooltips tell the keys. Where there is little room the volume, then the jumps give way.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QActionGroup, QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QToolButton, QWidget

from readreel.core.time import clock
from readreel.gui.icons import icon
from readreel.gui.theme import SMALL, TIGHT, theme

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ROOM_FOR_VOLUME, _ROOM_FOR_JUMPS, _LEAST_ROOM = 460, 380, 300


class Controls(QWidget):
    """Signals carry what was asked for: a deed of `keys`, a speed, a volume 0…1."""

    asked = Signal(str)
    speed_asked = Signal(float)
    volume_asked = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: dict[_Button, str] = {}
        self.play = self._button("play", self.tr("Play"), "toggle")
        self.back = self._button("rewind", self.tr("Back 5 seconds"), "back")
        self.on = self._button("forward", self.tr("Forward 5 seconds"), "on")
        self.time = QLabel()
        self.captions = self._button("captions", self.tr("Captions"), "captions")
        self.captions.setCheckable(True)
        self.speed = self._button("", self.tr("Speed"), "")
        self.mute = self._button("sound", self.tr("Mute"), "mute")
        self.volume = self._slider()
        self.full = self._button("full-size", self.tr("Fill the display"), "full_size")
        self._speeds = self._speed_menu()
        self._tell_keys()
        self._set_font()
        self._lay_out()
        self.set_speed(1.0)
        self.set_time(0.0, 0.0)
        theme().changed.connect(self._recolour)

    # --- what it shows ---------------------------------------------------------------------------

    def set_playing(self, playing: bool) -> None:
        """Offer what can be done now."""
        self._picture(self.play, "pause" if playing else "play")
        name = self.tr("Pause") if playing else self.tr("Play")
        self.play.setAccessibleName(name)
        self.play.setToolTip(
            self._with_keys(name, self.tr("Space; K stops, L plays and then faster"))
        )

    def set_time(self, position: float, duration: float) -> None:
        """Where it is, of how long."""
        length = clock(duration)
        here = clock(position).rjust(len(length), "\u2007")
        self.time.setText(f"{here} / {length}")
        widest = QFontMetrics(self.time.font()).horizontalAdvance(f"{length} / {length}")
        self.time.setMinimumWidth(widest + TIGHT)

    def set_captions(self, shown: bool, possible: bool) -> None:
        """Whether captions are on, and whether there are any."""
        self.captions.setChecked(shown and possible)
        self.captions.setEnabled(possible)
        self._picture(self.captions, "captions")

    def set_speed(self, rate: float) -> None:
        """How fast it plays."""
        self.speed.setText(_times(rate))
        for action in self._speeds.actions():
            action.setChecked(action.data() == rate)

    def set_volume(self, share: float, muted: bool, possible: bool) -> None:
        """How loud it is; not possible where the machine has no sound device."""
        self.volume.blockSignals(True)
        self.volume.setValue(round(share * 100))
        self.volume.blockSignals(False)
        silent = muted or share == 0 or not possible
        self._picture(self.mute, "sound-off" if silent else "sound")
        name = self.tr("Sound on") if muted else self.tr("Mute")
        self.mute.setAccessibleName(name)
        self.mute.setToolTip(
            self._with_keys(name, "M") if possible else self.tr("This machine has no sound device")
        )
        self.mute.setEnabled(possible)
        self.volume.setEnabled(possible)

    def set_full_size(self, full: bool) -> None:
        """Whether the display is filled."""
        self._picture(self.full, "small-size" if full else "full-size")
        name = self.tr("Back into the window") if full else self.tr("Fill the display")
        self.full.setAccessibleName(name)
        self.full.setToolTip(self._with_keys(name, "F"))

    # --- events ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Let the least needed give way."""
        super().resizeEvent(event)
        self.volume.setVisible(self.width() >= _ROOM_FOR_VOLUME)
        for button in (self.back, self.on):
            button.setVisible(self.width() >= _ROOM_FOR_JUMPS)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep the figures' type when the application's changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange and hasattr(self, "time"):
            self._set_font()

    # --- making ----------------------------------------------------------------------------------

    def _button(self, picture: str, name: str, deed: str) -> _Button:
        button = _Button(self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoRaise(True)
        if picture:
            self._picture(button, picture)
        if deed:
            button.clicked.connect(lambda: self.asked.emit(deed))
        return button

    def _slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setRange(0, 100)
        slider.setValue(100)
        slider.setPageStep(10)
        slider.setFixedWidth(72)
        slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        slider.setAccessibleName(self.tr("Volume"))
        slider.valueChanged.connect(lambda value: self.volume_asked.emit(value / 100))
        return slider

    def _speed_menu(self) -> QActionGroup:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for rate in SPEEDS:
            action = menu.addAction(_times(rate))
            action.setCheckable(True)
            action.setData(rate)
            group.addAction(action)
        group.triggered.connect(lambda action: self.speed_asked.emit(action.data()))
        self.speed.setMenu(menu)
        self.speed.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return group

    def _tell_keys(self) -> None:
        told = {
            self.back: self.tr("Left arrow; J for 10 seconds, Shift for 1, comma for a frame"),
            self.on: self.tr("Right arrow; Shift for 1 second, full stop for a frame"),
            self.captions: "C",
            self.speed: "[ ]",
        }
        for button, keys in told.items():
            button.setToolTip(self._with_keys(button.accessibleName(), keys))
        self.volume.setToolTip(self._with_keys(self.tr("Volume"), self.tr("up and down arrow")))
        self.set_playing(False)
        self.set_full_size(False)
        self.set_volume(1.0, False, True)

    def _with_keys(self, name: str, keys: str) -> str:
        return self.tr("{name} ({keys})").format(name=name, keys=keys)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(TIGHT)
        self.setMinimumWidth(_LEAST_ROOM)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for widget in (self.play, self.back, self.on):
            row.addWidget(widget)
        row.addSpacing(SMALL)
        row.addWidget(self.time)
        row.addStretch(1)
        right: tuple[QWidget, ...] = (self.captions, self.speed, self.mute, self.volume, self.full)
        for one in right:
            row.addWidget(one)

    def _set_font(self) -> None:
        figures = theme().ui_font(9.5)
        figures.setFeature(QFont.Tag("tnum"), 1)
        self.time.setFont(figures)
        self.speed.setFont(figures)

    def _picture(self, button: _Button, name: str) -> None:
        self._icons[button] = name
        button.setIcon(icon(name, "accent" if button.isChecked() else "ink"))

    def _recolour(self) -> None:
        for button, name in list(self._icons.items()):
            self._picture(button, name)


class _Button(QToolButton):
    """A button that leaves the arrows to the player; Tab goes from one to the next."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _times(rate: float) -> str:
    return f"{QLocale().toString(rate, 'g', 3)}\u00d7"
