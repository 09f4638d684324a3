"""A recording that is only told of: its sound carries the time, and its listener knows the script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from readreel.core.engines import SAMPLE_RATE, HeardSegment, HeardWord
from readreel.core.time import Span
from readreel.project.artifacts import AudioTrack, Recording

Said = tuple[float, float, str]


class ClockSound:
    """Every sample is the time it stands at, so that a fake listener knows where it is."""

    def __init__(self, duration: float) -> None:
        self.duration = duration
        self.reads: list[tuple[float, float]] = []

    def read(self, start: float, end: float) -> Any:
        self.reads.append((start, end))
        count = round((end - start) * SAMPLE_RATE)
        return (start + np.arange(count) / SAMPLE_RATE).astype(np.float32)


def segment(words: Sequence[HeardWord], **figures: float) -> HeardSegment:
    values: dict[str, Any] = {
        "log_probability": -0.3,
        "no_speech": 0.05,
        "compression_ratio": 1.4,
        **figures,
    }
    text = " ".join(word.text for word in words)
    return HeardSegment(words[0].start, words[-1].end, text, tuple(words), **values)


def evenly(text: str, start: float, end: float) -> list[HeardWord]:
    parts = text.split()
    step = (end - start) / len(parts)
    return [
        HeardWord(part, start + n * step, start + (n + 1) * step, 0.9)
        for n, part in enumerate(parts)
    ]


@dataclass
class ScriptedListener:
    """Hears the lines of a script; ``quick`` may spoil what the first hearing makes of a window."""

    script: Sequence[Said]
    language: str = "en"
    quick: Callable[[list[HeardSegment]], list[HeardSegment]] = field(default=lambda heard: heard)
    careful: Callable[[list[HeardSegment]], list[HeardSegment]] = field(default=lambda heard: heard)
    calls: list[tuple[float, float, bool]] = field(default_factory=list)
    asked: int = 0

    def languages(self, samples: Any) -> list[tuple[str, float]]:
        self.asked += 1
        return [(self.language, 0.95), ("nn", 0.01)]

    def speech(self, samples: Any) -> list[Span]:
        start, length = _place(samples)
        spans = (Span(max(0.0, a - start), min(length, b - start)) for a, b, _ in self.script)
        return [span for span in spans if span.end > span.start]

    def listen(self, samples: Any, language: str, *, careful: bool) -> list[HeardSegment]:
        start, length = _place(samples)
        self.calls.append((round(start, 2), round(start + length, 2), careful))
        heard = []
        for a, b, text in self.script:
            words = [
                HeardWord(w.text, w.start - start, w.end - start, w.probability)
                for w in evenly(text, a, b)
                if w.start >= start - 0.01 and w.end <= start + length + 0.01
            ]
            if words:
                heard.append(segment(words))
        return (self.careful if careful else self.quick)(heard)


def _place(samples: Any) -> tuple[float, float]:
    return (float(samples[0]), len(samples) / SAMPLE_RATE) if len(samples) else (0.0, 0.0)


def talk(duration: float, every: float = 8.0, speaking: float = 7.0) -> list[Said]:
    """A script for so many seconds: a different line every ``every`` seconds."""
    lines = []
    for number in range(int(duration // every)):
        start = number * every + 0.5
        text = f"This is line {number} of a talk that goes on for quite some {number * 7} while."
        lines.append((start, start + speaking, text))
    return lines


def recording(duration: float, **changes: Any) -> Recording:
    values: dict[str, Any] = {
        "path": "talk.mp4",
        "name": "talk.mp4",
        "size": 1,
        "fingerprint": "f",
        "container": "mp4",
        "duration": duration,
        "audio": (AudioTrack(0, "aac", 1, 48_000),),
        "audio_track": 0,
        "span": Span(0.0, duration),
        **changes,
    }
    return Recording(**values)
