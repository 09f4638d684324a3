"""What is put on the screen: the frame of the film, else the still of the moment, and what is being said.

Frames are drawn only as often as the window has time for them; the last one before a pause always is.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QImage

from readreel.gui.player.captions import Captions
from readreel.gui.player.screen import Screen
from readreel.gui.player.shelf import Shelf
from readreel.gui.player.transport import Source
from readreel.project.artifacts import Transcript

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_BUSY = 2.0
"""Drawing frames may take one part in this many of the window's time."""


class Stage(QObject):
    """Chooses what a screen shows. ``captions_changed``: captions are on or off, and whether there are any.

    ``still_came``: a still that was asked for can be had.
    """

    captions_changed = Signal(bool, bool)
    still_came = Signal()

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._shelf = Shelf(self)
        self._shelf.ready.connect(self._still_came)
        self._captions = Captions(None)
        self._wanted: bool | None = None
        self._told: tuple[bool, bool] | None = None
        self._source: Source = "nothing"
        self._moment = 0.0
        self._frame: QVideoFrame | None = None
        self._drawn = True
        self._rest_until = 0.0

    # --- what there is ---------------------------------------------------------------------------

    def clear(self) -> None:
        """Another recording: forget the frame."""
        self._frame, self._drawn = None, True
        self._screen.show_image(None)

    def set_stills(self, stills: Sequence[tuple[float, Path]]) -> None:
        """From when on a still was visible, and its file."""
        self._shelf.put(stills)
        self._show_still()

    def set_transcript(self, transcript: Transcript | None) -> None:
        """What is said."""
        self._captions = Captions(transcript)
        self._caption()

    def set_captions(self, wanted: bool) -> None:
        """Captions on or off."""
        self._wanted = wanted
        self._caption()

    def captions_shown(self) -> bool:
        """Whether captions are on: as chosen, else only where there is no picture to look at."""
        return self._source == "sound" if self._wanted is None else self._wanted

    # --- what is shown ---------------------------------------------------------------------------

    def prepare(self) -> None:
        """Set up what turns frames into pictures: on a real display the first one takes long."""
        from PySide6.QtMultimedia import QVideoFrame, QVideoFrameFormat

        layout = QVideoFrameFormat.PixelFormat.Format_YUV420P
        QVideoFrame(QVideoFrameFormat(QSize(16, 16), layout)).toImage()

    def set_source(self, source: Source) -> None:
        """What plays now."""
        self._source = source
        self._screen.set_listening(source == "sound")
        if source in ("sound", "stills"):
            self._frame, self._drawn = None, True
        if source in ("nothing", "sound", "stills"):
            self._screen.show_image(None)
        self.set_moment(self._moment)

    def set_moment(self, seconds: float) -> None:
        """Where the recording is."""
        self._moment = seconds
        self._show_still()
        self._caption()

    def take_frame(self, frame: QVideoFrame, playing: bool) -> None:
        """Draw a frame, or keep it for `settle` where the window is too busy."""
        self._frame, self._drawn = frame, False
        if not playing or time.monotonic() >= self._rest_until:
            self.settle()

    def settle(self) -> None:
        """Draw the last frame if it was not."""
        if self._frame is None or self._drawn:
            return
        begun = time.monotonic()
        self._screen.show_image(self._frame.toImage())
        self._drawn = True
        done = time.monotonic()
        self._rest_until = done + (done - begun) * (_BUSY - 1)

    def is_drawn(self) -> bool:
        """Whether the last frame has been put on the screen."""
        return self._drawn

    def frame_span(self) -> tuple[float, float] | None:
        """From when to when the shown frame is visible, seconds; None where there is no frame."""
        frame = self._frame
        if frame is None or not 0 <= frame.startTime() < frame.endTime():
            return None
        return frame.startTime() / 1e6, frame.endTime() / 1e6

    def current_frame(self) -> QImage | None:
        """The shown frame, as large as it was recorded; None where there is none."""
        if self._frame is None:
            return None
        image = self._frame.toImage()
        return None if image.isNull() else image

    def still_for(self, seconds: float, room: QSize) -> QImage | None:
        """The still of a moment, None while it is being read or where there is none."""
        file = self._shelf.at(seconds)
        return self._shelf.picture(file, room) if file is not None else None

    def shut_down(self) -> None:
        """Let go of frames and threads."""
        self._frame = None
        self._shelf.shut_down()

    # --- choosing --------------------------------------------------------------------------------

    def _show_still(self) -> None:
        """The still of the moment, where no frame is shown; the last one stays until the next is read."""
        if self._frame is not None or self._source == "nothing":
            return
        still = self.still_for(self._moment, self._screen.room())
        if still is not None:
            self._screen.show_image(still)

    def _still_came(self) -> None:
        self._show_still()
        self.still_came.emit()

    def _caption(self) -> None:
        shown = self.captions_shown()
        words = self._captions.at(self._moment) if shown else ""
        self._screen.show_words(words, self._captions.right_to_left)
        told = (shown, bool(self._captions))
        if told != self._told:
            self._told = told
            self.captions_changed.emit(*told)
