"""Where somebody speaks, by the Silero network that faster-whisper carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from readreel.core.engines import SAMPLE_RATE
from readreel.core.time import Span
from readreel.inference.packing import CLIP_SECONDS, MARGIN_SECONDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

THRESHOLD = 0.35
"""Probability of speech from which the network is believed; 0.5 loses half of a noisy radio link."""
PIECE_THRESHOLD = 0.45
PIECE_SECONDS = 15.0
SILENCE_SECONDS = 2.0


def speech(samples: NDArray[np.float32]) -> list[Span]:
    """Where somebody speaks, in seconds; pauses from 160 ms on part the spans.

    The network carries a state from the beginning of the sound and grows deaf after a long stretch of
    noise: the same greeting was found at 1 s and missed at 31 s, after a hiss. So every silence is
    looked at again, piece by piece, with a fresh state.
    """
    total = len(samples) / SAMPLE_RATE
    spans = _speech(samples, 0.0, total, THRESHOLD)
    for silence in _silences(spans, total):
        start = silence.start
        while start < silence.end:
            end = min(start + PIECE_SECONDS, silence.end)
            spans.extend(_speech(samples, start, end, PIECE_THRESHOLD))
            start = end
    return sorted(spans)


def _speech(samples: NDArray[np.float32], start: float, end: float, threshold: float) -> list[Span]:
    """What one run of the network from ``start`` to ``end`` finds."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    first, last = round(start * SAMPLE_RATE), round(end * SAMPLE_RATE)
    if last <= first:
        return []
    options = VadOptions(
        threshold=threshold,
        min_silence_duration_ms=160,
        min_speech_duration_ms=100,
        max_speech_duration_s=CLIP_SECONDS - 2 * MARGIN_SECONDS,
        speech_pad_ms=30,
    )
    return [
        Span((first + span["start"]) / SAMPLE_RATE, (first + span["end"]) / SAMPLE_RATE)
        for span in get_speech_timestamps(samples[first:last], options)
    ]


def _silences(spans: Sequence[Span], total: float) -> list[Span]:
    """The stretches of more than 2 s between the spans."""
    ends = [0.0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), total]
    return [Span(a, b) for a, b in zip(ends, starts, strict=True) if b - a > SILENCE_SECONDS]
