"""Sound by its presentation time: random access, gaps as silence, the same answer every time.

Every `read` opens the file afresh, seeks some way before the wanted stretch, and resamples on a grid
that begins at the recording's origin. So the result depends on the arguments alone (a resumed run
hears the same samples), and memory is that of the stretch asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from math import gcd
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from readreel.core.engines import SAMPLE_RATE
from readreel.core.errors import RecordingError
from readreel.core.time import rounded
from readreel.media.container import DAMAGE, only, opened, packets
from readreel.media.inspection import Inspection, inspect

_PREROLL = 1.0
_BACK_OFF = (_PREROLL, 5.0, 30.0, float("inf"))
"""Seconds before the wanted stretch from which decoding is tried; the last is the very beginning."""
_POSTROLL = 0.25
_JITTER = 0.03
"""Seconds by which a timestamp may miss without meaning a gap: Matroska rounds to milliseconds."""
_SILENCE_PIECE = 48_000

Samples = NDArray[np.float32]


def open_audio(path: Path, track: int) -> TrackSound:
    """The sound of audio track ``track`` (counted from 0) of a recording."""
    found = inspect(path)
    if track not in {audio.index for audio in found.audio}:
        raise RecordingError("recording.no_sound", path=path)
    return TrackSound(path, track, found)


class TrackSound:
    """An `AudioSource`. ``damage`` lists what could not be decoded so far: (seconds, reason)."""

    def __init__(self, path: Path, track: int, found: Inspection) -> None:
        self.duration = found.duration
        self._path = path
        self._track = track
        self._origin = found.origin
        self._damage: dict[float, str] = {}

    @property
    def damage(self) -> list[tuple[float, str]]:
        """Moments in seconds at which data was skipped, with FFmpeg's reason."""
        return sorted(self._damage.items())

    def read(self, start: float, end: float) -> Samples:
        """``round((end - start) * SAMPLE_RATE)`` mono samples in −1…1; silence outside the track."""
        wanted = max(0, round((end - start) * SAMPLE_RATE))
        out = np.zeros(wanted, dtype=np.float32)
        if wanted == 0 or end <= 0 or start >= self.duration + 1:
            return out
        first = round(start * SAMPLE_RATE)
        for back in _BACK_OFF:
            if self._fill(out, first, first / SAMPLE_RATE - back):
                break
        return out

    def _fill(self, out: Samples, first: int, begin: float) -> bool:
        """Write samples into ``out``, decoding from ``begin``; False where the search landed too late."""
        start = first / SAMPLE_RATE
        seek = begin > 0
        end = start + out.size / SAMPLE_RATE
        with opened(self._path) as container:
            stream = container.streams.audio[self._track]
            stream.codec_context.thread_count = 1
            only(container, stream)
            if seek and not self._seek(container, stream, begin):
                return False
            frames = self._frames(container, stream)
            head = next(frames, None)
            if head is None:
                return not seek
            if seek and head[0] > start - _PREROLL / 2:
                return False
            grid = _Grid(out, first, _rate(stream))
            for time, samples in _chain(head, frames):
                if time > end + _POSTROLL:
                    break
                grid.place(time, samples)
            grid.finish()
        return True

    def _seek(self, container: InputContainer, stream: AudioStream, time: float) -> bool:
        if time <= 0 or not stream.time_base:
            return True
        with suppress(*DAMAGE):
            container.seek(int((time + self._origin) / float(stream.time_base)), stream=stream)
            return True
        return False

    def _frames(
        self, container: InputContainer, stream: AudioStream
    ) -> Iterator[tuple[float, Samples]]:
        """Decoded sound with its time: mono at the track's own rate."""
        now = 0.0
        rate = _rate(stream)
        base = stream.time_base or Fraction(1, rate)  # frames flushed at the end carry none
        mono = _Mono(rate)

        def failed(reason: str) -> None:
            self._damage.setdefault(rounded(max(0.0, now)), reason)

        def decoded() -> Iterator[AudioFrame]:
            for packet in packets(container, stream, failed=failed):
                try:
                    yield from (f for f in packet.decode() if isinstance(f, AudioFrame))
                except DAMAGE as error:
                    failed(str(getattr(error, "strerror", "") or error))
            with suppress(*DAMAGE):
                yield from stream.codec_context.decode(None)

        for frame in decoded():
            time = now if frame.pts is None else float(frame.pts * base) - self._origin
            samples = mono.convert(frame)
            now = time + samples.size / rate
            yield time, samples


def _chain(
    head: tuple[float, Samples], rest: Iterator[tuple[float, Samples]]
) -> Iterator[tuple[float, Samples]]:
    yield head
    yield from rest


def _rate(stream: AudioStream) -> int:
    return int(stream.codec_context.sample_rate or SAMPLE_RATE)


def _flat(frame: AudioFrame) -> Samples:
    return np.asarray(frame.to_ndarray(), dtype=np.float32).reshape(-1)


class _Mono:
    """Mixes frames of any layout and format down; the rate is the track's, whatever a frame says."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._shape: tuple[str, str, int] | None = None
        self._mixer: av.AudioResampler | None = None

    def convert(self, frame: AudioFrame) -> Samples:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape or self._mixer is None:
            self._shape = shape
            self._mixer = av.AudioResampler(format="flt", layout="mono", rate=self._rate)
        frame.pts = None
        mixed = [_flat(piece) for piece in self._mixer.resample(frame)]
        samples = np.concatenate(mixed) if mixed else np.zeros(0, dtype=np.float32)
        return np.nan_to_num(samples, nan=0.0, posinf=0.0, neginf=0.0)


class _Grid:
    """Lays sound of one rate on the grid of 16 kHz samples counted from the recording's origin."""

    def __init__(self, out: Samples, first: int, rate: int) -> None:
        self._out = out
        self._first = first
        self._rate = rate
        # Both grids meet every `step` input samples: begin there, so that phases always agree.
        self._step = rate // gcd(rate, SAMPLE_RATE)
        self._earliest = first * rate // SAMPLE_RATE - int(_PREROLL * rate)
        self._next: int | None = None
        self._at = 0
        self._resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)

    def place(self, time: float, samples: Samples) -> None:
        """Put mono samples where they belong: late ones after silence, overlapping ones cut."""
        position = round(time * self._rate)
        if self._next is None:
            if position + samples.size < self._earliest:
                return
            self._begin(position)
        assert self._next is not None
        missing = position - self._next
        if missing > _JITTER * self._rate:
            end = self._first + self._out.size + SAMPLE_RATE
            self._silence(min(missing, max(0, end * self._rate // SAMPLE_RATE - self._next)))
        elif missing < -_JITTER * self._rate:
            samples = samples[-missing:]
        self._feed(samples)

    def finish(self) -> None:
        """Bring out what the resampler still holds."""
        if self._next is not None:
            self._collect(self._resampler.resample(None))

    def _begin(self, position: int) -> None:
        self._next = (position // self._step) * self._step
        self._at = self._next * SAMPLE_RATE // self._rate
        self._silence(position - self._next)

    def _silence(self, count: int) -> None:
        while count > 0:
            piece = min(count, _SILENCE_PIECE)
            self._feed(np.zeros(piece, dtype=np.float32))
            count -= piece

    def _feed(self, samples: Samples) -> None:
        if samples.size == 0:
            return
        assert self._next is not None
        self._next += samples.size
        if self._rate == SAMPLE_RATE:
            self._write(samples)
            return
        frame = AudioFrame.from_ndarray(samples.reshape(1, -1), format="flt", layout="mono")
        frame.sample_rate = self._rate
        self._collect(self._resampler.resample(frame))

    def _collect(self, frames: list[AudioFrame]) -> None:
        if self._rate != SAMPLE_RATE:
            for frame in frames:
                self._write(_flat(frame))

    def _write(self, samples: Samples) -> None:
        offset = self._at - self._first
        self._at += samples.size
        low, high = max(0, offset), min(self._out.size, offset + samples.size)
        if low < high:
            self._out[low:high] = samples[low - offset : high - offset]
