"""Where the recording is and whether it moves, whatever it is that plays: film, sound, or nothing.

Guarantees that the position moves while "playing" even if the file cannot be played at all, and that
nothing ever begins to play by itself.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal

from readreel.gui.player.clock import Clock

if TYPE_CHECKING:
    from readreel.gui.player.film import Film

Source = Literal["nothing", "opening", "film", "sound", "stills"]
"""What is shown: ``film`` its frames, ``sound`` and ``stills`` the stills of the moment."""

_TICK_MS = 100
_EARLY = 3.0
"""A film that ends this many seconds before its end has been cut off under us."""

_LAST = 0.1
"""The last frame is looked for this many seconds before the end."""


class Transport(QObject):
    """Times are seconds. ``troubled`` carries a message's code and values, ``recovered`` takes it back.

    ``moved`` comes about ten times a second while playing, and once after a seek.
    """

    moved = Signal(float)
    playing_changed = Signal(bool)
    pictured = Signal(object)
    source_changed = Signal(str)
    duration_changed = Signal(float)
    devices_changed = Signal()
    troubled = Signal(str, dict)
    recovered = Signal()
    _looked = Signal(object, bool, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.source: Source = "nothing"
        self.duration = 0.0
        self.playing = False
        self._given_duration = False
        self._at = 0.0
        self.rate = 1.0
        self._film: Film | None = None
        self._clock = Clock()
        self._ticks = QTimer(self, interval=_TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._pool = QThreadPool(self)
        self._looked.connect(self._after_look)

    # --- the recording ---------------------------------------------------------------------------

    def load(self, path: Path | None, duration: float) -> None:
        """Open another recording, paused at its beginning; the same one keeps its place."""
        if path is not None and path == self.path and self._is_filmed():
            self._set_duration(duration)
            return
        self.pause()
        self.path, self._at = path, 0.0
        self._given_duration = False
        self._set_duration(duration)
        self._clock.seek(0.0)
        if path is None:
            self._close("stills" if duration else "nothing")
        else:
            self._be("opening")
            self._opened_film().open(path)
        self.moved.emit(0.0)

    def prepare(self) -> None:
        """Load what plays films before the first one is opened; that takes a moment."""
        self._opened_film()

    def retry(self) -> None:
        """Try the recording again at the place it is at."""
        path, duration, place = self.path, self.duration, self._at
        self.path = None
        self.load(path, duration)
        self.seek(place)

    def shut_down(self) -> None:
        """Release the film; nothing can be played afterwards."""
        self._ticks.stop()
        self.playing = False
        self._pool.waitForDone()
        if self._film is not None:
            self._film.shut_down()
            self._film = None
        self.source = "nothing"

    # --- moving ----------------------------------------------------------------------------------

    def position(self) -> float:
        """Where it is."""
        return self._at

    def seek(self, seconds: float) -> None:
        """Go to a moment inside the recording."""
        self._at = max(0.0, min(seconds, self.duration) if self.duration else seconds)
        self._clock.seek(self._at)
        if self._film is not None and self._is_filmed():
            last = self.duration - _LAST if self.duration else self._at
            self._film.seek(max(0.0, min(self._at, last)))
        self.moved.emit(self._at)

    def play(self) -> None:
        """Play; from the beginning where it is at the end."""
        if self.playing or self.source == "nothing":
            return
        if self.duration and self._at >= self.duration - _LAST:
            self.seek(0.0)
        self.playing = True
        self._ticks.start()
        if self._film is not None and self._is_filmed():
            self._film.play()
        else:
            self._clock.run(True)
        self.playing_changed.emit(True)

    def pause(self) -> None:
        """Stay where it is."""
        if not self.playing:
            return
        self._tick()
        self.playing = False
        self._ticks.stop()
        self._clock.run(False)
        if self._film is not None and self._is_filmed():
            self._film.pause()
        self.playing_changed.emit(False)

    def set_rate(self, rate: float) -> None:
        """Seconds of the recording in one second."""
        self.rate = rate
        self._clock.set_rate(rate)
        if self._film is not None:
            self._film.set_rate(rate)

    # --- sound -----------------------------------------------------------------------------------

    def can_be_heard(self) -> bool:
        """Whether there is a sound device; believed until a film has been opened."""
        return self._film is None or self._film.can_be_heard()

    def lacks_device(self) -> bool:
        """Whether there is something to hear and nothing to hear it with."""
        film = self._film
        return film is not None and film.has_sound_track() and not film.can_be_heard()

    def set_volume(self, share: float, muted: bool) -> None:
        """Loudness 0…1."""
        if self._film is not None:
            self._film.set_volume(share, muted)

    def use_audio_track(self, index: int) -> None:
        """Play another audio track, counted from 0."""
        if self._film is not None:
            self._film.use_audio_track(index)

    # --- what the film says ----------------------------------------------------------------------

    def _opened_film(self) -> Film:
        if self._film is None:
            from readreel.gui.player.film import Film

            self._film = film = Film(self)
            film.opened.connect(self._opened)
            film.pictured.connect(self._pictured)
            film.blind.connect(self._blind)
            film.broken.connect(lambda: self._look("broken"))
            film.stuck.connect(lambda: self._look("stuck"))
            film.ended.connect(self._ended)
            film.devices_changed.connect(self.devices_changed)
            film.set_rate(self.rate)
            self.devices_changed.emit()
        return self._film

    def _opened(self, duration: float) -> None:
        film = self._opened_film()
        if not self._given_duration:
            self.duration = duration
            self.duration_changed.emit(duration)
        if not film.has_picture_track():
            self._be("sound")

    def _pictured(self, frame: object) -> None:
        if self.source == "sound":
            self.recovered.emit()
        self._be("film")
        self.pictured.emit(frame)

    def _blind(self) -> None:
        self._be("sound")
        self.troubled.emit("player.picture", self._values())

    def _ended(self) -> None:
        if self.duration and self._at < self.duration - _EARLY:
            self._look("cut")
            return
        self._at = self.duration or self._at
        self.playing = False
        self._ticks.stop()
        self.moved.emit(self._at)
        self.playing_changed.emit(False)

    def _tick(self) -> None:
        film = self._film if self._is_filmed() else None
        self._at = film.position() if film is not None else self._clock.position()
        if self.duration and self._at >= self.duration and film is None:
            self._clock.run(False)
            self._ended()
            return
        self.moved.emit(self._at)

    # --- trouble ---------------------------------------------------------------------------------

    def _look(self, why: str) -> None:
        """See whether the file is there, on another thread: a drive that is gone may not answer."""
        if self.path is not None:
            self._pool.start(_Looking(self, self.path, why))

    def _after_look(self, path: Path, there: bool, why: str) -> None:
        if path != self.path or not self._is_filmed() or (there and why == "stuck"):
            return
        codes = {"broken": "player.unplayable", "cut": "player.cut"}
        self._close("stills")
        self._clock.seek(self._at)
        self._clock.run(self.playing)
        self.troubled.emit(codes[why] if there else "player.missing", self._values())

    def _values(self) -> dict[str, str]:
        return {"name": self.path.name if self.path else ""}

    def _close(self, source: Source) -> None:
        if self._film is not None:
            self._film.close()
        self._be(source)

    def _be(self, source: Source) -> None:
        if source != self.source:
            self.source = source
            self.source_changed.emit(source)

    def _is_filmed(self) -> bool:
        return self.source in ("opening", "film", "sound")

    def _set_duration(self, duration: float) -> None:
        if duration > 0 or not self._given_duration:
            self._given_duration = duration > 0
            self.duration = duration
            self.duration_changed.emit(duration)


class _Looking(QRunnable):
    def __init__(self, transport: Transport, path: Path, why: str) -> None:
        super().__init__()
        self._transport, self._path, self._why = transport, path, why

    def run(self) -> None:
        """Look for the file."""
        try:
            there = self._path.is_file()
        except OSError:
            there = False
        with suppress(RuntimeError):  # the window went meanwhile
            self._transport._looked.emit(self._path, there, self._why)
