"""The article follows the recording: which paragraph is playing, and when the view goes along.

Whoever scrolls by hand is left alone until following is resumed; nothing else stops it.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QPropertyAnimation, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QStyle

from readreel.gui.reading.scene import Scene
from readreel.gui.reading.state import State

_TOP, _BOTTOM = 0.08, 0.72
"""Between these parts of the view a paragraph that is playing is read in comfort."""
_PLACE = 0.22
"""Where it is brought to when it is not."""


class Following(QObject):
    """Follows a moment. ``changed`` says whether the view goes along."""

    changed = Signal(bool)

    def __init__(self, area: QAbstractScrollArea, scene: Scene, state: State) -> None:
        super().__init__(area)
        self._area = area
        self._scene = scene
        self._state = state
        self._seconds: float | None = None
        self.on = True
        self._motion = QPropertyAnimation(area.verticalScrollBar(), b"value", self)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)

    @property
    def seconds(self) -> float | None:
        """The moment last told; None before the first."""
        return self._seconds

    def follow(self, seconds: float) -> None:
        """Mark what is spoken at a moment; bring it into sight if the view goes along."""
        self._seconds = seconds
        playing = self._scene.content.playing(seconds)
        if playing == self._state.playing:
            return
        self._state.playing = playing
        self._area.viewport().update()
        if self.on:
            self._bring()

    def again(self) -> None:
        """The article changed: find the paragraph of the moment in it."""
        if self._seconds is not None:
            self._state.playing = self._scene.content.playing(self._seconds)

    def resume(self) -> None:
        """Go along again, from where the recording is."""
        self._bring()
        if not self.on:
            self.on = True
            self.changed.emit(True)

    def suspend(self) -> None:
        """The reader has taken the view in hand."""
        self._motion.stop()
        if self.on and self._seconds is not None:
            self.on = False
            self.changed.emit(False)

    def forget(self) -> None:
        """Another article: no moment, and the view goes along."""
        self._motion.stop()
        self._seconds = None
        self._state.playing = ""
        if not self.on:
            self.on = True
            self.changed.emit(True)

    def _bring(self) -> None:
        rect = self._scene.block_rect(self._state.playing)
        height = self._area.viewport().height()
        whole = rect.top() >= _TOP * height and rect.bottom() <= _BOTTOM * height
        long = rect.height() > (_BOTTOM - _TOP) * height
        if rect.isNull() or whole or (long and 0 <= rect.top() <= _PLACE * height):
            return
        self._scroll(round(rect.top() - _PLACE * height), height)

    def _scroll(self, distance: int, height: int) -> None:
        bar = self._area.verticalScrollBar()
        duration = self._area.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        target = max(0, min(bar.maximum(), bar.value() + distance))
        self._motion.stop()
        if duration <= 0 or abs(distance) > 1.5 * height:
            bar.setValue(target)  # a long flight over the text tells nobody anything
            return
        self._motion.setDuration(duration)
        self._motion.setStartValue(bar.value())
        self._motion.setEndValue(target)
        self._motion.start(QAbstractAnimation.DeletionPolicy.KeepWhenStopped)
