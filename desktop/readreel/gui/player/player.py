"""The player as one widget: picture, line of time, controls, and one notice when something fails.

It takes a recording, stills and a transcript and tells where it is; of articles and steps it knows
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from readreel.gui.player.card import Card
from readreel.gui.player.controls import Controls
from readreel.gui.player.deeds import Deeds
from readreel.gui.player.keys import deed
from readreel.gui.player.notice import Notice
from readreel.gui.player.screen import Screen
from readreel.gui.player.stage import Stage
from readreel.gui.player.theatre import Theatre
from readreel.gui.player.timeline import Timeline
from readreel.gui.player.transport import Source, Transport
from readreel.gui.theme import NORMAL, TIGHT
from readreel.project.artifacts import Transcript

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)

_ANY_HEIGHT = 16_777_215
"""Qt's word for no limit."""


class Player(QWidget):
    """The video of one recording. Times are seconds.

    ``moved``: about ten times a second while playing and after a seek. ``failed``: the code of what could
    not be played; the player shows the message itself. ``captions_changed``: the user's choice.
    """

    moved = Signal(float)
    failed = Signal(str)
    playing_changed = Signal(bool)
    captions_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Video"))
        self.view, self.timeline = Screen(), Timeline()
        self.controls, self.notice = Controls(), Notice()
        self.transport, self.stage = Transport(self), Stage(self.view)
        self._touched = False
        self._theatre: Theatre | None = None
        self._whole = self._lay_out()
        self.card = Card(self._whole, self.timeline, self.stage)
        self.deeds = Deeds(self.transport, self.stage.frame_span, self.timeline.chapter_start)
        self._connect_transport()
        self._connect_controls()
        self._take_source("nothing")

    # --- what it plays ---------------------------------------------------------------------------

    def prepare(self) -> None:
        """Load what plays films before the first one is opened; that takes a moment."""
        self.transport.prepare()

    def load(self, recording: Path | None, duration: float) -> None:
        """Open a recording, paused at its beginning; the same one again keeps its place.

        ``duration`` 0 means not yet known. None lets go of the recording.
        """
        if recording != self.transport.path:
            self.stage.clear()
            self._touched = False
        self.notice.clear()
        self.transport.load(recording, duration)
        self.transport.set_volume(self.deeds.volume, self.deeds.muted)
        self._invite()

    def set_chapters(self, chapters: Sequence[tuple[float, str]]) -> None:
        """Where chapters begin, and their titles."""
        self.timeline.set_chapters(chapters)

    def set_stills(self, stills: Sequence[tuple[float, Path]]) -> None:
        """From when on a still was visible, and its file."""
        self.timeline.set_stills([moment for moment, _ in stills])
        self.stage.set_stills(stills)

    def set_transcript(self, transcript: Transcript | None) -> None:
        """What is said, for captions."""
        self.stage.set_transcript(transcript)

    def set_captions(self, shown: bool) -> None:
        """Captions on or off, as the user once chose; until then only sound without picture has them."""
        self.stage.set_captions(shown)

    def set_audio_track(self, index: int) -> None:
        """Which of several audio tracks is heard, counted from 0."""
        self.transport.use_audio_track(index)

    # --- moving ----------------------------------------------------------------------------------

    def seek(self, seconds: float) -> None:
        """Go to a moment; while the file is being opened, as soon as it is."""
        self.transport.seek(seconds)

    def play(self) -> None:
        """Play."""
        self.transport.play()

    def pause(self) -> None:
        """Stay at the frame that is shown."""
        self.transport.pause()

    def is_playing(self) -> bool:
        """Whether it plays, or will as soon as the file is open."""
        return self.transport.playing

    def position(self) -> float:
        """Where it is."""
        return self.transport.position()

    def duration(self) -> float:
        """How long it is; 0 while nobody knows."""
        return self.transport.duration

    def current_frame(self) -> QImage | None:
        """The frame that is shown, as large as it was recorded; None where a still is shown."""
        return self.stage.current_frame()

    def height_wanted(self, width: int) -> int:
        """The height at which nothing is left empty under the controls, for a width in pixels."""
        parts = [w for w in (self.timeline, self.controls, self.notice) if not w.isHidden()]
        below = sum(max(part.sizeHint().height(), part.minimumHeight()) + TIGHT for part in parts)
        return self.view.height_for(width - 2 * NORMAL) + below + 2 * NORMAL

    def shut_down(self) -> None:
        """Stop, and release file, devices and threads; call before the window goes."""
        self._leave_theatre()
        self.transport.shut_down()
        self.stage.shut_down()

    # --- events ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """The player's keys; all others are the window's."""
        name = deed(event)
        if name is None:
            super().keyPressEvent(event)
        else:
            self.deeds.do(name)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The picture fills the width, and the controls stay with it."""
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Point at nothing."""
        self.card.point_no_more()
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Who came by keyboard sees where the keys go."""
        self.view.set_focused(event.reason() in _BY_KEYBOARD)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The ring goes."""
        self.view.set_focused(False)
        super().focusOutEvent(event)

    # --- making ----------------------------------------------------------------------------------

    def _lay_out(self) -> QWidget:
        whole = QWidget(self)
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(NORMAL, NORMAL, NORMAL, NORMAL)
        inner.setSpacing(TIGHT)
        inner.addWidget(self.view, 1000)
        for widget in (self.timeline, self.controls, self.notice):
            inner.addWidget(widget)
        inner.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(whole)
        return whole

    def _connect_transport(self) -> None:
        transport = self.transport
        transport.moved.connect(self._take_moment)
        transport.playing_changed.connect(self._take_playing)
        transport.pictured.connect(lambda f: self.stage.take_frame(f, transport.playing))
        transport.source_changed.connect(self._take_source)
        transport.duration_changed.connect(self._take_duration)
        transport.devices_changed.connect(self._show_sound)
        transport.troubled.connect(self._take_trouble)
        transport.recovered.connect(self.notice.clear)

    def _connect_controls(self) -> None:
        self.view.pressed.connect(lambda: self.deeds.do("toggle"))
        self.view.pressed_twice.connect(self._toggle_theatre)
        self.view.ratio_changed.connect(self._fit)
        self.timeline.asked.connect(self.seek)
        self.controls.asked.connect(self.deeds.do)
        self.controls.speed_asked.connect(self.deeds.set_speed)
        self.controls.volume_asked.connect(self.deeds.set_sound)
        self.deeds.speed_changed.connect(self.controls.set_speed)
        self.deeds.sound_changed.connect(self._show_sound)
        self.deeds.asked.connect(self._take_wish)
        self.stage.captions_changed.connect(self.controls.set_captions)
        self.notice.retry.connect(self._retry)

    # --- what happens ----------------------------------------------------------------------------

    def _take_moment(self, seconds: float) -> None:
        self._touched = self._touched or seconds > 0
        self.timeline.set_position(seconds)
        self.controls.set_time(seconds, self.transport.duration)
        self.stage.set_moment(seconds)
        self._invite()
        self.moved.emit(seconds)

    def _take_playing(self, playing: bool) -> None:
        self._touched = True
        self._invite()
        self.controls.set_playing(playing)
        if not playing:
            self.stage.settle()
        elif self.transport.lacks_device() and not self.notice.code:
            self.notice.tell("player.silent", {})
        self.playing_changed.emit(playing)

    def _take_source(self, source: Source) -> None:
        self.stage.set_source(source)
        for widget in (self.timeline, self.controls):
            widget.setEnabled(source != "nothing")
        self._invite()

    def _take_duration(self, seconds: float) -> None:
        self.timeline.set_duration(seconds)
        self.controls.set_time(self.transport.position(), seconds)

    def _take_trouble(self, code: str, values: dict[str, str]) -> None:
        self.notice.tell(code, values)
        self.failed.emit(code)

    def _retry(self) -> None:
        self.notice.clear()
        self.transport.retry()

    def _take_wish(self, name: str) -> None:
        if name == "full_size":
            self._toggle_theatre()
        else:
            shown = not self.stage.captions_shown()
            self.stage.set_captions(shown)
            self.captions_changed.emit(shown)

    def _show_sound(self) -> None:
        possible = self.transport.can_be_heard()
        self.controls.set_volume(self.deeds.volume, self.deeds.muted, possible)
        if possible and self.notice.code == "player.silent":
            self.notice.clear()

    def _invite(self) -> None:
        self.view.set_inviting(not self._touched and self.transport.source != "nothing")

    def _fit(self) -> None:
        """Let the screen be no higher than its picture, so that the controls are right under it."""
        if self._theatre is None:
            self.view.setMaximumHeight(self.view.height_for(self.width() - 2 * NORMAL))

    # --- the whole display -----------------------------------------------------------------------

    def _toggle_theatre(self) -> None:
        if self._theatre is not None:
            self._leave_theatre()
            return
        self._theatre = Theatre(self.window().windowTitle())
        self._theatre.left.connect(self._leave_theatre)
        self._theatre.pressed.connect(self.keyPressEvent)
        self.view.setMaximumHeight(_ANY_HEIGHT)
        self.view.set_immersed(True)
        self.controls.set_full_size(True)
        self._theatre.take(self._whole)

    def _leave_theatre(self) -> None:
        theatre, self._theatre = self._theatre, None
        if theatre is None:
            return
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._whole)
        self._whole.show()
        self.view.set_immersed(False)
        self.controls.set_full_size(False)
        theatre.hide()
        theatre.deleteLater()
        self._fit()
        self.setFocus()
