"""Packing: speech with its long silences shortened, in clips that a listener hears at once.

Every sample of speech is in exactly one clip, and every moment of a clip can be given back as a moment
of the sound it was taken from.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from readreel.core.engines import SAMPLE_RATE
from readreel.core.time import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLIP_SECONDS = 29.5
CLIP_LEAST_SECONDS = 26.0
"""A clip ends at its longest pause after this."""
PAUSE_SECONDS = 1.0
"""Longer pauses are shortened to this before the model hears them."""
MARGIN_SECONDS = 0.3
"""Heard before the first and after the last sound of a clip: the network is late on soft onsets."""
HOP = 160
"""Samples of one frame of features; clips begin on one."""


@dataclasses.dataclass(frozen=True)
class Piece:
    """``length`` samples from ``source`` of the sound, placed at ``target`` of what the model hears."""

    source: int
    target: int
    length: int


@dataclasses.dataclass(frozen=True)
class Clip:
    """What the model hears at once: samples ``start`` to ``end`` of the packed sound."""

    start: int
    end: int
    pieces: tuple[Piece, ...]

    def original(self, time: float) -> float:
        """Seconds in the sound handed in, of a time in the packed sound."""
        sample = time * SAMPLE_RATE
        for piece in self.pieces:
            if sample < piece.target + piece.length:
                break
        offset = min(max(sample - piece.target, 0.0), float(piece.length))
        return (piece.source + offset) / SAMPLE_RATE

    def alone(self) -> Clip:
        """The same clip where nothing was packed before it."""
        pieces = tuple(
            dataclasses.replace(piece, target=piece.target - self.start) for piece in self.pieces
        )
        return Clip(0, self.end - self.start, pieces)


def opening(samples: NDArray[np.float32], spans: Sequence[Span]) -> NDArray[np.float32]:
    """The first 30 s of speech, from which the language is told; of no speech the first 30 s."""
    packed, clips = pack(samples, spans)
    return packed[clips[0].start : clips[0].end] if clips else samples[: 30 * SAMPLE_RATE]


def pack(
    samples: NDArray[np.float32], speech: Sequence[Span]
) -> tuple[NDArray[np.float32], list[Clip]]:
    """The speech of the samples with long silences shortened, and the clips it is heard in."""
    stretches = [_stretch(group, len(samples)) for group in grouped(speech)]
    sound: list[NDArray[np.float32]] = []
    clips: list[Clip] = []
    position = 0
    for stretch in stretches:
        start, pieces = position, []
        for first, last in stretch:
            pieces.append(Piece(first, position, last - first))
            sound.append(samples[first:last])
            position += last - first
        gap = -position % HOP
        sound.append(np.zeros(gap, dtype=np.float32))
        position += gap
        clips.append(Clip(start, position, tuple(pieces)))
    return (np.concatenate(sound) if sound else samples[:0]), clips


def grouped(speech: Sequence[Span]) -> list[list[Span]]:
    """Spans that fit one clip, parted at the longest pause of its last quarter."""
    groups: list[list[Span]] = []
    rest = list(speech)
    while rest:
        length, fitting = 2 * MARGIN_SECONDS + rest[0].length, 1
        best, longest = 1, -1.0
        for before, span in itertools.pairwise(rest):
            pause = span.start - before.end
            if length >= CLIP_LEAST_SECONDS and pause >= longest:
                best, longest = fitting, pause
            length += min(pause, PAUSE_SECONDS) + span.length
            if length > CLIP_SECONDS:
                break
            fitting += 1
        take = len(rest) if fitting == len(rest) else (best if longest >= 0 else fitting)
        groups.append(rest[:take])
        rest = rest[take:]
    return groups


def _stretch(spans: Sequence[Span], total: int) -> list[tuple[int, int]]:
    """Sample ranges to be heard one after another: the spans with their pauses, none too long."""
    half, margin = PAUSE_SECONDS / 2, MARGIN_SECONDS
    ranges: list[tuple[float, float]] = [(max(0.0, spans[0].start - margin), spans[0].end)]
    for span in spans[1:]:
        start, end = ranges[-1]
        if span.start - end <= PAUSE_SECONDS:
            ranges[-1] = (start, span.end)
        else:
            ranges[-1] = (start, end + half)
            ranges.append((span.start - half, span.end))
    ranges[-1] = (ranges[-1][0], ranges[-1][1] + margin)
    exact = [(round(a * SAMPLE_RATE), min(total, round(b * SAMPLE_RATE))) for a, b in ranges]
    return [(first, last) for first, last in exact if last > first]
