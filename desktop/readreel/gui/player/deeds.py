"""What keys and buttons do, by the names that `keys` gives them; speed and loudness are kept here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from readreel.gui.player.controls import SPEEDS
from readreel.gui.player.transport import Transport

_JUMPS = {"back": -5.0, "on": 5.0, "back_little": -1.0, "on_little": 1.0, "back_far": -10.0}
_SHUTTLE = (1.5, 2.0, 3.0)
_LOUDER = 0.05

Span = tuple[float, float]


class Deeds(QObject):
    """``speed_changed`` and ``sound_changed`` (0…1, muted) say what holds now; ``asked`` carries the
    deeds that are not about time or sound: ``captions`` and ``full_size``.
    """

    speed_changed = Signal(float)
    sound_changed = Signal(float, bool)
    asked = Signal(str)

    def __init__(
        self,
        transport: Transport,
        frame_span: Callable[[], Span | None],
        chapter_start: Callable[[float, int], float],
    ) -> None:
        super().__init__(transport)
        self._transport = transport
        self._frame_span = frame_span
        self._chapter_start = chapter_start
        self._speed = 1.0
        self.volume, self.muted = 1.0, False
        self._all = self._moves() | self._others()
        transport.playing_changed.connect(self._end_shuttle)

    def do(self, name: str) -> None:
        """Do what a name of `keys` stands for."""
        self._all[name]()

    def set_speed(self, rate: float) -> None:
        """Play at 0.5 to 3 times, from now on."""
        self._speed = rate
        self._run_at(rate)

    def set_sound(self, volume: float, muted: bool = False) -> None:
        """Loudness 0…1."""
        self.volume, self.muted = min(max(volume, 0.0), 1.0), muted
        self._transport.set_volume(self.volume, muted)
        self.sound_changed.emit(self.volume, muted)

    # --- the deeds -------------------------------------------------------------------------------

    def _moves(self) -> dict[str, Callable[[], None]]:
        film = self._transport
        moves: dict[str, Callable[[], None]] = {
            "toggle": lambda: film.pause() if film.playing else film.play(),
            "stop": film.pause,
            "faster": self._shuttle,
            "frame_back": lambda: self._step(-1),
            "frame_on": lambda: self._step(1),
            "begin": lambda: film.seek(0.0),
            "end": lambda: film.seek(film.duration),
            "chapter_back": lambda: film.seek(self._chapter_start(film.position(), -1)),
            "chapter_on": lambda: film.seek(self._chapter_start(film.position(), 1)),
        }
        for name, by in _JUMPS.items():
            moves[name] = lambda by=by: film.seek(film.position() + by)  # type: ignore[misc]
        for n in range(10):
            moves[f"tenth-{n}"] = lambda n=n: film.seek(film.duration * n / 10)  # type: ignore[misc]
        return moves

    def _others(self) -> dict[str, Callable[[], None]]:
        return {
            "mute": lambda: self.set_sound(self.volume, not self.muted),
            "louder": lambda: self.set_sound(self.volume + _LOUDER),
            "softer": lambda: self.set_sound(self.volume - _LOUDER),
            "slower_speed": lambda: self._next_speed(-1),
            "faster_speed": lambda: self._next_speed(1),
            "captions": lambda: self.asked.emit("captions"),
            "full_size": lambda: self.asked.emit("full_size"),
        }

    def _step(self, step: int) -> None:
        """To the next frame or the one before; without frames, a second."""
        self._transport.pause()
        span = self._frame_span()
        if span is None:
            self._transport.seek(self._transport.position() + step)
        else:
            start, end = span
            self._transport.seek(end if step > 0 else start - (end - start) / 2)

    def _shuttle(self) -> None:
        """Play; while it plays, faster, until it is stopped."""
        if self._transport.playing:
            now = self._transport.rate
            self._run_at(next((rate for rate in _SHUTTLE if rate > now), _SHUTTLE[-1]))
        else:
            self._transport.play()

    def _end_shuttle(self, playing: bool) -> None:
        if not playing and self._transport.rate != self._speed:
            self._run_at(self._speed)

    def _next_speed(self, step: int) -> None:
        nearest = min(range(len(SPEEDS)), key=lambda n: abs(SPEEDS[n] - self._speed))
        self.set_speed(SPEEDS[min(max(nearest + step, 0), len(SPEEDS) - 1)])

    def _run_at(self, rate: float) -> None:
        self._transport.set_rate(rate)
        self.speed_changed.emit(rate)
