"""QtMultimedia behind one small door: open, seek exactly, play, and let go without hanging.

Guarantees: a seek asked for before the file is loaded is kept; while one seek is under way only the last
of the others is kept; a frame of before a seek is not taken for the one asked for; nothing but local files
is opened, whatever a file points to; and the multimedia library is loaded only when a film is made.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

_FLIGHT_MS = 400
"""How long the frame of a seek is waited for before another frame is taken for it."""

_PATIENCE_MS = 5000
"""A picture track that has shown nothing for this long shows nothing at all (no decoder, no display)."""

_NEAR_US = 200_000
"""A frame that begins this much after the moment is the first after a small gap."""


class Film(QObject):
    """One recording at a time. Times are seconds, frames are QVideoFrame.

    ``opened``: the length is known. ``pictured``: a frame to show. ``blind``: there is a picture track,
    but it cannot be shown. ``broken``: the file cannot be played at all. ``ended``: played to its end.
    ``stuck``: no frame came after a seek, as where sound goes on after the film, or without its drive.
    """

    opened = Signal(float)
    pictured = Signal(object)
    blind = Signal()
    broken = Signal()
    ended = Signal()
    stuck = Signal()
    devices_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Read when the first film is opened: a playlist in a film's clothes may not reach the network.
        os.environ["QT_FFMPEG_PROTOCOL_WHITELIST"] = "file"
        from PySide6.QtMultimedia import QMediaDevices, QMediaPlayer, QVideoSink

        self._player = QMediaPlayer(self)
        self._sink = QVideoSink(self)
        self._player.setVideoSink(self._sink)
        self._devices = QMediaDevices(self)
        self._volume, self._muted = 1.0, False
        self._path: Path | None = None
        self._track: int | None = None
        self._ready = self._playing = self._seen = False
        self._sought: int | None = None
        self._wanted: int | None = None
        self._candidate: QVideoFrame | None = None
        self._flight = QTimer(self, singleShot=True, interval=_FLIGHT_MS)
        self._watch = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._flight.timeout.connect(self._landed)
        self._watch.timeout.connect(self._waited)
        self._sink.videoFrameChanged.connect(self._take)
        self._player.mediaStatusChanged.connect(self._status)
        self._player.errorOccurred.connect(self._error)
        self._devices.audioOutputsChanged.connect(self._hear)
        self._hear()

    # --- the file --------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Load a local file, paused at its beginning or at the seek that follows."""
        self.close()
        self._path = path
        self._player.setSource(QUrl.fromLocalFile(str(path)))

    def close(self) -> None:
        """Let go of the file."""
        self._path = self._track = None
        self._ready = self._playing = self._seen = False
        self._sought = self._wanted = self._candidate = None
        self._flight.stop()
        self._watch.stop()
        self._player.stop()
        self._player.setSource(QUrl())

    def shut_down(self) -> None:
        """Release everything; in this order, since the library may wait for itself in any other."""
        self.close()
        self._sink.videoFrameChanged.disconnect(self._take)
        self._player.setVideoSink(None)  # type: ignore[arg-type]
        self._player.setAudioOutput(None)  # type: ignore[arg-type]
        self._player.deleteLater()
        self._sink.deleteLater()

    def has_picture(self) -> bool:
        """Whether a frame has been shown since the file was opened."""
        return self._seen

    def has_picture_track(self) -> bool:
        """Whether the file claims to have a picture."""
        return self._player.hasVideo()

    def has_sound_track(self) -> bool:
        """Whether the file claims to have sound."""
        return self._player.hasAudio()

    def use_audio_track(self, index: int) -> None:
        """Play another of the file's audio tracks, counted from 0; kept until the file is loaded."""
        self._track = index
        if 0 <= index < len(self._player.audioTracks()):
            self._player.setActiveAudioTrack(index)

    # --- playing ---------------------------------------------------------------------------------

    def play(self) -> None:
        """Play, as soon as the file is loaded."""
        self._playing = True
        if self._ready:
            self._player.play()

    def pause(self) -> None:
        """Stay at the frame that is shown."""
        self._playing = False
        if self._ready:
            self._player.pause()

    def position(self) -> float:
        """Where it is, or is going to."""
        for asked in (self._wanted, self._sought):
            if asked is not None:
                return asked / 1000
        return self._player.position() / 1000

    def seek(self, seconds: float) -> None:
        """Go to the frame that is visible at ``seconds``."""
        asked = max(0, round(seconds * 1000))
        if not self._ready or self._flight.isActive():
            self._wanted = asked
        else:
            self._go(asked)

    def set_rate(self, rate: float) -> None:
        """Play faster or slower at the same pitch."""
        self._player.setPlaybackRate(rate)

    # --- sound -----------------------------------------------------------------------------------

    def can_be_heard(self) -> bool:
        """Whether the machine has a sound device."""
        return bool(self._devices.audioOutputs())

    def set_volume(self, share: float, muted: bool) -> None:
        """Loudness 0…1 as ears judge it."""
        from PySide6.QtMultimedia import QtAudio

        self._volume, self._muted = share, muted
        output = self._player.audioOutput()
        if output is not None:
            scale = QtAudio.VolumeScale
            output.setVolume(
                QtAudio.convertVolume(share, scale.LogarithmicVolumeScale, scale.LinearVolumeScale)
            )
            output.setMuted(muted)

    def _hear(self) -> None:
        """Use the system's sound device, also one that is plugged in or pulled out later."""
        from PySide6.QtMultimedia import QAudioOutput

        output = self._player.audioOutput()
        if not self.can_be_heard():
            self._player.setAudioOutput(None)  # type: ignore[arg-type]
        elif output is None:
            self._player.setAudioOutput(QAudioOutput(self))
            self.set_volume(self._volume, self._muted)
        else:
            output.setDevice(self._devices.defaultAudioOutput())
        self.devices_changed.emit()

    # --- what the library says -------------------------------------------------------------------

    def _status(self, status: QMediaPlayer.MediaStatus) -> None:
        if self._path is None:
            return
        if status == status.LoadedMedia and not self._ready:
            self._loaded()
        elif status == status.InvalidMedia:
            self.broken.emit()
        elif status == status.EndOfMedia:
            self._playing = False
            self.ended.emit()

    def _loaded(self) -> None:
        self._ready = True
        playing, asked = self._playing, self._wanted
        self._wanted = None
        if self._player.hasVideo():
            self._watch.start()
        if self._track is not None:
            self.use_audio_track(self._track)
        self._player.pause()
        self.opened.emit(self._player.duration() / 1000)
        if asked is not None:
            self._go(asked)
        if playing:
            self._player.play()

    def _error(self) -> None:
        # A file that cannot be opened tells so by its status; an open one may have lost its picture only.
        if self._ready and not self._seen:
            self._watch.stop()
            self.blind.emit()

    def _waited(self) -> None:
        if not self._seen:
            self.blind.emit()

    # --- frames ----------------------------------------------------------------------------------

    def _go(self, asked: int) -> None:
        state = self._player.playbackState()
        if state == state.StoppedState:
            self._player.pause()
        self._player.setPosition(asked + 1)  # at the very start of a frame the one before is shown
        if self._player.hasVideo():
            self._sought = asked
            self._candidate = None
            self._flight.start()

    def _take(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or self._path is None:
            return  # the end of a film is told by an empty frame
        if self._sought is None:
            self._show(frame)
        elif shows(frame.startTime(), frame.endTime(), (self._sought + 1) * 1000):
            self._candidate = frame
            self._landed()
        else:
            self._candidate = frame

    def _landed(self) -> None:
        self._flight.stop()
        frame, self._candidate, self._sought = self._candidate, None, None
        if frame is not None:
            self._show(frame)
        else:
            self.stuck.emit()
        if self._wanted is not None:
            asked, self._wanted = self._wanted, None
            self._go(asked)

    def _show(self, frame: QVideoFrame) -> None:
        self._seen = True
        self._watch.stop()
        self.pictured.emit(frame)


def shows(start: int, end: int, moment: int) -> bool:
    """Whether a frame from ``start`` to ``end`` is what is seen at ``moment`` (all microseconds).

    A frame of before a seek is not; one without times has to be believed.
    """
    if start < 0:
        return True
    if end > start:
        return start - _NEAR_US <= moment < end
    return abs(start - moment) <= _NEAR_US
