"""Word times a reader can click on: in order, inside the window, of a length somebody could say.

The model's attention is often early by seconds on the first word after a pause and late on the last one
before it (faster-whisper#125); where the voice detector hears nobody, no word begins or ends.
"""

from __future__ import annotations

from collections.abc import Sequence

from readreel.core.engines import HeardWord
from readreel.core.time import Span
from readreel.project.artifacts import Word
from readreel.steps.transcribe.windows import pauses

PAUSE_SECONDS = 0.4
"""Shorter pauses say nothing about a word's edge."""
EDGE_SECONDS = 0.1
"""Speech may begin so long before the detector notices it."""
LONGEST_SECONDS = 3.0
LEAST_MILLISECONDS = 20


def placed(words: Sequence[HeardWord], window: Span, speech: Sequence[Span]) -> list[Word]:
    """The words with times that hold together, in milliseconds exactly, in the order they were said."""
    silences = [s for s in pauses(speech, window.start, window.end) if s.length >= PAUSE_SECONDS]
    edges = [_snapped(Span(word.start, max(word.start, word.end)), silences) for word in words]
    times = _ordered(edges, round(window.start * 1000), round(window.end * 1000))
    return [
        Word(
            text=word.text,
            start=start / 1000,
            end=end / 1000,
            probability=round(min(1.0, max(0.0, word.probability)), 3),
        )
        for word, (start, end) in zip(words, times, strict=True)
    ]


def _snapped(word: Span, silences: Sequence[Span]) -> Span:
    """The word without the silence it reaches into, kept on the side where more of it lies."""
    start, end = word.start, word.end
    for silence in silences:
        if silence.end <= start or silence.start >= end:
            continue
        before, after = silence.start - start, end - silence.end
        if after > 0 and after >= before:
            start = max(start, silence.end - EDGE_SECONDS)
        elif before > 0:
            end = min(end, silence.start + EDGE_SECONDS)
    if end - start > LONGEST_SECONDS:
        start = end - LONGEST_SECONDS
    return Span(start, end)


def _ordered(edges: Sequence[Span], first: int, last: int) -> list[tuple[int, int]]:
    """Milliseconds, each word after the one before; pushed back where the window's end is passed."""
    least = min(LEAST_MILLISECONDS, max(1, (last - first) // max(1, len(edges))))
    times: list[tuple[int, int]] = []
    position = first
    for edge in edges:
        start = max(position, round(edge.start * 1000))
        end = max(start + least, round(edge.end * 1000))
        times.append((start, end))
        position = end
    limit = last
    for number in range(len(times) - 1, -1, -1):
        start, end = times[number]
        if end <= limit:
            break
        end = limit
        times[number] = (min(start, end - least), end)
        limit = times[number][0]
    return times
